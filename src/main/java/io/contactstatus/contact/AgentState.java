package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What a contact was to an agent from some moment on, as agent events say it: `CONNECTING`, `CONNECTED`,
/// `CONNECTED_ONHOLD`, `PAUSED`, `MISSED`, `REJECTED`, `ERROR`, `ENDED`, and for callbacks `INCOMING`, `PENDING`.
/// Two words are ours, for what only the difference of two snapshots tells: [#CLEARED] and [#RELEASED].
///
/// @param agent the agent's ARN; null where the source did not tell, or an older version of this service stored
///   it
public record AgentState(Instant at, String state, @Nullable String agent) implements Comparable<AgentState> {

    /// The agent finished with the contact: after-contact work is over.
    public static final String CLEARED = "CLEARED";

    /// It rang and then was gone, neither answered nor missed.
    public static final String RELEASED = "RELEASED";

    /// The customer is gone, and the agent is at after-contact work.
    static final String ENDED = "ENDED";

    private static final Comparator<AgentState> ORDER = Comparator.comparing(AgentState::at)
            .thenComparingInt(AgentState::rank)
            .thenComparing(AgentState::state)
            .thenComparing(AgentState::agent, Comparator.nullsFirst(Comparator.naturalOrder()));

    public AgentState {
        state = Bounds.word(state);
        agent = Bounds.nameOrNull(agent);
    }

    boolean isRinging() {
        return isOffer() || state.equals("PENDING") || state.equals("CONNECTING");
    }

    /// A callback that the agent has not accepted yet.
    boolean isOffer() {
        return state.equals("INCOMING");
    }

    boolean isRefused() {
        return switch (state) {
            case "MISSED", "REJECTED", "ERROR", RELEASED -> true;
            default -> false;
        };
    }

    boolean isMissed() {
        return state.equals("MISSED") || state.equals("REJECTED");
    }

    boolean isTalking() {
        return state.equals("CONNECTED");
    }

    boolean isHeld() {
        return state.equals("CONNECTED_ONHOLD");
    }

    boolean isPaused() {
        return state.equals("PAUSED");
    }

    /// States that only an agent who had answered can bring a contact into.
    boolean isAnswered() {
        return isTalking() || isHeld() || isPaused();
    }

    boolean isEnded() {
        return state.equals(ENDED);
    }

    boolean isCleared() {
        return state.equals(CLEARED);
    }

    /// Whether both tell the same, one of them perhaps without the agent.
    boolean isSameAs(AgentState other) {
        return at.equals(other.at)
                && state.equals(other.state)
                && (agent == null || other.agent == null || ResourceId.isSame(agent, other.agent));
    }

    private int rank() {
        return switch (state) {
            case "INCOMING" -> 0;
            case "PENDING" -> 1;
            case "CONNECTING" -> 2;
            case "MISSED", "REJECTED", "ERROR", RELEASED -> 3;
            case "CONNECTED_ONHOLD", "PAUSED" -> 5;
            case "ENDED" -> 6;
            case CLEARED -> 7;
            default -> 4;
        };
    }

    @Override
    public int compareTo(AgentState other) {
        return ORDER.compare(this, other);
    }
}
