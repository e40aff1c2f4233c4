package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.JobFailed;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Fills in what is missing in finished recordings, out of the archive of their stream, once the contact record has
/// said what was streamed.
final class RepairWork implements Work {

    static final String KIND = "capture-repair";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /// For so long a stream that cannot be read is tried again. Most are kept for a day.
    private static final int MOST_TRIES = 1_800;

    /// What says itself that it cannot be read may be sound a moment later. The stream must not be gone by then.
    private static final int MOST_TRIES_OF_WHAT_IS_BROKEN = 15;

    private final ContactStore contacts;
    private final CaptureStore captures;
    private final ArchivedStreams archive;
    private final ObjectStore store;
    private final MediaProperties properties;

    RepairWork(
            ContactStore contacts,
            CaptureStore captures,
            ArchivedStreams archive,
            ObjectStore store,
            MediaProperties properties) {
        this.contacts = contacts;
        this.captures = captures;
        this.archive = archive;
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
        var tries = new Tries();
        while (!isDone(contact, tries)) {
            Thread.sleep(PAUSE);
        }
    }

    /// Those of one job.
    private static final class Tries {

        private int all;
        private int broken;

        boolean isLast() {
            return broken == MOST_TRIES_OF_WHAT_IS_BROKEN;
        }
    }

    private boolean isDone(ContactId contact, Tries tries) {
        try {
            var capture = StoreRetry.endless().untilDone(() -> captures.find(contact));
            if (capture.isPresent()) {
                repair(contact, capture.get(), tries.isLast());
            }
            return true;
        } catch (ObjectStoreUnavailable | UncheckedIOException away) {
            return false;
        } catch (StreamRefused refused) {
            return switch (refused.why()) {
                case NO_SUCH_STREAM, NO_SUCH_PLACE -> true;
                case FORBIDDEN -> throw new JobFailed("the archive of the stream may not be read");
                case BROKEN -> {
                    tries.broken++;
                    yield false;
                }
                case TOO_MANY, UNREACHABLE -> {
                    tries.all++;
                    if (tries.all == MOST_TRIES) {
                        throw new JobFailed("the archive of the stream cannot be read");
                    }
                    yield false;
                }
            };
        }
    }

    private @Nullable RecordedRun repaired(
            RecordingState state, RecordedRun run, Capture.Recorded recorded, boolean isLastTry) throws StreamRefused {
        try {
            return new Repair(state, run, recorded, archive, store, isLastTry).run();
        } catch (RecordingGone deleted) {
            return null;
        }
    }

    private void repair(ContactId contact, Capture capture, boolean isLastTry) throws StreamRefused {
        var recorded = capture.recorded();
        if (recorded == null) {
            return;
        }
        for (var known : capture.runs().entrySet()) {
            var run = RecordedRun.of(known.getValue());
            if (run.isAvailable() && run.isIncomplete(recorded)) {
                var state = new RecordingState(contact, captures, contacts);
                var repaired = repaired(state, run, recorded, isLastTry);
                if (repaired != null) {
                    StoreRetry.endless().untilDone(() -> {
                        captures.run(contact, known.getKey(), repaired.toTexts(), properties.keep());
                        return repaired;
                    });
                }
            }
        }
    }
}
