package io.contactstatus.instances;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reports how this instance does from start to stop. Nothing depends on it, so a store that is away is not
/// waited for.
@Component
class ReportPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InstanceReports reports;
    private final BackgroundLoop loop;
    private boolean running;

    ReportPublisher(InstanceReports reports, ReportProperties properties) {
        this.reports = reports;
        var interval = properties.reportInterval();
        loop = BackgroundLoop.of("reports", () -> {
                    reports.publish();
                    return Next.after(interval);
                })
                .onFailure(failure -> {
                    log(failure);
                    return interval;
                });
    }

    @Override
    public synchronized void start() {
        running = true;
        loop.start();
    }

    private static void log(Throwable failure) {
        if (failure instanceof StoreUnavailable away) {
            log.debug("how this instance does is reported later: {}", away.getMessage());
        } else {
            log.warn(
                    "how this instance does cannot be reported: {}",
                    failure.getClass().getName());
        }
    }

    /// The last report says what came in until the end. A report that is being written must not be written
    /// after it.
    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        loop.stop(PATIENCE);
        try {
            reports.publishEnd();
        } catch (RuntimeException failure) {
            log(failure);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /// Everything that takes records in is stopped before, having a higher one.
    @Override
    public int getPhase() {
        return 0;
    }
}
