package io.contactstatus.tracing;

import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The trace that the current thread works for, if there is one.
public final class TraceContext {

    private TraceContext() {}

    /// Work for another thread that goes on with this one's trace. Where tracing is off the work itself.
    public static Runnable carriedBy(Runnable work) {
        var current = Context.current();
        return current.equals(Context.root()) ? work : current.wrap(work);
    }

    /// As [#carriedBy(Runnable)].
    public static <T extends @Nullable Object> Callable<T> carriedBy(Callable<T> work) {
        var current = Context.current();
        return current.equals(Context.root()) ? work : current.wrap(work);
    }

    /// By which logs and the exported spans name it.
    public static @Nullable String traceId() {
        return MDC.get("traceId");
    }
}
