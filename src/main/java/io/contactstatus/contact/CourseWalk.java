package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through the resolved moments of a contact in their order, and makes its [Course] and its status of them.
///
/// What begins at one moment follows the order of a contact's life, which also decides where a time was rounded
/// or cut: such a time gives way to an exact one within its second.
final class CourseWalk {

    /// An offer to an agent may be stamped that much before the queue it comes from.
    private static final Duration EARLY_RINGING = Duration.ofSeconds(2);

    /// A contact that left its queue so shortly before its end left it by ending.
    private static final Duration LEAVING = Duration.ofSeconds(2);

    /// Passed through in no time, these are not worth a phase.
    private static final Set<Kind> FLEETING =
            EnumSet.of(Kind.SCHEDULED, Kind.FLOW, Kind.OUTSIDE, Kind.CONSULT, Kind.DIALLING);

    /// In the order of a contact's life.
    private enum Sign {
        BEGAN,
        DUE,
        ANSWERED,
        QUEUED,
        OFFERED,
        RINGING,
        REFUSED,
        LEFT_QUEUE,
        DIALLED_OUTSIDE,
        BACK,
        CONNECTED,
        TALKING,
        HELD,
        PAUSED,
        RESUMED,
        LEFT_ALONE,
        AGENT_LEFT,
        TRIED,
        ENDED;

        boolean isWithAgent() {
            return this == CONNECTED || this == TALKING || this == HELD;
        }

        /// Whether an exact time of the other one tells that a rounded time of this one comes before or after it.
        boolean isMeasuredBy(Sign other) {
            if (this == ENDED || this == TRIED) {
                return other.isWithAgent();
            }
            return other != REFUSED && other != ENDED && other != TRIED;
        }
    }

    private record Turn(
            Instant at, boolean exact, Sign sign, @Nullable String arn, Attribution by) {

        private static final Comparator<Turn> ORDER =
                Comparator.<Turn, Instant>comparing(turn -> turn.at).thenComparing(turn -> turn.sign);

        static Turn of(Sign sign, Attributed<Moment> moment, @Nullable String arn) {
            return new Turn(moment.value().at(), moment.value().exact(), sign, arn, moment.attribution());
        }

        Turn movedTo(Instant other) {
            return new Turn(other, exact, sign, arn, by);
        }
    }

    private final ResolvedFacts facts;
    private final LegRule legs;
    private final Leg leg;
    private final boolean calling;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();

    private Kind kind = Kind.FLOW;
    private boolean paused;
    private boolean answered;
    private boolean agentThere;
    private boolean alone;
    private boolean queuedEver;
    private boolean queued;
    private int visits;
    private @Nullable String queueArn;
    private @Nullable String agentArn;
    private @Nullable Phase open;
    private boolean closed;
    private Attributed<Status> status;
    private @Nullable Instant statusSince;
    private final Course course;

    CourseWalk(ResolvedFacts facts, LegRule legs, Leg leg) {
        this.facts = facts;
        this.legs = legs;
        this.leg = leg;
        calling = isCalling();
        status = new Attributed<>(Status.INITIATED, firstHeard());
        statusSince = null;
        collect();
        settle();
        turns.forEach(this::pass);
        finish();
        course = new Course(withTotals());
    }

    Course course() {
        return course;
    }

    Attributed<Status> status() {
        return status;
    }

    @Nullable
    Instant statusSince() {
        return statusSince;
    }

    /// Whether we called the customer, as far as the facts tell.
    boolean hasCalled() {
        return facts.method.is(Method.CALLBACK) ? course.has(Kind.DIALLING) || facts.isWithAgent() : calling;
    }

    boolean isAnswered() {
        return answered;
    }

    /// Outgoing calls of every kind. A callback is one only once an agent has accepted it.
    private boolean isCalling() {
        var channel = ResolvedFacts.valueIn(facts.channel);
        if (channel != null && !channel.equals("VOICE")) {
            return false;
        }
        return facts.isCampaign()
                || facts.method.is("OUTBOUND")
                || facts.method.isThirdParty()
                || facts.method.is(Method.CALLBACK)
                || facts.method.is(Method.CUSTOMER_FIRST_DIALED)
                || (facts.method.is("API") && channel != null);
    }

