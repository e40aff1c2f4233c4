package io.contactstatus.media.capture;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.TimestampParser;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoredContact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;

/// Orders to capture, out of what records say: stored before the record counts as processed, so that none is lost.
///
/// Streams are named by records and attributes that others write. What is not of a configured account and prefix is not
/// read.
final class CaptureOrders implements FactsListener {

    /// By so much streaming may have begun before its stream was told, where nothing says when it did: prompts are
    /// played between. More than enough costs some reading, as every fragment says whose it is; less costs words.
    private static final Duration LONGEST_UNTOLD = Duration.ofMinutes(5);

    private final ContactStore contacts;
    private final CaptureStore captures;
    private final JobStore jobs;
    private final MediaProperties properties;
    private final Clock clock;

    CaptureOrders(
            ContactStore contacts, CaptureStore captures, JobStore jobs, MediaProperties properties, Clock clock) {
        this.contacts = contacts;
        this.captures = captures;
        this.jobs = jobs;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void stored(Contact facts, @Nullable MediaStream stream) {
        attribute(facts, properties.consentAttribute()).ifPresent(set -> consent(facts.id(), set));
        if (isRefusedByRecord(facts)) {
            consent(
                    facts.id(),
                    false,
                    Objects.requireNonNull(facts.record()).edition().lastUpdate());
        }
        attribute(facts, properties.pauseAttribute()).ifPresent(set -> pause(facts.id(), set));
        if (stream != null) {
            streamed(facts.id(), stream);
        }
        attribute(facts, properties.streamAttribute())
                .ifPresent(arn -> order(facts.id(), new Capture.Order(text(arn), start(facts, arn))));
    }

    private void consent(ContactId contact, Latest<Note> set) {
        consent(contact, YesOrNo.isYes(text(set)), time(set));
    }

    private void consent(ContactId contact, boolean given, Instant at) {
        captures.consent(contact, given, at, properties.keep());
        putFinishedRight(contact);
        if (given) {
            captures.find(contact).ifPresent(known -> captureWhatWasAwaited(contact, known, "consented"));
        }
    }

    /// A capture that waited for a yes has ended with its call, as far as was known then: what says afterwards that the
    /// call was to be captured has it read again, as long as the stream keeps it.
    private void captureWhatWasAwaited(ContactId contact, Capture known, String why) {
        var order = known.order();
        if (order != null
                && known.runs().values().stream().map(RecordedRun::of).allMatch(RecordedRun::isFailed)
                && now(contact).filter(Snapshot::active).isEmpty()) {
            capture(contact, order.startedAt().toEpochMilli() + "/" + why);
        }
    }

    /// What something other than a flow has set in Amazon Connect is heard of by the contact record alone. It does not
    /// say since when, so its yes gives no consent. Its no takes it back, unless what was told here says otherwise.
    private boolean isRefusedByRecord(Contact facts) {
        var attribute = properties.consentAttribute();
        var told = facts.record();
        var said = attribute == null || told == null || told.attributes() == null
                ? null
                : told.attributes().get(attribute);
        return said != null
                && !YesOrNo.isYes(said)
                && now(facts.id())
                        .map(known -> known.attributes().get(Objects.requireNonNull(attribute)))
                        .filter(YesOrNo::isYes)
                        .isEmpty();
    }

    /// With what was joined just now: nothing is decided anew later.
    private Optional<Snapshot> now(ContactId contact) {
        return contacts.find(contact, Long.MAX_VALUE).map(StoredContact::snapshot);
    }

    /// What has no time is said again with every record of its kind: it tells something only where it is not so
    /// already.
    private void pause(ContactId contact, Latest<Note> set) {
        var begins = YesOrNo.isYes(text(set));
        if (isUntimed(set) && begins == isPaused(contact)) {
            return;
        }
        captures.pause(contact, begins, time(set), properties.keep());
        putFinishedRight(contact);
    }

    private boolean isPaused(ContactId contact) {
        return captures.find(contact)
                .filter(capture -> PauseTimes.of(capture.pauses()).stream().anyMatch(time -> time.until() == null))
                .isPresent();
    }

    private void streamed(ContactId contact, MediaStream stream) {
        if (stream.isRecorded()) {
            recorded(contact, stream);
        } else {
            order(
                    contact,
                    new Capture.Order(stream.arn(), stream.startedAt(), stream.stoppedAt(), stream.lastFragment()));
        }
    }

    /// The contact record comes after the end, and names every stream: what was not heard of while it went on is
    /// captured now, as far as the stream keeps it, and what is missing is filled in.
    private void recorded(ContactId contact, MediaStream stream) {
        if (!isOurs(stream.arn())) {
            return;
        }
        captures.recorded(
                contact, new Capture.Recorded(stream.arn(), stream.startedAt(), stream.stoppedAt()), properties.keep());
        var known = captures.find(contact).orElseThrow();
        var order = known.order();
        if (order == null || !order.streamArn().equals(stream.arn())) {
            order(
                    contact,
                    new Capture.Order(stream.arn(), stream.startedAt(), stream.stoppedAt(), stream.lastFragment()));
        } else {
            captureWhatWasAwaited(contact, known, "recorded");
        }
        putFinishedRight(contact);
    }

    private void putFinishedRight(ContactId contact) {
        captures.find(contact).ifPresent(capture -> putFinishedRight(contact, capture));
    }

    /// Has finished recordings put right where more is known now of consent, of pauses, or of what was streamed: once
    /// for each thing that is.
    void putFinishedRight(ContactId contact, Capture capture) {
        var finished = new ArrayList<RecordedRun>();
        var numbers = new StringJoiner("-");
        capture.runs().forEach((number, texts) -> {
            var run = RecordedRun.of(texts);
            if (run.isAvailable()) {
                finished.add(run);
                numbers.add(number.toString());
            }
        });
        if (finished.isEmpty()) {
            return;
        }
        var pauses = capture.pauses();
        if (Permission.of(capture.consent()) instanceof Permission.Withdrawn
                || !PauseTimes.of(pauses).isEmpty()) {
            var said = Objects.hash(capture.consent(), pauses.begun(), pauses.ended(), pauses.silentFrom());
            job(AmendWork.KIND, contact, numbers + "/" + said);
        }
        var recorded = capture.recorded();
        if (recorded != null) {
            // It corrects the times with an agent, too.
            job(AmendWork.KIND, contact, numbers + "/recorded/" + recorded.hashCode());
        }
        if (recorded != null && finished.stream().anyMatch(run -> run.isIncomplete(recorded))) {
            job(RepairWork.KIND, contact, numbers + "/" + recorded.hashCode());
        }
    }

    private void job(String kind, ContactId contact, String id) {
        jobs.create(kind, contact.value() + "/" + id, Map.of(CaptureWork.CONTACT, contact.value()), Map.of());
    }

    /// A flow's log has a line for each attribute: what was set before is known of the contact by now.
    private Instant start(Contact facts, Latest<Note> stream) {
        var name = properties.startAttribute();
        var known = now(facts.id());
        return attribute(facts, name)
                .map(CaptureOrders::text)
                .or(() -> known.map(contact -> contact.attributes().get(name)))
                .filter(text -> text.matches("\\d{1,15}"))
                .flatMap(text -> Optional.ofNullable(TimestampParser.ofMillis(Long.parseLong(text))))
                .orElseGet(() -> untold(
                        time(stream), known.map(contact -> contact.timestamps().initiated())));
    }

    /// Not before the contact itself, whose beginning is nearly always known by then. The contact record tells the
    /// start to the millisecond, but after the call; the line of the block that starts streaming is one of a log
    /// that comes in any order, and of a name that differs between versions of the flow language.
    private static Instant untold(Instant set, Optional<Instant> initiated) {
        var earliest = set.minus(LONGEST_UNTOLD);
        return initiated
                .filter(begun -> begun.isAfter(earliest) && begun.isBefore(set))
                .orElse(earliest);
    }

    /// What comes without a time is new now.
    private Instant time(Latest<Note> set) {
        return isUntimed(set) ? clock.instant() : set.stamp().at();
    }

    private static boolean isUntimed(Latest<Note> set) {
        return set.stamp().at().equals(Stamp.UNTIMED);
    }

    private static Optional<Latest<Note>> attribute(Contact facts, @Nullable String name) {
        return name == null
                ? Optional.empty()
                : Stream.of(facts.live().attributes(), facts.notes())
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
        capture(contact, Long.toString(order.startedAt().toEpochMilli()));
    }

    private void capture(ContactId contact, String id) {
        job(CaptureWork.KIND, contact, id);
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
