package io.contactstatus.ingest;

import io.contactstatus.tracing.TraceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Bounds the requests to the store that are under way at once, over all pipes.
@Component
class StoreConcurrency {

    private final Semaphore permits;

    StoreConcurrency(IngestProperties properties) {
        permits = new Semaphore(properties.concurrency());
    }

    /// Does all of it at once and returns when all have ended. Throws what the first one threw that failed.
    static <T> void forEachInParallel(Collection<T> things, Consumer<T> work) {
        if (things.size() == 1) {
            things.forEach(work);
            return;
        }
        var started = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            things.forEach(thing -> started.add(threads.submit(TraceContext.carriedBy(() -> work.accept(thing)))));
        }
        started.forEach(StoreConcurrency::rethrow);
    }

    /// One attempt at a request. Pauses between attempts belong outside, so that a pipe that retries for ever
    /// does not block one that retries for seconds.
    <T> T withPermit(Supplier<T> attempt) {
        permits.acquireUninterruptibly();
        try {
            return attempt.get();
        } finally {
            permits.release();
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
