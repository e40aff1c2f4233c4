package io.contactstatus.backfill;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of an object, from beginning to end, over as many connections as it takes: while the store is slow
/// S3 hangs up, and then the rest is asked for.
final class ObjectBytes extends InputStream {

    /// With the pauses between them more than two minutes.
    private static final int MOST_BREAKS_WITHOUT_A_BYTE = 10;

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Bucket objects;
    private final String bucket;
    private final String key;
    private final Consumer<String> waiting;
    private final byte[] one = new byte[1];
    private @Nullable ResponseInputStream<GetObjectResponse> connection;
    private @Nullable String tag;
    private long position;
    private long length = Long.MAX_VALUE;
    private int breaks;

    ObjectBytes(Bucket objects, String bucket, String key, Consumer<String> waiting) {
        this.objects = objects;
        this.bucket = bucket;
        this.key = key;
        this.waiting = waiting;
    }

    /// How many were read.
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        while (position < length) {
            try {
                var read = connected().read(bytes, offset, count);
                if (read > 0) {
                    position += read;
                    breaks = 0;
                    return read;
                }
                if (position >= length || read == 0) {
                    return read;
                }
                hangUp(new IOException("the connection ended early"));
            } catch (IOException | SdkException broken) {
                hangUp(broken);
            }
        }
        return -1;
    }

    private ResponseInputStream<GetObjectResponse> connected() throws IOException {
        var open = connection;
        if (open == null) {
            open = opened();
            connection = open;
            if (tag == null) {
                tag = open.response().eTag();
                length = open.response().contentLength();
            }
        }
        return open;
    }

    private ResponseInputStream<GetObjectResponse> opened() throws IOException {
        try {
            return objects.open(bucket, key, position, tag, waiting);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void hangUp(Exception broken) throws IOException {
        close();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        if (++breaks > MOST_BREAKS_WITHOUT_A_BYTE) {
            throw new IOException("S3 breaks off again and again", broken);
        }
        // Once is everyday: the store was slow, and S3 did not wait.
        if (breaks > 1) {
            waiting.accept("S3 breaks off again and again");
            pause();
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << breaks));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// Aborts: closing would read the rest.
    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.abort();
        }
    }
}
