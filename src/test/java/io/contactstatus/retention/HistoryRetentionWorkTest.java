package io.contactstatus.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.jobs.Jobs;
import io.contactstatus.jobs.MortalJobStore;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.LiveHistories;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreFailures;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryRetentionWorkTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final JobStore jobs = TestStores.over(
                    LocalDynamoDb.shared().client(),
                    LocalDynamoDb.freshPrefix(),
                    new SimpleMeterRegistry(),
                    new MovingClock(NOON))
            .jobs();
    private final Contacts contacts = new Contacts(10);

    @Test
    void looksThroughAllLiveContactsOnce() {
        try (var _ = Jobs.instance(jobs, work(meters))) {
            await().until(() -> began() != null && position() == null);
        }

        assertThat(contacts.looked).containsExactly(0, 3, 6, 9);
        assertThat(contacts.before).containsOnly(NOON.plus(Duration.ofHours(36)));
        assertThat(meters.get("contact_status.retention.looked").counter().count())
                .isEqualTo(10.0);
        assertThat(meters.get("contact_status.retention.prolonged").counter().count())
                .isEqualTo(4.0);
        assertThat(meters.get("contact_status.retention.entries").counter().count())
                .isEqualTo(20.0);
    }

    @Test
    void doesSoOnceADayHoweverManyInstancesThereAre() {
        try (var _ = Jobs.instance(jobs, work(meters));
                var _ = Jobs.instance(jobs, work(new SimpleMeterRegistry()))) {
            await().until(() -> began() != null && position() == null);
        }
        clock.pass(Duration.ofHours(23));
        try (var one = Jobs.instance(jobs, work(new SimpleMeterRegistry()));
                var other = Jobs.instance(jobs, work(new SimpleMeterRegistry()))) {
            await().until(() -> doneBy(one) || doneBy(other));
        }
        assertThat(contacts.looked).hasSize(4);
        assertThat(began()).isEqualTo(NOON);

        clock.pass(Duration.ofHours(1));
        try (var _ = Jobs.instance(jobs, work(new SimpleMeterRegistry()))) {
            await().until(() -> NOON.plus(Duration.ofDays(1)).equals(began()) && position() == null);
        }
        assertThat(contacts.looked).hasSize(8);
    }

    private static boolean doneBy(Jobs.Instance instance) {
        return instance.does("history-retention", "live-contacts");
    }

    @Test
    void goesOnWhereAnInstanceWasThatDied() {
        var mortal = new MortalJobStore(jobs);
        contacts.stopAt(6);
        try (var _ = Jobs.instance(mortal, work(new SimpleMeterRegistry()))) {
            await().until(() -> contacts.looked.size() == 3);
            mortal.die();
            clock.pass(Duration.ofHours(1));
            contacts.goOn();
            try (var _ = Jobs.instance(jobs, work(meters))) {
                await().until(() -> began() != null && position() == null);
            }
        }

        assertThat(began()).isEqualTo(NOON);
        assertThat(contacts.looked).startsWith(0, 3, 6).endsWith(6, 9);
        assertThat(contacts.before).containsOnly(NOON.plus(Duration.ofHours(36)));
    }

    @Test
    void waitsForAStoreThatIsAway() {
        contacts.failures.set(2);

        try (var _ = Jobs.instance(jobs, work(meters))) {
            await().until(() -> began() != null && position() == null);
        }

        assertThat(contacts.looked).containsExactly(0, 3, 6, 9);
    }

    @Test
    void tellsHowOldItsLastRoundIsWhereItIsDone() {
        var elsewhere = new SimpleMeterRegistry();
        work(elsewhere);
        assertThat(age(elsewhere)).isNaN();

        try (var _ = Jobs.instance(jobs, work(meters))) {
            await().until(() -> age(meters) == 0.0);
            clock.pass(Duration.ofMinutes(5));
            assertThat(age(meters)).isEqualTo(300.0);
        }
        await().untilAsserted(() -> assertThat(age(meters)).isNaN());
    }

    private static double age(MeterRegistry meters) {
        return meters.get("contact_status.retention.age").gauge().value();
    }

    private HistoryRetentionWork work(MeterRegistry registry) {
        return new HistoryRetentionWork(contacts, new RetentionMetrics(registry, clock), clock, 3);
    }

    private @Nullable Instant began() {
        return jobs.find("history-retention", "live-contacts")
                .map(job -> job.progress().get("began"))
                .map(Instant::parse)
                .orElse(null);
    }

    private @Nullable String position() {
        return jobs.find("history-retention", "live-contacts")
                .map(job -> job.progress().get("position"))
                .orElse(null);
    }

    /// Live contacts by their numbers, of which the first of each step needs its five entries prolonged.
    private static final class Contacts implements LiveHistories {

        private final int count;
        private final List<Integer> looked = Collections.synchronizedList(new ArrayList<>());
        private final List<Instant> before = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch held = new CountDownLatch(1);
        private volatile int stop = Integer.MAX_VALUE;
        private final AtomicInteger failures = new AtomicInteger();

        Contacts(int count) {
            this.count = count;
        }

        void stopAt(int position) {
            stop = position;
        }

        void goOn() {
            held.countDown();
        }

        @Override
        public Duration interval() {
            return Duration.ofDays(1);
        }

        @Override
        public Step prolong(Instant until, int limit, @Nullable String from) {
            if (failures.getAndDecrement() > 0) {
                throw StoreFailures.unavailable();
            }
            var start = from == null ? 0 : Integer.parseInt(from);
            looked.add(start);
            before.add(until);
            if (start == stop) {
                try {
                    held.await();
                } catch (InterruptedException killed) {
                    Thread.currentThread().interrupt();
                }
            }
            var end = Math.min(start + limit, count);
            return new Step(end - start, 1, 5, end == count ? null : Integer.toString(end));
        }
    }
}
