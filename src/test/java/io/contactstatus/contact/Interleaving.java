package io.contactstatus.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets writers run in turns, one step at a time, in an order that a seed decides.
final class Interleaving {

    private final Random random;
    private final Semaphore stepDone = new Semaphore(0);
    private final List<Writer> writers = new ArrayList<>();

    Interleaving(Random random) {
        this.random = random;
    }

    /// Dies at any step, a few times.
    static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    final class Writer implements VersionedStore.Steps {

        private final Semaphore turn = new Semaphore(0);
        private final Consumer<Writer> work;
        private int crashesLeft = 2;
        private boolean isDone;
        private @Nullable Throwable failure;

        private Writer(Consumer<Writer> work) {
            this.work = work;
        }

        @Override
        public void beforeRead() {
            step();
        }

        @Override
        public void beforeWrite() {
            step();
        }

        @Override
        public void afterWrite() {
            step();
        }

        @Override
        public boolean isStale() {
            return random.nextInt(4) == 0;
        }

        private void step() {
            stepDone.release();
            turn.acquireUninterruptibly();
            if (crashesLeft > 0 && random.nextInt(20) == 0) {
                crashesLeft--;
                throw new Crash();
            }
        }

        private void live() {
            turn.acquireUninterruptibly();
            try {
                work.accept(this);
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            }
            isDone = true;
            stepDone.release();
        }
    }

    void add(Consumer<Writer> work) {
        writers.add(new Writer(work));
    }

    void run() {
        writers.forEach(writer -> Thread.ofVirtual().start(writer::live));
        var running = new ArrayList<>(writers);
        while (!running.isEmpty()) {
            var next = running.get(random.nextInt(running.size()));
            next.turn.release();
            stepDone.acquireUninterruptibly();
            if (next.isDone) {
                running.remove(next);
            }
            if (next.failure != null) {
                throw new AssertionError("a writer failed", next.failure);
            }
        }
    }
}
