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
        assertThatTheyAgree(new Leg(contact, history));
    }

    static void assertThatTheyAgree(Leg leg) {
        var contact = leg.contact().snapshot();
        var steps = leg.friendly();
        assertThat(steps).extracting(Step::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+-[0-9-]+"));
        assertThat(steps.stream().filter(Step::ongoing).map(Step::kind))
                .as("what goes on of %s", contact.course())
                .allSatisfy(kind -> assertThat(contact.active()).isTrue());
        if (contact.active()) {
            return;
        }
        assertThat(millis(steps, Kind.QUEUE))
                .isEqualTo(seconds(contact, phase -> phase.isWaiting() && phase.visit() > 0 ? length(phase) : 0));
        assertThat(millis(steps, Kind.RINGING))
                .isEqualTo(seconds(
                        contact,
                        phase -> phase.kind() == Phase.Kind.RINGING || phase.kind() == Phase.Kind.DIALLING
                                ? length(phase)
                                : 0));
        assertThat(millis(steps, Kind.HOLD))
                .isEqualTo(seconds(
                        contact, phase -> phase.kind() == Phase.Kind.ON_HOLD ? length(phase) : phase.heldSeconds()));
        assertThat(millis(steps, Kind.PAUSE))
                .isEqualTo(seconds(
                        contact, phase -> phase.kind() == Phase.Kind.PAUSED ? length(phase) : phase.pausedSeconds()));
        var talked = millis(steps, Kind.AGENT);
        assertThat(talked).isEqualTo(seconds(contact, Phase::interaction));
        var agent = contact.agent();
        if (agent != null && agent.interactionSeconds() != null) {
            assertThat(talked).isEqualTo(1_000L * agent.interactionSeconds());
        }
        if (agent != null && agent.holdSeconds() != null) {
            assertThat(millis(steps, Kind.HOLD)).isEqualTo(1_000L * agent.holdSeconds());
        }
        assertThat(steps.stream().anyMatch(step -> step.text().startsWith("Talked with")))
                .isEqualTo(contact.course().isTogether()
                        && contact.leg() != io.contactstatus.contact.Leg.MONITOR
                        && "VOICE".equals(CourseSteps.channel(contact)));
    }

    private static int length(Phase phase) {
        return Objects.requireNonNullElse(phase.seconds(), 0);
    }

    private static long seconds(Snapshot contact, ToIntFunction<Phase> seconds) {
        return 1_000L * contact.course().phases().stream().mapToInt(seconds).sum();
    }

    private static long millis(List<Step> steps, Kind kind) {
        return steps.stream()
                .filter(step -> step.kind() == kind && step.durationMillis() != null)
                .mapToLong(Step::durationMillis)
                .sum();
    }
}