    private Attribution firstHeard() {
        var heard = facts.contact.heard().lastBySource();
        return heard.isEmpty()
                ? Attribution.by(Source.CONTACT_EVENT, null)
                : Attribution.by(heard.firstKey(), heard.get(heard.firstKey()));
    }

    // What has happened, in no order.

    private void collect() {
        var began = facts.started();
        if (began == null) {
            return;
        }
        var by = facts.initiated == null ? firstHeard() : facts.initiated.attribution();
        turns.add(new Turn(
                began, facts.initiated == null || facts.initiated.value().exact(), Sign.BEGAN, null, by));
        answer();
        facts.visits.forEach(visit -> turns.add(new Turn(
                visit.value().enqueued().at(),
                visit.value().enqueued().exact(),
                Sign.QUEUED,
                visit.value().queueArn(),
                visit.attribution())));
        agents();
        pauses();
        outside();
        leavingQueue();
        handingOver();
        end();
        due();
    }

    private void answer() {
        var system = facts.connectedToSystem;
        // Where a customer-first callback waits, the only connection there is made the callback.
        if (system == null || facts.method.is(Method.CUSTOMER_FIRST_QUEUED)) {
            return;
        }
        var isOfThisAttempt = facts.visits.isEmpty()
                || !facts.method.is(Method.CALLBACK)
                || system.value()
                        .at()
                        .isAfter(facts.visits.getLast().value().enqueued().at());
        if (isOfThisAttempt) {
            turns.add(Turn.of(Sign.ANSWERED, system, null));
        }
    }

    private void agents() {
        var connected = facts.connectedToAgent;
        if (connected != null) {
            turns.add(Turn.of(Sign.CONNECTED, connected, connectedAgent()));
        }
        var states = facts.states;
        var lastAttempt = lastAttempt();
        var lastEnded = facts.workStarted;
        for (var index = 0; index < states.size(); index++) {
            var state = states.get(index);
            var next = index + 1 < states.size() ? states.get(index + 1) : null;
            if (state.isRinging()) {
                add(state, state.isOffer() ? Sign.OFFERED : Sign.RINGING, ringing(state, next));
            } else if (facts.isRefusal(state)) {
                if (!isByTheEnd(state)) {
                    add(state, Sign.REFUSED, state.at());
                }
            } else if (state.isAnswered()) {
                // The connection is resolved; what the agent's side tells of the same one does not come before
                // it.
                var answeredAt = index > lastAttempt ? ResolvedFacts.at(connected) : null;
                var at = ResolvedFacts.later(state.at(), answeredAt);
                add(state, state.isHeld() ? Sign.HELD : state.isPaused() ? Sign.PAUSED : Sign.TALKING, at);
            } else if (state.isCleared() || (state.isEnded() && !isLastEnded(index))) {
                add(state, Sign.AGENT_LEFT, state.at());
            }
        }
        if (lastEnded != null) {
            turns.add(Turn.of(Sign.AGENT_LEFT, lastEnded, null));
        }
        var letGo = facts.letGo();
        if (letGo != null) {
            var isRinging = states.getLast().isRinging() && !letGo.equals(ResolvedFacts.at(connected));
            var sign = isRinging
                            && (connected == null
                                    || connected
                                            .value()
                                            .at()
                                            .isBefore(states.getLast().at()))
                    ? Sign.REFUSED
                    : Sign.AGENT_LEFT;
            turns.add(new Turn(letGo, true, sign, null, facts.byAgentsSide(letGo)));
        }
    }

    /// The customer's end stops the ringing: then it rang until the end, whatever the agent's side makes of it.
    private boolean isByTheEnd(AgentState refused) {
        var end = facts.isOver() ? facts.endedAt() : null;
        if (end == null) {
            return false;
        }
        return refused.isMissed()
                ? !refused.at().isBefore(end)
                : !refused.at().plus(Moment.ROUNDING).isBefore(end);
    }

