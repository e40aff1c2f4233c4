package io.contactstatus.contact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a customer has left a queue, and everything that this one contact adds to figures: a function of the contact's
/// course and outcome alone. A contact has one, of its last visit, also when it was never queued.
///
/// @param queueArn null where it was in no queue, or nothing tells in which
/// @param left to the second: when the visit was over, or the contact where there was none
/// @param outcome null while the contact is live, and where nothing explains its end
/// @param waitSeconds of the visit
/// @param handleSeconds of the agents, with after-contact work: what of it has ended
/// @param agentId the agent it was with last
/// @param missedBy the ids of agents at whom it rang in vain during the visit, three at most
public record QueueDeparture(
        @Nullable String queueArn,
        Instant left,
        Kind kind,
        @Nullable Outcome outcome,
        @Nullable String channel,
        int waitSeconds,
        int handleSeconds,
        @Nullable String agentId,
        List<String> missedBy) {

    private static final String QUEUE_OF_AGENT = "queue/agent/";

    public QueueDeparture {
        missedBy = List.copyOf(missedBy);
    }

    /// As what it counts.
    public enum Kind {
        ANSWERED,
        ABANDONED,
        CALLBACK_REQUESTED,
        WENT_ON,
        TRANSFERRED_OUT,
        OTHER,
        CALLBACK_ANSWERED,
        CALLBACK_NOT_REACHED,
        /// A callback that ended in any other way.
        CALLBACK_OTHER
    }

    /// Empty while the customer still waits for an agent, of live ones that Amazon Connect does not know, and of
    /// contacts that are nothing to figures: legs without a
    /// customer of their own, tests, what we began ourselves, and what waits in the queue of one agent.
    public static Optional<QueueDeparture> of(Snapshot seen) {
        if (seen.leg() != Leg.CUSTOMER || seen.synthetic() || seen.outgoing()) {
            return Optional.empty();
        }
        var isAnswered = seen.active() ? seen.together() : seen.outcome() == Outcome.ANSWERED;
        if (seen.active() && !(isAnswered && seen.isListedAsActive())) {
            return Optional.empty();
        }
        var visited = seen.course().leftQueue();
        var left = visited == null && !seen.active() ? seen.timestamps().ended() : visited;
        var queueArn =
                visited == null || seen.queue() == null ? null : seen.queue().arn();
        if (left == null || isOfAgent(queueArn)) {
            return Optional.empty();
        }
        return Optional.of(new QueueDeparture(
                queueArn,
                left.truncatedTo(ChronoUnit.SECONDS),
                kind(seen, isAnswered),
                seen.outcome(),
                seen.channel(),
                visited == null ? 0 : Objects.requireNonNullElse(seen.course().waitSeconds(), 0),
                seen.course().phases().stream()
                        .filter(Phase::isHandling)
                        .mapToInt(Phase::length)
                        .sum(),
                seen.agent() == null ? null : ResourceId.of(seen.agent().arn()),
                visited == null ? List.of() : seen.course().missedBy()));
    }

    /// Whether it is the queue that one agent has for themselves.
    public static boolean isOfAgent(@Nullable String queueArn) {
        return queueArn != null && queueArn.contains(QUEUE_OF_AGENT);
    }

    private static Kind kind(Snapshot seen, boolean isAnswered) {
        if (seen.is(Flag.CALLBACK)) {
            if (isAnswered) {
                return Kind.CALLBACK_ANSWERED;
            }
            return seen.outcome() == Outcome.NOT_REACHED ? Kind.CALLBACK_NOT_REACHED : Kind.CALLBACK_OTHER;
        }
        if (isAnswered) {
            return Kind.ANSWERED;
        }
        return switch (seen.outcome()) {
            case null -> Kind.OTHER;
            case ANSWERED -> Kind.ANSWERED;
            case ABANDONED -> Kind.ABANDONED;
            case CALLBACK_REQUESTED -> Kind.CALLBACK_REQUESTED;
            case WENT_ON -> Kind.WENT_ON;
            case TRANSFERRED_OUT -> Kind.TRANSFERRED_OUT;
            case MONITORED, INTERNAL, NOT_REACHED, LEFT_IN_FLOW, ENDED_BY_FLOW, EXPIRED, CLOSED, FAILED -> Kind.OTHER;
        };
    }
}
