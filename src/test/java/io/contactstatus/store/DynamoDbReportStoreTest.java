package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbReportStoreTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00.123Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, clock);
    private final ReportStore reports = stores.reports();

    private static InstanceReport report(String instance, Instant startedAt, long read) {
        return new InstanceReport(
                instance,
                startedAt,
                NOON,
                false,
                new Counts(read, 3, 2, 1, 0),
                List.of(
                        new Arrival(
                                "flow-log",
                                "kinesis",
                                NOON,
                                NOON.minusSeconds(1),
                                7,
                                new TreeMap<>(Map.of(29_000_000L, 5L, 29_000_059L, 1L))),
                        new Arrival("unreadable", "http", NOON, null, 0, new TreeMap<>())),
                List.of(new StreamReport("events", 2, 1500L, 3L, 4), new StreamReport("none", 0, null, null, 0)),
                Map.of("contact_status.live.subscribers", 12.0, "contact_status.announce.oldest", 0.25),
                Map.of("kinesis", "DOWN: STARTING"));
    }

    @Test
    void givesAReportBackAsItWasKept() {
        reports.keep(report("host-1", NOON, 10));

        assertThat(reports.all()).containsExactly(report("host-1", NOON, 10));
    }

    @Test
    void keepsTheLastReportOfEachInstanceTheYoungestInstanceFirst() {
        reports.keep(report("host-1", NOON, 10));
        reports.keep(report("host-2", NOON.plusSeconds(1), 5));
        reports.keep(report("host-1", NOON, 11));

        assertThat(reports.all()).containsExactly(report("host-2", NOON.plusSeconds(1), 5), report("host-1", NOON, 11));
    }

    @Test
    void forgetsAnInstanceThatSaysNothingAnyMore() {
        reports.keep(report("host-1", NOON, 10));

        clock.pass(Duration.ofHours(3));

        assertThat(reports.all()).isEmpty();
    }

    /// All kinds through two pipes, every minute of the hour.
    @Test
    void costsLittleAlsoWhenMuchComesIn() {
        var minutes = new TreeMap<Long, Long>();
        for (var minute = 0; minute < 60; minute++) {
            minutes.put(29_000_000L + minute, 12_345L);
        }
        var arrivals = IntStream.range(0, 14)
                .mapToObj(number -> new Arrival("contact-event", "kinesis", NOON, NOON, 12_345, minutes))
                .toList();

        reports.keep(
                new InstanceReport("host-1", NOON, NOON, false, Counts.NONE, arrivals, List.of(), Map.of(), Map.of()));

        var units = meters.get("contact_status.dynamodb.consumed_capacity")
                .tag("operation", "put")
                .counter()
                .count();
        assertThat(units).isBetween(6.0, 8.0);
    }

    @Test
    void isNoJobAmongJobs() {
        reports.keep(report("host-1", NOON, 10));
        stores.jobs().create("catch-up", "1", Map.of(), Map.of());

        assertThat(stores.jobs().newest("catch-up", 10, null).items()).hasSize(1);
        assertThat(reports.all()).hasSize(1);
    }
}
