package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineInputStreamTest {

    private static final byte[] BODY = {1, 2, 3};

    @Test
    void aBodyThatArrivesInTimeIsRead() throws IOException {
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();

        assertThat(new DeadlineInputStream(new ByteArrayInputStream(BODY), until).readAllBytes())
                .isEqualTo(BODY);
    }

    @Test
    void oneThatTakesTooLongIsReadNoFurtherAndHasToComeAgain() throws IOException {
        try (var late = new DeadlineInputStream(new ByteArrayInputStream(BODY), System.nanoTime() - 1)) {
            assertThatExceptionOfType(IngestOverloaded.class)
                    .isThrownBy(late::readAllBytes)
                    .satisfies(overload -> assertThat(overload.getHeaders().getFirst("Retry-After"))
                            .isEqualTo("2"));
            assertThatExceptionOfType(IngestOverloaded.class).isThrownBy(late::read);
        }
    }
}
