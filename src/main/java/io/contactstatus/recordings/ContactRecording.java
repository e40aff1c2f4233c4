package io.contactstatus.recordings;

import io.contactstatus.media.AudioRun;
import io.contactstatus.view.RecordingView;
import org.jspecify.annotations.Nullable;

/// One recording of a contact, as it is shown and as it is heard.
public final class ContactRecording {

    private final RecordingView shown;
    private final MediaKind kind;
    private final MediaSource source;

    ContactRecording(RecordingView shown, MediaKind kind, MediaSource source) {
        this.shown = shown;
        this.kind = kind;
        this.source = source;
    }

    /// Masked for the viewer it was made for.
    public RecordingView shown() {
        return shown;
    }

    public MediaKind kind() {
        return kind;
    }

    /// Null where it can be heard.
    public @Nullable Obstacle obstacle() {
        return source instanceof MediaSource.Missing missing ? missing.obstacle() : null;
    }

    /// Whether it was captured by the service, which knows how loud it was.
    public boolean captured() {
        return source instanceof MediaSource.Captured;
    }

    /// Whether it still grows.
    public boolean growing() {
        return source instanceof MediaSource.Captured held && held.run().state() == AudioRun.State.CAPTURING;
    }

    MediaSource source() {
        return source;
    }
}
