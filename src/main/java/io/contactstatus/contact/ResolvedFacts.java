package io.contactstatus.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the sources say of one contact, resolved: each value once, together with who says it.
///
/// The one rule of precedence: what the contact record speaks about outranks the live sources, except that a live
/// time less than a second away is the same moment, told finer.
final class ResolvedFacts {

    /// Of whom nothing but a machine was reached.
    private static final Set<String> MACHINES =
            Set.of("VOICEMAIL_BEEP", "VOICEMAIL_NO_BEEP", "AMD_UNANSWERED", "FAX_MACHINE_DETECTED");

    /// Types of what a contact is transferred to within Amazon Connect.
    private static final Set<String> INSIDE = Set.of("CONTACT_FLOW", "QUEUE");

    private static final String MACHINE_TONES = "SIT_TONE_";

    final Contact contact;
    final LiveFacts live;
    final @Nullable ContactRecord record;
    final ContactRecord.@Nullable Queue recordedQueue;
    final ContactRecord.@Nullable Agent recordedAgent;
    final Method method;
    final List<AgentState> states;
    final @Nullable Attributed<String> channel;
    final @Nullable Attributed<String> subtype;
    final @Nullable Attributed<String> reason;
    final @Nullable Attributed<Moment> initiated;
    final @Nullable Attributed<Moment> connectedToSystem;
    final List<Attributed<QueueVisit>> visits;
    final @Nullable Attributed<Moment> connectedToAgent;
    final @Nullable Attributed<Moment> disconnected;
    final @Nullable Attributed<Moment> workStarted;
    final @Nullable Attributed<Moment> workEnded;
    final @Nullable Attributed<Instant> completed;

    ResolvedFacts(Contact contact) {
        this.contact = contact;
        live = contact.live();
        record = contact.record();
        recordedQueue = record == null ? null : record.queue();
        recordedAgent = record == null ? null : record.agent();
        method = new Method(contact.initiationMethod());
        states = states();
        channel = word(record == null ? null : record.channel(), live.channel());
        subtype = word(record == null ? null : record.subtype(), live.subtype());
        reason = word(record == null ? null : record.disconnectReason(), live.disconnectReason());
        initiated = initiated();
        connectedToSystem = time(
                record == null ? null : record.connectedToSystem(),
                byEvent(isRetried() ? live.lastConnectedToSystem() : live.connectedToSystem()));
        visits = visits();
        connectedToAgent = time(recordedAgent == null ? null : recordedAgent.connected(), connectedLive());
        disconnected = time(
                record == null ? null : record.disconnected(),
                byEvent(isRetried() ? live.lastDisconnected() : live.disconnected()));
        workStarted =
                time(recordedAgent == null ? null : recordedAgent.afterContactWorkStarted(), last(AgentState::isEnded));
        workEnded = time(recordedAgent == null ? null : recordedAgent.afterContactWorkEnded(), clearedLive());
        completed = completed();
    }

    /// The same callback is queued and dialled again after an attempt that failed.
    private boolean isRetried() {
        return method.is(Method.CALLBACK);
    }

    boolean isCampaign() {
        return live.campaign() || (record != null && record.campaign()) || method.is("CAMPAIGN_PREVIEW");
    }

    /// A campaign lists its contacts long before it dials them; whichever source knows the later time knows the
    /// call.
    private @Nullable Attributed<Moment> initiated() {
        var recorded = record == null ? null : record.initiated();
        if (!isCampaign()) {
            return time(recorded, byEvent(live.initiated()));
        }
        var dialled = byEvent(live.lastInitiated());
        var resolved = time(recorded, dialled);
        var isListedOnly = dialled != null
                && resolved != null
                && dialled.value().at().isAfter(resolved.value().at());
        return isListedOnly ? dialled : resolved;
    }

    boolean isSynthetic() {
        return live.synthetic() || (record != null && record.synthetic());
    }

    /// Whether the customer's side has ended, and a callback does not wait again.
    boolean isOver() {
        if (record != null) {
            return true;
        }
        var end = disconnected == null ? live.completed() : disconnected.value();
        return end != null && !isQueuedAfter(end);
    }

