package io.contactstatus.decode;

/// Watches the bytes of a record go by and tells where it ends.
interface RecordBoundary {

    enum Verdict {
        /// It goes on.
        GOES_ON,
        /// This byte is its last one.
        AFTER,
        /// This byte is not part of it any more.
        BEFORE,
        /// It was over two bytes ago.
        BACK
    }

    Verdict at(byte next);
}
