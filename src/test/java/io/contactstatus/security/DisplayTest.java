package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.security.ApiSecurityProperties.Display;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a display may be told to show: a filter that filters nothing would show everything.
class DisplayTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static boolean isValid(String filter) {
        return VALIDATOR
                .validate(new Display("tokyo-3f", "0".repeat(64), filter, null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "queue=Billing%20JP",
                "queue=Billing&channel=VOICE&instance=tokyo",
                "status=QUEUED&callback=false&phase=QUEUE"
            })
    void takesTheFilterOfABoard(String filter) {
        assertThat(isValid(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quue=Billing",
                "queue",
                "queue=",
                "&queue=Billing",
                "queue=Billing&",
                "queue=a=b",
                "after=1",
                "queue=%20",
                "queue=Billing&queue=Sales",
                "queue=%zz",
                "queue=%E3",
                "status=WAITING",
                "phase=QUEUED",
                "callback=perhaps"
            })
    void refusesWhatIsNone(String filter) {
        assertThat(isValid(filter)).isFalse();
    }
}
