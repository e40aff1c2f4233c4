package io.contactstatus.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.ReportStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportPublisherTest {

    private final List<InstanceReport> kept = new CopyOnWriteArrayList<>();

    private ReportPublisher reporting(Consumer<InstanceReport> keeping) {
        var store = new ReportStore() {

            @Override
            public void keep(InstanceReport report) {
                keeping.accept(report);
                kept.add(report);
            }

            @Override
            public List<InstanceReport> all() {
                return List.of();
            }
        };
        var reports =
                new InstanceReports(store, InstanceReportsTest.modules(), InstanceName.unique(), Clock.systemUTC());
        return new ReportPublisher(reports, new ReportProperties(Duration.ofMillis(10)));
    }

    @Test
    void tellsTheEndAfterWhatWasBeingTold() {
        var telling = new CountDownLatch(1);
        var reporting = reporting(report -> {
            if (!report.ended()) {
                telling.countDown();
                var until = System.nanoTime() + Duration.ofMillis(300).toNanos();
                while (System.nanoTime() < until) {
                    LockSupport.parkNanos(until - System.nanoTime());
                }
            }
        });
        reporting.start();
        await().until(() -> telling.getCount() == 0);

        reporting.stop();

        assertThat(kept).extracting(InstanceReport::ended).containsExactly(false, true);
    }

    @Test
    void goesOnAfterWhatItDidNotExpect() {
        var first = new AtomicBoolean(true);
        var reporting = reporting(report -> {
            if (first.getAndSet(false)) {
                throw new IllegalArgumentException("an item without something");
            }
        });
        reporting.start();

        await().until(() -> !kept.isEmpty());

        reporting.stop();
    }
}
