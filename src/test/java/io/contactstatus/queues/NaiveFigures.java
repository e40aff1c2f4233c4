package io.contactstatus.queues;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/// What `docs/figures.md` says, contact by contact: from its phases and its outcome, and by nothing that the service
/// makes figures with.
final class NaiveFigures {

    private static final Set<Phase.Kind> WAITING = EnumSet.of(Phase.Kind.QUEUE, Phase.Kind.RINGING);
    private static final Set<Phase.Kind> HANDLING =
            EnumSet.of(Phase.Kind.WITH_AGENT, Phase.Kind.ON_HOLD, Phase.Kind.AFTER_CONTACT_WORK);
    private static final long SERVICE_LEVEL = 20;
    private static final long SHORT = 5;

    private final Map<String, Map<Instant, QueueFigures>> byQueue = new HashMap<>();

    /// What one contact adds.
    record Left(String queueArn, Instant at, QueueFigures figures) {}

    /// @param begins of a moment, the beginning of its interval
    static NaiveFigures of(List<Left> departures, UnaryOperator<Instant> begins) {
        var figures = new NaiveFigures();
        for (var left : departures) {
            figures.byQueue
                    .computeIfAbsent(left.queueArn(), any -> new HashMap<>())
                    .merge(begins.apply(left.at()), left.figures(), NaiveFigures::sum);
        }
        return figures;
    }

    Map<Instant, QueueFigures> of(String queueArn) {
        return byQueue.getOrDefault(queueArn, Map.of());
    }

    QueueFigures all() {
        return byQueue.values().stream()
                .flatMap(queue -> queue.values().stream())
                .reduce(QueueFigures.NONE, NaiveFigures::sum);
    }

    static Optional<Left> departure(Snapshot seen) {
        var phases = seen.course().phases();
        var visits = phases.stream().mapToInt(Phase::visit).max().orElse(0);
        var wait = phases.stream()
                .filter(phase -> WAITING.contains(phase.kind()) && phase.visit() == visits)
                .toList();
        var isAnswered = seen.active() ? seen.together() : seen.outcome() == Outcome.ANSWERED;
        if (visits == 0
                || wait.isEmpty()
                || wait.getLast().until() == null
                || seen.leg() != Leg.CUSTOMER
                || seen.synthetic()
                || seen.outgoing()
                || (seen.active() && !isAnswered)) {
            return Optional.empty();
        }
        var queueArn = Objects.requireNonNull(wait.getFirst().queueArn());
        if (queueArn.contains("/queue/agent/")) {
            return Optional.empty();
        }
        var seconds = seconds(wait);
        var handled = seconds(
                phases.stream().filter(phase -> HANDLING.contains(phase.kind())).toList());
        var left = Objects.requireNonNull(wait.getLast().until()).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new Left(queueArn, left, figures(seen, isAnswered, seconds, handled)));
    }

    private static long seconds(List<Phase> phases) {
        return phases.stream()
                .filter(phase -> phase.until() != null)
                .mapToLong(phase -> ChronoUnit.SECONDS.between(
                        phase.from().truncatedTo(ChronoUnit.SECONDS), Objects.requireNonNull(phase.until())))
                .sum();
    }

    private static QueueFigures figures(Snapshot seen, boolean isAnswered, long wait, long handled) {
        if (seen.is(Flag.CALLBACK)) {
            var isReached = !isAnswered && seen.outcome() == Outcome.NOT_REACHED;
            var callback = new QueueFigures.Callbacks(1, isAnswered ? 1 : 0, isReached ? 1 : 0);
            return new QueueFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, callback);
        }
        var outcome = isAnswered ? Outcome.ANSWERED : seen.outcome();
        var answered = one(outcome == Outcome.ANSWERED);
        var abandoned = one(outcome == Outcome.ABANDONED);
        var requested = one(outcome == Outcome.CALLBACK_REQUESTED);
        var wentOn = one(outcome == Outcome.WENT_ON);
        var out = one(outcome == Outcome.TRANSFERRED_OUT);
        var within = one(wait <= SERVICE_LEVEL);
        return new QueueFigures(
                1,
                answered,
                answered * within,
                abandoned,
                abandoned * one(wait <= SHORT),
                requested,
                wentOn,
                out,
                1 - answered - abandoned - requested - wentOn - out,
                within * (answered + abandoned + requested),
                answered * wait,
                answered * handled,
                wait,
                new QueueFigures.Callbacks(0, 0, 0));
    }

    private static long one(boolean is) {
        return is ? 1 : 0;
    }

    private static QueueFigures sum(QueueFigures one, QueueFigures other) {
        return new QueueFigures(
                sum(one, other, QueueFigures::offered),
                sum(one, other, QueueFigures::answered),
                sum(one, other, QueueFigures::answeredWithin),
                sum(one, other, QueueFigures::abandoned),
                sum(one, other, QueueFigures::abandonedShort),
                sum(one, other, QueueFigures::callbacksRequested),
                sum(one, other, QueueFigures::wentOn),
                sum(one, other, QueueFigures::transferredOut),
                sum(one, other, QueueFigures::others),
                sum(one, other, QueueFigures::leftWithin),
                sum(one, other, QueueFigures::answerSeconds),
                sum(one, other, QueueFigures::handleSeconds),
                Math.max(one.longestWaitSeconds(), other.longestWaitSeconds()),
                new QueueFigures.Callbacks(
                        sum(one, other, figures -> figures.callbacks().offered()),
                        sum(one, other, figures -> figures.callbacks().answered()),
                        sum(one, other, figures -> figures.callbacks().notReached())));
    }

    private static long sum(QueueFigures one, QueueFigures other, ToLongFunction<QueueFigures> figure) {
        return figure.applyAsLong(one) + figure.applyAsLong(other);
    }
}
