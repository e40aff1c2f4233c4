package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "4111111111111111, ************1111",
                "card 4111 1111 1111 1111., card ************1111.",
                "4111-1111-1111-1111 is it, ************1111 is it",
                "from 12 4111 1111 1111 1111 on, from 12 ************1111 on",
                "４１１１１１１１１１１１１１１１, ************１１１１",
                "378282246310005, ***********0005",
                "カード4111111111111111です, カード************1111です"
            })
    void leavesTheLastFourDigitsOfCards(String text, String shown) {
        assertThat(Secrets.hiddenIn(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "+4111111111111111",
                "123456789012",
                "arn:aws:connect:eu-west-2:123456789012:instance/i",
                "7b1e0f4a-2c3d-4e5f-8a9b-0c1d2e3f4a5b",
                "41111111111111111111111",
                "2026-01-05T12:00:00.000Z"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(Secrets.hiddenIn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin",
                "PIN",
                "customerPin",
                "pinCode",
                "Password",
                "sessionToken",
                "api_key",
                "cvv",
                "暗証番号",
                "Please enter your PIN."
            })
    void knowsASecretByItsName(String name) {
        assertThat(Secrets.isNamedBy(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shipping", "opinion", "company", "Spin", "language", "japan", "expand", "口座番号"})
    void takesNoOtherWordForOne(String name) {
        assertThat(Secrets.isNamedBy(name)).isFalse();
    }

    @Test
    void hidesThemWhereverTheyStandInADetail() {
        var detail = JSON.readTree("""
                {"Parameters": {"Key": "pin", "Value": "4711"}, "list": [{"password": ["a", 7]}],
                 "number": 4111111111111111, "epochTimestamp": 4111111111111111, "kept": "4711", "nothing": null}""");

        assertThat(Secrets.hiddenIn(detail)).isEqualTo(JSON.readTree("""
                {"Parameters": {"Key": "pin", "Value": "***"}, "list": [{"password": ["***", "***"]}],
                 "number": "************1111", "epochTimestamp": 4111111111111111, "kept": "4711", "nothing": null}"""));
    }
}