    /// The last state before the connection that is resolved: an agent was tried then, or the one before was
    /// done.
    private int lastAttempt() {
        var last = -1;
        var done = -1;
        for (var index = 0; index < facts.states.size(); index++) {
            var state = facts.states.get(index);
            if (state.isRinging() || state.isRefused()) {
                last = index;
            } else if (state.isEnded() || state.isCleared()) {
                done = index;
            } else if (state.isAnswered()) {
                last = Math.max(last, done);
            }
        }
        return last;
    }

    private boolean isLastEnded(int index) {
        return facts.states.subList(index + 1, facts.states.size()).stream().noneMatch(AgentState::isEnded);
    }

    private void add(AgentState state, Sign sign, @Nullable Instant at) {
        turns.add(new Turn(
                Objects.requireNonNullElse(at, state.at()), true, sign, state.agent(), facts.byAgentsSide(state.at())));
    }

    private @Nullable String connectedAgent() {
        var recorded = facts.recordedAgent == null ? null : facts.recordedAgent.arn();
        var told = facts.live.agentArn();
        return recorded != null || told == null ? recorded : told.value();
    }

    /// An offer stamped just before its queue comes with it, unless the agent refused it before.
    private Instant ringing(AgentState ringing, @Nullable AgentState next) {
        for (var visit : facts.visits) {
            var queuedAt = visit.value().enqueued().at();
            var isEarly = ringing.at().isBefore(queuedAt)
                    && !ringing.at().plus(EARLY_RINGING).isBefore(queuedAt);
            if (isEarly && (next == null || !next.isRefused() || !next.at().isBefore(queuedAt))) {
                return queuedAt;
            }
        }
        return ringing.at();
    }

    private void pauses() {
        for (var pause : facts.live.pauses().elements()) {
            var moment = pause.at();
            turns.add(new Turn(
                    moment.at(),
                    moment.exact(),
                    pause.begins() ? Sign.PAUSED : Sign.RESUMED,
                    null,
                    Attribution.by(Source.CONTACT_EVENT, moment.at())));
        }
    }

    private void outside() {
        for (var call : facts.live.calledOutside().elements()) {
            var sign = call.step() == OutsideCall.Step.DIALLED ? Sign.DIALLED_OUTSIDE : Sign.BACK;
            turns.add(new Turn(call.at(), true, sign, null, Attribution.by(Source.FLOW_LOG, call.at())));
        }
    }

    /// The contact record tells when a contact left its queue. What took it out of there, if that is known, tells
    /// better.
    private void leavingQueue() {
        var dequeued = facts.recordedQueue == null ? null : facts.recordedQueue.dequeued();
        var last =
                facts.visits.isEmpty() ? null : facts.visits.getLast().value().enqueued();
        if (dequeued == null || last == null || dequeued.isBefore(last.at().truncatedTo(ChronoUnit.SECONDS))) {
            return;
        }
        var isAcceptance = facts.method.is(Method.CALLBACK);
        var isKnown = isAcceptance
                ? facts.states.stream().anyMatch(state -> state.isRinging() && !state.isOffer())
                : facts.isWithAgent() || wasOutsideAfter(last.at()) || isAtTheEnd(dequeued);
        if (!isKnown) {
            turns.add(new Turn(dequeued, false, Sign.LEFT_QUEUE, null, facts.byRecord()));
        }
    }

    private boolean wasOutsideAfter(Instant enqueued) {
        return facts.live.calledOutside().stream().anyMatch(call -> !call.at().isBefore(enqueued));
    }

    private boolean isAtTheEnd(Instant dequeued) {
        var end = ResolvedFacts.at(facts.disconnected);
        return end != null && dequeued.plus(LEAVING).isAfter(end);
    }

    private void handingOver() {
        var left = legs.leftAlone();
        if (legs.beganAsConsultation() && leg == Leg.CUSTOMER && left != null) {
            turns.add(new Turn(
                    left.at(), left.exact(), Sign.LEFT_ALONE, null, Attribution.by(Source.CONTACT_EVENT, left.at())));
        }
    }

    private void end() {
        tried();
        var end = facts.isOver() ? facts.ended() : facts.disconnected;
        if (end != null) {
            turns.add(Turn.of(facts.isOver() ? Sign.ENDED : Sign.TRIED, end, null));
        }
    }