    boolean isQueuedAfter(Moment end) {
        return isRetried()
                && !visits.isEmpty()
                && visits.getLast().value().enqueued().at().isAfter(end.at());
    }

    /// Whether an agent ever had it: the connection itself may not have been heard of.
    boolean isWithAgent() {
        return connectedToAgent != null || states.stream().anyMatch(AgentState::isAnswered);
    }

    /// The end, as far as anything tells; the last one of a callback that is tried again.
    @Nullable
    Attributed<Moment> ended() {
        if (disconnected != null) {
            return disconnected;
        }
        // Without an agent Amazon Connect completes a contact with its end.
        var completed = live.completed();
        return completed == null || isWithAgent()
                ? null
                : new Attributed<>(completed, Attribution.by(Source.CONTACT_EVENT, completed.at()));
    }

    @Nullable
    Instant endedAt() {
        var ended = ended();
        return ended == null ? null : ended.value().at();
    }

    /// Whether an agent did not answer while the other side was still there. The agent's side says MISSED also
    /// when it is the customer who gave up.
    boolean isRefusal(AgentState state) {
        var end = endedAt();
        return state.isRefused() && (end == null || !isOver() || state.at().isBefore(end));
    }

    @Nullable
    Attributed<String> answeredBy() {
        return word(record == null ? null : record.answeredBy(), live.answeredBy());
    }

    boolean isAnsweredByMachine() {
        var told = answeredBy();
        return told != null && (MACHINES.contains(told.value()) || told.value().startsWith(MACHINE_TONES));
    }

    @Nullable
    Instant scheduled() {
        if (record != null && record.scheduled() != null) {
            return record.scheduled();
        }
        return live.scheduled() == null ? null : live.scheduled().value();
    }

    @Nullable
    AgentState agentState() {
        return states.isEmpty() ? null : states.getLast();
    }

    /// Whether the agent is done with it. Two sources tell of the end by clocks of their own, so ENDED may
    /// follow.
    boolean isCleared() {
        var cleared = false;
        for (var state : states) {
            cleared = state.isCleared() || (cleared && state.isEnded());
        }
        return cleared || isWorkLetGo();
    }

    /// When the agent had let go of it, by the events of the agent that do not hold it any more. The difference
    /// of two events tells it better. The last event that held it may be older than the connection, where that
    /// was told by another source.
    @Nullable
    Instant letGo() {
        var held = live.heldByAgent();
        var last = agentState();
        if (held == null || held.value() || last == null) {
            return null;
        }
        var at = held.stamp().at();
        if (last.at().isAfter(at) || last.isEnded() || last.isCleared() || last.isRefused()) {
            return null;
        }
        return later(at, at(connectedToAgent));
    }

    /// After-contact work that the agent's events do not hold any more, while the event that ended it was lost.
    private boolean isWorkLetGo() {
        var held = live.heldByAgent();
        var last = agentState();
        return held != null
                && !held.value()
                && last != null
                && last.isEnded()
                && !last.at().isAfter(held.stamp().at());
    }

    private @Nullable Attributed<Moment> clearedLive() {
        var cleared = last(AgentState::isCleared);
        var held = live.heldByAgent();
        return cleared == null && held != null && isWorkLetGo()
                ? new Attributed<>(Moment.exact(held.stamp().at()), Attribution.by(held.stamp()))
                : cleared;
    }

    /// The contact record names where the customer was put through to, and it is no flow or queue of ours.
    boolean isRecordedOutside() {
        var to = record == null ? null : record.transferredTo();
        return to != null && !INSIDE.contains(to.type());
    }

