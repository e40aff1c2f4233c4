package io.contactstatus.announce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/// Announces and sweeps from start to stop.
///
/// Stopped after everything that stores contacts; what is in memory then is still announced, for a while. The rest is
/// found by another instance.
final class AnnounceThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnnounceThreads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Announcer announcer;
    private final Sweep sweep;
    private final PendingQueue queue;
    private final AnnounceProperties properties;
    private final List<Thread> announcing = new ArrayList<>();
    private final List<Thread> sweeping = new ArrayList<>();

    AnnounceThreads(Announcer announcer, Sweep sweep, PendingQueue queue, AnnounceProperties properties) {
        this.announcer = announcer;
        this.sweep = sweep;
        this.queue = queue;
        this.properties = properties;
    }

    private interface Work {

        void run() throws InterruptedException;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        announcing.clear();
        sweeping.clear();
        queue.open();
        for (var number = 0; number < properties.concurrency(); number++) {
            announcing.add(started("announce-" + number, this::announce));
        }
        sweeping.add(started("announce-sweep", this::sweep));
    }

    private static Thread started(String name, Work work) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void announce() throws InterruptedException {
        var pauses = pauses();
        while (true) {
            switch (announced()) {
                case ALL -> pauses = pauses();
                case SOME -> {
                    pauses = pauses();
                    Thread.sleep(pauses.nextBackOff());
                }
                case NONE -> Thread.sleep(pauses.nextBackOff());
                case END -> {
                    return;
                }
            }
        }
    }

    /// Nothing that goes wrong with some contacts may end the announcing of all the others.
    private Announcer.Progress announced() throws InterruptedException {
        try {
            return announcer.announceSome();
        } catch (InterruptedException asked) {
            throw asked;
        } catch (Throwable unexpected) {
            // Errors too: nobody would start this thread again, and what one contact is too much for is not for others.
            log.error(
                    "announcing failed unexpectedly: {}", unexpected.getClass().getName());
            return Announcer.Progress.NONE;
        }
    }

    private static BackOffExecution pauses() {
        var pauses = new ExponentialBackOff(100, 2);
        pauses.setMaxInterval(10_000);
        pauses.setJitter(100);
        return pauses.start();
    }

    private void sweep() throws InterruptedException {
        var interval = properties.sweep().interval().toMillis();
        sweepOnce();
        while (true) {
            Thread.sleep(ThreadLocalRandom.current().nextLong(interval / 2, interval * 3 / 2 + 1));
            sweepOnce();
        }
    }

    private void sweepOnce() throws InterruptedException {
        try {
            sweep.once();
        } catch (InterruptedException asked) {
            throw asked;
        } catch (Throwable unexpected) {
            sweep.failed(unexpected.getClass().getName());
        }
    }

    /// How many have ended that nobody has asked to: none, unless something is very wrong.
    synchronized long ended() {
        return threads().filter(thread -> !thread.isAlive()).count();
    }

    private Stream<Thread> threads() {
        return Stream.concat(announcing.stream(), sweeping.stream());
    }

    @Override
    public synchronized void stop() {
        queue.close();
        sweeping.forEach(Thread::interrupt);
        try {
            var until = System.nanoTime() + PATIENCE.toNanos();
            for (var thread : announcing) {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException interrupted) {
            announcing.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        if (queue.size() > 0) {
            log.info("{} changes are left to be announced by another instance", queue.size());
        }
        announcing.clear();
        sweeping.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return threads().anyMatch(Thread::isAlive);
    }

    /// Everything that stores contacts is stopped before, having a higher one.
    @Override
    public int getPhase() {
        return 0;
    }
}
