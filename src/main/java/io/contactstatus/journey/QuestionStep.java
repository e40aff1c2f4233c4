package io.contactstatus.journey;

import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.Prompts;
import io.contactstatus.masking.Veil;
import java.time.Instant;
import java.util.Set;

/// A question of a flow and what the customer answered. An answer to a question for a secret is never in it.
final class QuestionStep {

    /// What came of these is a word of the block, and not of the customer.
    private static final Set<String> UNANSWERED = Set.of("silent", "misunderstood", "error");

    private QuestionStep() {}

    /// @param waiting whether the customer is about to answer, as long as there is no answer
    static Draft of(BlockRun run, Instant at, boolean waiting, Masking shown, Phrases phrases) {
        var asked = Prompts.textOf(run.inputs());
        var results = run.results();
        var key = results == null ? "none" : keyOf(run, results);
        var answer = results == null ? "" : run.asksForSecret() ? Veil.HIDDEN : shown.personal(results);
        var text = asked == null
                ? phrases.say("answer." + key, answer)
                : phrases.say("asked." + key, shown.wording(asked), answer);
        return new Draft(run.kind(), at)
                .text(text)
                .lasting(run.exactDuration())
                .ongoing(results == null && waiting)
                .failed(key.equals("error"))
                .outcome(answer.isEmpty() || UNANSWERED.contains(key) ? results : answer);
    }

    private static String keyOf(BlockRun run, String results) {
        if (BlockOutcomes.isSilence(results)) {
            return "silent";
        }
        if (BlockOutcomes.isNotUnderstood(results)) {
            return "misunderstood";
        }
        if (run.failed()) {
            return "error";
        }
        if (run.kind() == StepKind.INPUT) {
            return "entered";
        }
        return FlowBlocks.asksByBot(run.type(), run.inputs()) ? "understood" : "chosen";
    }
}
