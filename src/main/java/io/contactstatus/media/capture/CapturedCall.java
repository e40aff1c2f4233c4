package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.files.RecordingName;
import java.util.List;

/// One call, as its capture sees it.
interface CapturedCall {

    String contactId();

    /// Of the first leg of its chain.
    String initialContactId();

    /// As it is now. May be a moment old.
    CallState state();

    /// What finished recordings of it hold.
    List<TimeRange> recorded();

    /// Another contact speaks on the stream, after this one: a leg of the same chain is captured by itself from then
    /// on.
    ///
    /// @param startMillis of its first fragment
    void followedBy(String contactId, long startMillis);

    /// Some samples were read: for those who listen now.
    void heard(Position start, List<SampleSpan> spans, long behindMillis);

    /// Something of this recording is stored now.
    void stored(RecordingName name, Position position);

    /// Its files are there.
    void finished(RecordingSummary summary);

    /// The audio was deleted because permission was taken back.
    void withdrawn(RecordingName name);

    /// There is no audio, although there should be.
    ///
    /// @param why in words for those who miss it
    void failed(String why);

    /// The connection to the stream ended, and another one is needed.
    void reconnects(String why);

    /// Nothing is read for now: it takes no place of a call that is.
    void rests(boolean resting);

    /// What was read cannot be stored, and nothing more is read.
    void waitsForStore();

    /// It was stored.
    void goesOn();
}
