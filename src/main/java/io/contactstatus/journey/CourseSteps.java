package io.contactstatus.journey;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a contact's course tells of the customer's way: where they waited, whose phone rang, whom they talked
/// with.
///
/// Durations are those of the phases, so steps add up to what is shown of the contact: the waits to QUEUE and
/// RINGING, the talks to the interaction, the holds to the time on hold. What rang while the customer waited
/// lies within the wait. A consultation is none of the customer's time and has its duration in words only.
final class CourseSteps {

    private final Snapshot contact;
    private final List<Phase> phases;
    private final CourseText text;
    private final Masking shown;
    private final Phrases phrases;
    private final Set<Integer> visits = new HashSet<>();
    private final List<Draft> steps = new ArrayList<>();
    private final RingingSteps ringing;
    private final TalkSteps talks;

    CourseSteps(Snapshot contact, Names names, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.shown = shown;
        this.phrases = phrases;
        phases = contact.course().phases();
        text = new CourseText(contact, names, shown, phrases);
        ringing = new RingingSteps(contact, text, shown, phrases, steps);
        talks = new TalkSteps(contact, text, phrases, steps);
    }

    /// @param outside those phases on the line to an outside number that no block of the flow tells of
    /// @return in the order of the course
    List<Draft> steps(QueueMusic music, Set<Phase> outside) {
        for (var index = 0; index < phases.size(); index++) {
            var phase = phases.get(index);
            switch (phase.kind()) {
                case SCHEDULED -> scheduled(phase);
                case QUEUE -> visit(phase, music);
                case RINGING -> {
                    visit(phase, music);
                    ringing.ring(phase, index);
                }
                case DIALLING -> ringing.dial(phase, index);
                case WITH_AGENT -> talks.talkFrom(index);
                case ON_HOLD -> {
                    talks.talkFrom(index);
                    span(StepKind.HOLD, "hold", phase);
                }
                case PAUSED -> {
                    talks.talkFrom(index);
                    span(StepKind.PAUSE, "pause", phase);
                }
                case OUTSIDE -> {
                    if (outside.contains(phase)) {
                        outside(phase);
                    }
                }
                case CONSULT -> consult(phase);
                case FLOW, AFTER_CONTACT_WORK -> {}
            }
        }
        ringing.unheard();
        return steps;
    }

    private void scheduled(Phase phase) {
        var isTask = contact.timestamps().scheduled() != null;
        span(StepKind.START, isTask ? "scheduled" : "scheduled.callback", phase);
    }

    /// A visit is one wait, however often it rang meanwhile. Where an agent was called directly there is none.
    private void visit(Phase first, QueueMusic music) {
        if (first.visit() == 0 || !visits.add(first.visit())) {
            return;
        }
        var waits = phases.stream()
                .filter(phase -> phase.isWaiting() && phase.visit() == first.visit())
                .toList();
        var last = waits.getLast();
        var ongoing = last.isRunning();
        var duration = text.isUntimed(last) && waits.size() == 1 ? null : ongoing ? null : sum(waits);
        var key = "queue." + (ongoing ? "waiting" : duration == null ? "entered" : "waited");
        var waited = phrases.say(
                contact.isRequestedCallback() && phrases.has(key + ".callback") ? key + ".callback" : key,
                text.queueName(first.queueArn()),
                text.inWords(duration));
        var heard = music.during(first.from(), last.until());
        steps.add(new Draft(StepKind.QUEUE, first.from())
                .text(
                        heard.isEmpty()
                                ? waited
                                : phrases.sayFirst(
                                        "queue.hearing." + CourseText.channel(contact),
                                        "queue.hearing",
                                        waited,
                                        String.join(phrases.say("heard.separator"), heard)))
                .lasting(duration)
                .ongoing(ongoing));
    }

    private static Duration sum(List<Phase> all) {
        return Duration.ofSeconds(all.stream()
                .mapToLong(phase -> Objects.requireNonNullElse(phase.seconds(), 0))
                .sum());
    }

    private void outside(Phase phase) {
        var to = outsideNumber(contact);
        steps.add(new Draft(StepKind.TRANSFER, phase.from())
                .text(to == null ? phrases.say("transfer.out") : phrases.say("transfer.to", shown.personal(to)))
                .lasting(text.duration(phase))
                .ongoing(phase.isRunning()));
    }

    private void consult(Phase phase) {
        var duration = text.duration(phase);
        var key = phase.isRunning() ? "consult.ongoing" : duration == null ? "consult.untimed" : "consult";
        steps.add(new Draft(StepKind.AGENT, phase.from())
                .text(phrases.say(key, text.agentName(phase.agentArn()), text.inWords(duration)))
                .ongoing(phase.isRunning()));
    }

    private void span(StepKind kind, String key, Phase phase) {
        var duration = text.duration(phase);
        var said = duration == null
                ? phrases.say(key + (phase.isRunning() ? ".ongoing" : ".begun"))
                : phrases.say(key, phrases.duration(duration));
        steps.add(new Draft(kind, phase.from()).text(said).lasting(duration).ongoing(phase.isRunning()));
    }

    /// Where the contact record says that the customer was put through to.
    static @Nullable String outsideNumber(Snapshot contact) {
        var transfer = contact.transfer();
        var to = transfer == null ? null : transfer.toEndpoint();
        return to == null || !to.isOutside() ? null : to.address();
    }
}
