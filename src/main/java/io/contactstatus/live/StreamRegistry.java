package io.contactstatus.live;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// The open streams, of feeds and others: limits how many there are, in all and per caller, and ends them in time.
///
/// A stream ends with the session that opened it. When the service stops, streams end first: the server waits for
/// requests in flight, and these would not end by themselves.
final class StreamRegistry implements SmartLifecycle, HttpSessionListener {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int max;
    private final int maxPerCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();
    private final Map<OpenStream, StreamSession> streams = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    StreamRegistry(int max, int maxPerCaller) {
        this.max = max;
        this.maxPerCaller = maxPerCaller;
    }

    /// To be given back by [#release].
    ///
    /// @param caller by name; null for an anonymous one, which counts only towards the total
    /// @throws FeedUnavailable when a limit is reached
    void acquire(@Nullable String caller) {
        if (taken.incrementAndGet() > max) {
            taken.decrementAndGet();
            throw new FeedUnavailable("As many follow as may", RETRY_AFTER);
        }
        if (caller != null && callers.merge(caller, 1, Integer::sum) > maxPerCaller) {
            release(caller);
            throw new FeedUnavailable("As many follow under this name as may", RETRY_AFTER);
        }
    }

    void release(@Nullable String caller) {
        taken.decrementAndGet();
        if (caller != null) {
            callers.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Checks the session once more: it may have ended before, and its end is announced once.
    void register(OpenStream stream, StreamSession session) {
        streams.put(stream, session);
        if (!open || session.isOver()) {
            stream.end();
        }
    }

    void unregister(OpenStream stream) {
        streams.remove(stream);
    }

    /// After a logout the streams of other tabs end too.
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        streams.forEach((stream, session) -> {
            if (session.isIn(event.getSession())) {
                stream.end();
            }
        });
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        streams.keySet().forEach(OpenStream::end);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /// Before the server begins to wait for its requests.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
