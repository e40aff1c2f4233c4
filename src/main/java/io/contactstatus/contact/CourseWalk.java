package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through what happened to a contact, in its order, and makes its [Course] and its status of it. Each rule
/// of the course is a class of its own, which collects its events and says what they do; here is only their
/// order.
final class CourseWalk {

    private final CourseState state;
    private final CourseBeginning beginning;
    private final QueueVisits queueVisits;
    private final AgentAttempts attempts;
    private final AgentTalks talks;
    private final Pauses pauses;
    private final OutsideCalls outsideCalls;
    private final CallbackAttempts callbackAttempts;
    private final CourseEnd end;
    private final Course course;

    CourseWalk(ResolvedFacts facts, LegRule legs, Leg leg) {
        state = new CourseState(facts, legs, leg);
        beginning = new CourseBeginning(state);
        queueVisits = new QueueVisits(state);
        attempts = new AgentAttempts(state);
        talks = new AgentTalks(state, attempts);
        pauses = new Pauses(state, talks);
        outsideCalls = new OutsideCalls(state);
        callbackAttempts = new CallbackAttempts(state);
        end = new CourseEnd(state);
        CourseEventOrder.of(events()).forEach(this::pass);
        end.finish();
        course = new Course(UntimedSums.spreadOver(state.phases.all(), facts, leg));
    }

    private List<CourseEvent> events() {
        var events = new ArrayList<CourseEvent>();
        if (beginning.addTo(events)) {
            queueVisits.addTo(events);
            new AgentSideEvents(state.facts).addTo(events);
            pauses.addTo(events);
            outsideCalls.addTo(events);
            talks.addHandingOverTo(events);
            callbackAttempts.addTo(events);
            end.addTo(events);
            beginning.addDueTo(events);
        }
        return events;
    }

    private void pass(CourseEvent event) {
        if (state.phases.isClosed()) {
            // By another clock. What is told of the agent then is told of the agent alone.
            return;
        }
        switch (event.sign()) {
            case BEGAN -> beginning.began(event);
            case DUE -> beginning.due(event);
            case ANSWERED -> beginning.answered(event);
            case QUEUED -> queueVisits.entered(event);
            case LEFT_QUEUE -> queueVisits.left(event);
            case OFFERED -> attempts.offered(event);
            case RINGING -> attempts.rang(event);
            case REFUSED -> attempts.refused(event);
            case DIALLED_OUTSIDE -> outsideCalls.dialled(event);
            case BACK -> outsideCalls.back(event);
            case CONNECTED, TALKING -> talks.talked(event);
            case HELD -> talks.held(event);
            case LEFT_ALONE -> talks.handedOver(event);
            case AGENT_LEFT -> talks.left(event);
            case PAUSED -> pauses.paused(event);
            case RESUMED -> pauses.resumed(event);
            case TRIED -> callbackAttempts.tried(event);
            case ENDED -> end.ended(event.at());
        }
    }

    Course course() {
        return course;
    }

    Attributed<Status> status() {
        return state.status();
    }

    @Nullable
    Instant statusSince() {
        return state.statusSince();
    }

    /// Whether we called the customer, as far as the facts tell.
    boolean hasCalled() {
        return state.isRetriedCallback() ? course.has(Kind.DIALLING) || state.facts.isWithAgent() : state.calling;
    }

    boolean isAnswered() {
        return state.answered;
    }
}
