package io.contactstatus.erasure;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.JobLeft;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ContactEraser.Order;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Erases one customer, round by round: each buries what is there and over. The erasure is done when nothing waits any
/// more, and all instances have known of it for long enough that nothing else of it can have been stored.
///
/// A contact that is buried is cleared at once, and once more when it is forgotten: a writer that had read it before
/// may have added something. That does not wait for the end, which may be days away where a live contact is waited for.
///
/// The job holds the identifier in its progress, and lets go of it at the end: it never fails, so that it always does.
@Component
final class ErasureWork implements Work {

    static final String KIND = "erasure";
    static final String IDENTIFIER = "identifier";

    private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);
    private static final int MOST_AT_ONCE = 64;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ErasureStore erasures;
    private final ContactEraser contacts;
    private final BuriedContacts burials;
    private final LetterErasure letters;
    private final ConnectInstances instances;
    private final ErasureProperties properties;
    private final Clock clock;

    ErasureWork(
            ErasureStore erasures,
            ContactEraser contacts,
            BuriedContacts burials,
            LetterErasure letters,
            ConnectInstances instances,
            ErasureProperties properties,
            Clock clock) {
        this.erasures = erasures;
        this.contacts = contacts;
        this.burials = burials;
        this.letters = letters;
        this.instances = instances;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Most of the time they wait: those of live contacts must not hold up others.
    @Override
    public int atOnce(int usual) {
        return MOST_AT_ONCE;
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var identifier = job.progress().get(IDENTIFIER);
        if (identifier != null) {
            var order = ErasureOrder.of(job.request());
            var who = new Order(job.id(), identifier, order.requestedAt(), order.keptUntil());
            var rested = false;
            while (!isDone(order.begun(job.id()), who, rested)) {
                Thread.sleep(pause());
                rested = true;
            }
            job.advance(Map.of());
        }
        ended(job.id());
    }

    private Duration pause() {
        var half = properties.refresh().dividedBy(2);
        return half.compareTo(LONGEST_PAUSE) < 0 ? half : LONGEST_PAUSE;
    }

    private void ended(String id) throws InterruptedException {
        while (true) {
            try {
                erasures.done(id, clock.instant());
                return;
            } catch (RuntimeException away) {
                log.warn(
                        "the end of erasure {} is not written yet: {}",
                        id,
                        away.getClass().getName());
                Thread.sleep(pause());
            }
        }
    }

    /// One round. The last one buries nothing and comes after a pause: the list may still lack what was buried a moment
    /// ago, and a writer that had read a contact before may still add something to it.
    ///
    /// @param rested whether there was a pause since the round before
    /// @throws JobLeft where what is left can only be deleted by another instance
    boolean isDone(Erasure erasure, Order who, boolean rested) {
        try {
            erasures.begin(erasure);
            // Before the round: what it does not find was stored afterwards, by an instance that knew.
            var isKnown = !who.requestedAt().isAfter(longAgo());
            if (!rested) {
                count(who, letters(letters.erase(who)));
            }
            var round = bury(who);
            if (round.isElsewhere()) {
                throw BuriedContacts.left();
            }
            if (!isKnown || !rested || !round.isStill()) {
                return false;
            }
            count(who, letters(letters.erase(who)));
            if (!areForgotten(who, Instant.MAX)) {
                throw BuriedContacts.left();
            }
            contacts.forgetCallBacks(who, instances.ids());
            return true;
        } catch (JobLeft elsewhere) {
            throw elsewhere;
        } catch (RuntimeException failed) {
            // Its message might quote what was read. An interrupt ends the pause that follows.
            log.warn(
                    "erasure {} goes on later: {}",
                    who.erasureId(),
                    failed.getClass().getName());
            return false;
        }
    }

    /// @param waiting how many contacts are live
    /// @param isElsewhere whether something can only be taken away by another instance
    private record Round(int waiting, int buried, boolean isElsewhere) {

        boolean isStill() {
            return waiting == 0 && buried == 0;
        }
    }

    private Round bury(Order who) {
        var waiting = 0;
        var buried = 0;
        String position = null;
        do {
            var page = contacts.found(who.identifier(), position);
            for (var found : page.items()) {
                switch (buried(found, who)) {
                    case BURIED -> {
                        clear(who, found.id());
                        buried++;
                    }
                    case LIVE -> waiting++;
                    case NOT_TO_BE -> {}
                }
            }
            position = page.next();
        } while (position != null);
        buried += buryRecorded(who);
        var late = late(who);
        var taken = (int)
                late.stream().filter(one -> burials.takeLate(one, erasures)).count();
        count(who, new Erasure.Counts(0, 0, 0, 0, 0, 0, waiting));
        return new Round(waiting, buried + taken, !areForgotten(who, longAgo()) || taken < late.size());
    }

    /// One that was live is mostly buried by the record that ends it, before this finds it.
    private List<ContactEraser.Late> late(Order who) {
        return contacts.buriedLate().stream()
                .filter(late -> late.erasureId().equals(who.erasureId()))
                .toList();
    }

    /// One that cannot be read must not keep the others: it waits, as a live one does.
    private ContactEraser.Burial buried(ContactEraser.Found found, Order who) {
        try {
            return contacts.bury(found, who);
        } catch (ContactRefused unreadable) {
            log.warn("erasure {} waits for contact {}, which cannot be read", who.erasureId(), found.id());
            return ContactEraser.Burial.LIVE;
        }
    }

    private int buryRecorded(Order who) {
        var buried = 0;
        String position = null;
        do {
            var page = contacts.recorded(who.identifier(), position);
            for (var id : page.items()) {
                if (contacts.buryRecorded(id, who) == ContactEraser.Burial.BURIED) {
                    clear(who, id);
                    buried++;
                }
            }
            position = page.next();
        } while (position != null);
        return buried;
    }

    private void clear(Order who, ContactId id) {
        var cleared = burials.clear(id);
        if (!cleared.isNothing()) {
            erasures.add(
                    who.erasureId(),
                    new Erasure.Counts(0, cleared.entries(), cleared.objects(), cleared.recordings(), 0, 0, 0));
        }
    }

    /// Of what was buried until then nothing is left but bare tombstones.
    ///
    /// @return false where some of it is to be taken away by another instance
    private boolean areForgotten(Order who, Instant until) {
        var areForgotten = true;
        String position = null;
        do {
            var page = contacts.buried(who.erasureId(), position);
            for (var buried : page.items()) {
                if (!buried.at().isAfter(until)) {
                    areForgotten &= isForgotten(who, buried.id());
                }
            }
            position = page.next();
        } while (position != null);
        return areForgotten;
    }

    private boolean isForgotten(Order who, ContactId id) {
        if (!burials.isForgettable(id)) {
            return false;
        }
        clear(who, id);
        contacts.forget(id);
        return true;
    }

    /// All instances have known since, and whatever had begun before is over.
    private Instant longAgo() {
        return clock.instant().minus(properties.refresh().multipliedBy(2));
    }

    private void count(Order who, Erasure.Counts counts) {
        erasures.count(who.erasureId(), counts);
    }

    private static Erasure.Counts letters(int letters) {
        return new Erasure.Counts(0, 0, 0, 0, letters, 0, 0);
    }
}
