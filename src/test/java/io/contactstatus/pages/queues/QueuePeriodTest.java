package io.contactstatus.pages.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.queues.FigureInterval;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T12:00:00Z, 2026-01-05T21:00",
        "2026-01-05T12:00:00 09:00, 2026-01-05T12:00",
        "2026-01-05T12:00, 2026-01-05T12:00",
        "'', ''"
    })
    void aFormShowsItsEndByTheClockOfTheInstance(String to, String shown) {
        var period = new QueuePeriod(null, to, FigureInterval.PT15M, ZoneId.of("Asia/Tokyo"));

        assertThat(period.toField()).isEqualTo(shown);
    }
}
