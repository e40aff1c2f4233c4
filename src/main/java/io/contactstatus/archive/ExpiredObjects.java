package io.contactstatus.archive;

import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.ScratchFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away what is kept no longer, where nothing else does: a bucket has a rule for that.
final class ExpiredObjects {

    private static final Logger log = LoggerFactory.getLogger(ExpiredObjects.class);

    /// For longer none is written to: a history that has taken half an hour to read is given up.
    private static final Duration LONGEST_WRITTEN = Duration.ofHours(1);

    /// An object is written before its contact, and each time that one is archived again.
    private static final Duration DAY = Duration.ofDays(1);

    private final ObjectStore objects;
    private final Duration keep;
    private final Clock clock;
    private final Path scratch;
    private Instant next = Instant.MIN;

    ExpiredObjects(ObjectStore objects, Duration keep, Clock clock) {
        this(objects, keep, clock, ScratchFiles.place());
    }

    /// @param scratch where files lie that are on their way to the archive
    ExpiredObjects(ObjectStore objects, Duration keep, Clock clock, Path scratch) {
        this.scratch = scratch;
        this.objects = objects;
        this.keep = keep;
        this.clock = clock;
    }

    /// What processes that were killed have left on this machine.
    void deleteScratch() {
        ScratchFiles.deleteOlder(scratch, clock.instant().minus(LONGEST_WRITTEN));
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
