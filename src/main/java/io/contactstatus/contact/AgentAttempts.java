package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;

/// Attempts to find the contact an agent: it is offered, it rings, and an agent may refuse it.
final class AgentAttempts {

    private final CourseState state;

    AgentAttempts(CourseState state) {
        this.state = state;
    }

    void offered(CourseEvent event) {
        ring(event, true);
    }

    void rang(CourseEvent event) {
        ring(event, false);
    }

    private void ring(CourseEvent event, boolean isOffer) {
        state.agentArn = event.arn();
        // What is paused is not offered.
        state.paused = false;
        state.say(Status.CONNECTING_TO_AGENT, event);
        if (state.isRetriedCallback() && !isOffer) {
            // The agent has accepted, and dials.
            state.queued = false;
            state.enter(state.answered ? Kind.RINGING : Kind.DIALLING, event);
        } else if (state.calling && !state.answered && !state.isRetriedCallback()) {
            state.enter(Kind.DIALLING, event);
        } else {
            state.enter(Kind.RINGING, event);
        }
    }

    void refused(CourseEvent event) {
        if (state.agentThere) {
            return;
        }
        state.agentArn = null;
        if (state.paused) {
            // And stays so.
            state.kind = state.kind == Kind.RINGING ? placeBefore() : state.kind;
            return;
        }
        if (state.visits > 0) {
            state.say(Status.QUEUED, event);
        } else {
            var isConnected = state.answered && state.facts.connectedToSystem != null;
            state.say(isConnected ? Status.CONNECTED_TO_SYSTEM : Status.INITIATED, event);
        }
        if (state.kind == Kind.RINGING) {
            state.enter(placeBefore(), event);
        } else if (state.kind == Kind.DIALLING && state.isRetriedCallback() && state.visits > 0) {
            state.queued = true;
            state.enter(Kind.QUEUE, event);
        }
    }

    private Kind placeBefore() {
        return state.queued ? Kind.QUEUE : Kind.FLOW;
    }
}
