package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimiterTest {

    @Test
    void givesTheAnswerThatComesInTime() {
        assertThat(new TimeLimiter(Duration.ofMinutes(1)).meet(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void doesNotWaitForOneThatComesLate() {
        var never = new CountDownLatch(1);

        assertThatExceptionOfType(LookupTimeoutException.class)
                .isThrownBy(() -> new TimeLimiter(Duration.ofMillis(20)).meet(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException given) {
                        Thread.currentThread().interrupt();
                    }
                    return "late";
                }));
    }

    @Test
    void passesOnWhatWentWrong() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TimeLimiter(Duration.ofMinutes(1)).meet(() -> {
                    throw new IllegalArgumentException();
                }));
    }
}
