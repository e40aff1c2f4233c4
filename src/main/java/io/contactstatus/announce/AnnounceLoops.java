package io.contactstatus.announce;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/// Announces and sweeps from start to stop.
///
/// Stopped after everything that stores contacts; what is in memory then is still announced, for a while. Another
/// instance finds the rest.
final class AnnounceLoops implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnnounceLoops.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PendingQueue queue;
    private final List<BackgroundLoop> announcing;
    private final BackgroundLoop sweeping;
    private boolean running;

    AnnounceLoops(Announcer announcer, OutboxSweep sweep, PendingQueue queue, AnnounceProperties properties) {
        this.queue = queue;
        announcing = IntStream.range(0, properties.concurrency())
                .mapToObj(number -> announcing("announce-" + number, announcer))
                .toList();
        sweeping = sweeping(sweep, properties.sweep().interval());
    }

    private static BackgroundLoop announcing(String name, Announcer announcer) {
        var pauses = new GrowingPauses();
        return BackgroundLoop.of(name, () -> switch (announcer.announceSome()) {
                    case ALL -> {
                        pauses.reset();
                        yield Next.immediately();
                    }
                    case SOME -> {
                        pauses.reset();
                        yield Next.after(pauses.next());
                    }
                    case NONE -> Next.after(pauses.next());
                    case END -> Next.never();
                })
                .onFailure(unexpected -> {
                    // A contact that is too much for this thread is not for the others.
                    log.error(
                            "announcing failed unexpectedly: {}",
                            unexpected.getClass().getName());
                    return pauses.next();
                });
    }

    /// Used by one loop only.
    private static final class GrowingPauses {

        private BackOffExecution pauses = started();

        private static BackOffExecution started() {
            var pauses = new ExponentialBackOff(100, 2);
            pauses.setMaxInterval(10_000);
            pauses.setJitter(100);
            return pauses.start();
        }

        void reset() {
            pauses = started();
        }

        Duration next() {
            return Duration.ofMillis(pauses.nextBackOff());
        }
    }

    private static BackgroundLoop sweeping(OutboxSweep sweep, Duration interval) {
        return BackgroundLoop.of("announce-sweep", () -> {
                    sweep.once();
                    return Next.after(aboutAsLongAs(interval));
                })
                .onFailure(unexpected -> {
                    sweep.failed(unexpected.getClass().getName());
                    return aboutAsLongAs(interval);
                });
    }

    /// Instances that were started together do not sweep together for long.
    private static Duration aboutAsLongAs(Duration interval) {
        var millis = interval.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2 + 1));
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        queue.open();
        loops().forEach(BackgroundLoop::start);
    }

    /// How many have ended although nothing has asked them to: none, unless something is very wrong.
    synchronized long ended() {
        return running ? loops().filter(loop -> !loop.isAlive()).count() : 0;
    }

    private Stream<BackgroundLoop> loops() {
        return Stream.concat(announcing.stream(), Stream.of(sweeping));
    }

    @Override
    public synchronized void stop() {
        queue.close();
        sweeping.finish();
        sweeping.interruptRound();
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var loop : announcing) {
            // They end when the queue is empty.
            if (!loop.awaitEnd(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                loop.finish();
                loop.interruptRound();
            }
        }
        if (queue.size() > 0) {
            log.info("{} changes are left to be announced by another instance", queue.size());
        }
        running = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /// Everything that stores contacts is stopped before, having a higher one.
    @Override
    public int getPhase() {
        return 0;
    }
}