    /// The first attempt of a callback; of those between it and the last one, only the queue is known.
    private void tried() {
        var first = facts.live.disconnected();
        if (first != null && facts.isQueuedAfter(first) && !first.equals(facts.live.lastDisconnected())) {
            turns.add(new Turn(
                    first.at(), first.exact(), Sign.TRIED, null, Attribution.by(Source.CONTACT_EVENT, first.at())));
        }
    }

    /// A task's time has come, and something has been heard since.
    private void due() {
        var scheduled = facts.scheduled();
        var flow = facts.live.flow();
        if (scheduled == null) {
            return;
        }
        var isHeardSince = turns.stream().anyMatch(turn -> !turn.at().isBefore(scheduled))
                || (flow != null && !flow.stamp().at().isBefore(scheduled));
        if (isHeardSince) {
            turns.add(new Turn(scheduled, true, Sign.DUE, null, Attribution.by(Source.CONTACT_EVENT, scheduled)));
        }
    }

    // Into their order.

    private void settle() {
        var exact = turns.stream().filter(Turn::exact).toList();
        turns.replaceAll(turn -> turn.exact() ? turn : measured(turn, exact));
        turns.sort(Turn.ORDER);
        var began = turns.stream().filter(turn -> turn.sign() == Sign.BEGAN).toList();
        turns.removeAll(began);
        turns.addAll(0, began);
        clampToEnd();
    }

    private static Turn measured(Turn turn, List<Turn> exact) {
        Instant before = null;
        Instant after = null;
        for (var other : exact) {
            if (!turn.sign().isMeasuredBy(other.sign())) {
                continue;
            }
            var distance = Duration.between(turn.at(), other.at());
            var order = other.sign().compareTo(turn.sign());
            if (order > 0 && !distance.isPositive() && distance.negated().compareTo(Moment.ROUNDING) < 0) {
                before = before == null || other.at().isBefore(before) ? other.at() : before;
            } else if (order < 0 && !distance.isNegative() && distance.compareTo(Moment.ROUNDING) <= 0) {
                after = after == null || other.at().isAfter(after) ? other.at() : after;
            }
        }
        if (before != null) {
            return turn.movedTo(before);
        }
        return after == null ? turn : turn.movedTo(after);
    }

    /// To be queued or connected is a fact, also where another clock puts the end before it.
    private void clampToEnd() {
        var end = turns.stream().filter(turn -> turn.sign() == Sign.ENDED).findFirst();
        end.ifPresent(ended -> {
            var late = turns.stream()
                    .filter(turn -> turn.sign() == Sign.QUEUED || turn.sign() == Sign.CONNECTED)
                    .filter(turn -> turn.at().isAfter(ended.at()))
                    .toList();
            turns.removeAll(late);
            turns.addAll(
                    turns.indexOf(ended),
                    late.stream().map(turn -> turn.movedTo(ended.at())).toList());
        });
    }

    // Through them.

    private void pass(Turn turn) {
        if (closed) {
            // By another clock. What is told of the agent then is told of the agent alone.
            return;
        }
        switch (turn.sign()) {
            case BEGAN -> begin(turn);
            case DUE -> {
                if (kind == Kind.SCHEDULED) {
                    enter(Kind.FLOW, turn);
                }
            }
            case ANSWERED -> answer(turn);
            case QUEUED -> queue(turn);
            case OFFERED -> ring(turn, true);
            case RINGING -> ring(turn, false);
            case REFUSED -> refuse(turn);
            case LEFT_QUEUE -> leaveQueue(turn);
            case DIALLED_OUTSIDE -> dialOutside(turn);
            case BACK -> {
                if (kind == Kind.OUTSIDE) {
                    enter(Kind.FLOW, turn);
                }
            }
            case CONNECTED, TALKING -> talk(turn);
            case HELD -> {
                meet(turn);
                paused = false;
                say(Status.ON_HOLD, turn);
                enter(together(), turn);
            }
            case PAUSED -> pause(turn);
            case RESUMED -> resume(turn);
            case LEFT_ALONE -> {
                alone = true;
                if (kind == Kind.CONSULT) {
                    enter(together(), turn);
                }
            }
            case AGENT_LEFT -> leaveAgent(turn);
            case TRIED -> {
                say(Status.INITIATED, turn);
                agentThere = false;
                agentArn = null;
                answered = false;
                queued = false;
                paused = false;
                enter(Kind.SCHEDULED, turn);
            }
            case ENDED -> close(turn.at());
        }
    }

