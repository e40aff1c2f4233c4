package io.contactstatus.journey;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose phone rang, and what came of it. A refusal belongs to the ringing before it; one of which no ringing was
/// heard is a step of its own.
final class RingingSteps {

    private final Snapshot contact;
    private final List<Phase> phases;
    private final CourseText text;
    private final Masking shown;
    private final Phrases phrases;
    private final List<Draft> steps;
    private final List<AgentState> refusals;

    RingingSteps(Snapshot contact, CourseText text, Masking shown, Phrases phrases, List<Draft> steps) {
        this.contact = contact;
        this.text = text;
        this.shown = shown;
        this.phrases = phrases;
        this.steps = steps;
        phases = contact.course().phases();
        refusals = new ArrayList<>(contact.refusals());
    }

    void ring(Phase phase, int index) {
        var refusal = refusalOf(phase, index);
        var state = refusal == null ? stateAfter(phase, index) : refusal.state();
        var ending = phase.isRunning() ? "ringing" : refusal == null ? "rang" : ending(refusal);
        var isOffer = phase.visit() > 0 && contact.isRequestedCallback();
        ringing(phase, "ring." + (isOffer ? "offer." : "") + ending, "ring." + ending, state);
    }

    /// The customer's phone rings, or an outside party's.
    void dial(Phase phase, int index) {
        var refusal = refusalOf(phase, index);
        var ending = phase.isRunning() ? "ringing" : "rang";
        var caller = phase.agentArn() == null ? "dial." : "ring.out.";
        var key = (contact.leg() == Leg.THIRD_PARTY ? "dial.outside." : caller) + ending;
        ringing(phase, key, key, refusal == null ? stateAfter(phase, index) : refusal.state());
    }

    private void ringing(Phase phase, String key, String otherwise, @Nullable String state) {
        var duration = text.duration(phase);
        var suffix = duration == null && !phase.isRunning() ? ".untimed" : "";
        steps.add(new Draft(StepKind.RINGING, phase.from())
                .text(phrases.sayFirst(
                        key + suffix, otherwise + suffix, text.agentName(phase.agentArn()), text.inWords(duration)))
                .lasting(duration)
                .ongoing(phase.isRunning())
                .failed(key.endsWith(".missed"))
                .outcome(state == null ? null : shown.word(state)));
    }

    private static String ending(AgentState refusal) {
        return switch (refusal.state()) {
            case "MISSED", "REJECTED" -> "missed";
            default -> "stopped";
        };
    }

    private @Nullable AgentState refusalOf(Phase phase, int index) {
        if (isAnswered(phase, index)) {
            return null;
        }
        var found = refusals.stream()
                .filter(refusal -> CourseText.isSameAgent(refusal.agent(), phase.agentArn())
                        && !refusal.at().isBefore(phase.from())
                        && (phase.until() == null
                                || !refusal.at().truncatedTo(ChronoUnit.SECONDS).isAfter(phase.until())))
                .findFirst()
                .orElse(null);
        refusals.remove(found);
        return found;
    }

    private @Nullable String stateAfter(Phase phase, int index) {
        return isAnswered(phase, index) ? "CONNECTED" : null;
    }

    private boolean isAnswered(Phase phase, int index) {
        if (index + 1 >= phases.size()) {
            return false;
        }
        var next = phases.get(index + 1);
        return CourseText.isSameAgent(next.agentArn(), phase.agentArn())
                && switch (next.kind()) {
                    case WITH_AGENT, ON_HOLD, PAUSED, CONSULT -> next.agentArn() != null;
                    case SCHEDULED, FLOW, QUEUE, RINGING, DIALLING, OUTSIDE, AFTER_CONTACT_WORK -> false;
                };
    }

    void unheard() {
        refusals.stream().filter(this::isUnheard).forEach(this::refused);
    }

    /// The ringing before it was not heard of. An agent who talks refuses nothing.
    private boolean isUnheard(AgentState refusal) {
        return !refusal.state().equals(AgentState.RELEASED)
                && phases.stream()
                        .noneMatch(phase -> TalkSteps.isTalk(phase)
                                && CourseText.isSameAgent(phase.agentArn(), refusal.agent())
                                && !refusal.at().isBefore(phase.from())
                                && (phase.until() == null || refusal.at().isBefore(phase.until())));
    }

    private void refused(AgentState refusal) {
        steps.add(new Draft(StepKind.RINGING, refusal.at())
                .text(phrases.say("ring." + ending(refusal) + ".untimed", text.agentName(refusal.agent())))
                .failed(ending(refusal).equals("missed"))
                .outcome(shown.word(refusal.state())));
    }
}
