package io.contactstatus.dialect;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the `Results` of a block mean. What customers answered stands in the same place, and may read like
/// anything: there only whole words are known.
public final class BlockOutcomes {

    /// By which Amazon Connect's own tools find what failed, whatever the block.
    private static final List<String> PARTS_OF_FAILURES = List.of(
            "rror",
            "ailed",
            "imeout",
            "imed out",
            "xception",
            "nsupported",
            "nvalid",
            "ot found",
            "imit reached",
            "imit exceeded");

    private static final Set<String> FAILURES = Set.of(
            "Error",
            "Failed",
            "Exception",
            "Unsupported",
            "Invalid",
            "NotDone",
            "NotFound",
            "not found",
            "MultipleFound",
            "NoMatchingError",
            "No prompt provided",
            "CallFailed",
            "Call failed",
            "ConnectionTimeLimitExceeded",
            "InvalidCallbackNumber",
            "CallbackNumberNotDialable");

    /// Failures of a transfer alone: elsewhere a branch may have been named so.
    private static final Set<String> UNANSWERED = Set.of("NoAnswer", "No answer");

    private static final Pattern FUNCTION_FAILURE = Pattern.compile(
            "(?i).*(returned an error|status code: *[45][0-9]{2}|error code:|concurrent lambda thread|exception).*",
            Pattern.DOTALL);

    private static final Set<String> SILENCE = Set.of("Timeout", "NoInput", "InputTimeLimitExceeded");

    private static final Set<String> NO_MATCH = Set.of("Default", "NoMatchingCondition", "NoMatch");
    private static final Pattern FALLBACK = Pattern.compile("(?i)(AMAZON\\.)?Fallback[ _]?Intent");

    private static final Set<String> WORDS = Stream.of(
                    FAILURES,
                    UNANSWERED,
                    SILENCE,
                    NO_MATCH,
                    Set.of(
                            "true",
                            "false",
                            "Success",
                            "Instance has reached concurrent Lambda thread access limit",
                            "The Lambda Function Returned An Error."))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern SERVICE_ERROR =
            Pattern.compile("[A-Za-z ,.]{0,100}Status Code: [0-9]{3}; Error Code: [A-Za-z]{1,64}.?");

    private BlockOutcomes() {}

    /// Of a question: nothing was answered in time.
    public static boolean isSilence(@Nullable String results) {
        return results != null && SILENCE.contains(results);
    }

    /// Of a question: something was answered, and neither the flow nor its bot could make anything of it.
    public static boolean isNotUnderstood(@Nullable String results) {
        return results != null
                && (NO_MATCH.contains(results) || FALLBACK.matcher(results).matches());
    }

    /// Whether the block took its error branch. A transfer to a queue that works says `false`.
    public static boolean isFailure(BlockKind block, @Nullable String results) {
        if (results == null) {
            return false;
        }
        return FAILURES.contains(results)
                || (block == BlockKind.TRANSFER && UNANSWERED.contains(results))
                || (!block.isAnswered() && readsLikeFailure(results));
    }

    /// @param type of the block
    public static boolean isFailure(String type, @Nullable String results) {
        return isFailure(FlowBlocks.kindOf(type), results);
    }

    /// Whether a transfer or dial reached whom it was to reach. Without a result neither this nor a failure is
    /// known.
    public static boolean isPutThrough(@Nullable String results) {
        return results != null && !isFailure(BlockKind.TRANSFER, results);
    }

    /// Whether blocks say it of themselves: anything else may be what a customer typed or said.
    public static boolean isWordOfBlocks(String results) {
        return WORDS.contains(results)
                || FALLBACK.matcher(results).matches()
                || SERVICE_ERROR.matcher(results).matches();
    }

    private static boolean readsLikeFailure(String results) {
        return PARTS_OF_FAILURES.stream().anyMatch(results::contains)
                || FUNCTION_FAILURE.matcher(results).matches();
    }
}