    private void begin(Turn turn) {
        answered = !calling;
        say(Status.INITIATED, turn);
        var isLater = facts.scheduled() != null || facts.method.isRequestedCallback();
        enter(isLater ? Kind.SCHEDULED : calling ? Kind.DIALLING : Kind.FLOW, turn);
    }

    private void answer(Turn turn) {
        answered = true;
        if (!agentThere && !queued && !paused && kind != Kind.RINGING) {
            say(Status.CONNECTED_TO_SYSTEM, turn);
        }
        if (kind == Kind.DIALLING) {
            enter(agentThere ? together() : Kind.FLOW, turn);
        } else if (kind == Kind.SCHEDULED && facts.scheduled() == null) {
            enter(Kind.FLOW, turn);
        }
    }

    private void queue(Turn turn) {
        queued = true;
        queuedEver = true;
        visits++;
        queueArn = turn.arn();
        agentThere = false;
        agentArn = null;
        paused = false;
        say(Status.QUEUED, turn);
        enter(Kind.QUEUE, turn);
    }

    private void ring(Turn turn, boolean isOffer) {
        agentArn = turn.arn();
        // What is paused is not offered.
        paused = false;
        say(Status.CONNECTING_TO_AGENT, turn);
        if (facts.method.is(Method.CALLBACK) && !isOffer) {
            // The agent has accepted, and dials.
            queued = false;
            enter(answered ? Kind.RINGING : Kind.DIALLING, turn);
        } else if (calling && !answered && !facts.method.is(Method.CALLBACK)) {
            enter(Kind.DIALLING, turn);
        } else {
            enter(Kind.RINGING, turn);
        }
    }

    private void refuse(Turn turn) {
        if (agentThere) {
            return;
        }
        agentArn = null;
        if (paused) {
            // And stays so.
            kind = kind == Kind.RINGING ? (queued ? Kind.QUEUE : Kind.FLOW) : kind;
            return;
        }
        if (queuedEver) {
            say(Status.QUEUED, turn);
        } else {
            say(answered && facts.connectedToSystem != null ? Status.CONNECTED_TO_SYSTEM : Status.INITIATED, turn);
        }
        if (kind == Kind.RINGING) {
            enter(queued ? Kind.QUEUE : Kind.FLOW, turn);
        } else if (kind == Kind.DIALLING && facts.method.is(Method.CALLBACK) && queuedEver) {
            queued = true;
            enter(Kind.QUEUE, turn);
        }
    }

    private void leaveQueue(Turn turn) {
        if (kind == Kind.QUEUE || kind == Kind.RINGING) {
            queued = false;
            enter(facts.method.is(Method.CALLBACK) && !answered ? Kind.DIALLING : Kind.FLOW, turn);
        }
    }

    /// By a flow, so no agent is with the customer any more.
    private void dialOutside(Turn turn) {
        queued = false;
        if (agentThere) {
            agentThere = false;
            paused = false;
            say(Status.CONNECTED_TO_SYSTEM, turn);
        }
        enter(Kind.OUTSIDE, turn);
    }

    private void talk(Turn turn) {
        meet(turn);
        paused = false;
        say(Status.CONNECTED_TO_AGENT, turn);
        enter(withAgent(), turn);
    }

    private void meet(Turn turn) {
        agentThere = true;
        queued = false;
        agentArn = turn.arn() == null ? agentArn : turn.arn();
    }

    private Kind withAgent() {
        if (isConsulting()) {
            return Kind.CONSULT;
        }
        return calling && !answered ? Kind.DIALLING : Kind.WITH_AGENT;
    }

