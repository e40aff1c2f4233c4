package io.contactstatus.journey;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom the customer talked with. The time with one agent, with its holds and pauses, is one talk.
final class TalkSteps {

    private final Snapshot contact;
    private final List<Phase> phases;
    private final CourseText text;
    private final Phrases phrases;
    private final List<Draft> steps;
    private boolean isCounted;

    TalkSteps(Snapshot contact, CourseText text, Phrases phrases, List<Draft> steps) {
        this.contact = contact;
        this.text = text;
        this.phrases = phrases;
        this.steps = steps;
        phases = contact.course().phases();
    }

    /// Nothing where the phase only continues a talk that has a step already.
    void talkFrom(int index) {
        var first = phases.get(index);
        if (!isTalk(first) || (index > 0 && continues(phases.get(index - 1), first))) {
            return;
        }
        var talk = new ArrayList<Phase>();
        for (var next : phases.subList(index, phases.size())) {
            if (!talk.isEmpty() && !continues(talk.getLast(), next)) {
                break;
            }
            talk.add(next);
        }
        if (talk.stream().noneMatch(phase -> phase.kind() != Phase.Kind.PAUSED)) {
            return;
        }
        var last = talk.getLast();
        var seconds = talk.stream().mapToLong(Phase::interaction).sum();
        var ongoing = last.isRunning();
        var duration = ongoing || (text.isUntimed(last) && seconds == 0) ? null : Duration.ofSeconds(seconds);
        // A supervisor listens and does not talk.
        var channel = contact.leg() == Leg.MONITOR ? "MONITOR" : CourseText.channel(contact);
        var key = ongoing ? "talk.ongoing" : duration == null ? "talk.connected" : "talk";
        steps.add(new Draft(StepKind.AGENT, first.from())
                .text(phrases.sayFirst(key + "." + channel, key, text.agentName(agentOf(talk)), text.inWords(duration)))
                .lasting(duration)
                .ongoing(ongoing));
        counted(first.from());
    }

    static boolean isTalk(Phase phase) {
        return switch (phase.kind()) {
            case WITH_AGENT, ON_HOLD -> true;
            case PAUSED -> phase.agentArn() != null;
            case SCHEDULED, FLOW, QUEUE, RINGING, DIALLING, OUTSIDE, CONSULT, AFTER_CONTACT_WORK -> false;
        };
    }

    static boolean continues(Phase before, Phase phase) {
        return isTalk(before) && isTalk(phase) && CourseText.isSameAgent(before.agentArn(), phase.agentArn());
    }

    private static @Nullable String agentOf(List<Phase> talk) {
        return talk.stream()
                .map(Phase::agentArn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Contact records count holds and pauses and do not tell when they were.
    private void counted(Instant at) {
        if (isCounted) {
            return;
        }
        isCounted = true;
        var held = phases.stream().mapToLong(Phase::heldSeconds).sum();
        var isTimed = phases.stream().anyMatch(phase -> phase.kind() == Phase.Kind.ON_HOLD);
        var holds = contact.agent() == null || contact.agent().holdCount() == null
                ? 0
                : contact.agent().holdCount();
        if (held > 0 || (holds > 0 && !isTimed)) {
            var duration = Duration.ofSeconds(held);
            var key = contact.leg() == Leg.CONFERENCE ? "hold.apart" : holds > 0 ? "hold.counted" : "hold.sum";
            steps.add(new Draft(StepKind.HOLD, at)
                    .text(phrases.say(key, holds, phrases.duration(duration)))
                    .lasting(duration));
        }
        var paused = phases.stream().mapToLong(Phase::pausedSeconds).sum();
        if (paused > 0) {
            var duration = Duration.ofSeconds(paused);
            steps.add(new Draft(StepKind.PAUSE, at)
                    .text(phrases.say("pause.sum", phrases.duration(duration)))
                    .lasting(duration));
        }
    }
}
