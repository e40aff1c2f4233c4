package io.contactstatus.journey;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /// What was played to the customer in a queue, from its beginning to its end; null while they are still
    /// there.
    interface Music {

        Set<String> during(Instant from, @Nullable Instant until);
    }

    private final Snapshot contact;
    private final List<Phase> phases;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;
    private final List<AgentState> refusals;
    private final Set<Integer> visits = new HashSet<>();
    private final List<Draft> steps = new ArrayList<>();
    private boolean isCounted;

    CourseSteps(Snapshot contact, Names names, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
        phases = contact.course().phases();
        refusals = new ArrayList<>(contact.refusals());
    }

    /// @param outside those phases on the line to an outside number that no block of the flow tells of
    /// @return in the order of the course
    List<Draft> steps(Music music, Set<Phase> outside) {
        for (var index = 0; index < phases.size(); index++) {
            var phase = phases.get(index);
            switch (phase.kind()) {
                case SCHEDULED -> scheduled(phase);
                case QUEUE -> visit(phase, music);
                case RINGING -> {
                    visit(phase, music);
                    ring(phase, index);
                }
                case DIALLING -> dial(phase, index);
                case WITH_AGENT -> talkFrom(index);
                case ON_HOLD -> {
                    talkFrom(index);
                    span(Kind.HOLD, "hold", phase);
                }
                case PAUSED -> {
                    talkFrom(index);
                    span(Kind.PAUSE, "pause", phase);
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
        refusals.stream().filter(this::isUnheard).forEach(this::refused);
        return steps;
    }

    private void scheduled(Phase phase) {
        var isTask = contact.timestamps().scheduled() != null;
        span(Kind.START, isTask ? "scheduled" : "scheduled.callback", phase);
    }

    /// A visit is one wait, however often it rang meanwhile. Where an agent was called directly there is none.
    private void visit(Phase first, Music music) {
        if (first.visit() == 0 || !visits.add(first.visit())) {
            return;
        }
        var waits = phases.stream()
                .filter(phase -> phase.isWaiting() && phase.visit() == first.visit())
                .toList();
        var last = waits.getLast();
        var ongoing = last.isRunning();
        var duration = isUntimed(last) && waits.size() == 1 ? null : ongoing ? null : sum(waits);
        var key = "queue." + (ongoing ? "waiting" : duration == null ? "entered" : "waited");
        var text = phrases.say(
                contact.isRequestedCallback() && phrases.has(key + ".callback") ? key + ".callback" : key,
                queueName(first.queueArn()),
                inWords(duration));
        var heard = music.during(first.from(), last.until());
        steps.add(new Draft(Kind.QUEUE, first.from())
                .text(
                        heard.isEmpty()
                                ? text
                                : phrases.sayFirst(
                                        "queue.hearing." + channel(contact),
                                        "queue.hearing",
                                        text,
                                        String.join(phrases.say("heard.separator"), heard)))
                .lasting(duration)
                .ongoing(ongoing));
    }

    private static Duration sum(List<Phase> all) {
        return Duration.ofSeconds(all.stream()
                .mapToLong(phase -> Objects.requireNonNullElse(phase.seconds(), 0))
                .sum());
    }

    private String queueName(@Nullable String arn) {
        var name = names.of(arn);
        if (arn != null && arn.contains("/queue/agent/")) {
            return name == null ? phrases.say("queue.personal") : phrases.say("queue.personal.of", shown.word(name));
        }
        return name == null ? phrases.say("queue.unnamed") : phrases.say("queue.named", shown.word(name));
    }

    private String agentName(@Nullable String arn) {
        var name = names.of(arn);
        return name == null ? phrases.say("agent.unnamed") : phrases.say("agent.named", shown.word(name));
    }

    private void ring(Phase phase, int index) {
        var refusal = refusalOf(phase, index);
        var state = refusal == null ? stateAfter(phase, index) : refusal.state();
        var ending = phase.isRunning() ? "ringing" : refusal == null ? "rang" : ending(refusal);
        var isOffer = phase.visit() > 0 && contact.isRequestedCallback();
        ringing(phase, "ring." + (isOffer ? "offer." : "") + ending, "ring." + ending, state);
    }

    /// The customer's phone rings, or an outside party's.
    private void dial(Phase phase, int index) {
        var refusal = refusalOf(phase, index);
        var ending = phase.isRunning() ? "ringing" : "rang";
        var caller = phase.agentArn() == null ? "dial." : "ring.out.";
        var key = (contact.leg() == Leg.THIRD_PARTY ? "dial.outside." : caller) + ending;
        ringing(phase, key, key, refusal == null ? stateAfter(phase, index) : refusal.state());
    }

    private void ringing(Phase phase, String key, String otherwise, @Nullable String state) {
        var duration = duration(phase);
        var suffix = duration == null && !phase.isRunning() ? ".untimed" : "";
        steps.add(new Draft(Kind.RINGING, phase.from())
                .text(phrases.sayFirst(
                        key + suffix, otherwise + suffix, agentName(phase.agentArn()), inWords(duration)))
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
                .filter(refusal -> isSame(refusal.agent(), phase.agentArn())
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
        return isSame(next.agentArn(), phase.agentArn())
                && switch (next.kind()) {
                    case WITH_AGENT, ON_HOLD, PAUSED, CONSULT -> next.agentArn() != null;
                    case SCHEDULED, FLOW, QUEUE, RINGING, DIALLING, OUTSIDE, AFTER_CONTACT_WORK -> false;
                };
    }

    private static boolean isSame(@Nullable String agent, @Nullable String other) {
        return agent == null || other == null || ResourceId.isSame(agent, other);
    }

    /// The ringing before it was not heard of. An agent who talks refuses nothing.
    private boolean isUnheard(AgentState refusal) {
        return !refusal.state().equals(AgentState.RELEASED)
                && phases.stream()
                        .noneMatch(phase -> isTalk(phase)
                                && isSame(phase.agentArn(), refusal.agent())
                                && !refusal.at().isBefore(phase.from())
                                && (phase.until() == null || refusal.at().isBefore(phase.until())));
    }

    private void refused(AgentState refusal) {
        steps.add(new Draft(Kind.RINGING, refusal.at())
                .text(phrases.say("ring." + ending(refusal) + ".untimed", agentName(refusal.agent())))
                .failed(ending(refusal).equals("missed"))
                .outcome(shown.word(refusal.state())));
    }

    /// The time with one agent, with its holds and pauses, is one talk.
    private void talkFrom(int index) {
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
        var duration = ongoing || (isUntimed(last) && seconds == 0) ? null : Duration.ofSeconds(seconds);
        // Who listens talks to nobody.
        var channel = contact.leg() == Leg.MONITOR ? "MONITOR" : channel(contact);
        var key = ongoing ? "talk.ongoing" : duration == null ? "talk.connected" : "talk";
        steps.add(new Draft(Kind.AGENT, first.from())
                .text(phrases.sayFirst(key + "." + channel, key, agentName(agentOf(talk)), inWords(duration)))
                .lasting(duration)
                .ongoing(ongoing));
        counted(first.from());
    }

    private static boolean isTalk(Phase phase) {
        return switch (phase.kind()) {
            case WITH_AGENT, ON_HOLD -> true;
            case PAUSED -> phase.agentArn() != null;
            case SCHEDULED, FLOW, QUEUE, RINGING, DIALLING, OUTSIDE, CONSULT, AFTER_CONTACT_WORK -> false;
        };
    }

    private static boolean continues(Phase before, Phase phase) {
        return isTalk(before) && isTalk(phase) && isSame(before.agentArn(), phase.agentArn());
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
            steps.add(new Draft(Kind.HOLD, at)
                    .text(phrases.say(key, holds, phrases.duration(duration)))
                    .lasting(duration));
        }
        var paused = phases.stream().mapToLong(Phase::pausedSeconds).sum();
        if (paused > 0) {
            var duration = Duration.ofSeconds(paused);
            steps.add(new Draft(Kind.PAUSE, at)
                    .text(phrases.say("pause.sum", phrases.duration(duration)))
                    .lasting(duration));
        }
    }

    private void outside(Phase phase) {
        var to = outsideNumber(contact);
        steps.add(new Draft(Kind.TRANSFER, phase.from())
                .text(to == null ? phrases.say("transfer.out") : phrases.say("transfer.to", shown.personal(to)))
                .lasting(duration(phase))
                .ongoing(phase.isRunning()));
    }

    /// Where the contact record says that the customer was put through to.
    static @Nullable String outsideNumber(Snapshot contact) {
        var transfer = contact.transfer();
        var to = transfer == null ? null : transfer.toEndpoint();
        return to == null || to.type().equals("CONTACT_FLOW") || to.type().equals("QUEUE") ? null : to.address();
    }

    private void consult(Phase phase) {
        var duration = duration(phase);
        var key = phase.isRunning() ? "consult.ongoing" : duration == null ? "consult.untimed" : "consult";
        steps.add(new Draft(Kind.AGENT, phase.from())
                .text(phrases.say(key, agentName(phase.agentArn()), inWords(duration)))
                .ongoing(phase.isRunning()));
    }

    private void span(Kind kind, String key, Phase phase) {
        var duration = duration(phase);
        var text = duration == null
                ? phrases.say(key + (phase.isRunning() ? ".ongoing" : ".begun"))
                : phrases.say(key, phrases.duration(duration));
        steps.add(new Draft(kind, phase.from()).text(text).lasting(duration).ongoing(phase.isRunning()));
    }

    private @Nullable Duration duration(Phase phase) {
        var seconds = phase.seconds();
        return seconds == null || isUntimed(phase) ? null : Duration.ofSeconds(seconds);
    }

    /// It is over, and nothing tells since when.
    private boolean isUntimed(Phase phase) {
        return !contact.active()
                && contact.timestamps().disconnected() == null
                && phase.equals(contact.course().last())
                && Objects.equals(phase.seconds(), 0);
    }

    private String inWords(@Nullable Duration duration) {
        return duration == null ? "" : phrases.duration(duration);
    }

    static String channel(Snapshot contact) {
        return contact.channel() == null ? "VOICE" : contact.channel();
    }
}
