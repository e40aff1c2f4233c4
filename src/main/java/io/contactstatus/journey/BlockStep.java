package io.contactstatus.journey;

import io.contactstatus.dialect.BlockKind;
import io.contactstatus.dialect.Prompts;
import io.contactstatus.masking.Veil;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A passage through a block as a step of the engineer's view, with what the block was given and what came of it.
final class BlockStep {

    private static final List<String> BLOCK_PARTS = List.of(
            "Identifier", "Parameters", "Events", "Results", "ExternalResults", "ResultData", "ModuleExecutionStack");

    private final AgentFlows agentFlows;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;

    BlockStep(AgentFlows agentFlows, Names names, Masking shown, Phrases phrases) {
        this.agentFlows = agentFlows;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    Step of(BlockRun run) {
        var line = run.first();
        var detail = shown.detail(parts(run));
        if (run.asksForSecret()) {
            detail.replaceAll((path, value) -> path.startsWith("Results") ? Veil.HIDDEN : value);
        }
        if (isHeard(run)) {
            Prompts.textsOf(run.inputs())
                    .forEach((place, prompt) ->
                            detail.computeIfPresent("Parameters." + place, (path, masked) -> shown.wording(prompt)));
        }
        var failed = run.failed();
        var outcome = detail.get("Results");
        if (outcome == null
                && run.kind() == StepKind.LAMBDA
                && run.hasOutcome()
                && !run.told("Results").isObject()) {
            outcome = "Success";
        }
        var text = new BlockText(run, names, shown, phrases).text(outcome);
        var draft = EntryStep.draft(failed && run.kind() == StepKind.OTHER ? StepKind.ERROR : run.kind(), line)
                .text(agentFlows.isPlayedIn(run) && isHeard(run) ? phrases.say("techy.to-agent", text) : text)
                .failed(failed)
                .in(shown.word(run.type()), shown.wordIfAny(line.flow()))
                .outcome(outcome)
                .detail(detail);
        var exact = run.exactDuration();
        return (exact == null ? draft.lastingAtMost(run.longestDuration()) : draft.lasting(exact)).step();
    }

    private static boolean isHeard(BlockRun run) {
        return run.block() == BlockKind.PROMPT || run.block().isAnswered();
    }

    private static JsonNode parts(BlockRun run) {
        var parts = JsonNodeFactory.instance.objectNode();
        for (var name : BLOCK_PARTS) {
            var told = name.equals("Parameters") ? run.first().detail().part(name) : run.told(name);
            if (!told.node().isMissingNode()) {
                parts.set(name, told.node());
            }
        }
        return parts;
    }
}
