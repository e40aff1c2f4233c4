package io.contactstatus.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The states a contact went through with its agents, in the order of their own times.
///
/// A set, because counting holds any other way would count a repeated event twice. Bounded: of a contact that
/// was held more often than fits, the oldest states are dropped, and the contact record tells the true number.
public record AgentTimeline(SortedSet<AgentState> states) {

    /// Twice what a long, troubled contact was thought to need.
    static final int MOST = 64;

    static final AgentTimeline EMPTY = new AgentTimeline(Collections.emptySortedSet());

    public AgentTimeline {
        states = Collections.unmodifiableSortedSet(newest(states));
    }

    public static AgentTimeline of(AgentState state) {
        return new AgentTimeline(new TreeSet<>(Collections.singleton(state)));
    }

    AgentTimeline join(AgentTimeline other) {
        if (other.states.isEmpty()) {
            return this;
        }
        if (states.isEmpty()) {
            return other;
        }
        if (states.containsAll(other.states)) {
            return this;
        }
        var joined = new TreeSet<>(states);
        joined.addAll(other.states);
        return new AgentTimeline(joined);
    }

    @Nullable
    AgentState current() {
        return states.isEmpty() ? null : states.last();
    }

    @Nullable
    Instant last(Predicate<AgentState> wanted) {
        Instant found = null;
        for (var state : states) {
            if (wanted.test(state)) {
                found = state.at();
            }
        }
        return found;
    }

    /// When the agent it is with, or was with last, answered. Being resumed is not answering.
    @Nullable
    Instant answered() {
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

    /// Whether the agent is done with it. Two sources tell of the end by clocks of their own, so ENDED may follow.
    boolean isCleared() {
        var cleared = false;
        for (var state : states) {
            cleared = state.isCleared() || (cleared && state.isEnded());
        }
        return cleared;
    }

    boolean has(Predicate<AgentState> wanted) {
        return states.stream().anyMatch(wanted);
    }

    int count(Predicate<AgentState> wanted) {
        return (int) states.stream().filter(wanted).count();
    }

    /// Whole seconds spent in the wanted states.
    ///
    /// @param end when the last state was over, if nothing else ended it; null while that is unknown, and then it
    ///   is not counted
    int secondsIn(Predicate<AgentState> wanted, @Nullable Instant end) {
        var seconds = 0L;
        AgentState previous = null;
        for (var state : states) {
            if (previous != null && wanted.test(previous)) {
                seconds += state.at().getEpochSecond() - previous.at().getEpochSecond();
            }
            previous = state;
        }
        if (previous != null && wanted.test(previous) && end != null && end.isAfter(previous.at())) {
            seconds += end.getEpochSecond() - previous.at().getEpochSecond();
        }
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }

    private static SortedSet<AgentState> newest(SortedSet<AgentState> all) {
        var kept = all;
        while (kept.size() > MOST) {
            kept = new TreeSet<>(kept);
            kept.removeFirst();
        }
        return kept;
    }
}
