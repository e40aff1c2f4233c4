package io.contactstatus.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Work> works;
    private final List<Running> running = new ArrayList<>();

    LiveThreads(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /// @param platform whether it has to have a thread of the platform's
    /// @param end asks it to come to its end; null for what is interrupted
    record Work(
            String name,
            boolean platform,
            Endless task,
            @Nullable Runnable end) {

        /// Nothing of it has to be brought to an end.
        static Work endless(String name, Endless task) {
            return new Work(name, false, task, null);
        }
    }

    interface Endless {

        void run() throws InterruptedException;
    }

    private record Running(Work work, Thread thread) {

        /// Waits until it has done what there is to do.
        void end() {
            var end = work.end();
            if (end != null) {
                end.run();
                join();
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        void join() {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
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
                while (!isDone(work)) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// False when it has to be begun again.
    private static boolean isDone(Work work) throws InterruptedException {
        try {
            work.task().run();
            return true;
        } catch (InterruptedException asked) {
            throw asked;
        } catch (Throwable unexpected) {
            // Errors too: nobody else would start it again.
            log.error("{} has failed: {}", work.name(), unexpected.getClass().getName());
            return false;
        }
    }

    /// Those that have ended although nobody has asked them to.
    synchronized List<String> ended() {
        return running.stream()
                .filter(one -> !one.thread().isAlive())
                .map(one -> one.work().name())
                .toList();
    }

    @Override
    public synchronized void stop() {
        running.forEach(Running::end);
        running.forEach(Running::interrupt);
        running.forEach(Running::join);
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    /// Everything that stores is stopped before, having a higher one; the connections to Redis after, having 0.
    @Override
    public int getPhase() {
        return 1;
    }
}
