package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.instances.InstanceReports;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the page is told of the instances: this one's report, and those that others have stored.
class StreamingStatusCacheTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final AtomicInteger seconds = new AtomicInteger();
    private final InstanceReports reports = mock(InstanceReports.class);
    private final JobStore jobs = mock(JobStore.class);
    private final StreamingStatusCache cache = keeping(Duration.ofHours(1));

    private StreamingStatusCache keeping(Duration refresh) {
        return new StreamingStatusCache(reports, jobs, Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC), refresh);
    }

    /// The instance itself is a second older each time it is asked.
    @BeforeEach
    void begin() {
        when(reports.name()).thenReturn("own");
        when(reports.own()).thenAnswer(asked -> report("own", NOON.plusSeconds(seconds.incrementAndGet())));
        when(reports.others()).thenReturn(List.of(report("two", NOON)));
        when(jobs.running(anyString())).thenReturn(List.of());
    }

    private static InstanceReport report(String name, Instant at) {
        return new InstanceReport(
                name, NOON.minusSeconds(60), at, false, Counts.NONE, List.of(), List.of(), Map.of(), Map.of());
    }

    private static List<String> instances(StreamingStatusCache cache) {
        return cache.current().status().instances().stream()
                .map(StreamingStatus.Instance::name)
                .toList();
    }

    @Test
    void readsOnceForAllWhoLook() throws Exception {
        var answer = new CountDownLatch(1);
        when(reports.others()).thenAnswer(asked -> {
            answer.await();
            return List.of(report("two", NOON));
        });
        try (var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            var shown = IntStream.range(0, 10)
                    .mapToObj(viewer -> viewers.submit(() -> instances(cache)))
                    .toList();
            answer.countDown();
            for (var one : shown) {
                assertThat(one.get()).containsExactly("own", "two");
            }
        }
        IntStream.range(0, 10).forEach(look -> instances(cache));

        verify(reports, times(1)).others();
        verify(jobs, times(2)).running(anyString());
    }

    @Test
    void tellsOfThisInstanceAsOfNow() {
        var first = cache.current().status().instances().getFirst().at();

        assertThat(cache.current().status().instances().getFirst().at()).isEqualTo(first.plusSeconds(1));
    }

    @Test
    void findsWhatOthersHaveStored() {
        var often = keeping(Duration.ofMillis(20));
        assertThat(instances(often)).containsExactly("own", "two");

        doReturn(List.of(report("three", NOON))).when(reports).others();

        await().until(() -> instances(often).equals(List.of("own", "three")));
    }

    @Test
    void tellsOfItselfAloneWhileReportsCannotBeReadAndRecovers() {
        var often = keeping(Duration.ofMillis(20));
        assertThat(often.current().store().trouble()).isNull();

        doThrow(StoreFailures.unavailable()).when(reports).others();
        await().until(() -> "StoreUnavailable".equals(often.current().store().trouble()));
        assertThat(instances(often)).containsExactly("own");

        doReturn(List.of(report("two", NOON))).when(reports).others();
        await().until(() -> instances(often).equals(List.of("own", "two")));
        assertThat(often.current().store().trouble()).isNull();
    }

    @Test
    void asksAStoreThatIsAwayOnceForAllWhoLook() {
        doThrow(StoreFailures.unavailable()).when(jobs).running(anyString());

        IntStream.range(0, 10)
                .forEach(look -> assertThat(cache.current().store().trouble()).isNotNull());

        assertThat(instances(cache)).containsExactly("own");
        verify(jobs, times(1)).running(anyString());
    }

    @Test
    void isReadAsOftenAsEverythingElseIfThatIsMoreOften() {
        assertThat(cache.period()).isEqualTo(Duration.ofSeconds(5));
        assertThat(keeping(Duration.ofMillis(500)).period()).isEqualTo(Duration.ofMillis(500));
    }
}
