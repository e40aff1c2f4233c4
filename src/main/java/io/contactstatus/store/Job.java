package io.contactstatus.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that takes long, and is gone on with by another instance when the one that does it dies.
///
/// @param kind which work it is; jobs are listed by it
/// @param request what is to be done, in words of its kind; never changes
/// @param progress how far it is, in words of its kind: everything before it is stored
/// @param reason why it failed, or what it waits for
public record Job(
        String kind,
        String id,
        State state,
        Map<String, String> request,
        Map<String, String> progress,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt,
        Lease lease) {

    public Job {
        request = Map.copyOf(request);
        progress = Map.copyOf(progress);
    }

    /// Whether it is still to be worked on. All others are final.
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        STOPPED
    }

    /// Whose job it is.
    ///
    /// There is no time in it: clocks of machines differ. The owner makes `beat` grow as long as it lives; an
    /// instance that sees it unchanged for long enough, by its own clock, takes the job over. `fence` grows
    /// with every owner, and what an owner writes is refused once it has grown.
    ///
    /// @param owner null when it has none
    public record Lease(@Nullable String owner, long fence, long beat) {}
}
