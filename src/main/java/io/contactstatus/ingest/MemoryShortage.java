package io.contactstatus.ingest;

/// There is not enough memory to go on with a payload at the moment.
final class MemoryShortage extends RuntimeException {

    private static final long serialVersionUID = 1;

    MemoryShortage() {
        // It is a turn, not a failure: nobody reads where it came from.
        super("not enough memory for it at the moment", null, false, false);
    }
}
