package io.contactstatus.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact's life, phase after phase. As many waits and holds as the sources told of; what fell between two of them
/// untold belongs to the one before.
public record Timeline(List<Phase> phases) {

    public Timeline {
        phases = List.copyOf(phases);
    }

    /// @param history of the same contact; a contact that was in a queue more than twice tells all its waits only there
    public static Timeline of(Contact contact, Collection<HistoryEntry> history) {
        return new Timeline(new Tracing(contact).traced(history));
    }

    /// @param into null where it ended
    private record Turn(Instant at, Phase.@Nullable Kind into) {}

    private static final class Tracing {

        /// At one moment an end comes first, and then what follows in the order of a contact's life.
        private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::at)
                .thenComparing(Turn::into, Comparator.nullsFirst(Comparator.naturalOrder()));

        private final Contact contact;
        private final Snapshot seen;
        private final List<Turn> turns = new ArrayList<>();

        Tracing(Contact contact) {
            this.contact = contact;
            seen = contact.snapshot();
        }

        List<Phase> traced(Collection<HistoryEntry> history) {
            turn(seen.started(), Phase.Kind.FLOW);
            queues(history);
            agents();
            end();
            turns.sort(ORDER);
            return phases();
        }

        private void queues(Collection<HistoryEntry> history) {
            var queue = seen.queue();
            if (queue == null) {
                return;
            }
            turn(queue.firstEnqueuedAt(), Phase.Kind.QUEUE);
            turn(queue.enqueuedAt(), Phase.Kind.QUEUE);
            history.stream()
                    .filter(entry -> entry.source() == Source.CONTACT_EVENT
                            && entry.type().equals("QUEUED"))
                    .filter(entry ->
                            !isNear(entry.at(), queue.firstEnqueuedAt()) && !isNear(entry.at(), queue.enqueuedAt()))
                    .forEach(entry -> turn(entry.at(), Phase.Kind.QUEUE));
        }

        private void agents() {
            for (var state : contact.live().agentStates().states()) {
                if (state.isRinging()) {
                    turn(state.at(), Phase.Kind.RINGING);
                } else if (state.isTalking()) {
                    turn(state.at(), Phase.Kind.TALKING);
                } else if (state.isHeld()) {
                    turn(state.at(), Phase.Kind.HOLD);
                } else if (state.isPaused()) {
                    turn(state.at(), Phase.Kind.PAUSE);
                } else if (state.isRefused()) {
                    turn(state.at(), seen.queue() == null ? Phase.Kind.FLOW : Phase.Kind.QUEUE);
                }
            }
            var agent = seen.agent();
            if (agent != null) {
                turn(agent.connectedAt(), Phase.Kind.TALKING);
            }
        }

        private void end() {
            var agent = seen.agent();
            turn(seen.timestamps().disconnected(), null);
            if (agent != null) {
                turn(agent.afterContactWorkStartedAt(), Phase.Kind.AFTER_CONTACT_WORK);
                turn(agent.afterContactWorkEndedAt(), null);
            }
            turn(seen.timestamps().completed(), null);
        }

        private List<Phase> phases() {
            var phases = new ArrayList<Phase>();
            Phase current = null;
            for (var turn : turns) {
                if (current != null && current.kind() == turn.into()) {
                    continue;
                }
                if (isAfterwards(current, turn)) {
                    continue;
                }
                if (current != null && turn.at().isAfter(current.from())) {
                    phases.add(new Phase(current.kind(), current.from(), turn.at()));
                }
                current = turn.into() == null ? null : new Phase(turn.into(), turn.at(), null);
            }
            if (current != null) {
                phases.add(isOver() ? new Phase(current.kind(), current.from(), current.from()) : current);
            }
            return Collections.unmodifiableList(phases);
        }

        /// The customer may leave after the agent's work has begun, by the clock of another source; the work goes on.
        private boolean isAfterwards(@Nullable Phase current, Turn turn) {
            return current != null
                    && current.kind() == Phase.Kind.AFTER_CONTACT_WORK
                    && turn.into() == null
                    && turn.at().equals(seen.timestamps().disconnected())
                    && seen.agent() != null
                    && !turn.at().equals(seen.agent().afterContactWorkEndedAt());
        }

        private boolean isOver() {
            return seen.status() == Status.COMPLETED || seen.status() == Status.DISCONNECTED;
        }

        private void turn(@Nullable Instant at, Phase.@Nullable Kind into) {
            if (at != null && !at.equals(Stamp.UNTIMED)) {
                turns.add(new Turn(at, into));
            }
        }

        private static boolean isNear(Instant one, @Nullable Instant other) {
            return other != null && Duration.between(one, other).abs().compareTo(Moment.ROUNDING) <= 0;
        }
    }
}
