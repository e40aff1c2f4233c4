package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes out of finished recordings what must not be kept, when that is learnt only afterwards: what was said in a
/// pause, or all of it when consent is withdrawn. Says anew who spoke how much, by what is left, and by the times with
/// an agent as they are known now.
final class AmendWork implements Work {

    static final String KIND = "capture-amendment";

    private static final Logger log = LoggerFactory.getLogger(AmendWork.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ContactStore contacts;
    private final CaptureStore captures;
    private final ObjectStore store;
    private final MediaProperties properties;
    private final InstantSource clock;

    AmendWork(
            ContactStore contacts,
            CaptureStore captures,
            ObjectStore store,
            MediaProperties properties,
            InstantSource clock) {
        this.clock = clock;
        this.contacts = contacts;
        this.captures = captures;
        this.store = store;
        this.properties = properties;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var contact = new ContactId(Objects.requireNonNull(job.request().get(CaptureWork.CONTACT)));
        // A pause that has just begun may be given an end in a moment; what is silenced cannot be brought back. It is
        // not heard meanwhile. Its time is that of others, and may lie ahead.
        for (var waited = Duration.ZERO;
                isOpen(contact) && waited.compareTo(PauseTimes.GRACE) < 0;
                waited = waited.plus(PAUSE)) {
            Thread.sleep(PAUSE);
        }
        while (true) {
            try {
                var capture = find(contact);
                var isAmended = capture.map(known -> amend(contact, known)).orElse(true);
                // What was said meanwhile has a job of its own, whose files this one may just have replaced.
                if (isAmended && said(find(contact)).equals(said(capture))) {
                    return;
                }
            } catch (ObjectStoreUnavailable | UncheckedIOException away) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private static List<Object> said(Optional<Capture> capture) {
        return capture.map(known -> List.<Object>of(known.consent(), known.pauses()))
                .orElse(List.of());
    }

    /// What is withdrawn is deleted at once.
    private boolean isOpen(ContactId contact) {
        return find(contact)
                .filter(capture -> !(Permission.of(capture.consent()) instanceof Permission.Withdrawn))
                .map(capture -> PauseTimes.of(capture.pauses()))
                .filter(pauses -> PauseTimes.known(pauses, clock.instant()).size() < pauses.size())
                .isPresent();
    }

    private Optional<Capture> find(ContactId contact) {
        return StoreRetry.endless().untilDone(() -> captures.find(contact));
    }

    /// False where something else was said of a recording meanwhile: it has to be done again.
    boolean amend(ContactId contact, Capture capture) {
        var withdrawn = Permission.of(capture.consent()) instanceof Permission.Withdrawn;
        var isAmended = true;
        for (var known : capture.runs().entrySet()) {
            var run = RecordedRun.of(known.getValue());
            if (run.isAvailable()) {
                isAmended &= withdrawn
                        ? deleted(contact, known.getKey(), run)
                        : putRight(contact, known.getKey(), known.getValue(), PauseTimes.of(capture.pauses()));
            }
        }
        return isAmended;
    }

    private boolean deleted(ContactId contact, int number, RecordedRun run) {
        new RecordingFiles(store, run.name()).delete();
        var deleted = RecordedRun.deleted(run.name(), run.streamArn(), StoredCall.WITHDRAWN);
        return StoreRetry.endless().untilDone(() -> {
            captures.run(contact, number, deleted.toTexts(), properties.keep());
            return true;
        });
    }

    private boolean putRight(ContactId contact, int number, Map<String, String> texts, List<TimeRange> pauses) {
        try {
            var run = RecordedRun.of(texts);
            pauses.forEach(time -> silence(run, time));
            tell(run, pauses);
            return measure(contact, number, texts, !pauses.isEmpty());
        } catch (RecordingGone deleted) {
            log.warn("a file of {} is gone, and needs no silence", contact.value());
            return true;
        }
    }

    private void silence(RecordedRun run, TimeRange time) {
        var files = new RecordingFiles(store, run.name());
        var from = Math.max(0, time.firstSample(run.startMillis()));
        var to = time.endSample(run.startMillis());
        files.silence(Side.CUSTOMER, from, to);
        files.silence(Side.AGENT, from, to);
    }

    /// A repair may have written the files anew meanwhile: it has measured them itself.
    private boolean measure(ContactId contact, int number, Map<String, String> texts, boolean isSilenced) {
        var run = RecordedRun.of(texts);
        var withAgent = MeasuredTalk.withAgent(contact, contacts);
        var known = run.talk();
        if (!isSilenced && known != null && known.isBy(withAgent)) {
            return true;
        }
        var position =
                new Position(run.startMillis(), run.customerSamples(), run.agentSamples(), 0, 0, 0, null, null, 0);
        var files = new RecordingFiles(store, run.name());
        var measured =
                run.with(MeasuredTalk.of(withAgent, RecordingSummary.of(files, run.name(), position, List.of())));
        return StoreRetry.endless()
                .untilDone(() -> captures.replaceRun(contact, number, texts, measured.toTexts(), properties.keep()));
    }

    /// A repair may write what lies beside the files at the same time.
    private void tell(RecordedRun run, List<TimeRange> pauses) {
        var key = run.name().json();
        for (var isTold = false; !isTold; ) {
            isTold = store.open(key)
                    .map(StoredJson::read)
                    .map(json -> {
                        var told = RecordingJson.paused(json.bytes(), pauses);
                        return Arrays.equals(told, json.bytes()) || store.replace(key, json.tag(), told);
                    })
                    .orElse(true);
        }
    }
}
