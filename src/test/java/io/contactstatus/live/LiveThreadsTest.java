package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.live.LiveThreads.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveThreadsTest {

    private static void untilAsked() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void beginsAgainWhatHasFailed() {
        var begun = new AtomicInteger();
        var threads = new LiveThreads(List.of(Work.endless("failing", () -> {
            if (begun.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            untilAsked();
        })));
        threads.start();

        await().until(() -> begun.get() == 2);

        assertThat(threads.ended()).isEmpty();
        threads.stop();
        assertThat(threads.isRunning()).isFalse();
    }

    @Test
    void saysWhatHasEndedUnasked() {
        var threads = new LiveThreads(
                List.of(Work.endless("short", () -> {}), Work.endless("long", LiveThreadsTest::untilAsked)));
        threads.start();

        await().untilAsserted(() -> assertThat(threads.ended()).containsExactly("short"));

        threads.stop();
    }

    @Test
    void waitsForNothingThatHasNoEnd() {
        var threads = new LiveThreads(List.of(
                Work.endless("one", LiveThreadsTest::untilAsked), Work.endless("two", LiveThreadsTest::untilAsked)));
        threads.start();
        var began = System.nanoTime();

        threads.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_900));
    }
}
