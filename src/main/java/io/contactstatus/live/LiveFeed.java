package io.contactstatus.live;

import io.contactstatus.live.Subscriber.Ending;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// A feed whose state exists only while it is used: nothing is read or kept before.
final class LiveFeed<T> implements Feed<T> {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    /// For what is live to be read once: tens of thousands of contacts take as many seconds as thousands.
    private static final Duration LOADING_TIMEOUT = Duration.ofMinutes(2);

    /// How long those wait that could be answered with an error, after which a store that is away is told of.
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private static final Duration PAGE_WAIT = Duration.ofSeconds(25);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(30);
    private static final byte[] TOO_SLOW = SseEncoder.of(new ServerEvent("dropped", "{\"reason\":\"too-slow\"}"));

    /// The state is discarded after so many refreshes without use.
    private static final int UNUSED_REFRESHES = 10;

    private final FeedSource<T> source;
    private final LiveProperties properties;
    private final StreamRegistry registry;
    private final LiveMetrics metrics;
    private final Object lock = new Object();
    private @Nullable LiveState<T> state;
    private volatile @Nullable String trouble;
    private volatile long usedAt;

    LiveFeed(FeedSource<T> source, LiveProperties properties, StreamRegistry registry, LiveMetrics metrics) {
        this.source = source;
        this.properties = properties;
        this.registry = registry;
        this.metrics = metrics;
        metrics.subscribers(source.name(), this, LiveFeed::subscribers);
    }

    FeedSource<T> source() {
        return source;
    }

    Duration refresh() {
        return properties.refresh();
    }

    @Override
    public LiveSnapshot<T> snapshot(VisibleInstances visible) {
        return LimitedAudience.shown(loaded().snapshot(), visible, source);
    }

    /// Why the store could not be read last time, in one word; null when it could.
    @Nullable
    String trouble() {
        return trouble;
    }

    /// @param why the store could not be read; null when it could
    void trouble(@Nullable String why) {
        trouble = why;
    }

    @Override
    public void follow(
            Audience<T> audience, VisibleInstances visible, @Nullable String after, HttpServletResponse response)
            throws IOException {
        var request = request();
        // First of all: a session that ends meanwhile cannot be found any more.
        var session = StreamSession.of(request.orElse(null));
        if (request.isPresent() && request.get().getMethod().equals("HEAD")) {
            // Without writes it would never be noticed that the client has gone.
            new SseResponse(response).flush();
            return;
        }
        var caller = request.map(HttpServletRequest::getRemoteUser).orElse(null);
        registry.acquire(caller);
        try {
            var used = stateInUse();
            if (!used.awaitLoaded(FIRST_WAIT.toMillis()) && trouble != null) {
                throw notRead();
            }
            var stream = new SseResponse(response);
            if (isLoaded(used, session, stream)) {
                follow(LimitedAudience.of(audience, visible, source), after, session, used, stream);
            }
        } catch (IOException gone) {
            log.debug("a subscriber of {} has gone", source.name());
        } finally {
            registry.release(caller);
        }
    }

    /// The request of this thread; empty outside of one.
    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    /// Heartbeats show both ends meanwhile that the connection works.
    ///
    /// @return false when the stream has to end before: the client comes again
    private boolean isLoaded(LiveState<T> used, StreamSession session, SseResponse stream) throws IOException {
        var until = System.nanoTime() + LOADING_TIMEOUT.toNanos();
        while (!used.isLoaded()) {
            if (System.nanoTime() - until > 0 || session.isOver() || !registry.isRunning()) {
                stream.write(SseEncoder.retry(jittered(RETRY_AFTER) / 1_000_000));
                stream.flush();
                return false;
            }
            stream.write(SseEncoder.of(SseEncoder.heartbeat(Instant.now())));
            stream.flush();
            usedAt = System.nanoTime();
            used.awaitLoaded(Math.min(properties.heartbeat().toMillis(), FIRST_WAIT.toMillis()));
        }
        return true;
    }

    private void follow(
            Audience<T> audience,
            @Nullable String after,
            StreamSession session,
            LiveState<T> loaded,
            SseResponse stream)
            throws IOException {
        var subscriber = loaded.subscribe(audience, after);
        try {
            registry.register(subscriber, session);
            new StreamWriter<>(loaded, subscriber, session, stream, properties).run();
            if (subscriber.ending() == Ending.TOO_SLOW) {
                stream.write(TOO_SLOW);
                stream.flush();
            }
        } catch (RuntimeException failure) {
            // Its message may quote what was to be rendered.
            log.error(
                    "{} cannot be told: {}",
                    LimitedAudience.name(audience),
                    failure.getClass().getName());
            // It would probably fail again, and each attempt costs.
            stream.write(SseEncoder.retry(jittered(RETRY_AFTER_FAILURE) / 1_000_000));
            stream.flush();
        } finally {
            registry.unregister(subscriber);
            loaded.unsubscribe(subscriber);
            usedAt = System.nanoTime();
        }
    }

    /// Waits longer while the store is being read than while it is away.
    private LiveState<T> loaded() {
        var used = stateInUse();
        var until = System.nanoTime() + PAGE_WAIT.toNanos();
        while (!used.awaitLoaded(FIRST_WAIT.toMillis())) {
            if (trouble != null || System.nanoTime() - until > 0) {
                throw notRead();
            }
        }
        return used;
    }

    private static FeedUnavailable notRead() {
        return new FeedUnavailable("What is live could not be read yet", RETRY_AFTER);
    }

    private LiveState<T> stateInUse() {
        synchronized (lock) {
            usedAt = System.nanoTime();
            var used = state;
            if (used == null) {
                used = new LiveState<>(source, properties.queue(), properties.replay(), metrics);
                state = used;
                lock.notifyAll();
            }
            return used;
        }
    }

    /// Null while the feed is not used.
    @Nullable
    LiveState<T> state() {
        synchronized (lock) {
            return state;
        }
    }

    LiveState<T> awaitState() throws InterruptedException {
        synchronized (lock) {
            while (state == null) {
                lock.wait();
            }
            return state;
        }
    }

    void discardIfUnused() {
        synchronized (lock) {
            var unused = properties.refresh().multipliedBy(UNUSED_REFRESHES);
            if (state != null && state.subscribers() == 0 && System.nanoTime() - usedAt > unused.toNanos()) {
                state = null;
            }
        }
    }

    int subscribers() {
        var now = state();
        return now == null ? 0 : now.subscribers();
    }

    /// Give or take a tenth, so that not all clients reconnect at once.
    static long jittered(Duration duration) {
        var nanos = duration.toNanos();
        return nanos + ThreadLocalRandom.current().nextLong(-nanos / 10, nanos / 10 + 1);
    }
}
