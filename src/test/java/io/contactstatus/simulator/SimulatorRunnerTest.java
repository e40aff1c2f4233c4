package io.contactstatus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class SimulatorRunnerTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final LinkedBlockingQueue<List<SimulatedRecord>> delivered = new LinkedBlockingQueue<>();
    private SimulatorRunner runner = runner(delivered::add);

    @AfterEach
    void stop() {
        runner.stop();
    }

    @Test
    void deliversWholeStoriesInSmallBatches() throws InterruptedException {
        runner.start();

        var records = new ArrayList<SimulatedRecord>();
        while (!containsContactRecord(records)) {
            var batch = delivered.take();
            assertThat(batch).hasSizeBetween(1, 50);
            records.addAll(batch);
        }
        assertThat(records).hasSizeGreaterThan(2);
    }

    @Test
    void stopsPromptlyAndDeliversNothingAfterwards() throws InterruptedException {
        runner.start();
        delivered.take();

        var before = System.nanoTime();
        runner.stop();
        var took = Duration.ofNanos(System.nanoTime() - before);
        delivered.clear();

        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(runner.isRunning()).isFalse();
        assertThat(delivered.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void stopsWhileTheSinkIsBusy() throws InterruptedException {
        var busy = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        runner = runner(payloads -> {
            busy.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException asked) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
        });
        runner.start();
        busy.await();

        runner.stop();

        assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(runner.isRunning()).isFalse();
    }

    @Test
    void bringsABatchAgainUntilTheSinkTakesIt() throws InterruptedException {
        var attempts = new ArrayList<List<SimulatedRecord>>();
        runner = runner(payloads -> {
            if (attempts.size() < 3) {
                attempts.add(payloads);
                throw new IllegalStateException("not now");
            }
            delivered.add(payloads);
        });
        runner.start();

        assertThat(delivered.take()).isSameAs(attempts.getFirst());
        assertThat(attempts).hasSize(3).allMatch(attempts.getFirst()::equals);
    }

    @Test
    void canBeStartedAgain() throws InterruptedException {
        runner.start();
        delivered.take();
        runner.stop();
        delivered.clear();

        runner.start();

        assertThat(delivered.take()).isNotEmpty();
        assertThat(runner.isRunning()).isTrue();
    }

    @Test
    void doesNotPlayTwiceWhenStartedTwice() throws InterruptedException {
        var playing = new AtomicInteger();
        var most = new AtomicInteger();
        runner = runner(payloads -> {
            most.accumulateAndGet(playing.incrementAndGet(), Math::max);
            delivered.add(payloads);
            playing.decrementAndGet();
        });
        runner.start();
        runner.start();
        for (var batch = 0; batch < 20; batch++) {
            delivered.take();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void doesNotMakeUpForTimeInWhichItWasStill() throws InterruptedException {
        var clock = new SetClock();
        var awake = new CountDownLatch(1);
        runner = new SimulatorRunner(
                new SimulatorProperties(
                        true, SimulatorProperties.Output.INGEST, 60, 1, 0, 0, 0, Duration.ZERO, 4, null),
                payloads -> {
                    awake.countDown();
                    delivered.add(payloads);
                },
                clock);
        runner.start();
        clock.now.set(Wire.START.plusSeconds(3));
        awake.await();

        clock.now.set(Wire.START.plusSeconds(3_600));

        var records = new ArrayList<SimulatedRecord>();
        while (!containsContactRecord(records)) {
            records.addAll(delivered.take());
        }
        runner.stop();
        delivered.forEach(records::addAll);
        assertThat(records.stream().filter(SimulatorRunnerTest::beginsAContact)).hasSizeBetween(1, 10);
    }

    private static SimulatorRunner runner(SimulatedRecords sink) {
        var properties = new SimulatorProperties(
                true, SimulatorProperties.Output.INGEST, 600, 1, 0, 0, 0, Duration.ZERO, 2_000, null);
        return new SimulatorRunner(properties, sink, Clock.systemUTC());
    }

    private static boolean beginsAContact(SimulatedRecord record) {
        return record.payload()[0] == '{'
                && MAPPER.readTree(record.payload())
                        .at("/detail/eventType")
                        .asString("")
                        .equals("INITIATED");
    }

    private static boolean containsContactRecord(List<SimulatedRecord> records) {
        return records.stream()
                .filter(record -> record.payload()[0] == '{')
                .anyMatch(record -> MAPPER.readTree(record.payload()).has("AWSContactTraceRecordFormatVersion"));
    }

    /// Shows what it was set to.
    private static final class SetClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Wire.START);

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
