package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.util.List;

/// An agent has the contact: talks, holds and consultations, until the agent leaves.
final class AgentTalks {

    private final CourseState state;
    private final AgentAttempts attempts;

    AgentTalks(CourseState state, AgentAttempts attempts) {
        this.state = state;
        this.attempts = attempts;
    }

    /// A consultation becomes a talk with the customer when the agent before leaves.
    void addHandingOverTo(List<CourseEvent> events) {
        var left = state.legs.leftAlone();
        if (state.legs.beganAsConsultation() && state.leg == Leg.CUSTOMER && left != null) {
            events.add(CourseEvent.of(Sign.LEFT_ALONE, left, null, Attribution.by(Source.CONTACT_EVENT, left.at())));
        }
    }

    void talked(CourseEvent event) {
        meet(event);
        state.paused = false;
        state.say(Status.CONNECTED_TO_AGENT, event);
        state.enter(state.withAgent(), event);
    }

    void held(CourseEvent event) {
        meet(event);
        state.paused = false;
        state.say(Status.ON_HOLD, event);
        state.enter(state.together(), event);
    }

    /// That the agent is there is told by each of the agent's states: the connection may have been lost.
    void meet(CourseEvent event) {
        state.agentThere = true;
        state.queued = false;
        state.agentArn = event.arn() == null ? state.agentArn : event.arn();
    }

    void handedOver(CourseEvent event) {
        state.leftAlone = true;
        if (state.kind == Kind.CONSULT) {
            state.enter(state.together(), event);
        }
    }

    /// The customer may go on without the agent, in a flow or outside.
    void left(CourseEvent event) {
        if (!state.agentThere) {
            // The agent was not in the talk any more, or never was: at most it rang in vain.
            if (state.kind == Kind.RINGING) {
                attempts.refused(event);
            }
            return;
        }
        state.say(Status.AFTER_CONTACT_WORK, event);
        state.agentThere = false;
        state.paused = false;
        if (state.calling && !state.answered) {
            state.enter(state.kind, event);
        } else {
            state.enter(isPutOutside() ? Kind.OUTSIDE : Kind.FLOW, event);
        }
    }

    private boolean isPutOutside() {
        var record = state.facts.record;
        if (state.legs.hasThirdParty() || state.facts.isRecordedOutside()) {
            return true;
        }
        return record != null && record.transferredTo() == null && record.transferCompleted() != null;
    }
}
