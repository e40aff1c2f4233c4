package io.contactstatus.journey;

import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.Prompts;
import java.time.Instant;
import java.util.List;

/// What the flow said to the customer: spoken, written, or looped in a queue.
final class PromptSteps {

    private final Phrases phrases;
    private final FriendlyText text;
    private final FriendlyTimeline timeline;
    private final QueueMusic music;

    PromptSteps(Phrases phrases, FriendlyText text, FriendlyTimeline timeline, QueueMusic music) {
        this.phrases = phrases;
        this.text = text;
        this.timeline = timeline;
        this.music = music;
    }

    void add(BlockRun run, Instant at) {
        if (!run.isEntered() || run.failed()) {
            return;
        }
        var prompts = text.quoted(Prompts.textsOf(run.inputs()).values());
        if (FlowBlocks.isWritten(run.type())) {
            var sent = prompts.isEmpty() ? phrases.say("sent.message") : text.together(prompts);
            timeline.addOfBlock(at, new Draft(StepKind.PROMPT, at).text(phrases.say("sent", sent)));
        } else if (FlowBlocks.isLoop(run.type())) {
            music.add(at, prompts.isEmpty() ? List.of(phrases.say("heard.music")) : prompts);
        } else {
            var heard = prompts.isEmpty() ? phrases.say("heard.recording") : text.together(prompts);
            var draft = new Draft(StepKind.PROMPT, at).text(text.heard(heard)).lasting(run.exactDuration());
            timeline.addPrompt(at, draft, heard);
        }
    }
}
