package io.contactstatus.web;

import io.contactstatus.tracing.TraceContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs a query on a virtual thread and gives up after a time limit.
record TimeLimiter(Duration most) {

    /// @throws LookupTimeoutException when there is none in time
    <T> T meet(Supplier<T> question) {
        var answer = new FutureTask<T>(TraceContext.carriedBy(question::get));
        Thread.ofVirtual().name("deadline").start(answer);
        try {
            return answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new LookupTimeoutException();
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new LookupTimeoutException();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }
}
