package io.contactstatus.pages.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentReadsTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final RecentReads<String, Integer> reads = new RecentReads<>(clock);
    private final AtomicInteger counted = new AtomicInteger();

    @Test
    void oneThatWasReadServesAllForAMinute() {
        assertThat(read("a")).isEqualTo(1);
        clock.pass(RecentReads.TRUSTED.minus(Duration.ofMillis(1)));
        assertThat(read("a")).isEqualTo(1);
        assertThat(read("b")).isEqualTo(2);

        clock.pass(Duration.ofMillis(1));

        assertThat(read("a")).isEqualTo(3);
        assertThat(read("b")).isEqualTo(2);
    }

    @Test
    void ofTooManyTheOldestAreForgotten() {
        for (var number = 0; number <= RecentReads.MOST; number++) {
            read(Integer.toString(number));
        }

        assertThat(read("1")).isEqualTo(2);
        assertThat(read("0")).isEqualTo(RecentReads.MOST + 2);
    }

    private int read(String key) {
        return reads.of(key, counted::incrementAndGet);
    }
}
