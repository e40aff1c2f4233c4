package io.contactstatus.contact;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What a queue did in some time: the sum of what the contacts that left it then add. [#plus] is commutative and
/// associative, and [#NONE] is neutral, so intervals add up to hours and days.
///
/// @param offered all but callbacks; what follows up to `others` adds up to it
/// @param abandonedShort a part of `abandoned`
/// @param leftWithin of all offered, those that were answered, gave up or asked for a callback within the service level
/// @param longestWaitSeconds of all offered
public record QueueFigures(
        long offered,
        long answered,
        long answeredWithin,
        long abandoned,
        long abandonedShort,
        long callbacksRequested,
        long wentOn,
        long transferredOut,
        long others,
        long leftWithin,
        long answerSeconds,
        long handleSeconds,
        long longestWaitSeconds,
        Callbacks callbacks) {

    public static final QueueFigures NONE =
            new QueueFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Callbacks(0, 0, 0));

    /// What is counted as quick. Both are reached by a wait of that very length.
    ///
    /// @param serviceLevel to be answered in
    /// @param shortAbandon who gives up so soon is no loss
    public record Limits(Duration serviceLevel, Duration shortAbandon) {

        /// Whether to give up after such a wait is no loss.
        public boolean isShort(long waitSeconds) {
            return waitSeconds <= shortAbandon.toSeconds();
        }
    }

    /// Contacts on which customers are called back. They are in no other figure.
    public record Callbacks(long offered, long answered, long notReached) {

        Callbacks plus(Callbacks other) {
            return new Callbacks(offered + other.offered, answered + other.answered, notReached + other.notReached);
        }
    }

    public static QueueFigures of(Collection<QueueDeparture> departures, Limits limits) {
        return departures.stream().map(departure -> of(departure, limits)).reduce(NONE, QueueFigures::plus);
    }

    public static QueueFigures of(QueueDeparture departure, Limits limits) {
        return switch (departure.kind()) {
            case CALLBACK_ANSWERED -> calledBack(1, 0);
            case CALLBACK_NOT_REACHED -> calledBack(0, 1);
            case CALLBACK_OTHER -> calledBack(0, 0);
            case ANSWERED, ABANDONED, CALLBACK_REQUESTED, WENT_ON, TRANSFERRED_OUT, OTHER -> offered(departure, limits);
        };
    }

    private static QueueFigures calledBack(int answered, int notReached) {
        return new QueueFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Callbacks(1, answered, notReached));
    }

    private static QueueFigures offered(QueueDeparture departure, Limits limits) {
        var kind = departure.kind();
        var wait = departure.waitSeconds();
        var isWithin = wait <= limits.serviceLevel().toSeconds();
        var answered = one(kind == QueueDeparture.Kind.ANSWERED);
        var abandoned = one(kind == QueueDeparture.Kind.ABANDONED);
        var requested = one(kind == QueueDeparture.Kind.CALLBACK_REQUESTED);
        return new QueueFigures(
                1,
                answered,
                isWithin ? answered : 0,
                abandoned,
                limits.isShort(wait) ? abandoned : 0,
                requested,
                one(kind == QueueDeparture.Kind.WENT_ON),
                one(kind == QueueDeparture.Kind.TRANSFERRED_OUT),
                one(kind == QueueDeparture.Kind.OTHER),
                isWithin ? answered + abandoned + requested : 0,
                answered * wait,
                answered * departure.handleSeconds(),
                wait,
                NONE.callbacks);
    }

    private static long one(boolean is) {
        return is ? 1 : 0;
    }

    public QueueFigures plus(QueueFigures other) {
        return new QueueFigures(
                offered + other.offered,
                answered + other.answered,
                answeredWithin + other.answeredWithin,
                abandoned + other.abandoned,
                abandonedShort + other.abandonedShort,
                callbacksRequested + other.callbacksRequested,
                wentOn + other.wentOn,
                transferredOut + other.transferredOut,
                others + other.others,
                leftWithin + other.leftWithin,
                answerSeconds + other.answerSeconds,
                handleSeconds + other.handleSeconds,
                Math.max(longestWaitSeconds, other.longestWaitSeconds),
                callbacks.plus(other.callbacks));
    }

    /// Of those whom an agent could have reached in time; null without any.
    public @Nullable Double servicePercent() {
        return percent(answeredWithin, answered + abandoned - abandonedShort);
    }

    /// As Amazon Connect counts its service level; null where nothing was offered.
    public @Nullable Double connectPercent() {
        return percent(leftWithin, offered);
    }

    public @Nullable Long averageAnswerSeconds() {
        return answered == 0 ? null : Long.valueOf(halfUp(answerSeconds, answered));
    }

    public @Nullable Long averageHandleSeconds() {
        return answered == 0 ? null : Long.valueOf(halfUp(handleSeconds, answered));
    }

    /// One decimal.
    private static @Nullable Double percent(long part, long whole) {
        return whole == 0 ? null : Double.valueOf(halfUp(part * 1000, whole) / 10.0);
    }

    /// As whole numbers are rounded in all figures.
    public static long halfUp(long dividend, long divisor) {
        return (2 * dividend + divisor) / (2 * divisor);
    }
}
