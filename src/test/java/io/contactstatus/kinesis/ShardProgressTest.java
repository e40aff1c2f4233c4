package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShardProgressTest {

    private static ShardProgress of(Long millisBehind, Duration sinceDelivery) {
        var delivered = System.nanoTime() - sinceDelivery.toNanos();
        return new ShardProgress(millisBehind, delivered, delivered);
    }

    @Test
    void believesWhatKinesisHasJustSaid() {
        assertThat(of(0L, Duration.ofSeconds(3)).millisBehindNow()).isZero();
        assertThat(of(7_000L, Duration.ofSeconds(3)).millisBehindNow()).isEqualTo(7_000);
    }

    @Test
    void fallsBehindWhenKinesisSaysNothingAnyMore() {
        assertThat(of(0L, Duration.ofMinutes(5)).millisBehindNow()).isGreaterThanOrEqualTo(300_000);
        assertThat(of(7_000L, Duration.ofMinutes(5)).millisBehindNow()).isGreaterThanOrEqualTo(307_000);
    }

    @Test
    void fallsBehindAsLongAsKinesisHasNotSaidAnything() {
        var delivered = System.nanoTime() - Duration.ofSeconds(5).toNanos();

        assertThat(new ShardProgress(null, delivered, delivered).millisBehindNow())
                .isGreaterThanOrEqualTo(5_000);
    }
}
