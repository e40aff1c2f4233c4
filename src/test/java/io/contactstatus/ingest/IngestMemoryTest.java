package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IngestMemoryTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IngestMemory memory = new IngestMemory(bounded(DataSize.ofMegabytes(16)), meters);

    private static IngestProperties bounded(DataSize memory) {
        return new IngestProperties(
                64,
                DataSize.ofMegabytes(10),
                memory,
                new IngestProperties.Http(true, Duration.ofSeconds(20), Duration.ofSeconds(2)));
    }

    private double gauge(String name) {
        return meters.get("contact_status.ingest.memory." + name).gauge().value();
    }

    @Test
    void showsWhatIsHeldAndGivesItAllBack() {
        try (var share = memory.endless()) {
            share.came(3 * MEGABYTE);
            share.hold(2 * MEGABYTE);

            assertThat(gauge("used")).isBetween(5.0 * MEGABYTE, 7.0 * MEGABYTE);
        }
        assertThat(gauge("used")).isZero();
        assertThat(gauge("limit")).isEqualTo(16.0 * MEGABYTE);
    }

    @Test
    void refusesAStepThatCannotBeHadAtOnceAndThenWaitsForTwiceAsMuchHoldingNothing() {
        try (var share = memory.endless();
                var other = memory.endless()) {
            other.came(10 * MEGABYTE);
            share.hold(4 * MEGABYTE);
            assertThatExceptionOfType(MemoryShortage.class).isThrownBy(() -> share.hold(3 * MEGABYTE));

            var waiting = CompletableFuture.supplyAsync(share::startOver, Thread::startVirtualThread);
            await().until(() -> gauge("waiting") == 1);
            assertThat(gauge("used")).isLessThan(11.0 * MEGABYTE);
            other.passed(10 * MEGABYTE);

            assertThat(waiting).succeedsWithin(LONG_ENOUGH).isEqualTo(true);
            assertThat(gauge("used")).isBetween(14.0 * MEGABYTE, 14.5 * MEGABYTE);
        }
    }

    @Test
    void knowsWhatIsLargerThanAllOfIt() {
        try (var share = memory.endless()) {
            assertThatExceptionOfType(MemoryShortage.class).isThrownBy(() -> share.hold(17 * MEGABYTE));

            assertThat(share.startOver()).isFalse();
        }
        assertThat(gauge("used")).isZero();
    }

    @Test
    void doesNotCountWhatWasStoredMeanwhileAgainstTheNextRecord() {
        try (var share = memory.endless()) {
            share.hold(7 * MEGABYTE);
            share.handOver(7 * MEGABYTE);
            share.begin();
            assertThatExceptionOfType(MemoryShortage.class).isThrownBy(() -> share.hold(10 * MEGABYTE));
            share.stored(0);

            assertThat(share.startOver()).isTrue();
            share.begin();
            share.hold(10 * MEGABYTE);
        }
        assertThat(gauge("used")).isZero();
    }

    @Test
    void endsTheWaitOfAClientAndNotThatOfAStream() {
        try (var all = memory.endless();
                var stream = memory.endless();
                var client = memory.within(Duration.ofMillis(100))) {
            all.came(16 * MEGABYTE);

            assertThatExceptionOfType(IngestOverloaded.class)
                    .isThrownBy(() -> client.came(1))
                    .satisfies(overloaded -> assertThat(overloaded.getHeaders().getFirst("Retry-After"))
                            .isNotNull());

            var waiting = CompletableFuture.runAsync(() -> stream.came(1), Thread::startVirtualThread);
            await().until(() -> gauge("waiting") == 1);
            all.passed(16 * MEGABYTE);
            assertThat(waiting).succeedsWithin(LONG_ENOUGH);
        }
    }

    @Test
    void servesWhoCameFirst() {
        try (var all = memory.endless()) {
            all.came(16 * MEGABYTE);
            var served = new ArrayList<Integer>();
            var waiting = new ArrayList<CompletableFuture<Void>>();
            // The first wants most: those behind it do not overtake it.
            for (var number : List.of(0, 1, 2)) {
                waiting.add(CompletableFuture.runAsync(
                        () -> {
                            try (var share = memory.endless()) {
                                share.came((12 - 4L * number) * MEGABYTE);
                                synchronized (served) {
                                    served.add(number);
                                }
                            }
                        },
                        Thread::startVirtualThread));
                await().until(() -> gauge("waiting") == number + 1);
            }

            all.passed(16 * MEGABYTE);

            assertThat(waiting).allSatisfy(one -> assertThat(one).succeedsWithin(LONG_ENOUGH));
            assertThat(served.getFirst()).isZero();
        }
    }

    @Test
    void cannotLockUpHoweverManyWantMoreThanTheirPart() {
        var works = new ArrayList<CompletableFuture<Void>>();
        for (var number = 0; number < 16; number++) {
            works.add(CompletableFuture.runAsync(
                    () -> {
                        try (var share = memory.endless()) {
                            share.came(MEGABYTE / 2);
                            while (!held(share)) {
                                assertThat(share.startOver()).isTrue();
                            }
                        }
                    },
                    Thread::startVirtualThread));
        }

        assertThat(works).allSatisfy(work -> assertThat(work).succeedsWithin(LONG_ENOUGH));
        assertThat(gauge("used")).isZero();
    }

    private static boolean held(MemoryShare share) {
        try {
            for (var step = 0; step < 12; step++) {
                share.hold(MEGABYTE);
            }
            return true;
        } catch (MemoryShortage shortage) {
            return false;
        }
    }

    @Test
    void refusesToStartWithMoreThanAQuarterOfTheHeap() {
        var tooMuch = DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4 + 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bounded(tooMuch))
                .withMessageContaining("contact-status.ingest.memory")
                .withMessageContaining("a quarter of the heap");
    }
}