    /// As the agent's hold may have begun before the customer was there.
    private Kind together() {
        return withAgent() == Kind.WITH_AGENT && status.value() == Status.ON_HOLD ? Kind.ON_HOLD : withAgent();
    }

    private boolean isConsulting() {
        return legs.beganAsConsultation() && !alone && leg != Leg.CONFERENCE;
    }

    private void pause(Turn turn) {
        if (turn.by().sources().contains(Source.AGENT_EVENT) && !agentThere) {
            meet(turn);
            enter(withAgent(), turn);
        }
        paused = true;
        say(Status.PAUSED, turn);
        enter(kind, turn);
    }

    private void resume(Turn turn) {
        if (!paused) {
            return;
        }
        paused = false;
        if (kind == Kind.RINGING) {
            say(Status.CONNECTING_TO_AGENT, turn);
        } else if (kind == Kind.ON_HOLD) {
            say(Status.ON_HOLD, turn);
        } else if (agentThere) {
            say(Status.CONNECTED_TO_AGENT, turn);
        } else {
            say(queued ? Status.QUEUED : Status.CONNECTED_TO_SYSTEM, turn);
        }
        enter(kind, turn);
    }

    /// The customer may go on without the agent, in a flow or outside.
    private void leaveAgent(Turn turn) {
        if (!agentThere) {
            // Done with what was another's, or nobody's, by then.
            if (kind == Kind.RINGING) {
                refuse(turn);
            }
            return;
        }
        say(Status.AFTER_CONTACT_WORK, turn);
        agentThere = false;
        paused = false;
        if (calling && !answered) {
            enter(kind, turn);
        } else {
            enter(isPutOutside() ? Kind.OUTSIDE : Kind.FLOW, turn);
        }
    }

    private boolean isPutOutside() {
        var record = facts.record;
        if (legs.hasThirdParty() || facts.isRecordedOutside()) {
            return true;
        }
        return record != null && record.transferredTo() == null && record.transferCompleted() != null;
    }

    private void say(Status told, Turn turn) {
        status = new Attributed<>(told, turn.by());
        statusSince = turn.at();
    }

    private void enter(Kind next, Turn turn) {
        kind = next;
        var shown = paused && next != Kind.SCHEDULED ? Kind.PAUSED : next;
        var isWaiting = shown == Kind.QUEUE || shown == Kind.RINGING;
        var visit = isWaiting && queued ? visits : 0;
        var queue = visit == 0 ? null : queueArn;
        var agent = isOfAgent(shown) ? agentArn : null;
        var from = boundary(turn.at());
        var current = open;
        if (current != null) {
            if (current.kind() == shown
                    && current.visit() == visit
                    && (agent == null || current.agentArn() == null || ResourceId.isSame(agent, current.agentArn()))) {
                open = current.agentArn() != null || agent == null ? current : current.of(agent);
                return;
            }
            keep(current.endingAt(from));
        }
        open = new Phase(shown, from, null, visit, queue, agent, 0, 0);
    }

    private boolean isOfAgent(Kind shown) {
        return switch (shown) {
            case RINGING, WITH_AGENT, ON_HOLD, CONSULT, AFTER_CONTACT_WORK -> true;
            case DIALLING -> facts.method.is("OUTBOUND") || facts.method.is(Method.CALLBACK);
            case PAUSED -> agentThere;
            case SCHEDULED, FLOW, QUEUE, OUTSIDE -> false;
        };
    }

