package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a contact is while a [CourseWalk] goes through its events. Mutable, and changed by the rules of the
/// course only: [CourseBeginning], [QueueVisits], [AgentAttempts], [AgentTalks], [Pauses], [OutsideCalls],
/// [CallbackAttempts] and [CourseEnd].
final class CourseState {

    final ResolvedFacts facts;
    final LegRule legs;
    final Leg leg;
    final CoursePhases phases = new CoursePhases();

    /// Whether we call the customer, who has to answer first.
    final boolean calling;

    Kind kind = Kind.FLOW;
    boolean answered;
    boolean paused;
    boolean agentThere;
    /// An agent's consultation was left alone with the customer.
    boolean leftAlone;

    boolean queued;
    int visits;

    @Nullable
    String queueArn;

    @Nullable
    String agentArn;

    private Attributed<Status> status;
    private @Nullable Instant statusSince;

    CourseState(ResolvedFacts facts, LegRule legs, Leg leg) {
        this.facts = facts;
        this.legs = legs;
        this.leg = leg;
        calling = CourseBeginning.isCalling(facts);
        status = new Attributed<>(Status.INITIATED, facts.sources.firstHeard());
    }

    Attributed<Status> status() {
        return status;
    }

    @Nullable
    Instant statusSince() {
        return statusSince;
    }

    void say(Status told, CourseEvent event) {
        say(told, event.at(), event.by());
    }

    void say(Status told, @Nullable Instant since, Attribution by) {
        status = new Attributed<>(told, by);
        statusSince = since;
    }

    void enter(Kind next, CourseEvent event) {
        kind = next;
        var shown = paused && next != Kind.SCHEDULED ? Kind.PAUSED : next;
        var isWaiting = shown == Kind.QUEUE || shown == Kind.RINGING;
        var visit = isWaiting && queued ? visits : 0;
        phases.enter(shown, event.at(), visit, visit == 0 ? null : queueArn, isOfAgent(shown) ? agentArn : null);
    }

    private boolean isOfAgent(Kind shown) {
        return switch (shown) {
            case RINGING, WITH_AGENT, ON_HOLD, CONSULT, AFTER_CONTACT_WORK -> true;
            case DIALLING -> facts.method.is("OUTBOUND") || facts.method.is(Method.CALLBACK);
            case PAUSED -> agentThere;
            case SCHEDULED, FLOW, QUEUE, OUTSIDE -> false;
        };
    }

    boolean isRetriedCallback() {
        return facts.isRetried();
    }

    /// Where the contact is when its agent is there.
    Kind withAgent() {
        if (legs.beganAsConsultation() && !leftAlone && leg != Leg.CONFERENCE) {
            return Kind.CONSULT;
        }
        return calling && !answered ? Kind.DIALLING : Kind.WITH_AGENT;
    }

    /// Like [#withAgent], but the agent's hold may have begun before the customer was there.
    Kind together() {
        return withAgent() == Kind.WITH_AGENT && status.value() == Status.ON_HOLD ? Kind.ON_HOLD : withAgent();
    }
}
