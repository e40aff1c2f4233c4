package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Veil;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Who gave up today, for all who search: of each only what is searched by, about 250 bytes. Those that are found are
/// read, and so are what they are by now: one that was erased is not shown.
///
/// What is new is read at most twice a minute, and only while there is one who searches; once an hour all of it is.
@Component
class AbandonedToday {

    /// A day of a large contact centre; of more, the newest.
    private static final int MOST = 20_000;

    private static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(AbandonedToday.class);

    private static final Duration TRUSTED = Duration.ofSeconds(30);
    private static final Duration WHOLE = Duration.ofHours(1);

    /// What is told late may have been before what is known already.
    private static final Duration LATE = Duration.ofMinutes(5);

    /// Who searches first in a day goes on without the rest.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ContactStore contacts;
    private final ConnectInstances instances;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Known known = new Known(Instant.EPOCH, Instant.EPOCH, List.of());

    AbandonedToday(ContactStore contacts, ConnectInstances instances, Clock clock) {
        this.contacts = contacts;
        this.instances = instances;
        this.clock = clock;
    }

    /// A contact, as far as it is searched by. Unmasked.
    ///
    /// @param at when it ended
    record Gone(
            String contactId,
            @Nullable String instanceId,
            @Nullable String queueId,
            @Nullable String queue,
            @Nullable String agentId,
            @Nullable String agent,
            @Nullable String identifier,
            Instant at) {}

    /// @param whole when all of it was read, and not only what was new
    /// @param contacts the newest first
    private record Known(Instant at, Instant whole, List<Gone> contacts) {

        Instant newest() {
            return contacts.stream().map(Gone::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        }
    }

    /// Unmasked, and of all instances, the newest first. While they are read anew, or cannot be, those among them that
    /// were read before.
    ///
    /// @throws StoreUnavailable when those that are meant cannot be read
    List<ContactSummaryView> found(Predicate<Gone> meant, int most) {
        if (isOver(known.at(), TRUSTED) && reading.compareAndSet(false, true)) {
            readAnew();
        }
        var ids = known.contacts().stream()
                .filter(meant)
                .limit(most)
                .map(gone -> new ContactId(gone.contactId()))
                .toList();
        return ids.isEmpty() ? List.of() : ContactSummaryView.all(contacts.findAll(ids), Veil.LIFTED);
    }

    /// A clock that was put back makes everything old.
    private boolean isOver(Instant at, Duration trusted) {
        var age = Duration.between(at, clock.instant());
        return age.isNegative() || age.compareTo(trusted) >= 0;
    }

    private void readAnew() {
        var reader = Thread.ofVirtual().name("abandoned-today").start(this::read);
        try {
            if (!reader.join(PATIENCE)) {
                log.debug("the abandoned of today take long to read");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            var former = known;
            var now = clock.instant();
            var midnight = midnight(now);
            var since = former.newest().minus(LATE);
            if (isOver(former.whole(), WHOLE) || since.isBefore(midnight)) {
                new Reading(new Known(now, now, former.contacts()), midnight, midnight).all();
            } else {
                new Reading(new Known(now, former.whole(), former.contacts()), midnight, since).all();
            }
        } catch (StoreUnavailable | ContactRefused failure) {
            log.warn("the abandoned of today cannot be read: {}", failure.getMessage());
        } finally {
            reading.set(false);
        }
    }

    /// Page by page, the newest first: what was read of them is found before the others are.
    private final class Reading {

        private final Known next;
        private final Instant midnight;
        private final Instant since;
        private final Map<String, Gone> read = new LinkedHashMap<>();
        private final Map<String, String> words = new HashMap<>();

        /// @param next what will be known, with what was known before
        Reading(Known next, Instant midnight, Instant since) {
            this.next = next;
            this.midnight = midnight;
            this.since = since;
        }

        void all() {
            String position = null;
            do {
                var page = contacts.abandoned(since, PAGE, position);
                page.items().forEach(stored -> read.put(stored.contact().id().value(), gone(stored)));
                position = page.next();
                known = new Known(known.at(), known.whole(), withFormer(any -> true));
            } while (position != null && read.size() < MOST);
            // What was not read again is not there any more.
            known = new Known(
                    next.at(), next.whole(), withFormer(gone -> gone.at().isBefore(since)));
        }

        private List<Gone> withFormer(Predicate<Gone> still) {
            var former = next.contacts().stream()
                    .filter(gone -> !read.containsKey(gone.contactId()))
                    .filter(gone -> !gone.at().isBefore(midnight) && still.test(gone));
            return Stream.concat(read.values().stream(), former).limit(MOST).toList();
        }

        private Gone gone(StoredContact stored) {
            var seen = ContactSummaryView.of(stored, Veil.LIFTED);
            var queue = seen.queue();
            var agent = seen.agent();
            var customer = seen.customer();
            var ended = seen.timestamps().ended();
            return new Gone(
                    seen.contactId(),
                    once(seen.instanceId()),
                    queue == null ? null : once(queue.id()),
                    queue == null ? null : once(queue.name()),
                    agent == null ? null : once(agent.id()),
                    agent == null ? null : once(agent.username()),
                    customer == null ? null : customer.identifier(),
                    ended == null ? Instant.EPOCH : ended);
        }

        /// Thousands of contacts are of a few queues.
        private @Nullable String once(@Nullable String word) {
            return word == null ? null : words.computeIfAbsent(word, any -> word);
        }
    }

    /// Of several time zones, where the day began first.
    private Instant midnight(Instant now) {
        return Stream.concat(
                        Stream.of(instances.timeZone(null)),
                        instances.ids().stream().map(instances::timeZone))
                .map(zone -> FigureInterval.P1D.of(now, zone))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
