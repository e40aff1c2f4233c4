package io.contactstatus.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which recordings, and which contacts of lists that ask again and again, were given to whom lately, so that each is
/// one
/// line. Of too many at a time the oldest are
/// forgotten, and written once more.
final class HandedOut {

    private static final Duration ONE_LINE_FOR = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Clock clock;

    /// By when they were written, oldest first.
    private final LinkedHashMap<Recording, Instant> written = new LinkedHashMap<>();

    HandedOut(Clock clock) {
        this.clock = clock;
    }

    record Recording(@Nullable String who, AuditKind kind, String contactId, int index) {}

    synchronized boolean isNew(Recording recording) {
        var now = clock.instant();
        var others = written.entrySet().iterator();
        while (others.hasNext() && isOver(others.next(), now)) {
            others.remove();
        }
        if (written.containsKey(recording)) {
            return false;
        }
        if (written.size() >= MOST) {
            written.pollFirstEntry();
        }
        written.put(recording, now);
        return true;
    }

    private static boolean isOver(Map.Entry<Recording, Instant> one, Instant now) {
        return !now.isBefore(one.getValue().plus(ONE_LINE_FOR));
    }
}
