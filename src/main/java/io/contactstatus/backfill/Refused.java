package io.contactstatus.backfill;

/// S3 will not answer this, however often it is asked.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Whether only this one object is concerned.
    private final boolean object;

    private Refused(String reason, boolean object) {
        super(reason);
        this.object = object;
    }

    static Refused wholly(String reason) {
        return new Refused(reason, false);
    }

    static Refused ofObject(String reason) {
        return new Refused(reason, true);
    }

    boolean isOfObject() {
        return object;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
