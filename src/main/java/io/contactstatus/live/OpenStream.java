package io.contactstatus.live;

/// A stream that is ended by others: when the service stops, or its reader logs out.
interface OpenStream {

    /// Never waits.
    void end();
}
