package io.contactstatus.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(-7 * SECOND);
    private final LeaseWatch watch = new LeaseWatch(Duration.ofSeconds(10), now::get);

    private static Job job(Job.Lease lease) {
        return new Job("k", "1", Job.State.RUNNING, Map.of(), Map.of(), null, Instant.EPOCH, Instant.EPOCH, lease);
    }

    @Test
    void findsAJobFreeThatIsNobodys() {
        assertThat(watch.isFree(job(new Job.Lease(null, 3, 9)))).isTrue();
    }

    @Test
    void believesAnOwnerDeadOnlyAfterAWholeLeaseWithoutABeat() {
        var silent = job(new Job.Lease("a", 1, 5));

        assertThat(watch.isFree(silent)).isFalse();
        now.addAndGet(10 * SECOND - 1);
        assertThat(watch.isFree(silent)).isFalse();
        now.addAndGet(1);
        assertThat(watch.isFree(silent)).isTrue();
    }

    @Test
    void findsAJobThatWasLeftToOthersFreeAgainWhenNoneOfThemHasTakenItForLong() {
        var left = job(new Job.Lease(null, 3, 9));
        watch.leave(left);

        assertThat(watch.isFree(left)).isFalse();
        now.addAndGet(80 * SECOND - 1);
        watch.forgetOld();
        assertThat(watch.isFree(left)).isFalse();
        now.addAndGet(1);
        assertThat(watch.isFree(left)).isTrue();
    }

    @Test
    void startsAnewWithEveryBeatAndEveryOwner() {
        watch.isFree(job(new Job.Lease("a", 1, 5)));
        now.addAndGet(9 * SECOND);
        assertThat(watch.isFree(job(new Job.Lease("a", 1, 6)))).isFalse();
        now.addAndGet(9 * SECOND);
        assertThat(watch.isFree(job(new Job.Lease("b", 2, 6)))).isFalse();
        now.addAndGet(9 * SECOND);

        assertThat(watch.isFree(job(new Job.Lease("b", 2, 6)))).isFalse();
    }
}
