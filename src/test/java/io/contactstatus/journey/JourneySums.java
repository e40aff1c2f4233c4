package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/// What the steps of a journey add up to, against what is resolved of the contact.
public final class JourneySums {

    private JourneySums() {}

    public static void assertThatTheyAgree(Contact contact, List<HistoryEntry> history) {
        assertThatTheyAgree(new RecordedLeg(contact, history));
    }

    static void assertThatTheyAgree(RecordedLeg leg) {
        var contact = leg.contact().snapshot();
        var steps = leg.friendly();
        assertThat(steps).extracting(Step::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+-[0-9-]+"));
        assertThat(steps.stream().filter(Step::ongoing).map(Step::kind))
                .as("what goes on of %s", contact.course())
                .allSatisfy(kind -> assertThat(contact.active()).isTrue());
        // A wait or talk that goes on is one step without a duration, whatever of it has passed.
        var waiting = waiting(contact);
        assertThat(millis(steps, StepKind.QUEUE))
                .isEqualTo(seconds(
                        contact,
                        phase -> phase.isWaiting() && phase.visit() > 0 && phase.visit() != waiting
                                ? length(phase)
                                : 0));
        assertThat(millis(steps, StepKind.RINGING))
                .isEqualTo(seconds(
                        contact,
                        phase -> phase.kind() == Phase.Kind.RINGING || phase.kind() == Phase.Kind.DIALLING
                                ? length(phase)
                                : 0));
        assertThat(millis(steps, StepKind.HOLD))
                .isEqualTo(seconds(
                        contact, phase -> phase.kind() == Phase.Kind.ON_HOLD ? length(phase) : phase.heldSeconds()));
        assertThat(millis(steps, StepKind.PAUSE))
                .isEqualTo(seconds(
                        contact, phase -> phase.kind() == Phase.Kind.PAUSED ? length(phase) : phase.pausedSeconds()));
        var talked = millis(steps, StepKind.AGENT);
        var talking = talking(contact.course().phases());
        assertThat(talked).isEqualTo(seconds(contact, Phase::interaction) - 1_000L * sum(talking, Phase::interaction));
        var agent = contact.agent();
        if (agent != null && agent.interactionSeconds() != null && talking.isEmpty()) {
            assertThat(talked).isEqualTo(1_000L * agent.interactionSeconds());
        }
        if (agent != null && agent.holdSeconds() != null) {
            assertThat(millis(steps, StepKind.HOLD)).isEqualTo(1_000L * agent.holdSeconds());
        }
        if (contact.active()) {
            return;
        }
        assertThat(steps.stream().anyMatch(step -> step.text().startsWith("Talked with")))
                .isEqualTo(contact.course().isTogether()
                        && contact.leg() != io.contactstatus.contact.Leg.MONITOR
                        && "VOICE".equals(CourseText.channel(contact)));
    }

    private static int length(Phase phase) {
        return Objects.requireNonNullElse(phase.seconds(), 0);
    }

    private static long seconds(Snapshot contact, ToIntFunction<Phase> seconds) {
        return 1_000L * sum(contact.course().phases(), seconds);
    }

    private static int sum(List<Phase> phases, ToIntFunction<Phase> seconds) {
        return phases.stream().mapToInt(seconds).sum();
    }

    /// The visit that goes on; 0 for none.
    private static int waiting(Snapshot contact) {
        var running = contact.course().running();
        return running == null ? 0 : running.visit();
    }

    /// The phases of the talk that goes on.
    private static List<Phase> talking(List<Phase> phases) {
        var from = phases.size();
        if (from == 0 || !phases.getLast().isRunning() || !TalkSteps.isTalk(phases.getLast())) {
            return List.of();
        }
        do {
            from--;
        } while (from > 0 && TalkSteps.continues(phases.get(from - 1), phases.get(from)));
        return phases.subList(from, phases.size());
    }

    private static long millis(List<Step> steps, StepKind kind) {
        return steps.stream()
                .filter(step -> step.kind() == kind && step.durationMillis() != null)
                .mapToLong(Step::durationMillis)
                .sum();
    }
}
