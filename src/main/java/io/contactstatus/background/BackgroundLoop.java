package io.contactstatus.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does the same thing over and over, from start to stop. It is owned by a `SmartLifecycle`,
/// which knows when to stop it and what has to be done before.
///
/// A round that throws, even an `Error`, is followed by another one after a pause: nothing else would start the
/// thread again. An interrupt from elsewhere ends the loop, so a round that waits for something has to let its
/// `InterruptedException` through. [#isAlive()] shows an end that was not asked for.
///
/// It may be started again after it was stopped.
public final class BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /// One time round.
    @FunctionalInterface
    public interface Round {

        Next run() throws InterruptedException;
    }

    /// What follows a round.
    public sealed interface Next {

        /// Another round at once.
        record Immediately() implements Next {}

        /// Another round after a pause, or as soon as the loop is woken.
        record After(Duration pause) implements Next {}

        /// No other round until the loop is started again.
        record Never() implements Next {}

        static Next immediately() {
            return new Immediately();
        }

        static Next after(Duration pause) {
            return new After(pause);
        }

        static Next never() {
            return new Never();
        }
    }

    /// Says what to do about a round that threw.
    @FunctionalInterface
    public interface FailureHandler {

        /// @return how long the next round waits
        Duration pauseAfter(Throwable failure);
    }

    private final String name;
    private final boolean platform;
    private final Round round;
    private final FailureHandler failures;
    private final Semaphore wakes = new Semaphore(0);

    /// The last one that was started.
    private volatile @Nullable Thread thread;

    /// The one that may begin another round. A thread that did not stop in time never does again.
    private volatile @Nullable Thread current;

    private volatile @Nullable Thread inRound;
    private volatile boolean interrupting;

    private BackgroundLoop(String name, boolean platform, Round round, FailureHandler failures) {
        this.name = name;
        this.platform = platform;
        this.round = round;
        this.failures = failures;
    }

    /// On a virtual thread. A failure is logged without its message, which may quote what was worked on.
    public static BackgroundLoop of(String name, Round round) {
        return new BackgroundLoop(name, false, round, failure -> {
            log.error("{} has failed: {}", name, failure.getClass().getName());
            return PAUSE_AFTER_FAILURE;
        });
    }

    /// On a daemon thread of the platform: for what must not wait behind thousands of virtual threads.
    public BackgroundLoop onPlatformThread() {
        return new BackgroundLoop(name, true, round, failures);
    }

    public BackgroundLoop onFailure(FailureHandler handler) {
        return new BackgroundLoop(name, platform, round, handler);
    }

    public String name() {
        return name;
    }

    /// Does nothing while it runs.
    public void start() {
        startAfter(Duration.ZERO);
    }

    /// @param delay before the first round; waking the loop ends it
    public synchronized void startAfter(Duration delay) {
        if (current != null && isAlive()) {
            return;
        }
        wakes.drainPermits();
        var builder = platform ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        var started = builder.name(name).unstarted(() -> run(delay));
        thread = started;
        current = started;
        started.start();
    }

    /// Ends the pause. One wake-up while a round runs makes the next one follow at once.
    public void wake() {
        wakes.release();
    }

    /// Lets the round that runs come to its end and begins no other one.
    public synchronized void finish() {
        current = null;
        wake();
    }

    /// Interrupts the round that runs, if one does, and nothing that comes after it: unless the loop is to
    /// finish, it goes on.
    public synchronized void interruptRound() {
        var running = inRound;
        if (running != null) {
            interrupting = true;
            running.interrupt();
        }
    }

    /// Finishes, interrupts and waits.
    ///
    /// @return whether it has ended
    public boolean stop(Duration patience) {
        finish();
        interruptRound();
        return awaitEnd(patience);
    }

    /// Waits for the thread to end, without asking it to.
    ///
    /// @return whether it has; false at once for the loop's own thread, and when the caller is interrupted
    public boolean awaitEnd(Duration patience) {
        var running = thread;
        if (running == null) {
            return true;
        }
        if (running.equals(Thread.currentThread())) {
            return false;
        }
        try {
            return running.join(patience);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isAlive() {
        var running = thread;
        return running != null && running.isAlive();
    }

    private void run(Duration delay) {
        try {
            pause(delay);
            while (Thread.currentThread().equals(current)) {
                switch (next()) {
                    case Next.Immediately() -> {}
                    case Next.After(var pause) -> pause(pause);
                    case Next.Never() -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private Next next() throws InterruptedException {
        if (!beginRound()) {
            return new Next.Never();
        }
        try {
            return round.run();
        } catch (InterruptedException asked) {
            if (interrupting) {
                return new Next.After(PAUSE_AFTER_FAILURE);
            }
            throw asked;
        } catch (Throwable failure) {
            return new Next.After(failures.pauseAfter(failure));
        } finally {
            endRound();
        }
    }

    /// False when the loop was asked to finish meanwhile: a round that begins now would not be interrupted any more.
    private synchronized boolean beginRound() {
        if (!Thread.currentThread().equals(current)) {
            return false;
        }
        inRound = Thread.currentThread();
        interrupting = false;
        return true;
    }

    private synchronized void endRound() {
        if (Thread.currentThread().equals(inRound)) {
            inRound = null;
            if (interrupting) {
                Thread.interrupted();
            }
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        if (!pause.isZero() && wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }
}
