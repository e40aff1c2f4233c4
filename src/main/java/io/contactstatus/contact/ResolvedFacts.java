package io.contactstatus.contact;

import static io.contactstatus.contact.SourcePrecedence.byEvent;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the sources say of one contact, resolved by [SourcePrecedence]: each value once, together with the source
/// that says it.
final class ResolvedFacts {

    /// What machine detection says where no person was reached.
    private static final Set<String> MACHINES =
            Set.of("VOICEMAIL_BEEP", "VOICEMAIL_NO_BEEP", "AMD_UNANSWERED", "FAX_MACHINE_DETECTED");

    private static final String MACHINE_TONES = "SIT_TONE_";

    final LiveFacts live;
    final @Nullable ContactRecord record;
    final ContactRecord.@Nullable RecordedQueue recordedQueue;
    final ContactRecord.@Nullable RecordedAgent recordedAgent;
    final SourcePrecedence sources;
    final AgentSide agentSide;
    final Method method;
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
        live = contact.live();
        record = contact.record();
        recordedQueue = record == null ? null : record.queue();
        recordedAgent = record == null ? null : record.agent();
        sources = new SourcePrecedence(contact);
        agentSide = new AgentSide(live, sources);
        method = new Method(contact.initiationMethod());
        channel = sources.word(record == null ? null : record.channel(), live.channel());
        subtype = sources.word(record == null ? null : record.subtype(), live.subtype());
        reason = sources.word(record == null ? null : record.disconnectReason(), live.disconnectReason());
        initiated = initiated();
        connectedToSystem = sources.time(
                record == null ? null : record.connectedToSystem(),
                byEvent(isRetried() ? live.lastConnectedToSystem() : live.connectedToSystem()));
        visits = new ResolvedVisits(contact, agentSide, sources).visits();
        connectedToAgent =
                sources.time(recordedAgent == null ? null : recordedAgent.connected(), agentSide.connected());
        disconnected = sources.time(
                record == null ? null : record.disconnected(),
                byEvent(isRetried() ? live.lastDisconnected() : live.disconnected()));
        workStarted = sources.time(
                recordedAgent == null ? null : recordedAgent.afterContactWorkStarted(), agentSide.workStarted());
        workEnded = sources.time(
                recordedAgent == null ? null : recordedAgent.afterContactWorkEnded(), agentSide.workEnded());
        completed = completed();
    }

    /// The same callback is queued and dialled again after an attempt that failed.
    boolean isRetried() {
        return method.is(Method.CALLBACK);
    }

    boolean isCampaign() {
        return live.campaign() || (record != null && record.campaign()) || method.is("CAMPAIGN_PREVIEW");
    }

    /// Whether we turned to the customer, who did not ask for it as for a callback. Over the API only calls are placed;
    /// everything else comes from customers that way.
    boolean isOutgoing() {
        return isCampaign()
                || method.is("OUTBOUND")
                || method.is("AGENT_REPLY")
                || (method.is("API") && channel != null && channel.value().equals("VOICE"));
    }

    /// A campaign lists its contacts long before it dials them; whichever source knows the later time knows the
    /// call.
    private @Nullable Attributed<Moment> initiated() {
        var recorded = record == null ? null : record.initiated();
        if (!isCampaign()) {
            return sources.time(recorded, byEvent(live.initiated()));
        }
        var dialled = byEvent(live.lastInitiated());
        var resolved = sources.time(recorded, dialled);
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

    /// Of what is heard after Amazon Connect was asked, the contact is known again.
    boolean isUnknownToConnect(@Nullable Instant lastEvent) {
        var asked = live.unknownToConnect();
        return asked != null && !isOver() && (lastEvent == null || !lastEvent.isAfter(asked.at()));
    }

    boolean isQueuedAfter(Moment end) {
        return isRetried()
                && !visits.isEmpty()
                && visits.getLast().value().enqueued().at().isAfter(end.at());
    }

    /// Whether an agent ever had it: the connection itself may not have been heard of.
    boolean isWithAgent() {
        return connectedToAgent != null || agentSide.hasAnswered();
    }

    /// The agent that it was connected to last.
    @Nullable
    String connectedAgent() {
        var recorded = recordedAgent == null ? null : recordedAgent.arn();
        var told = live.agentArn();
        return recorded != null || told == null ? recorded : told.value();
    }

    /// Time on hold of which nothing tells when it was; null where no source counts it.
    @Nullable
    Integer untimedHold() {
        var recorded = recordedAgent == null ? null : recordedAgent.holdSeconds();
        var told = live.heldSeconds();
        return recorded != null || told == null ? recorded : told.value();
    }

    /// The end, as far as anything tells; the last one of a callback that is tried again.
    @Nullable
    Attributed<Moment> ended() {
        if (disconnected != null) {
            return disconnected;
        }
        // Without an agent Amazon Connect completes a contact with its end.
        return isWithAgent() ? null : byEvent(live.completed());
    }

    @Nullable
    Instant endedAt() {
        return at(ended());
    }

    /// Whether an agent did not answer while the other side was still there. The agent's side says MISSED also
    /// when the customer gave up.
    boolean isRefusal(AgentState state) {
        var end = endedAt();
        return state.isRefused() && (end == null || !isOver() || state.at().isBefore(end));
    }

    /// The last event that showed the contact at its agent may be older than the connection, where that was told
    /// by another source.
    @Nullable
    Instant letGo() {
        var at = agentSide.letGo();
        return at == null ? null : later(at, at(connectedToAgent));
    }

    @Nullable
    Attributed<String> answeredBy() {
        return sources.word(record == null ? null : record.answeredBy(), live.answeredBy());
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

    /// The contact record names where the customer was put through to, and it is no flow or queue of ours.
    boolean isRecordedOutside() {
        var to = record == null ? null : record.transferredTo();
        return to != null && to.isOutside();
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
                        firstEnqueued(),
                        at(connectedToAgent),
                        at(disconnected),
                        record == null ? null : known(record.edition().lastUpdate()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Nullable
    Instant firstEnqueued() {
        return visits.isEmpty() ? null : visits.getFirst().value().enqueued().at();
    }

    @Nullable
    Instant lastEnqueued() {
        return visits.isEmpty() ? null : visits.getLast().value().enqueued().at();
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
            return at == null ? null : new Attributed<>(at, sources.byRecord());
        }
        // Amazon Connect says COMPLETED after the agent has cleared the contact, but not always.
        return agentSide.isCleared() && disconnected != null && end != null && isOver()
                ? new Attributed<>(end, Attribution.by(Source.AGENT_EVENT, end))
                : null;
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
