package io.contactstatus.journey;

import java.time.Instant;
import java.util.Comparator;

/// What the contact was to an agent from some moment on.
///
/// @param agent the agent's ARN, or empty
record SeatState(Instant at, String state, String agent) implements Comparable<SeatState> {

    private static final Comparator<SeatState> ORDER = Comparator.comparing(SeatState::at)
            .thenComparingInt(SeatState::rank)
            .thenComparing(SeatState::state)
            .thenComparing(SeatState::agent);

    boolean isRinging() {
        return switch (state) {
            case "INCOMING", "PENDING", "CONNECTING" -> true;
            default -> false;
        };
    }

    boolean isRefused() {
        return switch (state) {
            case "MISSED", "REJECTED", "ERROR" -> true;
            default -> false;
        };
    }

    boolean isAnswered() {
        return state.equals("CONNECTED") || isHeld() || isPaused();
    }

    boolean isHeld() {
        return state.equals("CONNECTED_ONHOLD");
    }

    boolean isPaused() {
        return state.equals("PAUSED");
    }

    /// Of states of one millisecond, the one that comes later in the life of a contact is the later one.
    private int rank() {
        return switch (state) {
            case "INCOMING" -> 0;
            case "PENDING" -> 1;
            case "CONNECTING" -> 2;
            case "MISSED", "REJECTED", "ERROR", "RELEASED" -> 3;
            case "CONNECTED_ONHOLD", "PAUSED" -> 5;
            case "ENDED" -> 6;
            case "CLEARED" -> 7;
            default -> 4;
        };
    }

    @Override
    public int compareTo(SeatState other) {
        return ORDER.compare(this, other);
    }
}
