package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.problems.InvalidParameter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParameterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05T20:30:00Z",
                "2026-01-05T20:30:00.000Z",
                "2026-01-06T05:30:00+09:00",
                "2026-01-06T05:30:00 09:00"
            })
    void areReadAlsoWhereThePlusWasLost(String text) {
        assertThat(TimeParameter.parsed("from", text)).isEqualTo(Instant.parse("2026-01-05T20:30:00Z"));
    }

    @Test
    void mayBeAbsent() {
        assertThat(TimeParameter.parsed("from", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-05",
                "2026-01-05T20:30:00",
                "2026-02-30T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z"
            })
    void areRefusedByTheNameOfTheirParameter(String text) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> TimeParameter.parsed("from", text))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("from"));
    }
}
