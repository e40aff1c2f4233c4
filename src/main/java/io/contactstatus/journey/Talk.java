package io.contactstatus.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time a customer was with one agent.
final class Talk {

    private Instant start;
    private final String agent;
    private @Nullable Instant end;
    private final List<Span> holds = new ArrayList<>();

    Talk(Instant start, String agent) {
        this.start = start;
        this.agent = agent;
    }

    /// @param end null while it goes on, or when nothing tells it
    record Span(Instant start, @Nullable Instant end) {}

    Instant start() {
        return start;
    }

    void startedAt(Instant told) {
        start = told;
    }

    String agent() {
        return agent;
    }

    @Nullable
    Instant end() {
        return end;
    }

    /// The first end counts: the agent's part may be over before the customer's.
    void endAt(@Nullable Instant told) {
        if (told != null && !told.isBefore(start) && (end == null || told.isBefore(end))) {
            end = told;
        }
    }

    void hold(Span hold) {
        holds.add(hold);
    }

    List<Span> holds() {
        return holds;
    }
}
