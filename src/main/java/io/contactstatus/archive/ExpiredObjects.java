package io.contactstatus.archive;

import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away what is kept no longer, where nothing else does: a bucket has a rule for that.
final class ExpiredObjects {

    private static final Logger log = LoggerFactory.getLogger(ExpiredObjects.class);

    /// An object is written before its contact, and each time that one is archived again.
    private static final Duration DAY = Duration.ofDays(1);

    private final ObjectStore objects;
    private final Duration keep;
    private final Clock clock;
    private Instant next = Instant.MIN;

    ExpiredObjects(ObjectStore objects, Duration keep, Clock clock) {
        this.objects = objects;
        this.keep = keep;
        this.clock = clock;
    }

    void deleteOnceADay() {
        var now = clock.instant();
        if (!(objects instanceof DirectoryObjectStore directory) || now.isBefore(next)) {
            return;
        }
        try {
            directory.deleteOlder(now.minus(keep).minus(DAY));
            next = now.plus(DAY);
        } catch (ObjectStoreUnavailable away) {
            log.warn("what is kept no longer is deleted later: {}", away.messageOf("the archive"));
        }
    }
}
