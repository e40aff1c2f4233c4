package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.util.List;

/// How a course begins: planned for later, dialled or in a flow, until the customer or the system answers.
final class CourseBeginning {

    private final CourseState state;
    private final ResolvedFacts facts;

    CourseBeginning(CourseState state) {
        this.state = state;
        facts = state.facts;
    }

    /// Outgoing calls of every kind. A callback is one only once an agent has accepted it.
    static boolean isCalling(ResolvedFacts facts) {
        var channel = ResolvedFacts.valueIn(facts.channel);
        if (channel != null && !channel.equals("VOICE")) {
            return false;
        }
        return facts.isOutgoing()
                || facts.method.isThirdParty()
                || facts.method.is(Method.CALLBACK)
                || facts.method.is(Method.CUSTOMER_FIRST_DIALED);
    }

    /// @return false where no time is known: such a contact has no course
    boolean addTo(List<CourseEvent> events) {
        var began = facts.started();
        if (began == null) {
            return false;
        }
        var initiated = facts.initiated;
        events.add(
                initiated == null
                        ? CourseEvent.exactly(began, Sign.BEGAN, null, facts.sources.firstHeard())
                        : CourseEvent.of(Sign.BEGAN, initiated, null));
        addAnswerTo(events);
        return true;
    }

    private void addAnswerTo(List<CourseEvent> events) {
        var system = facts.connectedToSystem;
        // Where a customer-first callback waits, the only connection there is made the callback.
        if (system == null || facts.method.is(Method.CUSTOMER_FIRST_QUEUED)) {
            return;
        }
        var isOfThisAttempt = facts.visits.isEmpty()
                || !state.isRetriedCallback()
                || system.value()
                        .at()
                        .isAfter(facts.visits.getLast().value().enqueued().at());
        if (isOfThisAttempt) {
            events.add(CourseEvent.of(Sign.ANSWERED, system, null));
        }
    }

    /// A task's time has come, and something has been heard since: of the events, or of a flow.
    void addDueTo(List<CourseEvent> events) {
        var scheduled = facts.scheduled();
        var flow = facts.live.flow();
        if (scheduled == null) {
            return;
        }
        var isHeardSince = events.stream().anyMatch(event -> !event.at().isBefore(scheduled))
                || (flow != null && !flow.stamp().at().isBefore(scheduled));
        if (isHeardSince) {
            events.add(CourseEvent.exactly(scheduled, Sign.DUE, null, Attribution.by(Source.CONTACT_EVENT, scheduled)));
        }
    }

    void began(CourseEvent event) {
        state.answered = !state.calling;
        state.say(Status.INITIATED, event);
        var isLater = facts.scheduled() != null || facts.method.isRequestedCallback();
        state.enter(isLater ? Kind.SCHEDULED : state.calling ? Kind.DIALLING : Kind.FLOW, event);
    }

    void due(CourseEvent event) {
        if (state.kind == Kind.SCHEDULED) {
            state.enter(Kind.FLOW, event);
        }
    }

    void answered(CourseEvent event) {
        state.answered = true;
        if (!state.agentThere && !state.queued && !state.paused && state.kind != Kind.RINGING) {
            state.say(Status.CONNECTED_TO_SYSTEM, event);
        }
        if (state.kind == Kind.DIALLING) {
            state.enter(state.agentThere ? state.together() : Kind.FLOW, event);
        } else if (state.kind == Kind.SCHEDULED && facts.scheduled() == null) {
            state.enter(Kind.FLOW, event);
        }
    }
}
