package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IngestFiguresTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00Z");
    private static final String LOG = """
            {"ContactId":"c-1","ContactFlowId":"arn:flow/1","ContactFlowName":"Main",
             "ContactFlowModuleType":"PlayPrompt","Timestamp":"2026-01-05T11:59:58.000Z","Parameters":{}}""";

    private final MovingClock clock = new MovingClock(NOON);
    private final IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
    private final ArrivalStatistics statistics = new ArrivalStatistics(clock);
    private final ContactIngest ingest = Ingestion.into(
            TestStores.over(
                    LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock),
            metrics,
            statistics);
    private final IngestFigures figures = new IngestFigures(statistics, metrics);

    private void takes(String pipe, String... records) {
        var raw = Arrays.stream(records)
                .map(record -> new RawRecord(record.getBytes(StandardCharsets.UTF_8), "here"))
                .toList();
        ingest.accept(pipe, raw, StoreRetry.of(Duration.ofSeconds(20)));
    }

    private Arrival arrival(String kind) {
        return figures.arrivals().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatCameThroughWhichPipeAndWhatBecameOfIt() {
        takes("kinesis", LOG, LOG, "nonsense");

        assertThat(figures.counts()).isEqualTo(new Counts(3, 2, 0, 1, 0));
        var logs = arrival("flow-log");
        assertThat(logs.pipe()).isEqualTo("kinesis");
        assertThat(logs.lastAt()).isEqualTo(NOON);
        assertThat(logs.newestOf()).isEqualTo("2026-01-05T11:59:58Z");
        assertThat(logs.lastMinute()).isEqualTo(2);
        assertThat(logs.minutes()).containsValue(2L).hasSize(1);
        assertThat(arrival("unreadable").newestOf()).isNull();
    }

    @Test
    void whatIsTriedAgainHasNotComeInAgain() {
        ingest.retry(LOG.getBytes(StandardCharsets.UTF_8), StoreRetry.of(Duration.ofSeconds(20)));

        assertThat(figures.arrivals()).isEmpty();
        assertThat(figures.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    }

    @Test
    void minutesPassAndAreForgottenAfterAnHour() {
        takes("http", LOG);

        clock.pass(Duration.ofSeconds(61));
        takes("http", LOG, LOG);
        assertThat(arrival("flow-log").lastMinute()).isEqualTo(2);
        assertThat(arrival("flow-log").minutes().values()).containsExactly(1L, 2L);

        clock.pass(Duration.ofMinutes(60));
        assertThat(arrival("flow-log").lastMinute()).isZero();
        assertThat(arrival("flow-log").minutes()).isEmpty();
        assertThat(arrival("flow-log").lastAt()).isEqualTo(NOON.plusSeconds(61));
    }
}
