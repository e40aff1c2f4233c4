package io.contactstatus.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the agents' side tells of a contact: its states there, and whether the newest events still show it.
final class AgentSide {

    private final LiveFacts live;
    private final SourcePrecedence sources;
    private final List<AgentState> states;

    AgentSide(LiveFacts live, SourcePrecedence sources) {
        this.live = live;
        this.sources = sources;
        states = distinct(live.agentStates());
    }

    /// An older version stored states without their agents. A hold of the very moment of the connection is one
    /// that an agent event dates by the connection: nothing tells when it began.
    private static List<AgentState> distinct(BoundedSet<AgentState> told) {
        var distinct = new ArrayList<AgentState>();
        for (var state : told.elements()) {
            var last = distinct.isEmpty() ? null : distinct.getLast();
            if (last != null && last.isTalking() && state.isHeld() && last.at().equals(state.at())) {
                continue;
            }
            if (last != null && last.isSameAs(state)) {
                distinct.removeLast();
            }
            distinct.add(state);
        }
        return List.copyOf(distinct);
    }

    List<AgentState> states() {
        return states;
    }

    @Nullable
    AgentState last() {
        return states.isEmpty() ? null : states.getLast();
    }

    boolean hasAnswered() {
        return states.stream().anyMatch(AgentState::isAnswered);
    }

    /// The last connection that is told by a live source.
    @Nullable
    Attributed<Moment> connected() {
        if (live.connectedToAgent() != null) {
            return new Attributed<>(live.connectedToAgent(), sources.teller(live.connectedToAgent(), live.agentArn()));
        }
        var answered = answered();
        return answered == null
                ? null
                : new Attributed<>(Moment.exact(answered), Attribution.by(Source.AGENT_EVENT, answered));
    }

    /// When the agent it is with, or was with last, answered. Being resumed is not answering.
    private @Nullable Instant answered() {
        Instant answered = null;
        for (var state : states) {
            if (state.isRinging()) {
                answered = null;
            } else if (state.isTalking() && answered == null) {
                answered = state.at();
            }
        }
        return answered;
    }

    @Nullable
    Attributed<Moment> workStarted() {
        return last(AgentState::isEnded);
    }

    @Nullable
    Attributed<Moment> workEnded() {
        var cleared = last(AgentState::isCleared);
        var held = live.heldByAgent();
        return cleared == null && held != null && isWorkLetGo()
                ? new Attributed<>(Moment.exact(held.stamp().at()), Attribution.by(held.stamp()))
                : cleared;
    }

    private @Nullable Attributed<Moment> last(Predicate<AgentState> wanted) {
        AgentState found = null;
        for (var state : states) {
            found = wanted.test(state) ? state : found;
        }
        return found == null ? null : new Attributed<>(Moment.exact(found.at()), sources.byAgentsSide(found.at()));
    }

    /// Whether the agent is done with it. Two sources tell of the end by clocks of their own, so ENDED may
    /// follow.
    boolean isCleared() {
        var cleared = false;
        for (var state : states) {
            cleared = state.isCleared() || (cleared && state.isEnded());
        }
        return cleared || isWorkLetGo();
    }

    /// When the agent had let go of it: the agent's newer events do not show it any more. The difference of two
    /// events tells it better.
    @Nullable
    Instant letGo() {
        var held = live.heldByAgent();
        var last = last();
        if (held == null || held.value() || last == null) {
            return null;
        }
        var at = held.stamp().at();
        return last.at().isAfter(at) || last.isEnded() || last.isCleared() || last.isRefused() ? null : at;
    }

    /// After-contact work that the agent's events do not show any more, while the event that ended it was lost.
    private boolean isWorkLetGo() {
        var held = live.heldByAgent();
        var last = last();
        return held != null
                && !held.value()
                && last != null
                && last.isEnded()
                && !last.at().isAfter(held.stamp().at());
    }
}
