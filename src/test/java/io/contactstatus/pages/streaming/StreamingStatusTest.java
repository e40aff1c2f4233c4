package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.contactstatus.instances.InstanceReports;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamingStatusTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final long MINUTE = NOON.getEpochSecond() / 60;

    private static InstanceReport report(
            String name, Instant at, boolean ended, Counts counts, List<Arrival> arrivals, StreamReport... streams) {
        return new InstanceReport(
                name,
                NOON.minusSeconds(7200),
                at,
                ended,
                counts,
                arrivals,
                List.of(streams),
                Map.of("contact_status.live.subscribers", 2.0),
                Map.of());
    }

    private static Arrival arrival(String kind, String pipe, int secondsAgo, long lastMinute, Map<Long, Long> minutes) {
        return new Arrival(
                kind,
                pipe,
                NOON.minusSeconds(secondsAgo),
                NOON.minusSeconds(secondsAgo + 1),
                lastMinute,
                new TreeMap<>(minutes));
    }

    private static StreamingStatus status(InstanceReport... reports) {
        return StreamingStatus.of(List.of(reports), "one", InstanceReports.SILENCE, NOON);
    }

    private static SourceRow source(StreamingStatus status, String kind) {
        return status.sources().stream()
                .filter(source -> source.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void addsUpWhatTheInstancesHaveTakenIn() {
        var status = status(
                report(
                        "one",
                        NOON,
                        false,
                        new Counts(10, 5, 1, 2, 1),
                        List.of(arrival("flow-log", "kinesis", 3, 4, Map.of(MINUTE, 4L, MINUTE - 5, 6L))),
                        new StreamReport("events", 2, 500L, 3L, 1)),
                report(
                        "two",
                        NOON.minusSeconds(20),
                        false,
                        new Counts(100, 100, 0, 0, 0),
                        List.of(arrival("flow-log", "http", 25, 2, Map.of(MINUTE, 2L, MINUTE - 90, 7L))),
                        new StreamReport("events", 1, 90_000L, 200L, 2)));

        assertThat(status.counts()).isEqualTo(new Counts(110, 105, 1, 2, 1));
        assertThat(status.counts().inFlight()).isEqualTo(1);
        var logs = source(status, "flow-log");
        assertThat(logs.lastMinute()).isEqualTo(6);
        assertThat(logs.lastHour()).isEqualTo(12);
        assertThat(logs.lastAt()).isEqualTo(NOON.minusSeconds(3));
        assertThat(logs.newestOf()).isEqualTo(NOON.minusSeconds(4));
        assertThat(logs.pipes()).extracting(SourceRow.Pipe::name).containsExactly("kinesis", "http");
        assertThat(status.streams()).containsExactly(new StreamingStatus.StreamRow("events", 3, 90_000L, 200L, 3));
        assertThat(status.subscribers()).isEqualTo(4);
        assertThat(status.announcing()).isNull();
    }

    @Test
    void whatAnInstanceTookInBeforeItWasGoneIsRememberedButItsStateIsNot() {
        var minutes = Map.of(MINUTE - 10, 8L);
        var status = status(
                report("one", NOON, false, Counts.NONE, List.of()),
                report(
                        "gone",
                        NOON.minusSeconds(600),
                        false,
                        new Counts(9, 9, 0, 0, 0),
                        List.of(arrival("contact-event", "kinesis", 600, 8, minutes)),
                        new StreamReport("events", 2, 1L, 1L, 0)),
                report("ended", NOON.minusSeconds(30), true, new Counts(7, 7, 0, 0, 0), List.of()));

        assertThat(status.counts()).isEqualTo(Counts.NONE);
        assertThat(source(status, "contact-event").lastHour()).isEqualTo(8);
        assertThat(source(status, "contact-event").lastMinute()).isZero();
        assertThat(status.streams()).isEmpty();
        assertThat(status.dry()).isTrue();
        assertThat(status.instances())
                .extracting(
                        StreamingStatus.Instance::name,
                        StreamingStatus.Instance::silent,
                        StreamingStatus.Instance::ended)
                .containsExactly(tuple("one", false, false), tuple("gone", true, false), tuple("ended", false, true));
    }

    @Test
    void aBackFillIsNoSignThatASourceLives() {
        var status = status(report(
                "one",
                NOON,
                false,
                Counts.NONE,
                List.of(
                        arrival("contact-record", "s3", 1, 1, Map.of(MINUTE, 1L)),
                        arrival("contact-record", "kinesis", 1200, 0, Map.of(MINUTE - 20, 90L, MINUTE - 40, 90L)),
                        arrival("flow-log", "kinesis", 1, 1, Map.of(MINUTE, 1L)))));

        assertThat(source(status, "contact-record").arriving()).isEqualTo(ArrivalState.SILENT);
        assertThat(source(status, "flow-log").arriving()).isEqualTo(ArrivalState.NOW);
        assertThat(source(status, "contact-lens").arriving()).isEqualTo(ArrivalState.NEVER);
    }

    @Test
    void captureIsTheSumOfAllInstancesAndTheWorstOfThemBehind() {
        var status = status(
                capturing("one", Map.of("captures", 2.0, "fragments", 10.0, "behind", 0.4, "reconnects", 1.0)),
                capturing("two", Map.of("captures", 1.0, "fragments", 5.0, "behind", 3.2, "store.waiting", 1.0)));

        assertThat(status.capturing()).isEqualTo(new Capturing(3, 15, 3L, 0, 1, 1L));
        assertThat(status(report("one", NOON, false, Counts.NONE, List.of())).capturing())
                .isNull();
    }

    private static InstanceReport capturing(String name, Map<String, Double> figures) {
        var named = new TreeMap<String, Double>();
        figures.forEach((figure, value) -> named.put("contact_status.media." + figure, value));
        return new InstanceReport(
                name, NOON.minusSeconds(7200), NOON, false, Counts.NONE, List.of(), List.of(), named, Map.of());
    }

    @Test
    void tellsAlsoOfWhatIsNoKindOfItsOwn() {
        var status = status(report(
                "one", NOON, false, Counts.NONE, List.of(arrival("unreadable", "http", 1, 1, Map.of(MINUTE, 1L)))));

        assertThat(status.sources()).hasSize(6);
        assertThat(status.others()).extracting(SourceRow::kind).containsExactly("unreadable");
    }
}
