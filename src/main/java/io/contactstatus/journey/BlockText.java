package io.contactstatus.journey;

import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.Prompts;
import org.jspecify.annotations.Nullable;

/// What a passage through a block was, for engineers, in one sentence.
final class BlockText {

    private final BlockRun run;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;

    BlockText(BlockRun run, Names names, Masking shown, Phrases phrases) {
        this.run = run;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    /// @param outcome as it may be shown
    String text(@Nullable String outcome) {
        var said = sentence();
        // A transfer to a queue that works says false.
        var isNoNews = !run.failed() && (run.kind() == StepKind.TRANSFER || run.kind() == StepKind.PROMPT);
        if (outcome == null || isNoNews) {
            return said;
        }
        var understood = run.block().isAnswered() && BlockOutcomes.isNotUnderstood(outcome)
                ? phrases.say("outcome.not-understood")
                : phrases.outcome(outcome);
        return phrases.say("techy.with-outcome", said, understood);
    }

    private String sentence() {
        var type = shown.word(run.type());
        return switch (run.kind()) {
            case PROMPT -> prompt();
            case CHOICE, INPUT ->
                run.isEntered()
                        ? quoting("techy.asked", Prompts.textOf(run.inputs()))
                        : phrases.say("techy.asked.lost");
            case ATTRIBUTE -> attribute(type);
            case LAMBDA -> lambda();
            case QUEUE -> queue(type);
            case TRANSFER, CALLBACK -> number(type);
            default -> phrases.sayFirst("techy.block." + run.type(), "techy.block", type);
        };
    }

    private String prompt() {
        var key = FlowBlocks.isWritten(run.type())
                ? "techy.sent"
                : FlowBlocks.isLoop(run.type()) ? "techy.loop" : "techy.played";
        return quoting(key, Prompts.textOf(run.inputs()));
    }

    private String quoting(String key, @Nullable String text) {
        return text == null ? phrases.say(key + ".recording") : phrases.say(key, shown.wording(text));
    }

    private String attribute(String type) {
        var key = run.inputs().text("Key");
        var value = run.inputs().text("Value");
        if (key == null) {
            return phrases.say("techy.block", type);
        }
        return phrases.say(
                run.failed() ? "techy.attribute.failed" : "techy.attribute",
                shown.word(key),
                value == null ? "" : shown.personal(key, value));
    }

    private String lambda() {
        var arn = run.inputs().text("FunctionArn");
        if (arn == null) {
            return phrases.say("techy.lambda.unnamed");
        }
        return phrases.say("techy.lambda", shown.word(Arns.functionName(arn)));
    }

    private String queue(String type) {
        var queue = names.ofQueue(run.inputs().part("Queue"));
        return queue == null
                ? phrases.sayFirst("techy.block." + run.type(), "techy.block", type)
                : phrases.say("techy.queue", shown.word(queue));
    }

    private String number(String type) {
        var number = FlowBlocks.numberIn(run.inputs());
        return number == null
                ? phrases.sayFirst("techy.block." + run.type(), "techy.block", type)
                : phrases.say("techy.number", type, shown.personal(number));
    }
}
