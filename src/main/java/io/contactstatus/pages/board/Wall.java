package io.contactstatus.pages.board;

import io.contactstatus.pages.Called;
import io.contactstatus.pages.Span;
import io.contactstatus.view.AgentActivity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The board for a wall: read from afar, with nothing of a customer on it.
///
/// @param longest wait of a customer on the line, never of a stale contact
/// @param stale contacts that may be over, which count nowhere else
/// @param activities how many agents do what
/// @param agents who are logged in, and not stale; free ones first, of each kind the longest. Where they are too many,
/// only those who need attention, the most urgent ones first, and some of the free ones
/// @param moreAgents how many there are besides
/// @param staleAgents of whom nothing was heard for long, so that what they do is not known
record Wall(
        int waiting,
        @Nullable Span longest,
        int stale,
        Today today,
        List<Line> queues,
        Map<AgentActivity, Integer> activities,
        List<Seat> agents,
        int moreAgents,
        int staleAgents) {

    private static final int FEW = 24;

    /// Whether the agents need smaller letters to go by in time.
    public boolean isCrowded() {
        return agents.size() > FEW;
    }

    /// A queue, now and today.
    record Line(
            Called queue,
            String key,
            int waiting,
            @Nullable Span longest,
            int connected,
            @Nullable Double percent,
            @Nullable Long lost) {}

    record Seat(
            Called agent,
            String key,
            AgentActivity activity,
            @Nullable Span since) {}
}
