package io.contactstatus.backfill;

/// A refusal by S3 that no retry changes.
final class BucketRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Extent extent;

    /// What cannot be read.
    enum Extent {
        EVERYTHING,
        /// This one object.
        OBJECT,
        /// The rest of an object whose beginning was read: another one has its key now.
        REST
    }

    private BucketRefused(String reason, Extent extent) {
        super(reason);
        this.extent = extent;
    }

    static BucketRefused wholly(String reason) {
        return new BucketRefused(reason, Extent.EVERYTHING);
    }

    static BucketRefused ofObject(String reason) {
        return new BucketRefused(reason, Extent.OBJECT);
    }

    static BucketRefused ofRest(String reason) {
        return new BucketRefused(reason, Extent.REST);
    }

    Extent extent() {
        return extent;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
