package io.contactstatus.media.capture;

import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// Makes the files of a recording out of its parts, says that they are there, and deletes the parts, in this order.
/// Repeats harmlessly whatever of it was done before.
final class RecordingEnd {

    /// How many recordings of this process are joined at a time: a bucket takes 5 MiB of each side at once.
    private static final Semaphore JOINS = new Semaphore(4);

    private final CapturedCall call;
    private final ObjectStore store;
    private final StoreAccess access;

    RecordingEnd(CapturedCall call, ObjectStore store, StoreAccess access) {
        this.call = call;
        this.store = store;
        this.access = access;
    }

    /// @throws CaptureLost when another owner goes on with it, or has finished it
    void finish(RecordingParts parts) throws InterruptedException {
        var summary = joined(parts);
        var json = RecordingJson.of(call, summary);
        if (!access.done(() -> isCreated(parts.name().json(), json))) {
            throw new CaptureLost(true);
        }
        call.finished(summary);
        access.done(parts::deleteParts);
    }

    /// Once: who comes second has slept, and its files are not those that are there. The answer may have been lost.
    private boolean isCreated(String key, byte[] json) {
        return store.create(key, json)
                || store.read(key).filter(there -> Arrays.equals(there, json)).isPresent();
    }

    private RecordingSummary joined(RecordingParts parts) throws InterruptedException {
        JOINS.acquire();
        try (var customer = new PartStoring();
                var agent = new PartStoring()) {
            customer.begin(() -> access.done(() -> parts.join(Side.CUSTOMER)));
            agent.begin(() -> access.done(() -> parts.join(Side.AGENT)));
            var summary = access.done(() -> RecordingSummary.of(parts));
            customer.settle();
            agent.settle();
            return summary;
        } catch (RecordingGone lost) {
            throw new CaptureLost(isFinished(parts));
        } finally {
            JOINS.release();
        }
    }

    boolean isFinished(RecordingParts parts) throws InterruptedException {
        return access.done(() -> store.read(parts.name().json())).isPresent();
    }

    /// Its owner may have ended after the files were there and before that was said.
    void finishAgain(RecordingParts parts, byte[] json) throws InterruptedException {
        var summary = access.done(() -> RecordingSummary.of(parts));
        if (RecordingJson.isOf(summary, json)) {
            call.finished(summary);
        }
        access.done(parts::deleteParts);
    }
}
