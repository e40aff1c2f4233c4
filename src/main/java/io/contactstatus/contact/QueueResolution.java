package io.contactstatus.contact;

import static io.contactstatus.contact.ResolvedFacts.at;
import static io.contactstatus.contact.ResolvedFacts.valueIn;

import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The queue that is shown of a contact: which one, since when the customer waits, and when that was over.
final class QueueResolution {

    private final ResolvedFacts facts;
    private final LegRule legs;
    private final Course course;

    QueueResolution(ResolvedFacts facts, LegRule legs, Course course) {
        this.facts = facts;
        this.legs = legs;
        this.course = course;
    }

    Snapshot.@Nullable QueueInfo info(ResourceNames names) {
        var arn = valueIn(arn());
        if (arn == null && facts.visits.isEmpty()) {
            return null;
        }
        var recordedName = facts.recordedQueue == null ? null : facts.recordedQueue.name();
        return new Snapshot.QueueInfo(
                arn,
                recordedName == null ? names.of(arn) : recordedName,
                facts.lastEnqueued(),
                facts.firstEnqueued(),
                waitingSince(),
                dequeued(),
                course.waitSeconds());
    }

    @Nullable
    Attributed<String> arn() {
        return facts.sources.word(facts.recordedQueue == null ? null : facts.recordedQueue.arn(), enteredQueue());
    }

    /// A flow event names the queue that the flow has chosen, without a time: the contact need never enter it.
    private @Nullable Latest<String> enteredQueue() {
        var queue = facts.live.queueArn();
        var chosenOnly = queue != null && queue.stamp().at().equals(Stamp.UNTIMED) && facts.visits.isEmpty();
        return chosenOnly ? null : queue;
    }

    @Nullable
    Instant waitingSince() {
        var own = waitedHere();
        var before = own == null || own.equals(facts.firstEnqueued()) ? legs.waitedBefore() : null;
        if (before == null || own == null) {
            return before == null ? own : before.at();
        }
        return before.at().isBefore(own) ? before.at() : own;
    }

    /// Since when on this leg: being with an agent ends a wait for good.
    private @Nullable Instant waitedHere() {
        Phase first = null;
        var isMet = false;
        for (var phase : course.phases()) {
            if (phase.isWaiting() && phase.visit() > 0 && (first == null || isMet)) {
                first = phase;
                isMet = false;
            } else {
                isMet |= phase.kind() == Kind.WITH_AGENT || phase.kind() == Kind.ON_HOLD;
            }
        }
        return first == null
                ? facts.firstEnqueued()
                : facts.visits.get(first.visit() - 1).value().enqueued().at();
    }

    private @Nullable Instant dequeued() {
        if (course.isQueued()) {
            return null;
        }
        var told = isDequeueRecorded() || !facts.method.isRequestedCallback() ? dequeuedBySources() : null;
        // The wait for a callback ends when an agent accepts it, not when the customer is there.
        return told == null ? course.leftQueue() : told;
    }

    private boolean isDequeueRecorded() {
        return facts.recordedQueue != null && facts.recordedQueue.dequeued() != null;
    }

    private @Nullable Instant dequeuedBySources() {
        var enqueued = facts.lastEnqueued();
        if (enqueued == null) {
            return null;
        }
        var connected = at(facts.connectedToAgent);
        // An agent of the same second came after the queue, however the two times were rounded.
        var answered = connected != null && !connected.plus(Moment.ROUNDING).isBefore(enqueued);
        var outside = facts.live.calledOutside().stream()
                .map(OutsideCall::at)
                .filter(at -> !at.isBefore(enqueued))
                .findFirst()
                .orElse(null);
        var left = answered ? connected : outside == null ? at(facts.disconnected) : outside;
        var recorded =
                facts.recordedQueue == null || (!answered && outside != null) ? null : facts.recordedQueue.dequeued();
        return facts.isOver() || answered || outside != null ? facts.sources.finer(recorded, left) : recorded;
    }

    /// Which source tells when the contact left the queue.
    @Nullable
    Attribution dequeuedBy() {
        var at = dequeued();
        if (at == null) {
            return null;
        }
        for (var left : Arrays.asList(facts.connectedToAgent, facts.disconnected)) {
            if (left != null && left.value().at().equals(at)) {
                return left.attribution();
            }
        }
        if (facts.live.calledOutside().stream().anyMatch(call -> call.at().equals(at))) {
            return Attribution.by(Source.FLOW_LOG, at);
        }
        if (isDequeueRecorded()) {
            return facts.sources.byRecord();
        }
        // An agent of whose connection nothing else was heard.
        return facts.live.agentStates().isEmpty() ? null : Attribution.by(Source.AGENT_EVENT, at);
    }
}
