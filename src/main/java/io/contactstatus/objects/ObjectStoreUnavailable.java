package io.contactstatus.objects;

/// Recordings can be neither written nor read: the directory is full or away, S3 refuses. Waited for, never skipped.
public final class ObjectStoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    ObjectStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
