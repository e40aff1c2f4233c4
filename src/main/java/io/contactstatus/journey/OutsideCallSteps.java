package io.contactstatus.journey;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.FlowBlocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The flow puts the customer through to an outside number. The course knows how long that lasted, the block
/// which number it was: both make one step.
final class OutsideCallSteps {

    private final FriendlyText text;
    private final FriendlyTimeline timeline;
    private final Set<Phase> untold;
    private boolean toldByBlock;

    OutsideCallSteps(Snapshot contact, FriendlyText text, FriendlyTimeline timeline) {
        this.text = text;
        this.timeline = timeline;
        untold = contact.course().phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.OUTSIDE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    void add(BlockRun run, Instant at) {
        var key = run.failed() ? "transfer.out.failed" : "transfer.out";
        var draft = new Draft(StepKind.TRANSFER, at)
                .text(text.withNumber(key, FlowBlocks.numberIn(run.inputs())))
                .failed(run.failed());
        var phase = phaseFrom(at);
        if (phase != null) {
            var seconds = phase.seconds();
            draft.lasting(seconds == null ? null : Duration.ofSeconds(seconds)).ongoing(phase.isRunning());
        }
        toldByBlock |= !run.failed();
        timeline.addOfBlock(at, draft);
    }

    /// The time on the line to the outside number that began with this block; taken once.
    private @Nullable Phase phaseFrom(Instant at) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        for (var phase : untold) {
            if (phase.from().equals(second)) {
                untold.remove(phase);
                return phase;
            }
        }
        return null;
    }

    /// Phases of which no block tells.
    Set<Phase> untold() {
        return untold;
    }

    /// Whether the way to the outside number has a step, be it of a block or of the course.
    boolean isTold() {
        return toldByBlock || !untold.isEmpty();
    }
}
