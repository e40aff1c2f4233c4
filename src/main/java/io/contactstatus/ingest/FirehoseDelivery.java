package io.contactstatus.ingest;

import io.contactstatus.decode.FirehoseBody;
import io.contactstatus.store.DeliveryProgressStore;
import io.contactstatus.store.DeliveryProgressStore.Progress;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.visibility.VisibleInstances;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One request of Firehose, worked off while it arrives.
///
/// Firehose repeats a request as it was, never in smaller parts: how far it came is kept, and its repetition, at
/// whichever instance, goes on there. What is written down of a request that is done within seconds is nothing.
final class FirehoseDelivery {

    /// Records taken on at once: large enough to share writes, small enough to hold little of a 64 MiB body.
    private static final int BATCH_RECORDS = 500;

    private static final long BATCH_BYTES = 4L * 1024 * 1024;

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    /// What the text of a record takes while it is read: its characters, the string of them, and its bytes.
    private static final long COPIES = 4;

    private final String id;
    private final ContactIngest ingest;
    private final MemoryShare share;
    private final ClientPatience client;
    private final Duration patience;
    private final DeliveryProgressStore store;
    private final int batchRecords;
    private final List<RawRecord> batch = new ArrayList<>();
    private final CRC32C fingerprint = new CRC32C();
    private @Nullable Progress before;
    private @Nullable Progress reached;
    private boolean noted;
    private long notedAt = System.nanoTime();
    private long batchBytes;
    private long records;
    private long bytes;
    private long arriving;

    /// @param id empty for a request that cannot be recognised
    FirehoseDelivery(
            String id,
            ContactIngest ingest,
            MemoryShare share,
            ClientPatience client,
            Duration patience,
            DeliveryProgressStore store) {
        this(id, ingest, share, client, patience, store, BATCH_RECORDS);
    }

    /// @param batchRecords how many records are taken on at once
    FirehoseDelivery(
            String id,
            ContactIngest ingest,
            MemoryShare share,
            ClientPatience client,
            Duration patience,
            DeliveryProgressStore store,
            int batchRecords) {
        this.client = client;
        this.batchRecords = batchRecords;
        this.id = id;
        this.ingest = ingest;
        this.share = share;
        this.patience = patience;
        this.store = store;
    }

    /// It has to come again, and goes on then where it is now.
    static final class Unfinished extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unfinished(String reason) {
            super(reason);
        }
    }

    /// @return the request id that the body has
    @Nullable
    String take(InputStream body) {
        before = id.isEmpty() ? null : retry().untilDone(() -> store.find(id)).orElse(null);
        noted = before != null;
        try {
            var told = FirehoseBody.read(new Arriving(body), this::record);
            flush();
            if (before != null && records < before.records()) {
                throw other();
            }
            if (noted) {
                retry().untilDone(() -> {
                    store.forget(id);
                    return id;
                });
            }
            return told;
        } catch (RuntimeException failure) {
            noteQuietly();
            throw failure;
        }
    }

    private final class Arriving extends FilterInputStream {

        private final byte[] one = new byte[1];

        Arriving(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            if (read > 0) {
                share.came(COPIES * read);
                arriving += COPIES * read;
            }
            return read;
        }
    }

    private void record(byte[] data) {
        fingerprint.update(data);
        records++;
        bytes += data.length;
        if (isStored()) {
            share.passed(arriving);
            arriving = 0;
            return;
        }
        share.came(data.length);
        share.passed(arriving);
        arriving = 0;
        batch.add(new RawRecord(data, id + "/" + (records - 1)));
        batchBytes += data.length;
        if (batch.size() >= batchRecords || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    /// @throws Unfinished when what was stored under this id was something else: it is taken from its beginning then
    private boolean isStored() {
        if (before == null || records > before.records()) {
            return false;
        }
        if (records == before.records() && !fingerprint().equals(before.fingerprint())) {
            throw other();
        }
        return true;
    }

    private Unfinished other() {
        before = null;
        reached = null;
        store.forget(id);
        return new Unfinished("another request had the same id");
    }

    private String fingerprint() {
        return Long.toHexString(fingerprint.getValue()) + "-" + bytes;
    }

    private StoreRetry retry() {
        var left = client.left();
        return StoreRetry.of(left.compareTo(patience) < 0 ? left : patience);
    }

    /// Each part may retry for the whole time: how long a large body takes to arrive does not count.
    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        client.check();
        ingest.accept("firehose", VisibleInstances.ALL, batch, retry(), share, client);
        batch.clear();
        share.passed(batchBytes);
        batchBytes = 0;
        reached = new Progress(records, fingerprint());
        if (System.nanoTime() - notedAt > BETWEEN_NOTES.toNanos()) {
            note();
        }
    }

    private void note() {
        if (reached != null && !id.isEmpty()) {
            store.advance(id, reached);
            reached = null;
            noted = true;
            notedAt = System.nanoTime();
        }
    }

    /// Of a request that has failed already: without the note its repetition takes longer.
    private void noteQuietly() {
        try {
            note();
        } catch (StoreUnavailable away) {
            // That may be why it failed.
            reached = null;
        }
    }
}