    /// When it was initiated, or the earliest time known while that is unknown.
    @Nullable
    Instant started() {
        if (initiated != null) {
            return initiated.value().at();
        }
        return Stream.of(
                        live.earliest() == null ? null : live.earliest().at(),
                        at(connectedToSystem),
                        visits.isEmpty()
                                ? null
                                : visits.getFirst().value().enqueued().at(),
                        at(connectedToAgent),
                        at(disconnected),
                        record == null ? null : known(record.edition().lastUpdate()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// An older version stored states without their agents. A hold of the very moment of the connection is one
    /// that an agent event dates by the connection: nothing tells when it began.
    private List<AgentState> states() {
        var distinct = new ArrayList<AgentState>();
        for (var state : live.agentStates().elements()) {
            var last = distinct.isEmpty() ? null : distinct.getLast();
            if (last != null && last.isTalking() && state.isHeld() && last.at().equals(state.at())) {
                continue;
            }
            if (last != null && last.isSameAs(state)) {
                distinct.removeLast();
            }
            distinct.add(state);
        }
        return List.copyOf(distinct);
    }

    private List<Attributed<QueueVisit>> visits() {
        var told = new ArrayList<QueueVisit>();
        var first = live.firstEnqueued();
        Stream.concat(Stream.ofNullable(first == null ? null : new QueueVisit(first, null)), live.visits().stream())
                .sorted()
                .forEach(visit -> add(told, visit));
        var recorded = recordedQueue == null ? null : recordedQueue.enqueued();
        if (recorded == null) {
            return told.stream()
                    .map(visit -> new Attributed<>(visit, teller(visit)))
                    .toList();
        }
        return corrected(told, Moment.rounded(recorded));
    }

    /// Of two that are one, the finer one and its queue are kept.
    private static void add(List<QueueVisit> visits, QueueVisit next) {
        var last = visits.isEmpty() ? null : visits.getLast();
        if (last == null || !last.enqueued().isSameAs(next.enqueued())) {
            visits.add(next);
            return;
        }
        var finer = last.enqueued().exact() || !next.enqueued().exact() ? last.enqueued() : next.enqueued();
        visits.set(
                visits.size() - 1, new QueueVisit(finer, last.queueArn() == null ? next.queueArn() : last.queueArn()));
    }

    /// The contact record speaks of the last visit. What is told of an earlier one stays, if something has
    /// happened since by which the contact left it; else it is the same visit, and the record's time of it
    /// counts.
    private List<Attributed<QueueVisit>> corrected(List<QueueVisit> told, Moment recorded) {
        var kept = new ArrayList<Attributed<QueueVisit>>();
        Attributed<QueueVisit> same = null;
        for (var visit : told) {
            if (visit.enqueued().isSameAs(recorded)) {
                same = new Attributed<>(
                        visit.enqueued().exact() ? visit : new QueueVisit(recorded, visit.queueArn()),
                        teller(visit).andBy(Source.CONTACT_RECORD));
            } else if (visit.enqueued().at().isBefore(recorded.at())) {
                kept.add(new Attributed<>(visit, teller(visit)));
            }
        }
        if (same == null) {
            var last = kept.isEmpty() ? null : kept.getLast();
            if (last != null && !isLeftBetween(last.value().enqueued(), recorded)) {
                kept.removeLast();
            }
            same = new Attributed<>(
                    new QueueVisit(recorded, recordedQueue == null ? null : recordedQueue.arn()), byRecord());
        }
        kept.add(same);
        return kept;
    }

    private boolean isLeftBetween(Moment from, Moment until) {
        return states.stream().anyMatch(state -> isBetween(from, state.at(), until))
                || live.calledOutside().stream().anyMatch(call -> isBetween(from, call.at(), until));
    }

    private static boolean isBetween(Moment from, Instant at, Moment until) {
        return at.isAfter(from.at()) && at.isBefore(until.at());
    }

    private Attribution teller(QueueVisit visit) {
        return teller(visit.enqueued(), live.queueArn());
    }

    /// Of the same source as the place that it told along with it.
    private Attribution teller(Moment moment, @Nullable Latest<String> place) {
        return place != null && place.stamp().at().equals(moment.at())
                ? Attribution.by(place.stamp())
                : Attribution.by(
                        hasSpoken(Source.CONTACT_EVENT) ? Source.CONTACT_EVENT : Source.AGENT_EVENT, moment.at());
    }

    private @Nullable Attributed<Moment> connectedLive() {
        if (live.connectedToAgent() != null) {
            return new Attributed<>(live.connectedToAgent(), teller(live.connectedToAgent(), live.agentArn()));
        }
        var answered = answered();
        return answered == null
                ? null
                : new Attributed<>(Moment.exact(answered), Attribution.by(Source.AGENT_EVENT, answered));
    }

    /// When the agent it is with, or was with last, answered. Being resumed is not answering.
    private @Nullable Instant answered() {
        Instant answered = null;
        for (var state : states) {
            if (state.isRinging()) {
                answered = null;
            } else if (state.isTalking() && answered == null) {
                answered = state.at();
            }
        }
        return answered;
    }

    private @Nullable Attributed<Moment> last(Predicate<AgentState> wanted) {
        AgentState found = null;
        for (var state : states) {
            found = wanted.test(state) ? state : found;
        }
        return found == null ? null : new Attributed<>(Moment.exact(found.at()), byAgentsSide(found.at()));
    }

    Attribution byAgentsSide(Instant at) {
        return Attribution.by(hasSpoken(Source.AGENT_EVENT) ? Source.AGENT_EVENT : Source.CONTACT_EVENT, at);
    }

    private boolean hasSpoken(Source source) {
        return contact.heard().lastBySource().containsKey(source);
    }

    private @Nullable Attributed<Instant> completed() {
        var told = live.completed();
        if (told != null && !isQueuedAfter(told)) {
            var by = Attribution.by(Source.CONTACT_EVENT, told.at());
            return new Attributed<>(told.at(), record == null ? by : by.andBy(Source.CONTACT_RECORD));
        }
        var end = later(at(workEnded), at(disconnected));
        if (record != null) {
            var at = end == null ? known(record.edition().lastUpdate()) : end;
            return at == null ? null : new Attributed<>(at, byRecord());
        }
        // Amazon Connect says COMPLETED after the agent has cleared the contact, but not always.
        return isCleared() && disconnected != null && end != null && isOver()
                ? new Attributed<>(end, Attribution.by(Source.AGENT_EVENT, end))
                : null;
    }

    /// Only contact events tell of this, apart from the contact record.
    private static @Nullable Attributed<Moment> byEvent(@Nullable Moment moment) {
        return moment == null ? null : new Attributed<>(moment, Attribution.by(Source.CONTACT_EVENT, moment.at()));
    }

    private @Nullable Attributed<Moment> time(@Nullable Instant recorded, @Nullable Attributed<Moment> told) {
        if (recorded == null) {
            return told;
        }
        var statement = Moment.rounded(recorded);
        if (told == null || !told.value().isSameAs(statement)) {
            return new Attributed<>(statement, byRecord());
        }
        return new Attributed<>(
                told.value().exact() ? told.value() : statement,
                told.attribution().andBy(Source.CONTACT_RECORD));
    }

    <T extends Comparable<? super T>> @Nullable Attributed<T> word(@Nullable T recorded, @Nullable Latest<T> told) {
        if (recorded != null) {
            return new Attributed<>(recorded, byRecord());
        }
        return told == null ? null : new Attributed<>(told.value(), Attribution.by(told.stamp()));
    }

    Attribution byRecord() {
        return Attribution.by(
                Source.CONTACT_RECORD, record == null ? null : record.edition().lastUpdate());
    }

    /// The finer of two times that are the same moment, as everywhere.
    @Nullable
    Instant finer(@Nullable Instant recorded, @Nullable Instant told) {
        var resolved = time(
                recorded,
                told == null ? null : new Attributed<>(Moment.exact(told), Attribution.by(Source.CONTACT_EVENT, told)));
        return at(resolved);
    }

    static @Nullable Instant at(@Nullable Attributed<Moment> moment) {
        return moment == null ? null : moment.value().at();
    }

    static <T> @Nullable T valueIn(@Nullable Attributed<T> attributed) {
        return attributed == null ? null : attributed.value();
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    static @Nullable Instant known(Instant at) {
        return at.equals(Stamp.UNTIMED) ? null : at;
    }
}
