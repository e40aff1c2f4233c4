package io.contactstatus.media.capture;

/// Another owner goes on with the recording, or has finished it.
final class CaptureLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isFinished;

    /// @param isFinished whether the recording is, so that what comes after it belongs to another one
    CaptureLost(boolean isFinished) {
        super("another owner goes on with the recording");
        this.isFinished = isFinished;
    }

    boolean isFinished() {
        return isFinished;
    }
}
