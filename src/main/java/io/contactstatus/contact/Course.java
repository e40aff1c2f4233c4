package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A contact's life, phase after phase, from its beginning to the end of after-contact work. It has no gaps;
/// the last phase of a contact that is not over is still running.
///
/// Every duration that is shown is a sum of it. A sum is null while one of its phases runs and none has ended.
public record Course(List<Phase> phases) {

    /// They are a part of what one contact adds to figures, which is small.
    private static final int MOST_MISSED = 3;

    static final Course UNKNOWN = new Course(List.of());

    public Course {
        phases = List.copyOf(phases);
    }

    /// Where the contact is; null when it is over, or when none of its times is known.
    public @Nullable Phase running() {
        return phases.isEmpty() || !phases.getLast().isRunning() ? null : phases.getLast();
    }

    /// The last phase on the customer's side.
    public @Nullable Phase last() {
        return phases.reversed().stream()
                .filter(phase -> phase.kind() != Kind.AFTER_CONTACT_WORK)
                .findFirst()
                .orElse(null);
    }

    boolean has(Kind kind) {
        return phases.stream().anyMatch(phase -> phase.kind() == kind);
    }

    int count(Kind kind) {
        return (int) phases.stream().filter(phase -> phase.kind() == kind).count();
    }

    /// Whether the customer was with an agent.
    public boolean isTogether() {
        return has(Kind.WITH_AGENT) || has(Kind.ON_HOLD);
    }

    public @Nullable Integer sum(Predicate<Phase> wanted) {
        return sum(wanted, Phase::length);
    }

    private @Nullable Integer sum(Predicate<Phase> wanted, ToIntFunction<Phase> seconds) {
        var found = phases.stream().filter(wanted).toList();
        if (!found.isEmpty() && found.stream().allMatch(Phase::isRunning)) {
            return null;
        }
        return (int) Math.min(found.stream().mapToLong(seconds::applyAsInt).sum(), Integer.MAX_VALUE);
    }

    int visits() {
        return phases.stream().mapToInt(Phase::visit).max().orElse(0);
    }

    /// The time in the last queue, until an agent or something else took the customer out of it.
    @Nullable
    Integer waitSeconds() {
        var last = visits();
        return last == 0 ? null : sum(phase -> phase.isWaiting() && phase.visit() == last);
    }

    /// Whether the last visit lasts.
    boolean isQueued() {
        var running = running();
        return running != null && running.isWaiting() && running.visit() > 0 && running.visit() == visits();
    }

    /// When the last visit was over, null while it lasts.
    @Nullable
    Instant leftQueue() {
        var last = visits();
        return last == 0 || isQueued()
                ? null
                : phases.stream()
                        .filter(phase -> phase.isWaiting() && phase.visit() == last)
                        .reduce((one, next) -> next)
                        .map(Phase::until)
                        .orElse(null);
    }

    /// The agents at whom it rang in the last visit in vain, so that the customer waited on: the latest ones, by their
    /// ids.
    List<String> missedBy() {
        var last = visits();
        var missed = new TreeSet<String>();
        for (var index = phases.size() - 2; last > 0 && index >= 0 && missed.size() < MOST_MISSED; index--) {
            var phase = phases.get(index);
            var next = phases.get(index + 1);
            if (phase.kind() == Kind.RINGING
                    && phase.visit() == last
                    && phase.agentArn() != null
                    && next.isWaiting()
                    && next.visit() == last) {
                missed.add(Objects.requireNonNull(ResourceId.of(phase.agentArn())));
            }
        }
        return List.copyOf(missed);
    }

    /// The customer's time with agents, without hold and pause.
    @Nullable
    Integer interactionSeconds() {
        var running = running();
        return running != null && running.kind() == Kind.WITH_AGENT
                ? null
                : sum(phase -> phase.kind() == Kind.WITH_AGENT, Phase::interaction);
    }

    /// All holds, also those of which only the sum is known.
    @Nullable
    Integer holdSeconds() {
        var timed = sum(phase -> phase.kind() == Kind.ON_HOLD);
        var untimed = phases.stream().mapToInt(Phase::heldSeconds).sum();
        return timed == null ? (untimed == 0 ? null : Integer.valueOf(untimed)) : Integer.valueOf(timed + untimed);
    }

    /// The customer's whole time.
    @Nullable
    Integer durationSeconds() {
        return phases.isEmpty()
                ? null
                : sum(phase -> phase.kind() != Kind.SCHEDULED && phase.kind() != Kind.AFTER_CONTACT_WORK);
    }
}
