package io.contactstatus.objects;

/// Objects can be neither written nor read: the directory is full or away, S3 refuses. Waited for, never skipped.
public final class ObjectStoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String place;
    private final String reason;

    /// @param place what cannot be reached
    ObjectStoreUnavailable(String place, Throwable cause) {
        super(place + ": " + cause.getClass().getSimpleName(), cause);
        this.place = place;
        reason = cause.getClass().getSimpleName();
    }

    /// Its message, with what is kept there: alarms look through the log for such words.
    public String messageOf(String kept) {
        return place + " of " + kept + ": " + reason;
    }
}
