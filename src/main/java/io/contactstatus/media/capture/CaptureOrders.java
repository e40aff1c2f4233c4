package io.contactstatus.media.capture;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.TimestampParser;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;

/// Orders to capture, out of what records say: stored before the record counts as processed, so that none is lost.
///
/// Streams are named by records and attributes that others write. What is not of a configured account and prefix is not
/// read.
final class CaptureOrders implements FactsListener {

    static final String CONSENT = "consent";
    static final String PAUSE = "pause";

    /// An attribute that has a stream but no start was set about when it began.
    private static final Duration SET_AFTER_THE_START = Duration.ofSeconds(30);

    private final CaptureStore captures;
    private final JobStore jobs;
    private final MediaProperties properties;
    private final Clock clock;

    CaptureOrders(CaptureStore captures, JobStore jobs, MediaProperties properties, Clock clock) {
        this.captures = captures;
        this.jobs = jobs;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void stored(Contact facts, @Nullable MediaStream stream) {
        mark(facts, CONSENT, properties.consentAttribute());
        mark(facts, PAUSE, properties.pauseAttribute());
        if (stream != null) {
            order(facts.id(), new Capture.Order(stream.arn(), stream.startedAt(), stream.stoppedAt()));
        }
        attribute(facts, properties.streamAttribute())
                .ifPresent(arn -> order(facts.id(), new Capture.Order(text(arn), start(facts, arn), null)));
    }

    private void mark(Contact facts, String kind, @Nullable String name) {
        if (name != null) {
            attribute(facts, name).ifPresent(set -> {
                captures.mark(facts.id(), new Capture.Mark(kind, time(set), text(set)), properties.keep());
                captures.find(facts.id()).ifPresent(capture -> amendIfMarked(facts.id(), capture));
            });
        }
    }

    /// Has finished recordings put right where something was said of consent or pauses: once for each thing that was.
    void amendIfMarked(ContactId contact, Capture capture) {
        var isFinished = capture.runs().values().stream()
                .anyMatch(run -> RecordedRun.of(run).state().equals("AVAILABLE"));
        if (isFinished && !capture.marks().isEmpty()) {
            jobs.create(
                    AmendWork.KIND,
                    contact.value() + "/" + capture.runs().size() + "/"
                            + capture.marks().hashCode(),
                    Map.of(CaptureWork.CONTACT, contact.value()),
                    Map.of());
        }
    }

    private Instant start(Contact facts, Latest<Note> stream) {
        return attribute(facts, properties.startAttribute())
                .map(CaptureOrders::text)
                .filter(text -> text.matches("\\d{1,15}"))
                .flatMap(text -> Optional.ofNullable(TimestampParser.ofMillis(Long.parseLong(text))))
                .orElseGet(() -> time(stream).minus(SET_AFTER_THE_START));
    }

    /// What comes without a time is new now.
    private Instant time(Latest<Note> set) {
        return set.stamp().at().equals(Stamp.UNTIMED)
                ? clock.instant()
                : set.stamp().at();
    }

    private static Optional<Latest<Note>> attribute(Contact facts, String name) {
        return Stream.of(facts.live().attributes(), facts.notes())
                .flatMap(all -> Stream.ofNullable(all.byKey().get(name)))
                .findFirst();
    }

    private static String text(Latest<Note> set) {
        var text = set.value().text();
        return text == null ? "" : text;
    }

    void order(ContactId contact, Capture.Order order) {
        if (!isOurs(order.streamArn())) {
            return;
        }
        captures.order(contact, order, properties.keep());
        jobs.create(
                CaptureWork.KIND,
                contact.value() + "/" + order.startedAt().toEpochMilli(),
                Map.of(CaptureWork.CONTACT, contact.value()),
                Map.of());
    }

    private boolean isOurs(String streamArn) {
        return Arn.tryFromString(streamArn)
                .filter(arn ->
                        arn.service().equals("kinesisvideo") && arn.region().isPresent())
                .filter(arn -> properties.accounts().isEmpty()
                        || arn.accountId()
                                .filter(properties.accounts()::contains)
                                .isPresent())
                .filter(arn -> {
                    var prefix = properties.streamPrefix();
                    return arn.resourceAsString().startsWith("stream/" + (prefix == null ? "" : prefix));
                })
                .isPresent();
    }
}
