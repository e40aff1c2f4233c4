package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of the customer's side, and after it what the agent still does.
final class CourseEnd {

    private final CourseState state;
    private final ResolvedFacts facts;

    CourseEnd(CourseState state) {
        this.state = state;
        facts = state.facts;
    }

    void addTo(List<CourseEvent> events) {
        var end = facts.isOver() ? facts.ended() : null;
        if (end != null) {
            events.add(CourseEvent.of(Sign.ENDED, end, null));
        }
    }

    void ended(Instant at) {
        var end = state.phases.close(at);
        if (end != null) {
            addAfterContactWork(end);
        }
    }

    private void addAfterContactWork(Instant end) {
        var isDone = facts.record != null || facts.completed != null || facts.agentSide.isCleared();
        var last = facts.agentSide.last();
        if (isDone) {
            var until = facts.workEnded == null
                    ? ResolvedFacts.valueIn(facts.completed)
                    : facts.workEnded.value().at();
            var over = until == null ? end : until.truncatedTo(ChronoUnit.SECONDS);
            if ((facts.workStarted != null || facts.workEnded != null) && over.isAfter(end)) {
                state.phases.add(work(end, over));
            }
        } else if (last != null && last.isEnded()) {
            state.phases.add(work(end, null));
        }
    }

    private Phase work(Instant from, @Nullable Instant until) {
        var connected = facts.connectedAgent();
        var agent = connected == null ? state.agentArn : connected;
        return new Phase(Kind.AFTER_CONTACT_WORK, from, until, 0, null, agent, 0, 0);
    }

    /// Nothing more is told: what goes on goes on.
    void finish() {
        if (facts.isOver()) {
            sayOver();
            var open = state.phases.open();
            if (open != null) {
                // Nothing tells when it ended.
                ended(open.from());
            }
        }
    }

    private void sayOver() {
        var last = facts.agentSide.last();
        var disconnected = facts.disconnected;
        if (facts.record != null || facts.completed != null) {
            state.say(
                    Status.COMPLETED,
                    ResolvedFacts.valueIn(facts.completed),
                    facts.record != null
                            ? facts.sources.byRecord()
                            : Objects.requireNonNull(facts.completed).attribution());
        } else if (last != null && (last.isEnded() || last.isCleared())) {
            var started = facts.workStarted;
            state.say(
                    Status.AFTER_CONTACT_WORK,
                    started == null ? last.at() : started.value().at(),
                    started == null ? facts.sources.byAgentsSide(last.at()) : started.attribution());
        } else if (disconnected != null) {
            state.say(Status.DISCONNECTED, disconnected.value().at(), disconnected.attribution());
        }
    }
}
