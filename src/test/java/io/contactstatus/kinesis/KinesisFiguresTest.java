package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.contactstatus.instances.Figure;
import io.contactstatus.instances.Trouble;
import io.contactstatus.instances.Trouble.Severity;
import io.contactstatus.kinesis.ConsumerStatus.Phase;
import io.contactstatus.kinesis.ConsumerStatus.Situation;
import io.contactstatus.store.InstanceReport.StreamReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KinesisFiguresTest {

    private final ShardReaders readers = mock();
    private final StreamConsumer consumer = mock();
    private final KinesisMetrics metrics = new KinesisMetrics(new SimpleMeterRegistry());
    private final KinesisFigures figures = new KinesisFigures(
            List.of("b", "a", "b"), readers, metrics, consumer, new KinesisHealth(consumer, readers));

    @BeforeEach
    void readNothing() {
        when(readers.progress(any())).thenReturn(List.of());
    }

    @Test
    void namesEachStreamOnceWithTheWorstOfItsShards() {
        var now = System.nanoTime();
        when(readers.progress("a"))
                .thenReturn(List.of(new ShardProgress(1_500L, now, now), new ShardProgress(200L, now, now)));
        metrics.failed("b");
        metrics.failed("b");

        assertThat(figures.streams())
                .satisfiesExactly(
                        a -> {
                            assertThat(a.name()).isEqualTo("a");
                            assertThat(a.shards()).isEqualTo(2);
                            assertThat(a.millisBehind()).isEqualTo(1_500);
                            assertThat(a.checkpointAgeSeconds()).isNotNull();
                            assertThat(a.failures()).isZero();
                        },
                        b -> assertThat(b).isEqualTo(new StreamReport("b", 0, null, null, 2)));
    }

    @Test
    void countsTheStreamsThatAreMissing() {
        when(consumer.missing()).thenReturn(Map.of("a", "stream a does not exist"));

        assertThat(figures.figures()).containsOnly(Map.entry(Figure.MISSING_STREAMS, 1.0));
    }

    @Test
    void isInTroubleUntilItReadsAndSaysWhy() {
        when(consumer.situation()).thenReturn(new Situation(Phase.WAITING, Instant.EPOCH, "no streams"));
        assertThat(figures.trouble()).isEqualTo(new Trouble("kinesis", Severity.DOWN, "no streams"));

        when(consumer.situation()).thenReturn(new Situation(Phase.INITIALIZING, Instant.EPOCH, null));
        assertThat(figures.trouble()).isEqualTo(new Trouble("kinesis", Severity.DOWN, "INITIALIZING"));

        when(consumer.situation()).thenReturn(new Situation(Phase.READING, Instant.EPOCH, null));
        assertThat(figures.trouble()).isNull();
    }
}
