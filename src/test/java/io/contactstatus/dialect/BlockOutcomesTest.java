package io.contactstatus.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockOutcomesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error",
                "InternalError",
                "Failed",
                "CallFailed",
                "Call failed",
                "Timeout",
                "Function timed out",
                "ThrottlingException",
                "Unsupported channel",
                "InvalidCallbackNumber",
                "Queue not found",
                "Not found",
                "Limit reached",
                "Rate limit exceeded",
                "ConnectionTimeLimitExceeded",
                "CallbackNumberNotDialable",
                "NotDone",
                "MultipleFound",
                "No prompt provided",
                "The Lambda Function Returned An Error.",
                "Instance has reached concurrent Lambda thread access limit",
                "The Lambda call failed. Status Code: 403; Error Code: AccessDeniedException"
            })
    void findsFailuresByPartsOfWords(String results) {
        for (var block : BlockKind.values()) {
            if (!block.isAnswered()) {
                assertThat(BlockOutcomes.isFailure(block, results))
                        .as("%s", block)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "Success", "1", "Default", "NoMatch", "gold", "NoAnswer"})
    void takesNoOtherResultForOne(String results) {
        assertThat(BlockOutcomes.isFailure("CheckAttribute", results)).isFalse();
        assertThat(BlockOutcomes.isFailure("CheckAttribute", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My order failed",
                "an exception of Tanaka",
                "ErrorReportIntent",
                "PasswordInvalidIntent",
                "not found my parcel",
                "Timeout"
            })
    void knowsOnlyWholeWordsAmongWhatCustomersAnswer(String results) {
        assertThat(BlockOutcomes.isFailure(BlockKind.CHOICE, results)).isFalse();
        assertThat(BlockOutcomes.isFailure(BlockKind.INPUT, results)).isFalse();
        assertThat(BlockOutcomes.isFailure(BlockKind.CHOICE, "Error")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FallbackIntent",
                "Fallbackintent",
                "fallbackIntent",
                "AMAZON.FallbackIntent",
                "amazon.fallbackintent",
                "Default",
                "NoMatchingCondition",
                "NoMatch"
            })
    void knowsWhatWasNotUnderstood(String results) {
        assertThat(BlockOutcomes.isNotUnderstood(results)).isTrue();
        assertThat(BlockOutcomes.isSilence(results)).isFalse();
        assertThat(BlockOutcomes.isWordOfBlocks(results)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BillingIntent", "1", "Timeout", "FallbackIntentForBilling", "default"})
    void takesNoAnswerForNotUnderstood(String results) {
        assertThat(BlockOutcomes.isNotUnderstood(results)).isFalse();
        assertThat(BlockOutcomes.isNotUnderstood(null)).isFalse();
    }

    @Test
    void saysWhetherATransferReachedWhomItWasToReach() {
        assertThat(BlockOutcomes.isPutThrough("false")).isTrue();
        assertThat(BlockOutcomes.isPutThrough("Success")).isTrue();
        assertThat(BlockOutcomes.isPutThrough(null)).isFalse();
        for (var failed :
                new String[] {"NoAnswer", "CallFailed", "Call failed", "Timeout", "ConnectionTimeLimitExceeded"}) {
            assertThat(BlockOutcomes.isPutThrough(failed)).as(failed).isFalse();
            assertThat(BlockOutcomes.isFailure("Dial", failed)).as(failed).isTrue();
        }
    }
}
