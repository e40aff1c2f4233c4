package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The contact's times in queues: entering one ends what was before, and something has to take it out again.
final class QueueVisits {

    /// A contact that left its queue so shortly before its end left it by ending.
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final CourseState state;
    private final ResolvedFacts facts;

    QueueVisits(CourseState state) {
        this.state = state;
        facts = state.facts;
    }

    void addTo(List<CourseEvent> events) {
        for (var visit : facts.visits) {
            events.add(CourseEvent.of(
                    Sign.QUEUED, visit.value().enqueued(), visit.value().queueArn(), visit.attribution()));
        }
        addLeavingTo(events);
    }

    /// The contact record tells when a contact left its queue. What took it out of there, if that is known, tells
    /// better.
    private void addLeavingTo(List<CourseEvent> events) {
        var dequeued = facts.recordedQueue == null ? null : facts.recordedQueue.dequeued();
        var last =
                facts.visits.isEmpty() ? null : facts.visits.getLast().value().enqueued();
        if (dequeued == null || last == null || dequeued.isBefore(last.at().truncatedTo(ChronoUnit.SECONDS))) {
            return;
        }
        var isKnown = state.isRetriedCallback()
                ? facts.agentSide.states().stream().anyMatch(told -> told.isRinging() && !told.isOffer())
                : facts.isWithAgent() || wasOutsideAfter(last.at()) || isAtTheEnd(dequeued);
        if (!isKnown) {
            events.add(CourseEvent.of(Sign.LEFT_QUEUE, Moment.rounded(dequeued), null, facts.sources.byRecord()));
        }
    }

    private boolean wasOutsideAfter(Instant enqueued) {
        return facts.live.calledOutside().stream().anyMatch(call -> !call.at().isBefore(enqueued));
    }

    private boolean isAtTheEnd(Instant dequeued) {
        var end = ResolvedFacts.at(facts.disconnected);
        return end != null && dequeued.plus(LEAVING).isAfter(end);
    }

    void entered(CourseEvent event) {
        state.queued = true;
        state.visits++;
        state.queueArn = event.arn();
        state.agentThere = false;
        state.agentArn = null;
        state.paused = false;
        state.say(Status.QUEUED, event);
        state.enter(Kind.QUEUE, event);
    }

    void left(CourseEvent event) {
        if (state.kind == Kind.QUEUE || state.kind == Kind.RINGING) {
            state.queued = false;
            state.enter(state.isRetriedCallback() && !state.answered ? Kind.DIALLING : Kind.FLOW, event);
        }
    }
}
