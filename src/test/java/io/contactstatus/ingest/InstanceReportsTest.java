package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.ReportStore;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

class InstanceReportsTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00Z");
    private static final String LOG = """
            {"ContactId":"c-1","ContactFlowId":"arn:flow/1","ContactFlowName":"Main",
             "ContactFlowModuleType":"PlayPrompt","Timestamp":"2026-01-05T11:59:58.000Z","Parameters":{}}""";

    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock);

    /// One process of the service.
    private final class Instance {

        final MeterRegistry meters = new SimpleMeterRegistry();
        final DefaultHealthContributorRegistry health = new DefaultHealthContributorRegistry();
        final IngestMetrics metrics = new IngestMetrics(meters);
        final Arrivals arrivals = new Arrivals(clock);
        final ContactIngest ingest = Ingestion.into(stores, metrics, arrivals);
        final InstanceReports reports = new InstanceReports(
                stores.reports(),
                arrivals,
                metrics,
                new OwnFigures(
                        meters,
                        new StaticListableBeanFactory(Map.of("health", health))
                                .getBeanProvider(HealthContributorRegistry.class)),
                clock);

        void takes(String pipe, String... records) {
            var raw = Arrays.stream(records)
                    .map(record -> new RawRecord(record.getBytes(StandardCharsets.UTF_8), "here"))
                    .toList();
            ingest.accept(pipe, raw, Patience.of(Duration.ofSeconds(20)));
        }
    }

    private static Arrival arrival(InstanceReport report, String kind) {
        return report.arrivals().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private ReportStore store() {
        return stores.reports();
    }

    @Test
    void tellsWhatCameThroughWhichPipeAndWhatBecameOfIt() {
        var instance = new Instance();

        instance.takes("kinesis", LOG, LOG, "nonsense");

        var own = instance.reports.own();
        assertThat(own.counts()).isEqualTo(new Counts(3, 2, 0, 1, 0));
        var logs = arrival(own, "flow-log");
        assertThat(logs.pipe()).isEqualTo("kinesis");
        assertThat(logs.lastAt()).isEqualTo(NOON);
        assertThat(logs.newestOf()).isEqualTo("2026-01-05T11:59:58Z");
        assertThat(logs.lastMinute()).isEqualTo(2);
        assertThat(logs.minutes()).containsValue(2L).hasSize(1);
        assertThat(arrival(own, "unreadable").newestOf()).isNull();
    }

    @Test
    void whatIsTriedAgainHasNotComeInAgain() {
        var instance = new Instance();

        instance.ingest.retry(LOG.getBytes(StandardCharsets.UTF_8), Patience.of(Duration.ofSeconds(20)));

        assertThat(instance.reports.own().arrivals()).isEmpty();
        assertThat(instance.reports.own().counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    }

    @Test
    void minutesPassAndAreForgottenAfterAnHour() {
        var instance = new Instance();
        instance.takes("http", LOG);

        clock.pass(Duration.ofSeconds(61));
        instance.takes("http", LOG, LOG);
        assertThat(arrival(instance.reports.own(), "flow-log").lastMinute()).isEqualTo(2);
        assertThat(arrival(instance.reports.own(), "flow-log").minutes().values())
                .containsExactly(1L, 2L);

        clock.pass(Duration.ofMinutes(60));
        assertThat(arrival(instance.reports.own(), "flow-log").lastMinute()).isZero();
        assertThat(arrival(instance.reports.own(), "flow-log").minutes()).isEmpty();
        assertThat(arrival(instance.reports.own(), "flow-log").lastAt()).isEqualTo(NOON.plusSeconds(61));
    }

    @Test
    void eachInstanceTellsOfAllOfThem() {
        var one = new Instance();
        var other = new Instance();
        one.takes("kinesis", LOG);
        other.takes("http", LOG, LOG);

        one.reports.tell();
        other.reports.tell();

        var ofOne = new Counts(1, 1, 0, 0, 0);
        var ofOther = new Counts(2, 2, 0, 0, 0);
        assertThat(one.reports.own().counts()).isEqualTo(ofOne);
        assertThat(one.reports.others()).extracting(InstanceReport::counts).containsExactly(ofOther);
        assertThat(other.reports.own().counts()).isEqualTo(ofOther);
        assertThat(other.reports.others()).extracting(InstanceReport::counts).containsExactly(ofOne);
    }

    @Test
    void ofItselfAnInstanceTellsWhatIsSoNow() {
        var instance = new Instance();
        instance.reports.tell();
        instance.takes("kinesis", LOG);

        assertThat(instance.reports.own().counts().read()).isEqualTo(1);
        assertThat(instance.reports.others()).isEmpty();
    }

    @Test
    void saysNothingWhileNothingChangesButGivesASignOfLife() {
        var instance = new Instance();
        instance.reports.tell();
        clock.pass(Duration.ofSeconds(15));
        instance.reports.tell();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON);

        instance.takes("kinesis", LOG);
        instance.reports.tell();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON.plusSeconds(15));

        clock.pass(Duration.ofSeconds(60));
        instance.reports.tell();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON.plusSeconds(75));
    }

    @Test
    void whenTheLastOneCameOutlivesTheInstanceToWhichItCame() {
        var dead = new Instance();
        dead.takes("kinesis", LOG);
        dead.reports.tellTheEnd();
        var living = new Instance();
        living.reports.tell();

        clock.pass(Duration.ofHours(3));

        assertThat(store().all()).isEmpty();
        var remembered = arrival(living.reports.own(), "flow-log");
        assertThat(remembered.lastAt()).isEqualTo(NOON);
        assertThat(remembered.minutes()).isEmpty();
    }

    @Test
    void tellsItsEnd() {
        var instance = new Instance();
        instance.reports.tellTheEnd();

        assertThat(store().all())
                .singleElement()
                .satisfies(report -> assertThat(report.ended()).isTrue());
    }

    @Test
    void tellsHowItsStreamsAndOtherThingsDoAsTheirMetricsAndHealthSay() {
        var instance = new Instance();
        for (var stream : List.of("a", "b")) {
            Gauge.builder("contact_status.kinesis.shards", () -> 2)
                    .tag("stream", stream)
                    .register(instance.meters);
        }
        Gauge.builder("contact_status.kinesis.millis_behind_latest", () -> 1500)
                .tag("stream", "a")
                .register(instance.meters);
        Gauge.builder("contact_status.kinesis.millis_behind_latest", () -> Double.NaN)
                .tag("stream", "b")
                .register(instance.meters);
        Gauge.builder("contact_status.live.subscribers", () -> 3)
                .tag("feed", "contacts")
                .register(instance.meters);
        Gauge.builder("contact_status.live.subscribers", () -> 4)
                .tag("feed", "agents")
                .register(instance.meters);
        instance.health.registerContributor("kinesis", (HealthIndicator)
                () -> Health.down().withDetail("reason", "no streams").build());
        instance.health.registerContributor(
                "announce", (HealthIndicator) () -> Health.up().build());

        var own = instance.reports.own();

        assertThat(own.streams())
                .containsExactly(
                        new InstanceReport.StreamReport("a", 2, 1500L, null, 0),
                        new InstanceReport.StreamReport("b", 2, null, null, 0));
        assertThat(own.figures()).containsOnly(Map.entry("contact_status.live.subscribers", 7.0));
        assertThat(own.troubles()).containsOnly(Map.entry("kinesis", "DOWN: no streams"));
    }
}
