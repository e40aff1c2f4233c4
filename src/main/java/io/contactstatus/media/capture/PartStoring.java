package io.contactstatus.media.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stores parts beside the reading: one at a time, in their order. Whose store is slow has one on its way and one that
/// is collected, and no more. Not safe for use by several threads.
final class PartStoring implements AutoCloseable {

    @FunctionalInterface
    interface Task {

        void run() throws InterruptedException;
    }

    private static final Duration ROUND = Duration.ofMillis(100);

    private @Nullable Thread thread;
    private volatile @Nullable Throwable broken;

    /// Waits for the one before, and throws what that has thrown.
    void begin(Task task) throws InterruptedException {
        settle();
        thread = Thread.ofVirtual().name("storing").start(() -> run(task));
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error thrown) {
            broken = thrown;
        }
    }

    /// Waits until it is stored. Once one was not, nothing is any more: what comes after it must not be there without
    /// it.
    void settle() throws InterruptedException {
        var storing = thread;
        if (storing != null) {
            storing.join();
            thread = null;
        }
        switch (broken) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case null, default -> {}
        }
    }

    boolean isSettled() {
        var storing = thread;
        return storing == null || !storing.isAlive();
    }

    /// Gives up what is on its way. Another owner finds out whether it was stored.
    @Override
    public void close() {
        var storing = thread;
        var isInterrupted = false;
        while (storing != null && storing.isAlive()) {
            storing.interrupt();
            try {
                storing.join(ROUND);
            } catch (InterruptedException stop) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
