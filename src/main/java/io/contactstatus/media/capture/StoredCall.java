package io.contactstatus.media.capture;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Phase;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.Speech.Utterance;
import io.contactstatus.media.audio.Talk;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call by what is stored of it: its contact, and what was said about capturing it.
final class StoredCall implements CapturedCall {

    private static final Logger log = LoggerFactory.getLogger(StoredCall.class);

    static final String WITHDRAWN = "consent withdrawn";

    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// What of a chain is heard of late.
    private static final int TRIES_FOR_THE_CHAIN = 30;

    private final ContactId id;
    private final ContactStore contacts;
    private final CaptureStore captures;
    private final CaptureOrders orders;
    private final MediaProperties properties;
    private final Listening listening;
    private final CaptureMetrics metrics;
    private volatile CallState state;
    private volatile long readAt;

    StoredCall(
            ContactId id,
            ContactStore contacts,
            CaptureStore captures,
            CaptureOrders orders,
            MediaProperties properties,
            Listening listening,
            CaptureMetrics metrics) {
        this.id = id;
        this.contacts = contacts;
        this.captures = captures;
        this.orders = orders;
        this.properties = properties;
        this.listening = listening;
        this.metrics = metrics;
        state = StoreRetry.endless().untilDone(this::read);
        readAt = System.nanoTime();
    }

    @Override
    public String contactId() {
        return id.value();
    }

    @Override
    public String initialContactId() {
        return StoreRetry.endless()
                .untilDone(() -> contacts.find(id))
                .map(known -> known.contact().chainId().value())
                .orElse(id.value());
    }

    @Override
    public CallState state() {
        if (System.nanoTime() - readAt >= FRESH.toNanos()) {
            readAt = System.nanoTime();
            try {
                state = read();
            } catch (StoreUnavailable away) {
                log.debug("the state of {} is as it was: {}", id.value(), away.getMessage());
            }
        }
        return state;
    }

    private CallState read() {
        var capture = captures.find(id).orElseThrow(() -> new IllegalStateException("a capture without an order"));
        var order = capture.order();
        if (order == null) {
            throw new IllegalStateException("a capture without an order");
        }
        var contact = contacts.find(id);
        return new CallState(
                order.streamArn(),
                order.startedAt(),
                order.stoppedAt(),
                contact.filter(known -> !known.snapshot().active()).isPresent(),
                permission(capture, contact),
                silent(capture.marks()));
    }

    private Permission permission(Capture capture, Optional<StoredContact> contact) {
        if (!isWanted(contact)) {
            return new Permission.Awaited();
        }
        if (properties.consentAttribute() == null) {
            return new Permission.Given(Instant.EPOCH);
        }
        return consent(capture.marks());
    }

    static Permission consent(List<Capture.Mark> marks) {
        Permission permission = new Permission.Awaited();
        for (var mark : marks) {
            if (mark.kind().equals(CaptureOrders.CONSENT)) {
                permission = after(permission, mark);
            }
        }
        return permission;
    }

    private static Permission after(Permission before, Capture.Mark mark) {
        return switch (before) {
            case Permission.Given given -> isYes(mark.value()) ? given : new Permission.Withdrawn();
            case Permission.Awaited awaited -> isYes(mark.value()) ? new Permission.Given(mark.at()) : awaited;
            case Permission.Withdrawn withdrawn -> withdrawn;
        };
    }

    private boolean isWanted(Optional<StoredContact> contact) {
        var attribute = properties.captureAttribute();
        if (attribute != null
                && contact.map(known -> known.snapshot().attributes().get(attribute))
                        .filter(StoredCall::isYes)
                        .isEmpty()) {
            return false;
        }
        return properties.queues().isEmpty()
                || contact.filter(known -> known.snapshot().course().phases().stream()
                                .map(Phase::queueArn)
                                .anyMatch(this::isOfAQueue))
                        .isPresent();
    }

    private boolean isOfAQueue(@Nullable String arn) {
        return arn != null && properties.queues().contains(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static boolean isYes(String value) {
        return YES.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    static List<SilentTime> silent(List<Capture.Mark> marks) {
        var times = new ArrayList<SilentTime>();
        Instant since = null;
        for (var mark : marks) {
            if (!mark.kind().equals(CaptureOrders.PAUSE)) {
                continue;
            }
            if (isYes(mark.value())) {
                since = since == null ? mark.at() : since;
            } else if (since != null) {
                times.add(new SilentTime(since, mark.at()));
                since = null;
            }
        }
        if (since != null) {
            times.add(new SilentTime(since, null));
        }
        return times;
    }

    @Override
    public void followedBy(String follower, long startMillis) {
        if (!ContactId.isValid(follower)) {
            return;
        }
        var leg = new ContactId(follower);
        for (var tries = 0; tries < TRIES_FOR_THE_CHAIN; tries++) {
            var known = contacts.find(leg);
            if (known.isPresent()) {
                if (chainOf(known.get().contact()).equals(initialContactId())) {
                    orders.order(leg, new Capture.Order(state().streamArn(), Instant.ofEpochMilli(startMillis), null));
                }
                return;
            }
            try {
                Thread.sleep(FRESH);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String chainOf(Contact contact) {
        return contact.chainId().value();
    }

    @Override
    public void heard(Position start, List<SampleSpan> spans, long behindMillis) {
        metrics.fragment(behindMillis);
        listening.heard(id, start, spans);
    }

    @Override
    public void stored(RecordingName name, Position position) {
        var said = RecordedRun.capturing(name, position, state().streamArn());
        var known = capture();
        var number = RecordedRun.numberOf(known, name);
        if (!known.runs().containsKey(number)) {
            StoreRetry.endless().untilDone(() -> {
                captures.run(id, number, said.toTexts(), properties.keep());
                return number;
            });
        }
    }

    private Capture capture() {
        return StoreRetry.endless().untilDone(() -> captures.find(id)).orElseThrow();
    }

    @Override
    public void finished(RecordingSummary summary) {
        metrics.gaps(summary.gaps().size());
        write(RecordedRun.available(summary, state().streamArn(), talk(summary)));
        // What was heard while the files were made is in none of them: whoever told it has seen no finished recording.
        orders.amendIfMarked(id, capture());
    }

    /// What the customer hears is prompts and music too: only what comes while an agent is there is talk.
    private Talk talk(RecordingSummary summary) {
        var start = summary.position().startMillis();
        var withAgent = StoreRetry.endless()
                .untilDone(() -> contacts.find(id))
                .map(known -> known.snapshot().course().phases())
                .orElse(List.of())
                .stream()
                .filter(phase -> phase.kind() == Phase.Kind.WITH_AGENT)
                .map(phase -> new Utterance(
                        sample(start, phase.from()),
                        phase.until() == null ? Long.MAX_VALUE : sample(start, phase.until())))
                .toList();
        return Talk.of(
                summary.customerSpeech(),
                Talk.cut(summary.agentSpeech(), withAgent),
                summary.position().samples());
    }

    private static long sample(long startMillis, Instant at) {
        return Math.max(0, (at.toEpochMilli() - startMillis) * Pcm.PER_MILLI);
    }

    @Override
    public void withdrawn(RecordingName name) {
        write(RecordedRun.deleted(name, state().streamArn(), WITHDRAWN));
    }

    private void write(RecordedRun run) {
        var number = RecordedRun.numberOf(capture(), run.name());
        StoreRetry.endless().untilDone(() -> {
            captures.run(id, number, run.toTexts(), properties.keep());
            return number;
        });
    }

    @Override
    public void reconnects(String why) {
        metrics.reconnect(why);
    }
}
