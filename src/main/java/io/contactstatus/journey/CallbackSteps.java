package io.contactstatus.journey;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.FlowBlocks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The customer asks to be called back. Setting the number asks for nothing yet: a block that makes the callback
/// does, or a transfer to a queue that the caller does not enter.
final class CallbackSteps {

    private final Snapshot contact;
    private final FriendlyText text;
    private final FriendlyTimeline timeline;
    private @Nullable String numberToCallBack;
    private boolean hasAsked;

    CallbackSteps(Snapshot contact, FriendlyText text, FriendlyTimeline timeline) {
        this.contact = contact;
        this.text = text;
        this.timeline = timeline;
    }

    boolean hasAsked() {
        return hasAsked;
    }

    void add(BlockRun run, Instant at) {
        if (!FlowBlocks.setsCallbackNumber(run.type())) {
            book(run, at);
        } else if (run.failed()) {
            tell(run, at, "callback.refused", FlowBlocks.numberIn(run.inputs()));
        } else {
            numberToCallBack = FlowBlocks.numberIn(run.inputs());
        }
    }

    /// Whether a transfer makes a callback.
    boolean isAskedBy(BlockRun transfer, Instant at) {
        return FlowBlocks.asksForCallback(transfer.type(), transfer.inputs().node()) || isToCallbackQueue(transfer, at);
    }

    /// With a number to call back set, a transfer to a queue puts the callback there, and the caller does not
    /// wait.
    private boolean isToCallbackQueue(BlockRun run, Instant at) {
        return numberToCallBack != null
                && FlowBlocks.leadsToQueue(run.type(), run.inputs().node())
                && !run.failed()
                && contact.course().phases().stream()
                        .noneMatch(phase -> phase.visit() > 0 && !phase.from().isBefore(at.minus(QueueMusic.EARLY)));
    }

    void book(BlockRun run, Instant at) {
        var number = FlowBlocks.numberIn(run.inputs());
        if (run.failed()) {
            tell(run, at, "callback.failed", null);
        } else {
            hasAsked = true;
            tell(run, at, "callback", number == null ? numberToCallBack : number);
        }
    }

    private void tell(BlockRun run, Instant at, String key, @Nullable String number) {
        timeline.addOfBlock(
                at,
                new Draft(StepKind.CALLBACK, at)
                        .text(text.withNumber(key, number))
                        .failed(run.failed()));
    }
}
