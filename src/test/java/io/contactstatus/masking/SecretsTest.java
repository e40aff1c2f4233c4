package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What are the last four of your Social?",
                "Enter your nine digit Social",
                "Please say your social security number.",
                "May I have the last 4 digits of your social, please?",
                "last4Social",
                "socialSecurityNumber",
                "マイナンバーを入力してください",
                "個人番号12桁を入力してください",
                "Enter your My Number",
                "myNumber",
                "クレジットカードの裏面の３桁の番号を入力してください",
                "Enter the three digits on the back of your card",
                "On the back of your card there is a code, enter it",
                "Enter the expiration date of your card",
                "card_exp_date",
                "expirationDate",
                "cardExpiry",
                "有効期限を4桁で入力してください",
                "カード番号と有効期限を入力"
            })
    void knowsASecretThatIsAskedFor(String words) {
        assertThat(Secrets.isNamedBy(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "For your security, please enter your policy number.",
                "To hear about social media, press 1.",
                "For social security benefits, press two.",
                "Enter the expiration date of your policy",
                "パスポートの有効期限を入力してください",
                "保険証の裏面の番号を入力してください",
                "マイナンバーカードをお持ちの方は1を押してください",
                "Press 1 to keep my number.",
                "To go back, enter a four digit extension",
                "ExpiryDurationInMinutes",
                "Press 1 and we will call you back."
            })
    void takesNoOtherQuestionForOne(String words) {
        assertThat(Secrets.isNamedBy(words)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "35301113333000001228",
                "41111111111111111228",
                "4111111111111111123",
                "12284111111111111111",
                "41111111111111111228123",
                "3782822463100051228",
                "4111111111111111122028"
            })
    void hidesCardsWithinLongerDigits(String digits) {
        assertThat(Secrets.hiddenIn(digits)).isEqualTo("***");
        assertThat(Secrets.hiddenIn("it is " + digits + ".")).isEqualTo("it is ***.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your PIN is 4321                              | Your PIN is ***",
                "Your PIN is 4321. Your balance is 4,000.      | Your PIN is ***. Your balance is 4,000.",
                "You entered PIN four three two one            | You entered PIN ***",
                "Your code is 889900                           | Your code is ***",
                "889900 is your verification code.             | *** is your verification code.",
                "Your one-time code: AB12CD                    | Your one-time code: ***",
                "認証コードは889900です                        | 認証コードは***です",
                "暗証番号は４３２１です。残高は12,345円です。   | 暗証番号は***です。残高は12,345円です。",
                "The expiration date of your card is 12/28     | The expiration date of your card is ***",
                "For your security: your policy number is 12345| For your security: your policy number is 12345",
                "Your zip code is 90210                        | Your zip code is 90210",
                "Enter your 4-digit PIN                        | Enter your 4-digit PIN"
            })
    void hidesWhatASentenceSaysOfASecret(String text, String shown) {
        assertThat(Secrets.hiddenIn(text)).isEqualTo(shown);
    }

    @Test
    void hidesAgainWhatWasEntered() {
        var entered = KnownSecrets.of(List.of("4321", "078-05-1120", "swordfish", "12"));

        assertThat(entered.hiddenIn("You entered 4 3 2 1, right?")).isEqualTo("You entered ***, right?");
        assertThat(entered.hiddenIn("４３２１ですね")).isEqualTo("***ですね");
        assertThat(entered.hiddenIn("078051120 and Swordfish")).isEqualTo("*** and ***");
        assertThat(entered.hiddenIn("143210 and 12")).isEqualTo("143210 and 12");
        assertThat(entered.hiddenIn("aaaaaaaa-4321-4aaa-8aaa-aaaaaaaaaaaa"))
                .isEqualTo("aaaaaaaa-4321-4aaa-8aaa-aaaaaaaaaaaa");
        assertThat(KnownSecrets.of(List.of()).hiddenIn("4321")).isEqualTo("4321");
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
