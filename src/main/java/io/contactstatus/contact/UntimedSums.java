package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spreads holds and pauses that are known only as sums over the talks of the agent they were counted for.
final class UntimedSums {

    private UntimedSums() {}

    static List<Phase> spreadOver(List<Phase> phases, ResolvedFacts facts, Leg leg) {
        var isTimed = phases.stream().anyMatch(phase -> phase.kind() == Kind.ON_HOLD);
        var isPaused = phases.stream()
                .dropWhile(phase -> phase.kind() != Kind.WITH_AGENT)
                .anyMatch(phase -> phase.kind() == Kind.PAUSED);
        var agent = facts.recordedAgent;
        var held = isTimed ? 0 : Objects.requireNonNullElse(facts.untimedHold(), 0);
        var paused = isPaused || agent == null ? 0 : Objects.requireNonNullElse(agent.pauseSeconds(), 0);
        if (leg == Leg.CONFERENCE && agent != null && agent.interactionSeconds() != null) {
            var together = phases.stream()
                    .filter(phase -> phase.kind() == Kind.WITH_AGENT)
                    .mapToInt(Phase::length)
                    .sum();
            held = Math.max(0, together - agent.interactionSeconds());
            paused = 0;
        }
        return spread(phases, held, paused, facts.connectedAgent());
    }

    private static List<Phase> spread(List<Phase> phases, int held, int paused, @Nullable String agent) {
        var heldLeft = held;
        var pausedLeft = paused;
        var spread = new ArrayList<Phase>(phases.size());
        for (var phase : phases) {
            if (phase.kind() == Kind.WITH_AGENT && !phase.isRunning() && isOf(phase, agent)) {
                var heldHere = Math.clamp(heldLeft, 0, phase.length());
                var pausedHere = Math.clamp(pausedLeft, 0, phase.length() - heldHere);
                heldLeft -= heldHere;
                pausedLeft -= pausedHere;
                spread.add(phase.with(heldHere, pausedHere));
            } else {
                spread.add(phase);
            }
        }
        return spread;
    }

    private static boolean isOf(Phase phase, @Nullable String agent) {
        return agent == null || phase.agentArn() == null || ResourceId.isSame(agent, phase.agentArn());
    }
}
