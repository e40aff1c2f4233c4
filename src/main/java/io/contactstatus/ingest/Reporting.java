package io.contactstatus.ingest;

import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tells now and then how this instance does. Nobody depends on it, so a store that is away is not waited for.
@Component
class Reporting implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Reporting.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InstanceReports reports;
    private final Duration interval;
    private @Nullable Thread telling;
    private volatile boolean ending;

    Reporting(InstanceReports reports, IngestProperties properties) {
        this.reports = reports;
        interval = properties.reportInterval();
    }

    @Override
    public synchronized void start() {
        if (telling == null) {
            ending = false;
            telling = Thread.ofVirtual().name("reports").start(this::tellForEver);
        }
    }

    private void tellForEver() {
        try {
            while (!ending) {
                attempt(reports::tell);
                Thread.sleep(interval);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable telling) {
        try {
            telling.run();
        } catch (StoreUnavailable away) {
            log.debug("how this instance does is told later: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            log.warn(
                    "how this instance does cannot be told: {}",
                    unexpected.getClass().getName());
        }
    }

    /// What came in last is not to be forgotten. What is being told meanwhile must not be told after the end.
    @Override
    public synchronized void stop() {
        var thread = telling;
        telling = null;
        if (thread != null) {
            ending = true;
            thread.interrupt();
            await(thread);
            attempt(reports::tellTheEnd);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return telling != null;
    }

    /// Everything that takes records in is stopped before, having a higher one.
    @Override
    public int getPhase() {
        return 0;
    }
}
