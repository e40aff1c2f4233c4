package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.ReportStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.util.unit.DataSize;

class ReportingTest {

    private final List<InstanceReport> kept = new CopyOnWriteArrayList<>();

    private Reporting reporting(Consumer<InstanceReport> keeping) {
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
        var meters = new SimpleMeterRegistry();
        var figures = new OwnFigures(
                meters, new StaticListableBeanFactory().getBeanProvider(HealthContributorRegistry.class));
        var clock = Clock.systemUTC();
        var reports = new InstanceReports(store, new Arrivals(clock), new IngestMetrics(meters), figures, clock);
        return new Reporting(
                reports,
                new IngestProperties(
                        1,
                        DataSize.ofMegabytes(1),
                        Duration.ofMillis(10),
                        new IngestProperties.Http(true, Duration.ofSeconds(1))));
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
