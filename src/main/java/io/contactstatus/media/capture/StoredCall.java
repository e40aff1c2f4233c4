package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Phase;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call by what is stored of it: its contact, and what was said about capturing it.
final class StoredCall implements CapturedCall {

    private static final Logger log = LoggerFactory.getLogger(StoredCall.class);

    static final String WITHDRAWN = "consent withdrawn";

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
        state = StoreRetry.endless()
                .untilDone(this::read)
                .orElseThrow(() -> new IllegalStateException("a capture without an order"));
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
                // One that is not ordered any more was erased.
                state = read().orElseGet(state::withdrawn);
            } catch (StoreUnavailable away) {
                log.debug("the state of {} is as it was: {}", id.value(), away.getMessage());
            }
        }
        return state;
    }

    @Override
    public List<TimeRange> recorded() {
        return capture().stream()
                .flatMap(capture -> capture.runs().values().stream())
                .map(RecordedRun::of)
                .filter(RecordedRun::isAvailable)
                .map(run -> TimeRange.ofMillis(run.startMillis(), run.endMillis()))
                .toList();
    }

    private Optional<CallState> read() {
        var known = captures.find(id);
        return known.map(Capture::order).map(order -> state(known.get(), order));
    }

    private CallState state(Capture capture, Capture.Order order) {
        // Its absence is believed only as of all writes before: a capture that awaits a yes ends with its contact.
        var contact = contacts.find(id, 1);
        return new CallState(
                order.streamArn(),
                order.startedAt(),
                order.stoppedAt(),
                order.lastFragment(),
                contact.filter(known -> known.snapshot().active()).isEmpty(),
                permission(capture, contact),
                PauseTimes.of(capture.pauses()));
    }

    private Permission permission(Capture capture, Optional<StoredContact> contact) {
        var consent = properties.consentAttribute() == null
                ? new Permission.Given(Instant.EPOCH)
                : Permission.of(capture.consent());
        // What was taken back is deleted, wanted or not.
        return consent instanceof Permission.Withdrawn || isWanted(contact) ? consent : new Permission.Awaited();
    }

    private boolean isWanted(Optional<StoredContact> contact) {
        var attribute = properties.captureAttribute();
        if (attribute != null
                && contact.map(known -> known.snapshot().attributes().get(attribute))
                        .filter(YesOrNo::isYes)
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

    @Override
    public void followedBy(String follower, long startMillis) {
        if (!ContactId.isValid(follower)) {
            return;
        }
        var leg = new ContactId(follower);
        for (var tries = 0; tries < TRIES_FOR_THE_CHAIN; tries++) {
            var known = StoreRetry.endless().untilDone(() -> contacts.find(leg));
            if (known.map(StoredCall::chainOf).orElse(follower).equals(initialContactId())) {
                orders.order(leg, new Capture.Order(state().streamArn(), Instant.ofEpochMilli(startMillis)));
                return;
            }
            if (known.filter(StoredCall::isToldItsChain).isPresent()) {
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

    private static String chainOf(StoredContact known) {
        return known.contact().chainId().value();
    }

    /// Lines of flow logs tell of no chain. What tells how a contact began does.
    private static boolean isToldItsChain(StoredContact known) {
        return !known.contact().isFirstLeg() || known.snapshot().initiationMethod() != null;
    }

    @Override
    public void heard(Position start, List<SampleSpan> spans, long behindMillis) {
        metrics.fragment(id, behindMillis, start.endMillis());
        listening.heard(id, start, spans);
    }

    @Override
    public void stored(RecordingName name, Position position) {
        var said = RecordedRun.capturing(name, position, state().streamArn());
        capture().ifPresent(known -> {
            var number = RecordedRun.numberOf(known, name);
            var before = known.runs().get(number);
            if (before == null || RecordedRun.of(before).isFailed()) {
                replace(number, before, said);
                belongs();
            }
        });
    }

    /// What is known by now of whose it is: the contact may expire before its audio.
    private void belongs() {
        StoreRetry.endless().untilDone(() -> contacts.find(id)).ifPresent(known -> {
            var customer = known.customer();
            var keys = new HashSet<>(customer.further());
            if (customer.identifier() != null) {
                keys.add(customer.identifier());
            }
            StoreRetry.endless().untilDone(() -> {
                captures.belongs(
                        id, new Capture.Belonging(known.contact().chainId().value(), keys), properties.keep());
                return id;
            });
        });
    }

    /// Empty where it was erased: nothing is remembered of it then.
    private Optional<Capture> capture() {
        return StoreRetry.endless().untilDone(() -> captures.find(id));
    }

    @Override
    public void finished(RecordingSummary summary) {
        if (isRepaired(summary.name())) {
            // Its owner before had ended without a word, and more was done since.
            return;
        }
        metrics.gaps(summary.gaps().size());
        write(RecordedRun.available(summary, streamOf(summary.name()), MeasuredTalk.of(id, contacts, summary)));
        capture().ifPresent(known -> {
            belongs();
            // What was heard while the files were made is in none of them: its record found no finished recording.
            orders.putFinishedRight(id, known);
        });
    }

    /// The one that it began with: streaming that was begun again may have another.
    private String streamOf(RecordingName name) {
        return capture().stream()
                .flatMap(capture -> capture.runs().values().stream())
                .map(RecordedRun::of)
                .filter(run -> run.name().equals(name) && !run.streamArn().isEmpty())
                .map(RecordedRun::streamArn)
                .findFirst()
                .orElseGet(() -> state().streamArn());
    }

    private boolean isRepaired(RecordingName name) {
        return capture().stream()
                .flatMap(capture -> capture.runs().values().stream())
                .map(RecordedRun::of)
                .anyMatch(run -> run.name().equals(name) && run.isRepaired());
    }

    @Override
    public void withdrawn(RecordingName name) {
        write(RecordedRun.deleted(name, state().streamArn(), WITHDRAWN));
    }

    @Override
    public void failed(String why) {
        if (capture().filter(known -> known.runs().isEmpty()).isPresent()) {
            var startMillis = state().from().toEpochMilli();
            var name = RecordingName.of(id.value(), startMillis);
            replace(0, null, RecordedRun.failed(name, state().streamArn(), startMillis, why));
            metrics.failed();
        }
    }

    /// An owner that was asleep since it looked must not say over again what its successor has said.
    private void replace(int number, @Nullable Map<String, String> before, RecordedRun run) {
        StoreRetry.endless().untilDone(() -> {
            captures.replaceRun(id, number, before, run.toTexts(), properties.keep());
            return number;
        });
    }

    private void write(RecordedRun run) {
        capture().ifPresent(known -> {
            var number = RecordedRun.numberOf(known, run.name());
            StoreRetry.endless().untilDone(() -> {
                captures.run(id, number, run.toTexts(), properties.keep());
                return number;
            });
        });
    }

    @Override
    public void reconnects(String why) {
        metrics.reconnect(why);
    }

    @Override
    public void rests(boolean resting) {
        metrics.rests(id, resting);
    }

    @Override
    public void waitsForStore() {
        metrics.waits(id);
    }

    @Override
    public void goesOn() {
        metrics.goesOn(id);
    }
}
