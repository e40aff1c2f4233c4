package io.contactstatus.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;

/// Room for so many subscribers, over all feeds.
///
/// When the service ends they go first of all: the server waits for requests in flight, and these would not end by
/// themselves.
final class Places implements SmartLifecycle {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Subscriber<?>> subscribers = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    Places(int most) {
        this.most = most;
    }

    /// To be given back by [#leave].
    ///
    /// @throws Unavailable when there is none
    void enter() {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            throw new Unavailable("As many follow as may", COME_AGAIN);
        }
    }

    void leave() {
        taken.decrementAndGet();
    }

    void sit(Subscriber<?> subscriber) {
        subscribers.add(subscriber);
        if (!open) {
            subscriber.end(Subscriber.Ending.OVER);
        }
    }

    void stand(Subscriber<?> subscriber) {
        subscribers.remove(subscriber);
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        subscribers.forEach(subscriber -> subscriber.end(Subscriber.Ending.OVER));
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
