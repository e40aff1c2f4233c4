package io.contactstatus.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One audience with all its subscribers: each message is rendered once for all of them. Guarded by the
/// [LiveState] it belongs to, except for the rendering.
final class Broadcast<T> {

    private static final Logger log = LoggerFactory.getLogger(Broadcast.class);

    /// Rendering digests takes at most one part in nine of a processor, however much changes.
    private static final int PAUSE_PER_RENDERING = 8;

    private final Audience<T> audience;
    private final Function<BroadcastMessage<T>, LiveSnapshot<T>> sealing;
    private final Runnable untold;
    private final @Nullable ViewDigest<T> digest;
    private final List<Subscriber<T>> subscribers = new ArrayList<>();
    private BroadcastMessage<T> last = BroadcastMessage.first();
    /// Before the last one, which is not sealed yet.
    private BroadcastMessage<T> beforeLast = last;

    private volatile long pausedUntil = System.nanoTime();

    /// @param sealing closes a digest, and gives the snapshot it is of
    /// @param untold is run for each change that cannot be rendered
    Broadcast(Audience<T> audience, Function<BroadcastMessage<T>, LiveSnapshot<T>> sealing, Runnable untold) {
        this.audience = audience;
        this.sealing = sealing;
        this.untold = untold;
        this.digest = audience instanceof DigestAudience<T> digested ? digested.digest() : null;
    }

    Duration heartbeat() {
        return audience.heartbeat();
    }

    boolean isDigested() {
        return digest != null;
    }

    ViewDigest<T> digest() {
        return Objects.requireNonNull(digest);
    }

    /// The message after which a new subscriber reads on. With digests, the next one has everything in it.
    BroadcastMessage<T> start() {
        if (digest == null) {
            return last;
        }
        openDigest();
        last.requestWhole();
        return beforeLast;
    }

    private boolean openDigest() {
        if (last.isOpen()) {
            return false;
        }
        beforeLast = last;
        last = last.followedByDigest();
        return true;
    }

    void add(Subscriber<T> subscriber) {
        subscribers.add(subscriber);
    }

    void remove(Subscriber<T> subscriber) {
        subscribers.remove(subscriber);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    Audience<T> audience() {
        return audience;
    }

    void send(Change<T> change) {
        if (!observes(change)) {
            return;
        }
        if (digest == null) {
            last = last.followedBy(change);
        } else if (!openDigest()) {
            return;
        }
        for (var subscriber : subscribers) {
            subscriber.notifyOf(last.count);
        }
    }

    /// All subscribers have to reconnect.
    void end() {
        subscribers.forEach(subscriber -> subscriber.end(Subscriber.Ending.OVER));
    }

    /// Lets the audience take note of the change, and says whether it wants it. When that fails it is sent: a
    /// subscriber may be waiting for it.
    boolean observes(Change<T> change) {
        try {
            audience.observe(change.before(), change.after());
            return audience.wants(change.before(), change.after());
        } catch (RuntimeException failure) {
            log.error("{} cannot tell what it wants: {}", audienceName(), name(failure));
            return true;
        }
    }

    /// A change that cannot be rendered is left out, and the position moves on. The stream would otherwise end,
    /// and come back to the same change for ever.
    byte[] text(Change<T> change) {
        return SseEncoder.of(events(change), change.position().toString());
    }

    private List<ServerEvent> events(Change<T> change) {
        try {
            return audience.changed(change.before(), change.after());
        } catch (RuntimeException failure) {
            log.error("{} cannot tell of a change: {}", audienceName(), name(failure));
            untold.run();
            return List.of();
        }
    }

    String audienceName() {
        return LimitedAudience.name(audience);
    }

    /// Not the message of a failure, which may quote the change.
    private static String name(RuntimeException failure) {
        return failure.getClass().getName();
    }

    /// A failure ends the stream: an empty snapshot would look as if nothing were live.
    List<ServerEvent> reset(LiveSnapshot<T> snapshot) {
        return audience.reset(snapshot);
    }

    /// In nanoseconds, until the next digest may be rendered.
    long pause() {
        return pausedUntil - System.nanoTime();
    }

    /// Called for one message at a time: only a thread that has read it renders the next one.
    LiveSnapshot<T> render(BroadcastMessage<T> message) {
        var began = System.nanoTime();
        var snapshot = sealing.apply(message);
        digest().take(snapshot);
        var took = System.nanoTime() - began;
        pausedUntil = System.nanoTime() + Math.max(digest().pace().toNanos(), PAUSE_PER_RENDERING * took);
        return snapshot;
    }
}
