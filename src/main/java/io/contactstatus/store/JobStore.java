package io.contactstatus.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Jobs, how far they are, and whose they are. A job without a write for its retention expires.
///
/// What takes a [Job] wants it as it was read or taken, for its lease.
public interface JobStore {

    /// Begins a job without an owner. False when there is one of this kind and id already: that is left as it is.
    boolean create(String kind, String id, Map<String, String> request, Map<String, String> progress);

    Optional<Job> find(String kind, String id);

    /// The greatest ids first.
    ///
    /// @param from an id: lists those after it
    Page<Job> newest(String kind, int limit, @Nullable String from);

    /// Those to be worked on. One that was begun or ended a moment ago may be missing, or there still.
    List<Job> running(String kind);

    /// Makes the job the owner's. Empty when it is over, or its owner has been heard of since it was read.
    Optional<Job> take(Job asRead, String owner);

    /// Shows that the owner lives. False when the job is not its own any more, or over.
    boolean beat(Job taken);

    /// Says how far it is. False when the job is not the owner's any more, or over: nothing was written then.
    ///
    /// @param reason what it waits for
    boolean advance(Job taken, Map<String, String> progress, @Nullable String reason);

    /// Ends it. False when the job is not the owner's any more, or over.
    boolean finish(Job taken, Job.State state, @Nullable String reason);

    /// Gives it back, to be taken by anybody at once.
    void release(Job taken);

    /// Ends a job from outside; its owner notices at the next thing it writes. False when it was not running.
    boolean stop(String kind, String id);
}
