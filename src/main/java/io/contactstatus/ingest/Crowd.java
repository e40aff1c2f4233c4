package io.contactstatus.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Lets many things be done at once, but never more at the store than the bound, whoever asks: all pipes share it.
@Component
class Crowd {

    private final Semaphore places;

    Crowd(IngestProperties properties) {
        places = new Semaphore(properties.concurrency());
    }

    /// Does all of it at once and returns when all are done, or throws what the first one threw that failed, the others
    /// having ended too.
    static <T> void forEach(Collection<T> things, Consumer<T> work) {
        if (things.size() == 1) {
            things.forEach(work);
            return;
        }
        var started = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            things.forEach(thing -> started.add(threads.submit(() -> work.accept(thing))));
        }
        started.forEach(Crowd::rethrow);
    }

    /// One attempt at something. Whoever has to wait for the store waits outside, so that the endless patience of one
    /// pipe does not use up the short one of another.
    <T> T inPlace(Supplier<T> attempt) {
        places.acquireUninterruptibly();
        try {
            return attempt.get();
        } finally {
            places.release();
        }
    }

    private static void rethrow(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted although everything had ended", stop);
        }
    }
}
