package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneMaskTest {

    @ParameterizedTest
    @CsvSource({
        "+819012345678, +81******5678",
        "+81 90-1234-5678, +81******5678",
        "+14255550100, +1******0100",
        "+4412345678, +44****5678",
        "+81123456, +81******"
    })
    void showsTheCountryAndTheLastFourDigits(String number, String shown) {
        assertThat(PhoneMask.masked(number)).hasValue(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"09012345678", "5500000000000004", "Tanaka", "", "+", "+999123456789", "+81901234567890123"})
    void knowsNothingElseToBeAPhoneNumber(String text) {
        assertThat(PhoneMask.masked(text)).isEmpty();
    }
}
