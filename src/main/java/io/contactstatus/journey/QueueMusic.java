package io.contactstatus.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What loops while the customer waits. It is told with the wait, and on its own only where no wait is known.
final class QueueMusic {

    /// The queue's flow begins to play before the contact counts as queued.
    static final Duration EARLY = Duration.ofSeconds(3);

    private final TreeMap<Instant, Set<String>> prompts = new TreeMap<>();

    void add(Instant at, Collection<String> played) {
        prompts.computeIfAbsent(at, moment -> new LinkedHashSet<>()).addAll(played);
    }

    /// Each prompt once, however often it was repeated; what is taken here is not told again.
    ///
    /// @param until null while the customer is still in the queue
    Set<String> during(Instant from, @Nullable Instant until) {
        var latest = until == null ? Instant.MAX : until.plus(FriendlyTimeline.CUT);
        var played = prompts.subMap(from.minus(EARLY), true, latest, true);
        var heard = new LinkedHashSet<String>();
        played.values().forEach(heard::addAll);
        played.clear();
        return heard;
    }

    void addRestTo(FriendlyTimeline timeline, FriendlyText text) {
        prompts.forEach(
                (at, heard) -> timeline.addOfBlock(at, new Draft(StepKind.PROMPT, at).text(text.heardWaiting(heard))));
    }
}
