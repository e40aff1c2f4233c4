package io.contactstatus.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engineer's view: every passage through a block, and every other entry between them.
///
/// Entries without a time come first, as in the history: nothing tells where they belong.
final class TechyJourney {

    private final List<ParsedEntry> entries;
    private final List<BlockRun> runs;
    private final BlockStep blockStep;
    private final EntryStep entryStep;

    TechyJourney(
            List<ParsedEntry> entries,
            List<BlockRun> runs,
            AgentFlows agentFlows,
            Names names,
            Masking shown,
            Phrases phrases) {
        this.entries = entries;
        this.runs = runs;
        blockStep = new BlockStep(agentFlows, names, shown, phrases);
        entryStep = new EntryStep(names, shown, phrases);
    }

    List<Step> steps(List<TalkShares> talks) {
        var steps = steps();
        talks.forEach(talk -> addTo(steps, talk.techy()));
        return steps;
    }

    /// After whatever happened before it ended.
    private static void addTo(List<Step> steps, @Nullable Step talk) {
        if (talk == null || talk.at() == null) {
            return;
        }
        var place = steps.size();
        while (place > 0 && isLater(steps.get(place - 1), talk.at())) {
            place--;
        }
        steps.add(place, talk);
    }

    private static boolean isLater(Step step, Instant moment) {
        return step.at() != null && step.at().isAfter(moment);
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        var passages = runs.iterator();
        var next = passages.hasNext() ? passages.next() : null;
        var line = 0;
        for (var entry : entries) {
            switch (entry.source()) {
                case FLOW_LOG -> {
                    if (next != null && next.position() == line++) {
                        steps.add(blockStep.of(next));
                        next = passages.hasNext() ? passages.next() : null;
                    }
                }
                case CONTACT_EVENT -> steps.add(entryStep.contactEvent(entry));
                case AGENT_EVENT -> steps.add(entryStep.agentState(entry));
                case CONTACT_RECORD -> steps.add(entryStep.record(entry));
                case FLOW_EVENT -> steps.add(entryStep.flowEvent(entry));
                case CONTACT_LENS -> steps.add(entryStep.speech(entry));
                case API -> steps.add(entryStep.patch(entry));
                case RECONCILED -> steps.add(entryStep.reconciled(entry));
            }
        }
        return steps;
    }
}
