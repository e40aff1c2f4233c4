package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.util.List;

/// A callback that did not reach its customer is queued again: its disconnect ends an attempt and not the
/// contact.
final class CallbackAttempts {

    private final CourseState state;

    CallbackAttempts(CourseState state) {
        this.state = state;
    }

    /// The first attempt of a callback; of those between it and the last one, only the queue is known.
    void addTo(List<CourseEvent> events) {
        var facts = state.facts;
        var first = facts.live.disconnected();
        if (first != null && facts.isQueuedAfter(first) && !first.equals(facts.live.lastDisconnected())) {
            events.add(CourseEvent.of(Sign.TRIED, first, null, Attribution.by(Source.CONTACT_EVENT, first.at())));
        }
        if (!facts.isOver() && facts.disconnected != null) {
            events.add(CourseEvent.of(Sign.TRIED, facts.disconnected, null));
        }
    }

    void tried(CourseEvent event) {
        state.say(Status.INITIATED, event);
        state.agentThere = false;
        state.agentArn = null;
        state.answered = false;
        state.queued = false;
        state.paused = false;
        state.enter(Kind.SCHEDULED, event);
    }
}
