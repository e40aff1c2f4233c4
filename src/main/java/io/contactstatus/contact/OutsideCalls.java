package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.util.List;

/// A flow puts the customer through to an outside number; no agent is with the customer then.
final class OutsideCalls {

    private final CourseState state;

    OutsideCalls(CourseState state) {
        this.state = state;
    }

    void addTo(List<CourseEvent> events) {
        for (var call : state.facts.live.calledOutside().elements()) {
            var sign = call.stage() == OutsideCall.Stage.DIALLED ? Sign.DIALLED_OUTSIDE : Sign.BACK;
            events.add(CourseEvent.exactly(call.at(), sign, null, Attribution.by(Source.FLOW_LOG, call.at())));
        }
    }

    void dialled(CourseEvent event) {
        state.queued = false;
        if (state.agentThere) {
            state.agentThere = false;
            state.paused = false;
            state.say(Status.CONNECTED_TO_SYSTEM, event);
        }
        state.enter(Kind.OUTSIDE, event);
    }

    void back(CourseEvent event) {
        if (state.kind == Kind.OUTSIDE) {
            state.enter(Kind.FLOW, event);
        }
    }
}
