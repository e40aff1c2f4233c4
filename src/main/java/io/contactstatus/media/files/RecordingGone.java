package io.contactstatus.media.files;

/// A part or a file of a recording is not there any more: another owner has finished it, or something other than this
/// service has deleted it. Never read as silence: it would be written or played as if nobody had spoken.
public final class RecordingGone extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecordingGone() {
        super("a part or a file of a recording is not there any more");
    }
}
