package io.contactstatus.live;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What live updates do by themselves, from start to stop.
///
/// Stopped after everything that stores: what is stored last is still told to the other instances.
final class LiveThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveThreads.class);

    private final List<Work> works;
    private final List<Thread> running = new ArrayList<>();

    LiveThreads(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /// @param platform whether it has to be quick while thousands of virtual threads want to run too
    record Work(String name, boolean platform, Endless endless) {}

    interface Endless {

        void run() throws InterruptedException;
    }

    @Override
    public synchronized void start() {
        if (running.isEmpty()) {
            works.forEach(work -> running.add(started(work)));
        }
    }

    private static Thread started(Work work) {
        var thread = work.platform()
                ? Thread.ofPlatform().daemon().name(work.name())
                : Thread.ofVirtual().name(work.name());
        return thread.start(() -> {
            try {
                work.endless().run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException unexpected) {
                log.error("{} has ended: {}", work.name(), unexpected.getClass().getName());
            }
        });
    }

    @Override
    public synchronized void stop() {
        running.forEach(Thread::interrupt);
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    /// Everything that stores is stopped before, having a higher one.
    @Override
    public int getPhase() {
        return 0;
    }
}
