package io.contactstatus.ingest;

import io.contactstatus.store.ContactRefused;
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

    private final InstanceReports reports;
    private final Duration interval;
    private @Nullable Thread telling;

    Reporting(InstanceReports reports, IngestProperties properties) {
        this.reports = reports;
        interval = properties.reportInterval();
    }

    @Override
    public synchronized void start() {
        if (telling == null) {
            telling = Thread.ofVirtual().name("reports").start(this::tellForEver);
        }
    }

    private void tellForEver() {
        try {
            while (true) {
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
        } catch (ContactRefused | IllegalStateException unexpected) {
            log.warn(
                    "how this instance does cannot be told: {}",
                    unexpected.getClass().getName());
        }
    }

    /// What came in last is not to be forgotten.
    @Override
    public synchronized void stop() {
        var thread = telling;
        telling = null;
        if (thread != null) {
            thread.interrupt();
            attempt(reports::tellTheEnd);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return telling != null;
    }
}
