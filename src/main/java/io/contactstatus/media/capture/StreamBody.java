package io.contactstatus.media.capture;

import java.io.InputStream;

/// A stream that is being read.
///
/// @param hangUp ends it at once. Closing the body would read on until Amazon ends it, which may take 45 minutes
record StreamBody(InputStream bytes, Runnable hangUp) implements AutoCloseable {

    @Override
    public void close() {
        hangUp.run();
    }
}
