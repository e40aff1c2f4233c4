package io.contactstatus.media.capture;

/// A stream cannot be read now. Nothing is lost by it: it is asked for again, from the same place.
final class StreamRefused extends Exception {

    private static final long serialVersionUID = 1;

    /// What it means for the next try.
    enum Why {
        /// Not there yet, or not any more.
        NO_SUCH_STREAM,
        /// The place is not understood: another way to name it may be.
        NO_SUCH_PLACE,
        /// Too many connections, among them perhaps our own last one.
        TOO_MANY,
        /// The role may not.
        FORBIDDEN,
        /// Anything else, the network included.
        UNREACHABLE
    }

    private final Why why;

    StreamRefused(Why why, Exception cause) {
        super(cause.getClass().getSimpleName(), cause);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
