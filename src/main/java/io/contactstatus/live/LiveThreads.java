package io.contactstatus.live;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// The background threads of live updates, from start to stop.
///
/// They stop after everything that stores, and one after the other: what is stored last still reaches the other
/// instances.
final class LiveThreads implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

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

    private record Running(Work work, BackgroundLoop loop) {

        static Running of(Work work) {
            var loop = BackgroundLoop.of(work.name(), () -> {
                work.task().run();
                return Next.never();
            });
            return new Running(work, work.platform() ? loop.onPlatformThread() : loop);
        }

        /// Waits until it has done what there is to do.
        void end() {
            var end = work.end();
            if (end != null) {
                end.run();
                loop.awaitEnd(PATIENCE);
            }
        }
    }

    @Override
    public synchronized void start() {
        if (running.isEmpty()) {
            works.forEach(work -> running.add(Running.of(work)));
            running.forEach(one -> one.loop().start());
        }
    }

    /// Those that have ended although nothing has asked them to.
    synchronized List<String> ended() {
        return running.stream()
                .map(Running::loop)
                .filter(loop -> !loop.isAlive())
                .map(BackgroundLoop::name)
                .toList();
    }

    @Override
    public synchronized void stop() {
        running.forEach(Running::end);
        running.forEach(one -> one.loop().finish());
        running.forEach(one -> one.loop().interruptRound());
        running.forEach(one -> one.loop().awaitEnd(PATIENCE));
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
