package io.contactstatus.media.files;

/// Recordings can be neither written nor read: the directory is full or away, S3 refuses. Waited for, never skipped.
public final class MediaStoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    MediaStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
