package io.contactstatus.backfill;

/// S3 will not answer this, however often it is asked.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Extent extent;

    /// How much is not to be had.
    enum Extent {
        EVERYTHING,
        /// This one object.
        OBJECT,
        /// The rest of an object whose beginning was read: another one has its key now.
        REST
    }

    private Refused(String reason, Extent extent) {
        super(reason);
        this.extent = extent;
    }

    static Refused wholly(String reason) {
        return new Refused(reason, Extent.EVERYTHING);
    }

    static Refused ofObject(String reason) {
        return new Refused(reason, Extent.OBJECT);
    }

    static Refused ofRest(String reason) {
        return new Refused(reason, Extent.REST);
    }

    Extent extent() {
        return extent;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
