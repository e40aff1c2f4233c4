package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TodaysFiguresTest {

    private static final String INSTANCE = "7c1d2e3f-0000-4000-8000-000000000001";
    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final QueueToday BILLING =
            new QueueToday(new QueueKey(INSTANCE, "billing"), "Billing", QueueFigures.NONE, null);

    /// Five seconds before midnight in Tokyo.
    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T14:59:55Z"));

    private TodaysFigures figures(Supplier<List<QueueToday>> source) {
        var defaults = new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80);
        var instances = new ConnectInstances(
                List.of(new ConnectInstances.ConnectInstance(INSTANCE, "main", null, ZoneId.of("Asia/Tokyo"))));
        return new TodaysFigures(_ -> source.get(), new QueueProperties(defaults, Map.of()), instances, clock);
    }

    private static @Nullable List<QueueToday> told(TodaysFigures figures) {
        return figures.of(VisibleInstances.ALL, REFRESH);
    }

    @Test
    void areShownForAWhileWhenTheyCannotBeReadWhichIsNotTriedAtEachRequest() {
        var readings = new AtomicInteger();
        var isAway = new AtomicBoolean();
        var away = mock(StoreUnavailable.class);
        var figures = figures(() -> {
            readings.incrementAndGet();
            if (isAway.get()) {
                throw away;
            }
            return List.of(BILLING);
        });
        clock.pass(REFRESH);
        assertThat(told(figures)).containsExactly(BILLING);

        isAway.set(true);
        clock.pass(REFRESH);
        assertThat(told(figures)).containsExactly(BILLING);
        assertThat(told(figures)).containsExactly(BILLING);
        assertThat(readings).hasValue(2);

        clock.pass(Duration.ofMinutes(1));
        assertThat(told(figures)).isNull();
        assertThat(told(figures)).isNull();
        assertThat(readings).hasValue(3);

        isAway.set(false);
        clock.pass(REFRESH);
        assertThat(told(figures)).containsExactly(BILLING);
    }

    @Test
    void ofYesterdayAreNoneOfToday() {
        var figures = figures(() -> List.of(BILLING));
        assertThat(told(figures)).containsExactly(BILLING);

        clock.pass(Duration.ofSeconds(6));
        assertThat(told(figures)).isNull();

        clock.pass(REFRESH);
        assertThat(told(figures)).containsExactly(BILLING);
    }

    @Test
    @Timeout(20)
    void doNotMakeOthersWaitWhileTheyAreRead() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var answer = new CompletableFuture<List<QueueToday>>();
        var figures = figures(() -> {
            begun.countDown();
            return answer.join();
        });
        var one = Thread.ofVirtual().start(() -> told(figures));
        begun.await();

        assertThat(told(figures)).isNull();

        answer.complete(List.of(BILLING));
        one.join();
        assertThat(told(figures)).containsExactly(BILLING);
    }
}
