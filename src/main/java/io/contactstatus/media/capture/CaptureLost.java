package io.contactstatus.media.capture;

/// Another owner goes on with the recording.
final class CaptureLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    CaptureLost() {
        super("another owner goes on with the recording");
    }
}
