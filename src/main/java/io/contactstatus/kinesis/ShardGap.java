package io.contactstatus.kinesis;

import io.contactstatus.store.GapStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// Whether records of a shard may have been missed before its reader began: it began with the newest one, or so far
/// behind that older ones may be gone. It is told when the reader has caught up: what it still reads is not missed.
///
/// One thread at a time.
final class ShardGap {

    private static final Logger log = LoggerFactory.getLogger(ShardGap.class);

    private static final Duration CAUGHT_UP = Duration.ofMinutes(1);

    private final GapStore gaps;
    private final Duration tolerated;
    private final Clock clock;
    private boolean begun;
    private @Nullable Instant end;

    /// @param tolerated one that began no further behind has missed nothing
    ShardGap(GapStore gaps, Duration tolerated, Clock clock) {
        this.gaps = gaps;
        this.tolerated = tolerated;
        this.clock = clock;
    }

    void beginsAt(@Nullable ExtendedSequenceNumber position) {
        if (ExtendedSequenceNumber.LATEST.equals(position)) {
            begun = true;
            end = clock.instant();
        }
    }

    /// Never throws: it is told after another delivery.
    void delivered(ProcessRecordsInput input, String shard) {
        var behind = input.millisBehindLatest() == null ? 0 : input.millisBehindLatest();
        if (!begun && !input.records().isEmpty()) {
            begun = true;
            end = behind > tolerated.toMillis() ? input.records().getFirst().approximateArrivalTimestamp() : null;
        }
        if (end != null && behind <= CAUGHT_UP.toMillis()) {
            tell(end, shard);
        }
    }

    private void tell(Instant missed, String shard) {
        try {
            gaps.keep(missed, shard);
            end = null;
            log.info("{} may have missed records before {}", shard, missed);
        } catch (RuntimeException later) {
            log.debug("a gap of {} is told later: {}", shard, later.getClass().getName());
        }
    }
}
