package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersInTextTest {

    @ParameterizedTest
    @CsvSource({
        "+819012345678, +81******5678",
        "call +81 90-1234-5678 back, call +81******5678 back",
        "+1 (425) 555-0100, +1******0100",
        "call 090-1234-5678, call ***",
        "09012345678, ***",
        "(090) 1234 5678!, ***!",
        "tel:+442079460000, tel:+44******0000"
    })
    void areHiddenWhereverTheyStand(String text, String shown) {
        assertThat(PhoneNumbersInText.hiddenIn(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Billing",
                "Line 12",
                "2026-01-05T20:00:05.500Z",
                "2026-01-05 20:00",
                "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11",
                "5b5b9a35-1e32-4a0d-8f6d-016508343111",
                "bucket/connect/CallRecordings/2026/01/05/a_20260105T20:09_UTC.wav"
            })
    void areNotSeenInIdsAndTimes(String text) {
        assertThat(PhoneNumbersInText.hiddenIn(text)).isEqualTo(text);
    }
}
