package io.contactstatus.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00.1Z",
                "2026-03-01T10:00:00.123Z",
                "2026-12-31T23:59:59.123456789Z",
                "2024-02-29T00:00:00.000Z",
                "2000-02-29T00:00:00Z"
            })
    void readsWhatTheLibraryReads(String text) {
        assertThat(TimestampParser.read(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void readsEveryDayAsTheLibraryDoes() {
        for (var day = LocalDate.of(1999, 1, 1); day.getYear() < 2105; day = day.plusDays(1)) {
            assertThat(TimestampParser.read(day + "T12:34:56.789Z"))
                    .isEqualTo(day.atTime(12, 34, 56, 789_000_000).toInstant(ZoneOffset.UTC));
        }
    }

    @Test
    void readsAnOffset() {
        assertThat(TimestampParser.read("2026-03-01T19:00:00.5+09:00")).isEqualTo("2026-03-01T10:00:00.500Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2026-03-01",
                "2026-03-01T10:00:00",
                "2026-02-30T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-00-01T10:00:00Z",
                "2026-01-00T10:00:00Z",
                "2026-03-01T24:00:01Z",
                "2026-03-01T10:60:00Z",
                "2026-03-01T10:00:00.1234567890Z",
                "2026-03-01T10:00:0-1Z",
                "+999999999-12-31T23:59:59Z"
            })
    void knowsWhatIsNoTime(String text) {
        assertThat(TimestampParser.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
    void takesTimesBeforeEverythingForNotYet(String text) {
        assertThat(TimestampParser.read(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2017-11-09T12:17.898Z, 2017-11-09T12:17:00Z", "2026-03-01T10:00:02.442Z, 2026-03-01T10:00:02.442Z"})
    void readsATimeWithoutSecondsToTheMinute(String text, Instant time) {
        assertThat(TimestampParser.roughly(text)).isEqualTo(time);
    }
}
