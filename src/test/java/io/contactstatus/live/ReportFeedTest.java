package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.contactstatus.ingest.InstanceReports;
import io.contactstatus.live.LiveProperties.BusKind;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.StoreFailures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is told of the instances: this one's report, and those that others have stored.
class ReportFeedTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final Map<String, InstanceReport> stored = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger seconds = new AtomicInteger();
    private volatile boolean away;

    private final InstanceReports reports = mock(InstanceReports.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveMetrics metrics = new LiveMetrics(meters);
    private final LiveFeed<InstanceReport> feed = new LiveFeed<>(
            new ReportSubject(reports),
            new LiveProperties(
                            BusKind.IN_PROCESS,
                            "any",
                            100,
                            100,
                            Duration.ZERO,
                            Duration.ofMinutes(1),
                            Duration.ofHours(1),
                            Duration.ofHours(1),
                            10,
                            10)
                    .ofTheNewest(ReportSubject.REFRESH),
            new Places(10, 10),
            metrics);
    private final Upkeep<InstanceReport> upkeep = new Upkeep<>(feed, Duration.ofMillis(20), metrics);
    private final Thread thread = Thread.ofVirtual().unstarted(() -> {
        try {
            upkeep.run();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    });

    /// The instance itself is a second older each time it is asked.
    @BeforeEach
    void begin() {
        when(reports.own()).thenAnswer(asked -> report("own", NOON.plusSeconds(seconds.incrementAndGet())));
        when(reports.others()).thenAnswer(asked -> {
            reads.incrementAndGet();
            if (away) {
                throw StoreFailures.unavailable();
            }
            return List.copyOf(stored.values());
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join();
        }
    }

    private static InstanceReport report(String name, Instant at) {
        return new InstanceReport(
                name, NOON.minusSeconds(60), at, false, Counts.NONE, List.of(), List.of(), Map.of(), Map.of());
    }

    private void store(InstanceReport report) {
        stored.put(report.instance(), report);
    }

    private List<String> shown() {
        return feed.picture().items().stream().map(InstanceReport::instance).toList();
    }

    /// The first one that ends may have read before.
    private void awaitWholeComparison() {
        for (var time = 0; time < 2; time++) {
            var compared = upkeep.comparedAt();
            await().until(() -> !Objects.equals(compared, upkeep.comparedAt()));
        }
    }

    /// Each comparison but the first finds one, if no other instance says anything: that this one is older.
    private int changes() {
        return (int) meters.counter("contact_status.live.changes", "feed", "instances")
                .count();
    }

    private Present<InstanceReport> present() {
        return Objects.requireNonNull(feed.present());
    }

    private record All() implements Audience<InstanceReport> {

        @Override
        public boolean wants(@Nullable InstanceReport before, InstanceReport after) {
            return true;
        }

        @Override
        public List<ServerEvent> changed(@Nullable InstanceReport before, InstanceReport after) {
            return List.of(new ServerEvent("report", after.instance()));
        }

        @Override
        public List<ServerEvent> afresh(Picture<InstanceReport> picture) {
            return List.of();
        }
    }

    @Test
    void tellsAtEachComparisonAlsoWhenOnlyTimeHasPassed() {
        thread.start();
        assertThat(shown()).containsExactly("own");

        for (var time = 0; time < 3; time++) {
            var before = feed.picture();
            await().until(() -> !feed.picture().position().equals(before.position()));
            assertThat(feed.picture().items().getFirst().at())
                    .isAfter(before.items().getFirst().at());
        }
    }

    @Test
    void findsWhatOthersHaveStoredAndBelievesTheNewer() {
        store(report("two", NOON));
        thread.start();
        assertThat(shown()).containsExactly("own", "two");

        store(report("two", NOON.plusSeconds(15)));
        await().until(() -> feed.picture().items().contains(report("two", NOON.plusSeconds(15))));

        store(report("two", NOON));
        awaitWholeComparison();
        assertThat(feed.picture().items()).contains(report("two", NOON.plusSeconds(15)));
    }

    @Test
    void oneThatHasExpiredLeavesWithoutAnybodyHavingToComeAgain() {
        store(report("two", NOON));
        thread.start();
        assertThat(shown()).hasSize(2);
        var follower = present().join(new All(), null);

        stored.clear();

        await().until(() -> shown().equals(List.of("own")));
        assertThat(follower.ending()).isNull();
        assertThat(follower.take()).isNotEmpty();
        store(report("two", NOON.plusSeconds(1)));
        await().until(() -> shown().equals(List.of("own", "two")));
    }

    @Test
    void readsOnceForAllWhoFollowAndLook() {
        thread.start();
        feed.picture();
        for (var number = 0; number < 10; number++) {
            present().join(new All(), null);
        }

        await().until(() -> {
            for (var look = 0; look < 10; look++) {
                feed.picture();
            }
            return changes() >= 10;
        });

        // The first comparison is not counted, nor is yet the one that is under way.
        assertThat(reads.get()).isBetween(10, changes() + 2);
    }

    @Test
    void tellsOfItselfWhileTheStoreIsAway() {
        store(report("two", NOON));
        away = true;
        thread.start();
        assertThat(shown()).containsExactly("own");
        await().until(() -> "StoreUnavailable".equals(feed.trouble()));

        away = false;
        await().until(() -> shown().size() == 2);

        away = true;
        var before = feed.picture();
        await().until(() -> !feed.picture().position().equals(before.position()) && feed.trouble() != null);
        assertThat(shown()).containsExactly("own", "two");
    }

    /// They were not missed: nobody tells of them otherwise.
    @Test
    void countsWhatItFindsAsChanges() {
        thread.start();
        feed.picture();

        await().until(() -> changes() >= 2);

        assertThat(meters.find("contact_status.live.mended").counter()).isNull();
    }

    @Test
    void isReadAsOftenAsEverythingElseIfThatIsMoreOften() {
        var seldom = new LiveProperties(
                BusKind.REDIS,
                "any",
                100,
                100,
                Duration.ZERO,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                10,
                10);

        assertThat(seldom.ofTheNewest(ReportSubject.REFRESH).refresh()).isEqualTo(ReportSubject.REFRESH);
        assertThat(seldom.ofTheNewest(Duration.ofHours(1)).refresh()).isEqualTo(Duration.ofMinutes(1));
    }

    /// There is a large one every few seconds, and pages are open for days.
    @Test
    void keepsNoChangesForThoseWhoComeAgain() {
        thread.start();
        var after = feed.picture().position();
        await().until(() -> !feed.picture().position().equals(after));

        var introduction = present().join(new All(), after).introduction();

        assertThat(introduction.missed()).isEmpty();
        assertThat(introduction.afresh()).isNotNull();
    }
}
