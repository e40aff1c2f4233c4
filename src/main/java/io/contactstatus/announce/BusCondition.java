package io.contactstatus.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether EventBridge takes anything at the moment. Says so in the log when that changes.
final class BusCondition {

    private static final Logger log = LoggerFactory.getLogger(BusCondition.class);

    /// @param code what it said last
    record Failing(Instant since, String code) {}

    private final Clock clock;
    private @Nullable Failing failing;
    private boolean proven;

    BusCondition(Clock clock) {
        this.clock = clock;
    }

    synchronized void took() {
        proven = true;
        if (failing != null) {
            log.info("EventBridge takes announcements again, after {}", Duration.between(failing.since(), now()));
            failing = null;
        }
    }

    /// The bus, not to be taken for EventBridge's willingness: only what was missing is over.
    synchronized void isThere() {
        if (failing != null && failing.code().equals(BusPresence.NO_SUCH_BUS)) {
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

    /// Whether it has ever taken anything from this process. As long as it has not, our settings are more likely to be
    /// wrong than what we have to say.
    synchronized boolean isProven() {
        return proven;
    }

    private Instant now() {
        return clock.instant();
    }
}
