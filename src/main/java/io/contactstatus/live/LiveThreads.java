package io.contactstatus.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What live updates do by themselves, from start to stop.
///
/// Stopped after everything that stores, and one after the other: what is stored last is still told to the other
/// instances.
final class LiveThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveThreads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Work> works;
    private final List<Running> running = new ArrayList<>();

    LiveThreads(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /// @param platform whether it has to have a thread of the platform's
    /// @param end asks it to come to its end
    record Work(String name, boolean platform, Endless task, Runnable end) {

        /// Nothing of it has to be brought to an end.
        static Work endless(String name, Endless task) {
            return new Work(name, false, task, () -> {});
        }
    }

    interface Endless {

        void run() throws InterruptedException;
    }

    private record Running(Work work, Thread thread) {

        void end() {
            work.end().run();
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }

    @Override
    public synchronized void start() {
        if (running.isEmpty()) {
            works.forEach(work -> running.add(new Running(work, started(work))));
        }
    }

    private static Thread started(Work work) {
        var thread = work.platform() ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        return thread.name(work.name()).start(() -> {
            try {
                work.task().run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException unexpected) {
                log.error("{} has ended: {}", work.name(), unexpected.getClass().getName());
            }
        });
    }

    @Override
    public synchronized void stop() {
        running.forEach(Running::end);
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