    private Instant boundary(Instant at) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        return open == null || second.isAfter(open.from()) ? second : open.from();
    }

    private void keep(Phase ended) {
        if (ended.length() > 0 || !FLEETING.contains(ended.kind())) {
            phases.add(ended);
        }
    }

    private void close(Instant at) {
        var current = open;
        if (closed || current == null) {
            return;
        }
        closed = true;
        var end = boundary(at);
        var ended = current.endingAt(end);
        keep(ended);
        if (phases.isEmpty()
                || (!phases.getLast().equals(ended) && phases.getLast().isWaiting())) {
            // However shortly before, it did not end in the queue.
            phases.add(ended);
        }
        open = null;
        work(end);
    }

    /// What the agent does when the customer is gone.
    private void work(Instant end) {
        var isDone = facts.record != null || facts.completed != null || facts.isCleared();
        var last = facts.agentState();
        if (isDone) {
            var until = facts.workEnded == null
                    ? ResolvedFacts.valueIn(facts.completed)
                    : facts.workEnded.value().at();
            var over = until == null ? end : until.truncatedTo(ChronoUnit.SECONDS);
            if ((facts.workStarted != null || facts.workEnded != null) && over.isAfter(end)) {
                phases.add(new Phase(Kind.AFTER_CONTACT_WORK, end, over, 0, null, workingAgent(), 0, 0));
            }
        } else if (last != null && last.isEnded()) {
            phases.add(new Phase(Kind.AFTER_CONTACT_WORK, end, null, 0, null, workingAgent(), 0, 0));
        }
    }

    private @Nullable String workingAgent() {
        var connected = connectedAgent();
        return connected == null ? agentArn : connected;
    }

    private void finish() {
        if (facts.isOver()) {
            sayOver();
            if (open != null) {
                // Nothing tells when it ended.
                close(open.from());
            }
        } else if (open != null) {
            phases.add(open);
        }
    }

    private void sayOver() {
        var last = facts.agentState();
        var disconnected = facts.disconnected;
        if (facts.record != null || facts.completed != null) {
            status = new Attributed<>(
                    Status.COMPLETED,
                    facts.record != null
                            ? facts.byRecord()
                            : Objects.requireNonNull(facts.completed).attribution());
            statusSince = ResolvedFacts.valueIn(facts.completed);
        } else if (last != null && (last.isEnded() || last.isCleared())) {
            var started = facts.workStarted;
            status = new Attributed<>(
                    Status.AFTER_CONTACT_WORK, started == null ? facts.byAgentsSide(last.at()) : started.attribution());
            statusSince = started == null ? last.at() : started.value().at();
        } else if (disconnected != null) {
            status = new Attributed<>(Status.DISCONNECTED, disconnected.attribution());
            statusSince = disconnected.value().at();
        }
    }

    // What is known only as a sum.

    private List<Phase> withTotals() {
        var isTimed = phases.stream().anyMatch(phase -> phase.kind() == Kind.ON_HOLD);
        var isPaused = phases.stream()
                .dropWhile(phase -> phase.kind() != Kind.WITH_AGENT)
                .anyMatch(phase -> phase.kind() == Kind.PAUSED);
        var held = isTimed ? 0 : Objects.requireNonNullElse(untimedHold(), 0);
        var pause = isPaused || facts.recordedAgent == null
                ? 0
                : Objects.requireNonNullElse(facts.recordedAgent.pauseSeconds(), 0);
        if (leg == Leg.CONFERENCE && facts.recordedAgent != null && facts.recordedAgent.interactionSeconds() != null) {
            var together = phases.stream()
                    .filter(phase -> phase.kind() == Kind.WITH_AGENT)
                    .mapToInt(Phase::length)
                    .sum();
            held = Math.max(0, together - facts.recordedAgent.interactionSeconds());
            pause = 0;
        }
        var counted = connectedAgent();
        var spread = new ArrayList<Phase>(phases.size());
        for (var phase : phases) {
            if (phase.kind() == Kind.WITH_AGENT && !phase.isRunning() && isOf(phase, counted)) {
                var heldHere = Math.clamp(held, 0, phase.length());
                var pausedHere = Math.clamp(pause, 0, phase.length() - heldHere);
                held -= heldHere;
                pause -= pausedHere;
                spread.add(phase.with(heldHere, pausedHere));
            } else {
                spread.add(phase);
            }
        }
        return spread;
    }

    private static boolean isOf(Phase phase, @Nullable String agent) {
        return agent == null || phase.agentArn() == null || ResourceId.isSame(agent, phase.agentArn());
    }

    /// Null where no source counts it.
    @Nullable
    Integer untimedHold() {
        var recorded = facts.recordedAgent == null ? null : facts.recordedAgent.holdSeconds();
        var told = facts.live.heldSeconds();
        return recorded != null || told == null ? recorded : told.value();
    }
}
