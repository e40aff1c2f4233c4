package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;

/// What a contact was to an agent from some moment on, as agent events say it: `CONNECTING`, `CONNECTED`,
/// `CONNECTED_ONHOLD`, `PAUSED`, `MISSED`, `REJECTED`, `ERROR`, `ENDED`, and for callbacks `INCOMING`, `PENDING`.
/// Two words are ours, for what only the difference of two snapshots tells: [#CLEARED] and [#RELEASED].
public record AgentState(Instant at, String state) implements Comparable<AgentState> {

    /// The agent finished with the contact: after-contact work is over.
    public static final String CLEARED = "CLEARED";

    /// It rang and then was gone, neither answered nor missed.
    public static final String RELEASED = "RELEASED";

    /// The customer is gone, and the agent is at after-contact work.
    static final String ENDED = "ENDED";

    private static final Comparator<AgentState> ORDER = Comparator.comparing(AgentState::at)
            .thenComparingInt(AgentState::rank)
            .thenComparing(AgentState::state);

    public AgentState {
        state = Bounds.word(state);
    }

    boolean isRinging() {
        return switch (state) {
            case "INCOMING", "PENDING", "CONNECTING" -> true;
            default -> false;
        };
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
