package io.contactstatus.live;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Room for so many subscribers, over all feeds, and for so many of the same name.
///
/// They go when the session ends in which they have logged in. When the service ends they go first of all: the server
/// waits for requests in flight, and these would not end by themselves.
final class Places implements SmartLifecycle, HttpSessionListener {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final int most;
    private final int mostPerCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();
    private final Map<Subscriber<?>, Login> subscribers = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    Places(int most, int mostPerCaller) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
    }

    /// To be given back by [#leave].
    ///
    /// @param caller by name; null for who has none, of whom only all together are counted
    /// @throws Unavailable when there is none
    void enter(@Nullable String caller) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            throw new Unavailable("As many follow as may", COME_AGAIN);
        }
        if (caller != null && callers.merge(caller, 1, Integer::sum) > mostPerCaller) {
            leave(caller);
            throw new Unavailable("As many follow under this name as may", COME_AGAIN);
        }
    }

    void leave(@Nullable String caller) {
        taken.decrementAndGet();
        if (caller != null) {
            callers.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    /// The login may have ended before, and nobody tells twice.
    void sit(Subscriber<?> subscriber, Login login) {
        subscribers.put(subscriber, login);
        if (!open || login.isOver()) {
            subscriber.end(Subscriber.Ending.OVER);
        }
    }

    void stand(Subscriber<?> subscriber) {
        subscribers.remove(subscriber);
    }

    /// Whoever logs out sees nothing more, in other tabs either.
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        subscribers.forEach((subscriber, login) -> {
            if (login.isIn(event.getSession())) {
                subscriber.end(Subscriber.Ending.OVER);
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
        subscribers.keySet().forEach(subscriber -> subscriber.end(Subscriber.Ending.OVER));
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
