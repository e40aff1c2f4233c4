package io.contactstatus.backfill;

import io.contactstatus.backfill.BackFill.Counts;
import io.contactstatus.decode.RecordStream;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.MemoryShare;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.NewDeadLetter;
import io.contactstatus.store.StoreRetry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads one object through the ingestion, batch by batch as it comes in. What cannot be read becomes a dead
/// letter.
final class ObjectReader {

    private static final String PIPE = "s3";
    private static final int BATCH_RECORDS = 1_000;
    private static final long BATCH_BYTES = 4 * 1024 * 1024;
    private static final int MOST_REPLACEMENTS = 3;

    /// Of the record that is being cut out: what it grows in, twice its size, and itself.
    private static final long COPIES = 3;

    /// As many as DynamoDB takes in one request.
    private static final int LETTERS_AT_ONCE = 25;

    private final Bucket objects;
    private final ContactIngest ingest;
    private final DeadLetterStore deadLetters;
    private final int largestRecord;
    private final int mostDamages;

    /// @param largestRecord bytes that a record may have
    /// @param mostDamages of an object, after which the rest of it is left out
    ObjectReader(
            Bucket objects, ContactIngest ingest, DeadLetterStore deadLetters, int largestRecord, int mostDamages) {
        this.objects = objects;
        this.ingest = ingest;
        this.deadLetters = deadLetters;
        this.largestRecord = largestRecord;
        this.mostDamages = mostDamages;
    }

    /// @param foreign whether nothing in it was a record
    record Outcome(Counts counts, boolean foreign) {}

    /// @param progress called after every batch
    /// @param waiting called with the reason whenever it has to wait
    /// @throws BucketRefused when it is no use asking for it, or for any other object, again
    Outcome read(String bucket, String key, Consumer<Counts> progress, Consumer<String> waiting)
            throws InterruptedException {
        try (var share = ingest.reserve(BATCH_BYTES + COPIES * largestRecord)) {
            for (var replacements = 0; ; replacements++) {
                try (var bytes = new ObjectBytes(objects, bucket, key, waiting)) {
                    return new Reading(bucket, key, bytes, progress, replacements < MOST_REPLACEMENTS, share)
                            .toTheEnd();
                } catch (Replaced another) {
                    // What was read of the one before is stored or not: the new one has all there is now.
                }
            }
        }
    }

    private static final class TooDamaged extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private static final class Replaced extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final class Reading implements RecordStream.Sink {

        private final String place;
        private final ObjectBytes bytes;
        private final Consumer<Counts> progress;
        private final boolean againWhenReplaced;
        private final MemoryShare share;
        private final List<RawRecord> batch = new ArrayList<>();
        private long batchBytes;
        private long records;
        private long understood;
        private int damages;
        private final List<NewDeadLetter> letters = new ArrayList<>();
        /// It could not be fetched to its end.
        private boolean unreachable;

        Reading(
                String bucket,
                String key,
                ObjectBytes bytes,
                Consumer<Counts> progress,
                boolean againWhenReplaced,
                MemoryShare share) {
            this.share = share;
            place = "s3://" + bucket + "/" + key + "#";
            this.bytes = bytes;
            this.progress = progress;
            this.againWhenReplaced = againWhenReplaced;
        }

        Outcome toTheEnd() throws InterruptedException {
            try {
                readAll();
                flush();
            } catch (TooDamaged hopeless) {
                keep("too much damage in one object", Long.toString(bytes.position()));
                handOn();
            }
            var counts = new Counts(1, damages > 0 ? 1 : 0, bytes.position(), records);
            return new Outcome(counts, damages > 0 && understood == 0 && !unreachable);
        }

        private void readAll() throws InterruptedException {
            try {
                new RecordStream(largestRecord, this).read(bytes);
            } catch (InterruptedIOException stop) {
                throw new InterruptedException();
            } catch (BucketRefused refused) {
                unreachable = true;
                givenUp(refused);
            } catch (IOException broken) {
                unreachable = true;
                damage(String.valueOf(broken.getMessage()), Long.toString(bytes.position()));
            }
        }

        private void givenUp(BucketRefused refused) {
            switch (refused.extent()) {
                case EVERYTHING -> throw refused;
                case REST -> {
                    if (againWhenReplaced) {
                        throw new Replaced();
                    }
                    damage(refused.reason(), Long.toString(bytes.position()));
                }
                case OBJECT -> damage(refused.reason(), Long.toString(bytes.position()));
            }
        }

        @Override
        public void record(byte[] payload, String offset) {
            batch.add(new RawRecord(payload, place + offset, place));
            batchBytes += payload.length;
            if (batch.size() >= BATCH_RECORDS || batchBytes >= BATCH_BYTES) {
                flush();
            }
        }

        @Override
        public void damage(String reason, String offset) {
            keep(reason, offset);
            if (++damages > mostDamages) {
                throw new TooDamaged();
            }
        }

        private void keep(String reason, String offset) {
            // Without its payload, which may be gigabytes: the object is still in the bucket.
            letters.add(new NewDeadLetter(reason, PIPE, place + offset, new byte[0], 1));
            if (letters.size() >= LETTERS_AT_ONCE) {
                putAway();
            }
        }

        private void putAway() {
            if (!letters.isEmpty()) {
                StoreRetry.endless().untilDone(() -> deadLetters.keepAll(letters));
                letters.clear();
            }
        }

        private void flush() {
            handOn();
            if (damages > mostDamages) {
                throw new TooDamaged();
            }
        }

        private void handOn() {
            putAway();
            if (batch.isEmpty()) {
                return;
            }
            var outcome = ingest.accept(PIPE, List.copyOf(batch), StoreRetry.endless(), share);
            damages += outcome.rejectedCount();
            records += batch.size();
            understood += outcome.accepted() + outcome.ignored();
            batch.clear();
            batchBytes = 0;
            progress.accept(new Counts(0, damages > 0 ? 1 : 0, bytes.position(), records));
        }
    }
}
