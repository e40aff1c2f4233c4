package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.util.List;

/// A contact may be paused anywhere, and is resumed where it was.
final class Pauses {

    private final CourseState state;
    private final AgentTalks talks;

    Pauses(CourseState state, AgentTalks talks) {
        this.state = state;
        this.talks = talks;
    }

    void addTo(List<CourseEvent> events) {
        for (var pause : state.facts.live.pauses().elements()) {
            var moment = pause.at();
            var sign = pause.begins() ? Sign.PAUSED : Sign.RESUMED;
            events.add(CourseEvent.of(sign, moment, null, Attribution.by(Source.CONTACT_EVENT, moment.at())));
        }
    }

    void paused(CourseEvent event) {
        if (event.by().sources().contains(Source.AGENT_EVENT) && !state.agentThere) {
            talks.meet(event);
            state.enter(state.withAgent(), event);
        }
        state.paused = true;
        state.say(Status.PAUSED, event);
        state.enter(state.kind, event);
    }

    void resumed(CourseEvent event) {
        if (!state.paused) {
            return;
        }
        state.paused = false;
        if (state.kind == Kind.RINGING) {
            state.say(Status.CONNECTING_TO_AGENT, event);
        } else if (state.kind == Kind.ON_HOLD) {
            state.say(Status.ON_HOLD, event);
        } else if (state.agentThere) {
            state.say(Status.CONNECTED_TO_AGENT, event);
        } else {
            state.say(state.queued ? Status.QUEUED : Status.CONNECTED_TO_SYSTEM, event);
        }
        state.enter(state.kind, event);
    }
}
