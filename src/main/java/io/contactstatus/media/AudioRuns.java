package io.contactstatus.media;

import io.contactstatus.contact.ContactId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// The audio that this service has captured itself, and its bytes. Where these cannot be read just now, whatever needs
/// them throws [io.contactstatus.store.StoreUnavailable].
public interface AudioRuns {

    /// By number, also when the contact itself has expired. A run keeps its number for ever, deleted or not.
    List<AudioRun> runs(ContactId contact);

    /// Those of them that can be heard and grow no more. Only what is remembered of them is read, not their bytes.
    List<AudioRun> finished(ContactId contact);

    /// How many bytes the WAV file of a track has when it is cut there.
    ///
    /// @param millis of audio from the start, at most what is committed
    long length(AudioRun run, AudioTrack track, long millis);

    /// Whether its bytes are where they were put: a bucket may have a retention of its own.
    boolean isThere(AudioRun run, AudioTrack track);

    /// Writes a range of that file, header and all. The same bytes each time while the run's revision is the same, also
    /// while the run grows.
    ///
    /// @param from the first byte
    /// @param until the one after the last
    /// @throws IOException where `out` takes no more. What cannot be read is an unchecked exception
    void write(AudioRun run, AudioTrack track, long millis, long from, long until, OutputStream out) throws IOException;

    /// How loud both sides are, over all that is committed. All of it is read for that, so of very long recordings
    /// there is none.
    ///
    /// @param points how many there are at most
    /// @throws io.contactstatus.problems.ProblemException when too many are being worked out
    Optional<AudioWave> wave(AudioRun run, int points);
}
