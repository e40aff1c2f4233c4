package io.contactstatus.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether EventBridge takes events at the moment. Logs each change.
final class EventBusStatus {

    private static final Logger log = LoggerFactory.getLogger(EventBusStatus.class);

    /// @param code of its last refusal
    record Failing(Instant since, String code) {}

    private final Clock clock;
    private @Nullable Failing failing;
    private boolean proven;

    EventBusStatus(Clock clock) {
        this.clock = clock;
    }

    synchronized void took() {
        proven = true;
        if (failing != null) {
            log.info("EventBridge takes announcements again, after {}", Duration.between(failing.since(), now()));
            failing = null;
        }
    }

    /// The bus exists. That ends only the failure of a missing bus: EventBridge may still refuse events.
    synchronized void isThere() {
        if (failing != null && failing.code().equals(EventBusCheck.NO_SUCH_BUS)) {
            log.info("the event bus is there now, after {}", Duration.between(failing.since(), now()));
            failing = null;
        }
    }

    synchronized void tookNothing(String code) {
        if (failing == null) {
            log.warn("EventBridge takes no announcements: {}. Trying on", code);
            failing = new Failing(now(), code);
        } else {
            failing = new Failing(failing.since(), code);
        }
    }

    synchronized @Nullable Failing failing() {
        return failing;
    }

    /// Whether it has ever taken an event from this process. Until then a refusal more likely means wrong
    /// settings than a wrong event.
    synchronized boolean isProven() {
        return proven;
    }

    private Instant now() {
        return clock.instant();
    }
}
