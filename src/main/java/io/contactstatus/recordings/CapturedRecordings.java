package io.contactstatus.recordings;

import io.contactstatus.contact.ContactId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Audio that the service has captured itself, as it is heard. Whoever captures implements it; without an
/// implementation nothing was captured.
public interface CapturedRecordings {

    /// Oldest first, also when the contact itself has expired. A run keeps its place for ever, deleted or not: its
    /// recordings are numbered by it.
    List<CapturedRun> runs(ContactId contact);

    /// How long the file of a track is when it is cut there.
    ///
    /// @param millis of audio from the start, at most what is committed
    long length(CapturedRun run, CapturedTrack track, long millis);

    /// Writes bytes of the file that is cut at `millis`, header and all. The same bytes each time while the run's
    /// revision is the same.
    ///
    /// @param from the first byte
    /// @param until behind the last byte
    /// @throws IOException when `out` takes no more. What cannot be read is an unchecked exception
    void write(CapturedRun run, CapturedTrack track, long millis, long from, long until, OutputStream out)
            throws IOException;

    /// How loud both sides were, over all that is committed.
    ///
    /// @param points how many there are at most
    Optional<AudioLevels> levels(CapturedRun run, int points);
}
