package io.contactstatus.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

    private static final String KIND = "counting";

    private final JobStore store = TestStores.over(
                    LocalDynamoDb.shared().client(),
                    LocalDynamoDb.freshPrefix(),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC())
            .jobs();

    /// Counts to ten, a step for each permit, from where it was.
    private static class Counting implements Work {

        final Semaphore steps = new Semaphore(0);
        final List<Integer> counted = new CopyOnWriteArrayList<>();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void run(TakenJob job) throws InterruptedException {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                for (var next = Integer.parseInt(job.progress().getOrDefault("done", "0")); next < 10; next++) {
                    steps.acquire();
                    counted.add(next);
                    job.advance(Map.of("done", Integer.toString(next + 1)));
                }
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }

    private Job job() {
        return store.find(KIND, "1").orElseThrow();
    }

    private void order() {
        store.create(KIND, "1", Map.of(), Map.of());
    }

    @Test
    void doesAJobToItsEnd() {
        order();
        var work = new Counting();
        work.steps.release(10);

        try (var _ = Jobs.instance(store, work)) {
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
        }

        assertThat(work.counted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(job().progress()).containsEntry("done", "10");
    }

    @Test
    void leavesAJobToOneOfTwoInstances() {
        order();
        var work = new Counting();

        try (var first = Jobs.instance(store, work);
                var second = Jobs.instance(store, work)) {
            await().until(() -> first.does(KIND, "1") || second.does(KIND, "1"));
            // Long enough for more than one lease to be looked at.
            for (var step = 0; step < 10; step++) {
                work.steps.release();
                var done = step + 1;
                await().until(() -> work.counted.size() == done);
                var beat = job().lease().beat();
                await().until(() ->
                        job().state() != Job.State.RUNNING || job().lease().beat() > beat);
            }
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
        }

        assertThat(work.counted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(work.mostAtOnce).hasValue(1);
    }

    @Test
    void goesOnWhereAKilledInstanceWas() {
        order();
        var work = new Counting();
        var mortal = new MortalJobStore(store);

        try (var _ = Jobs.instance(mortal, work)) {
            work.steps.release(4);
            await().until(() -> "4".equals(job().progress().get("done")));
            mortal.die();
            var heir = new Counting();
            heir.steps.release(10);
            try (var _ = Jobs.instance(store, heir)) {
                await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
            }
            assertThat(heir.counted).containsExactly(4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void whatCannotBeGoneOnWithHereIsDoneByAnotherInstance() {
        order();
        var tries = new AtomicInteger();
        var unable = new Counting() {

            @Override
            public void run(TakenJob job) {
                tries.incrementAndGet();
                job.advance(Map.of("done", "4"));
                throw new JobLeft("there is nothing to count with");
            }
        };
        var able = new Counting();
        able.steps.release(10);

        try (var _ = Jobs.instance(store, unable)) {
            await().until(() -> tries.get() == 1 && job().lease().owner() == null);
            try (var _ = Jobs.instance(store, able)) {
                await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
            }
        }

        assertThat(able.counted).containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(tries).hasValue(1);
    }

    @Test
    void writesNothingMoreOfAJobThatWasTakenOver() {
        order();
        var work = new Counting();
        var mortal = new MortalJobStore(store);

        try (var _ = Jobs.instance(mortal, work)) {
            await().until(() -> job().lease().owner() != null);
            var other = store.take(job(), "another").orElseThrow();
            store.advance(other, Map.of("done", "8"), null);
            work.steps.release(10);

            await().until(() -> work.atOnce.get() == 0);
            assertThat(job().progress()).containsEntry("done", "8");
            assertThat(work.counted).hasSizeLessThan(10);
        }
    }

    @Test
    void givesItsJobsBackWhenItStops() {
        order();
        var work = new Counting();

        var instance = Jobs.instance(store, work);
        await().until(() -> instance.does(KIND, "1"));
        instance.close();

        assertThat(job().state()).isEqualTo(Job.State.RUNNING);
        assertThat(job().lease().owner()).isNull();
    }

    @Test
    void stopsAJobThatIsStoppedFromOutside() {
        order();
        var work = new Counting();

        try (var instance = Jobs.instance(store, work)) {
            await().until(() -> instance.does(KIND, "1"));
            store.stop(KIND, "1");

            await().until(() -> !instance.does(KIND, "1"));
        }

        assertThat(job().state()).isEqualTo(Job.State.STOPPED);
    }

    @Test
    void failsAJobWithTheReasonThatItsWorkGives() {
        order();
        try (var _ = Jobs.instance(store, failing(new JobFailed("there is no such bucket")))) {
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.FAILED));
        }
        assertThat(job().reason()).isEqualTo("there is no such bucket");
    }

    @Test
    void failsAJobThatBreaksInsteadOfTryingItForEver() {
        order();
        try (var _ = Jobs.instance(store, failing(new IllegalStateException("+819012345678")))) {
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.FAILED));
        }
        assertThat(job().reason()).isEqualTo("unexpected IllegalStateException");
    }

    @Test
    void failsAJobThatBreaksWithAnError() {
        order();
        try (var _ = Jobs.instance(store, failing(new NoClassDefFoundError("x")))) {
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.FAILED));
        }
        assertThat(job().reason()).isEqualTo("unexpected NoClassDefFoundError");
    }

    @Test
    void givesAJobBackWhoseEndCannotBeWritten() {
        order();
        var stuck = new MortalJobStore(store);
        stuck.refuseEnds();

        var instance = Jobs.instance(stuck, failing(new JobFailed("there is no such bucket")));
        await().until(() -> instance.does(KIND, "1"));
        instance.close();

        assertThat(job().state()).isEqualTo(Job.State.RUNNING);
        assertThat(job().lease().owner()).isNull();
    }

    @Test
    void goesOnLookingAfterAnError() {
        order();
        var looks = new AtomicInteger();
        var work = new Counting() {
            @Override
            public String kind() {
                if (looks.incrementAndGet() == 1) {
                    throw new NoClassDefFoundError("x");
                }
                return super.kind();
            }
        };
        work.steps.release(10);

        try (var _ = Jobs.instance(store, work)) {
            await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
        }
    }

    private static Work failing(Throwable failure) {
        return new Work() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public void run(TakenJob job) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void beginsStandingWorkByItselfAndTriesItAgainAfterItBroke() {
        var tries = new CountDownLatch(2);
        var work = new ContinuousWork() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public Map<String, Map<String, String>> standing() {
                return Map.of("1", Map.of("what", "this"));
            }

            @Override
            public void run(TakenJob job) throws InterruptedException {
                assertThat(job.request()).containsEntry("what", "this");
                tries.countDown();
                if (tries.getCount() > 0) {
                    throw new IllegalStateException("the first time");
                }
                new CountDownLatch(1).await();
            }
        };

        try (var _ = Jobs.instance(store, work)) {
            await().until(() -> tries.getCount() == 0);
        }

        assertThat(job().state()).isEqualTo(Job.State.RUNNING);
    }
}
