package io.contactstatus.media.capture;

/// Two instances keep recordings in two directories.
final class DirectoryNotSharedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DirectoryNotSharedException() {
        super("Another instance keeps recordings in another directory than contact-status.media.directory is here.");
    }
}
