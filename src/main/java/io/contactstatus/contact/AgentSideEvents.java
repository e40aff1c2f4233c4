package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the agents' side tells of a contact, as events of its course. [AgentAttempts] and [AgentTalks] say what
/// becomes of them.
final class AgentSideEvents {

    /// An offer to an agent may be stamped that much before the queue it comes from.
    private static final Duration EARLY_RINGING = Duration.ofSeconds(2);

    private final ResolvedFacts facts;
    private final List<AgentState> states;
    private final @Nullable Attributed<Moment> connected;

    AgentSideEvents(ResolvedFacts facts) {
        this.facts = facts;
        states = facts.agentSide.states();
        connected = facts.connectedToAgent;
    }

    void addTo(List<CourseEvent> events) {
        if (connected != null) {
            events.add(CourseEvent.of(Sign.CONNECTED, connected, facts.connectedAgent()));
        }
        var lastAttempt = lastAttempt();
        for (var index = 0; index < states.size(); index++) {
            var state = states.get(index);
            if (state.isRinging()) {
                var next = index + 1 < states.size() ? states.get(index + 1) : null;
                events.add(event(state, state.isOffer() ? Sign.OFFERED : Sign.RINGING, ringing(state, next)));
            } else if (facts.isRefusal(state)) {
                if (!isByTheEnd(state)) {
                    events.add(event(state, Sign.REFUSED, state.at()));
                }
            } else if (state.isAnswered()) {
                // The connection is resolved; what the agent's side tells of the same one does not come before it.
                var answeredAt = index > lastAttempt ? ResolvedFacts.at(connected) : null;
                var sign = state.isHeld() ? Sign.HELD : state.isPaused() ? Sign.PAUSED : Sign.TALKING;
                events.add(event(state, sign, ResolvedFacts.later(state.at(), answeredAt)));
            } else if (state.isCleared() || (state.isEnded() && !isLastEnded(index))) {
                events.add(event(state, Sign.AGENT_LEFT, state.at()));
            }
        }
        if (facts.workStarted != null) {
            events.add(CourseEvent.of(Sign.AGENT_LEFT, facts.workStarted, null));
        }
        addLettingGoTo(events);
    }

    private CourseEvent event(AgentState state, Sign sign, @Nullable Instant at) {
        return CourseEvent.exactly(
                Objects.requireNonNullElse(at, state.at()),
                sign,
                state.agent(),
                facts.sources.byAgentsSide(state.at()));
    }

    /// The last state before the connection that is resolved: an agent was tried then, or the one before was
    /// done.
    private int lastAttempt() {
        var last = -1;
        var done = -1;
        for (var index = 0; index < states.size(); index++) {
            var state = states.get(index);
            if (state.isRinging() || state.isRefused()) {
                last = index;
            } else if (state.isEnded() || state.isCleared()) {
                done = index;
            } else if (state.isAnswered()) {
                last = Math.max(last, done);
            }
        }
        return last;
    }

    /// An offer stamped just before its queue comes with it, unless the agent refused it before.
    private Instant ringing(AgentState ringing, @Nullable AgentState next) {
        for (var visit : facts.visits) {
            var queuedAt = visit.value().enqueued().at();
            var isEarly = ringing.at().isBefore(queuedAt)
                    && !ringing.at().plus(EARLY_RINGING).isBefore(queuedAt);
            if (isEarly && (next == null || !next.isRefused() || !next.at().isBefore(queuedAt))) {
                return queuedAt;
            }
        }
        return ringing.at();
    }

    /// The customer's end stops the ringing: then it rang until the end, whatever the agent's side makes of it.
    private boolean isByTheEnd(AgentState refused) {
        var end = facts.isOver() ? facts.endedAt() : null;
        if (end == null) {
            return false;
        }
        return refused.isMissed()
                ? !refused.at().isBefore(end)
                : !refused.at().plus(Moment.ROUNDING).isBefore(end);
    }

    private boolean isLastEnded(int index) {
        return states.subList(index + 1, states.size()).stream().noneMatch(AgentState::isEnded);
    }

    private void addLettingGoTo(List<CourseEvent> events) {
        var letGo = facts.letGo();
        if (letGo != null) {
            var last = states.getLast();
            var isUnanswered = last.isRinging()
                    && !letGo.equals(ResolvedFacts.at(connected))
                    && (connected == null || connected.value().at().isBefore(last.at()));
            var sign = isUnanswered ? Sign.REFUSED : Sign.AGENT_LEFT;
            events.add(CourseEvent.exactly(letGo, sign, null, facts.sources.byAgentsSide(letGo)));
        }
    }
}
