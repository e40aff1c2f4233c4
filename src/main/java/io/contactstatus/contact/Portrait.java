package io.contactstatus.contact;

import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws the [Snapshot] of one contact.
///
/// Two rules are behind all of it. What the contact record speaks about outranks the live sources, except that a live
/// time less than a second away is the same time, told finer. And of the phases of a contact's life the one that
/// began last is where it is, unless it is over: an end is never undone by something that arrived late.
final class Portrait {

    private static final Set<String> NOT_BY_THE_CUSTOMER = Set.of(
            "OUTBOUND", "EXTERNAL_OUTBOUND", "MONITOR", "DISCONNECT", "AGENT_REPLY", "CAMPAIGN_PREVIEW", "CALLBACK");

    /// Work items: nobody is waiting on the other side.
    private static final Set<String> NOBODY_WAITS = Set.of("TASK", "EMAIL");

    /// An agent's side learns of a customer hanging up while it rings within about this time.
    private static final Duration HANG_UP_DELAY = Duration.ofSeconds(2);

    private final Contact contact;
    private final Live live;
    private final @Nullable ContactRecord record;
    private final ContactRecord.@Nullable Queue recordedQueue;
    private final ContactRecord.@Nullable Agent recordedAgent;
    private final @Nullable AgentState agentState;

    private final @Nullable Instant initiated;
    private final @Nullable Instant connectedToSystem;
    private final @Nullable Instant enqueued;
    private final @Nullable Instant firstEnqueued;
    private final @Nullable Instant connectedToAgent;
    private final @Nullable Instant disconnected;
    private final @Nullable Instant workStarted;
    private final @Nullable Instant workEnded;
    private final @Nullable Instant completed;

    Portrait(Contact contact) {
        this.contact = contact;
        live = contact.live();
        record = contact.record();
        recordedQueue = record == null ? null : record.queue();
        recordedAgent = record == null ? null : record.agent();
        agentState = live.agentStates().current();
        initiated = finer(record == null ? null : record.initiated(), live.initiated());
        connectedToSystem = finer(record == null ? null : record.connectedToSystem(), live.connectedToSystem());
        enqueued = finer(recordedQueue == null ? null : recordedQueue.enqueued(), live.lastEnqueued());
        firstEnqueued = firstEnqueued();
        connectedToAgent = finer(recordedAgent == null ? null : recordedAgent.connected(), connectedLive());
        disconnected = finer(record == null ? null : record.disconnected(), live.disconnected());
        workStarted = finer(
                recordedAgent == null ? null : recordedAgent.afterContactWorkStarted(),
                moment(live.agentStates().last(AgentState::isEnded)));
        workEnded = finer(
                recordedAgent == null ? null : recordedAgent.afterContactWorkEnded(),
                moment(live.agentStates().last(AgentState::isCleared)));
        completed = completed();
    }

    Snapshot drawn() {
        var phase = phase();
        var flags = flags(phase);
        return new Snapshot(
                contact.id(),
                recordedOr(record == null ? null : record.instanceArn(), live.instanceArn()),
                phase.status(),
                phase.since(),
                !isOver(),
                channel(),
                recordedOr(record == null ? null : record.subtype(), live.subtype()),
                contact.initiationMethod(),
                customer(),
                recordedOr(record == null ? null : record.systemEndpoint(), live.systemEndpoint()),
                queue(),
                agent(phase),
                flow(),
                flags,
                abandonment(),
                timestamps(),
                seconds(initiated, disconnected),
                recordedOr(record == null ? null : record.disconnectReason(), live.disconnectReason()),
                chain(),
                attributes(),
                tags(),
                record == null ? 0 : record.recordings(),
                contact.heard(),
                started(),
                firstEnqueued == null ? started() : firstEnqueued);
    }

    private record Phase(Status status, @Nullable Instant since) {}

    private Phase phase() {
        if (completed != null || record != null) {
            return new Phase(Status.COMPLETED, completed);
        }
        if (agentState != null && (agentState.isEnded() || agentState.isCleared())) {
            return new Phase(Status.AFTER_CONTACT_WORK, workStarted == null ? agentState.at() : workStarted);
        }
        if (disconnected != null) {
            return new Phase(Status.DISCONNECTED, disconnected);
        }
        return livingPhase();
    }

    private Phase livingPhase() {
        // Something was heard, so it was initiated; the time may not be known yet.
        Stage stage = new Stage(Status.INITIATED, null);
        for (var next : stages()) {
            stage = next.follows(stage) ? next : stage;
        }
        return new Phase(
                stage.status(),
                stage.since() == null ? started() : stage.since().at());
    }

    /// What may have begun last while the customer is there.
    private record Stage(Status status, @Nullable Moment since) {

        /// Called in the order of a contact's life, which decides where a rounded time cannot.
        boolean follows(Stage earlier) {
            if (since == null || earlier.since == null) {
                return since != null;
            }
            var certain = since.exact() && earlier.since.exact();
            return !since.at().plus(certain ? Duration.ZERO : Moment.ROUNDING).isBefore(earlier.since.at());
        }
    }

    private List<Stage> stages() {
        // The customer of an outbound call or a callback answers after the agent is there.
        var system = connectedToAgent == null ? live.connectedToSystem() : null;
        return List.of(
                new Stage(Status.CONNECTED_TO_SYSTEM, system),
                new Stage(Status.QUEUED, queuedAgain()),
                new Stage(Status.CONNECTING_TO_AGENT, currently(AgentState::isRinging)),
                new Stage(Status.CONNECTED_TO_AGENT, connectedAgain()),
                new Stage(Status.ON_HOLD, currently(AgentState::isHeld)),
                new Stage(Status.PAUSED, paused()));
    }

    private @Nullable Moment currently(Predicate<AgentState> wanted) {
        return agentState != null && wanted.test(agentState) ? Moment.exact(agentState.at()) : null;
    }

    /// A contact that an agent missed is waiting again from then on, with or without a new QUEUED.
    private @Nullable Moment queuedAgain() {
        return live.lastEnqueued() == null
                ? null
                : Moment.latest(live.lastEnqueued(), currently(AgentState::isRefused));
    }

    /// After a hold or a pause it is connected again from then on.
    private @Nullable Moment connectedAgain() {
        var connected = connectedLive();
        if (connected == null) {
            return null;
        }
        var resumed = moment(live.agentStates().last(AgentState::isTalking));
        return Moment.latest(Moment.latest(connected, resumed), pauseIs(false));
    }

    private @Nullable Moment paused() {
        var atTheAgent = currently(AgentState::isPaused);
        var resumed = pauseIs(false);
        if (atTheAgent != null && resumed != null && resumed.at().isAfter(atTheAgent.at())) {
            return null;
        }
        return Moment.latest(pauseIs(true), atTheAgent);
    }

    private @Nullable Moment pauseIs(boolean wanted) {
        var paused = live.paused();
        // There is no better time for it than the envelope's.
        var at = paused != null && paused.value() == wanted
                ? known(paused.stamp().at())
                : null;
        return at == null ? null : Moment.rounded(at);
    }

    private boolean isOver() {
        return record != null || disconnected != null || live.completed() != null;
    }

    private @Nullable Instant completed() {
        if (live.completed() != null) {
            return live.completed().at();
        }
        if (record != null) {
            var end = later(workEnded, disconnected);
            return end == null ? known(record.edition().lastUpdate()) : end;
        }
        // Amazon Connect says COMPLETED after the agent has cleared the contact, but not always.
        return live.agentStates().isCleared() && disconnected != null ? later(workEnded, disconnected) : null;
    }

    private @Nullable Instant firstEnqueued() {
        if (live.firstEnqueued() == null || enqueued == null) {
            return enqueued;
        }
        var first = live.firstEnqueued().at();
        return isSameMoment(first, enqueued) || first.isAfter(enqueued) ? enqueued : first;
    }

    private @Nullable Moment connectedLive() {
        if (live.connectedToAgent() != null) {
            return live.connectedToAgent();
        }
        return moment(live.agentStates().answered());
    }

    /// Whether an agent ever had it: the connection itself may not have been heard of.
    private boolean isWithAgent() {
        return connectedToAgent != null || live.agentStates().has(AgentState::isAnswered);
    }

    private Snapshot.@Nullable Queue queue() {
        var arn = recordedOr(recordedQueue == null ? null : recordedQueue.arn(), enteredQueue());
        if (arn == null && enqueued == null) {
            return null;
        }
        var recordedName = recordedQueue == null ? null : recordedQueue.name();
        var dequeued = dequeued();
        var recordedWait = recordedQueue == null ? null : recordedQueue.durationSeconds();
        return new Snapshot.Queue(
                arn,
                recordedName == null ? name(arn) : recordedName,
                enqueued,
                firstEnqueued,
                dequeued,
                recordedWait == null ? seconds(enqueued, dequeued) : recordedWait);
    }

    /// A flow event names the queue that the flow has chosen, without a time: the contact need never enter it.
    private @Nullable Latest<String> enteredQueue() {
        var queue = live.queueArn();
        var chosenOnly = queue != null && queue.stamp().at().equals(Stamp.UNTIMED) && enqueued == null;
        return chosenOnly ? null : queue;
    }

    private @Nullable Instant dequeued() {
        if (enqueued == null) {
            return null;
        }
        // An agent of the same second came after the queue, however the two times were rounded.
        var answered = connectedToAgent != null
                && !connectedToAgent.plus(Moment.ROUNDING).isBefore(enqueued);
        var left = answered ? connectedToAgent : disconnected;
        return finer(recordedQueue == null ? null : recordedQueue.dequeued(), moment(left));
    }

    private Snapshot.@Nullable Agent agent(Phase phase) {
        var ringing = phase.status() == Status.CONNECTING_TO_AGENT;
        if (!ringing && !isWithAgent() && recordedAgent == null) {
            return null;
        }
        var connectedTo = recordedOr(recordedAgent == null ? null : recordedAgent.arn(), live.agentArn());
        var arn = ringing && live.offeredTo() != null ? live.offeredTo().value() : connectedTo;
        var recordedName = recordedAgent == null ? null : recordedAgent.username();
        return new Snapshot.Agent(
                arn,
                recordedName == null ? name(arn) : recordedName,
                connectedToAgent,
                interactionSeconds(),
                holdCount(),
                holdSeconds(),
                workStarted,
                workEnded);
    }

    private @Nullable Integer interactionSeconds() {
        if (recordedAgent != null && recordedAgent.interactionSeconds() != null) {
            return recordedAgent.interactionSeconds();
        }
        var whole = seconds(connectedToAgent, workStarted == null ? disconnected : workStarted);
        if (whole == null) {
            return null;
        }
        // As the contact record counts it: neither hold nor pause is interaction.
        var notTalking = live.agentStates().secondsIn(state -> state.isHeld() || state.isPaused(), disconnected);
        return Math.max(0, whole - notTalking);
    }

    private @Nullable Integer holdCount() {
        if (recordedAgent != null && recordedAgent.holdCount() != null) {
            return recordedAgent.holdCount();
        }
        var holds = live.agentStates().count(AgentState::isHeld);
        return holds == 0 ? null : holds;
    }

    private @Nullable Integer holdSeconds() {
        if (recordedAgent != null && recordedAgent.holdSeconds() != null) {
            return recordedAgent.holdSeconds();
        }
        return holdCount() == null ? null : live.agentStates().secondsIn(AgentState::isHeld, disconnected);
    }

    private Snapshot.@Nullable Flow flow() {
        var flow = live.flow();
        return flow == null
                ? null
                : new Snapshot.Flow(flow.value(), known(flow.stamp().at()));
    }

    private Snapshot.Flags flags(Phase phase) {
        var method = Objects.requireNonNullElse(contact.initiationMethod(), "");
        var handedTo = contact.kin().handedTo();
        return new Snapshot.Flags(
                enqueued != null,
                isWithAgent(),
                phase.status() == Status.ON_HOLD,
                live.agentStates().has(AgentState::isMissed) || (record != null && record.connectionAttempts() > 1),
                abandonment() != null,
                method.equals("CALLBACK"),
                Kin.Leg.isTransfer(method)
                        || (handedTo != null && handedTo.value().isTransfer())
                        || (record != null && record.transferCompleted() != null),
                isOver(),
                phase.status() == Status.COMPLETED,
                record != null);
    }

    /// A contact that was in a queue and never reached an agent is abandoned whatever ended it, as Amazon Connect's
    /// own documentation counts. One that the flow itself ended, before any queue, was served.
    private @Nullable Abandonment abandonment() {
        if (!isOver() || isWithAgent() || wentOn() || !isCustomerWaiting()) {
            return null;
        }
        var rang = ringingAtTheEnd();
        if (rang != null) {
            return new Abandonment(Place.RINGING, seconds(rang, disconnected));
        }
        if (enqueued != null) {
            return new Abandonment(Place.QUEUE, seconds(enqueued, disconnected));
        }
        var reason = recordedOr(record == null ? null : record.disconnectReason(), live.disconnectReason());
        return "CONTACT_FLOW_DISCONNECT".equals(reason) || "API".equals(reason)
                ? null
                : new Abandonment(Place.FLOW, seconds(initiated, disconnected));
    }

    private boolean wentOn() {
        var handedTo = contact.kin().handedTo();
        if (record != null
                && (record.transferCompleted() != null || (handedTo == null && record.nextContactId() != null))) {
            return true;
        }
        return handedTo != null && handedTo.value().tookOver();
    }

    private boolean isCustomerWaiting() {
        var method = contact.initiationMethod();
        var channel = channel();
        return (method == null || !NOT_BY_THE_CUSTOMER.contains(method))
                && (channel == null || !NOBODY_WAITS.contains(channel))
                && !isUnansweredCall(method, channel);
    }

    /// A call that a program made: until the customer answers there is nobody who could leave.
    private boolean isUnansweredCall(@Nullable String method, @Nullable String channel) {
        return "API".equals(method) && "VOICE".equals(channel) && connectedToSystem == null;
    }

    private @Nullable Instant ringingAtTheEnd() {
        Instant ringing = null;
        for (var state : live.agentStates().states()) {
            if (state.isRinging()) {
                ringing = ringing == null ? state.at() : ringing;
            } else if (disconnected == null || state.at().isBefore(disconnected.minus(HANG_UP_DELAY))) {
                ringing = null;
            }
        }
        var queuedAgain = ringing != null
                && enqueued != null
                && ringing.plus(Moment.ROUNDING).isBefore(enqueued);
        return queuedAgain ? null : ringing;
    }

    private Snapshot.Timestamps timestamps() {
        return new Snapshot.Timestamps(
                initiated,
                connectedToSystem,
                enqueued,
                connectedToAgent,
                disconnected,
                completed,
                later(later(contact.heard().lastEvent(), record == null ? null : disconnected), recordedWorkEnd()));
    }

    private @Nullable Instant recordedWorkEnd() {
        return recordedAgent == null ? null : workEnded;
    }

    private Snapshot.Customer customer() {
        var own = contact.identity();
        if (own.identifier() != null || own.withdrawn()) {
            return new Snapshot.Customer(own.identifier(), own.shownEndpoint(), own.shownCustomerId());
        }
        return inherited()
                .map(leg -> new Snapshot.Customer(leg.identifier(), leg.shownEndpoint(), leg.shownCustomerId()))
                .orElseGet(() -> new Snapshot.Customer(null, own.shownEndpoint(), own.shownCustomerId()));
    }

    /// The first leg's knowledge first, then the others' in the order of their ids.
    private Optional<Identity> inherited() {
        var byLeg = new TreeMap<>(contact.kin().inherited());
        contact.kin().legs().forEach((leg, identity) -> byLeg.merge(leg, identity, Identity::join));
        return Stream.concat(Stream.ofNullable(byLeg.get(contact.chainId())), byLeg.values().stream())
                .filter(leg -> leg.identifier() != null)
                .findFirst();
    }

    private Snapshot.Chain chain() {
        var kin = contact.kin();
        var next = record == null ? null : record.nextContactId();
        if (next == null && kin.handedTo() != null) {
            next = kin.handedTo().value().id();
        }
        return new Snapshot.Chain(
                contact.isFirstLeg() ? null : contact.chainId(),
                contact.previousContactId(),
                next,
                recordedOr(record == null ? null : record.relatedContactId(), kin.related()));
    }

    private SortedMap<String, String> attributes() {
        var shown = new TreeMap<String, String>();
        var recorded = record == null ? null : record.attributes();
        if (record == null || recorded == null) {
            var latest = live.attributes().join(contact.notes());
            latest.byKey().forEach((key, note) -> put(shown, key, note));
            return shown;
        }
        shown.putAll(recorded);
        var written = record.edition().lastUpdate();
        contact.notes().byKey().forEach((key, note) -> {
            if (!recorded.containsKey(key) || note.stamp().at().isAfter(written)) {
                put(shown, key, note);
            }
        });
        return shown;
    }

    private static void put(SortedMap<String, String> shown, String key, Latest<Note> latest) {
        var text = latest.value().text();
        if (text == null) {
            shown.remove(key);
        } else {
            shown.put(key, text);
        }
    }

    private SortedMap<String, String> tags() {
        if (record != null && !record.tags().isEmpty()) {
            return record.tags();
        }
        return live.tags() == null
                ? Collections.emptySortedMap()
                : live.tags().value().byKey();
    }

    private @Nullable String channel() {
        return recordedOr(record == null ? null : record.channel(), live.channel());
    }

    private @Nullable Instant started() {
        if (initiated != null) {
            return initiated;
        }
        var times = Stream.of(
                live.earliest() == null ? null : live.earliest().at(),
                connectedToSystem,
                firstEnqueued,
                connectedToAgent,
                disconnected,
                record == null ? null : known(record.edition().lastUpdate()));
        return times.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }

    private @Nullable String name(@Nullable String arn) {
        var name = arn == null ? null : live.names().byKey().get(arn);
        return name == null ? null : name.value();
    }

    private static <T extends Comparable<? super T>> @Nullable T recordedOr(
            @Nullable T recorded, @Nullable Latest<T> live) {
        if (recorded != null) {
            return recorded;
        }
        return live == null ? null : live.value();
    }

    private static @Nullable Instant finer(@Nullable Instant recorded, @Nullable Moment live) {
        if (recorded == null || live == null) {
            return recorded != null || live == null ? recorded : live.at();
        }
        return live.exact() && isSameMoment(recorded, live.at()) ? live.at() : recorded;
    }

    private static boolean isSameMoment(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(1)) < 0;
    }

    private static @Nullable Moment moment(@Nullable Instant at) {
        return at == null ? null : Moment.exact(at);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant known(Instant at) {
        return at.equals(Stamp.UNTIMED) ? null : at;
    }

    /// Differences of whole seconds, as the contact record counts them: both sources then give the same number.
    private static @Nullable Integer seconds(@Nullable Instant from, @Nullable Instant until) {
        if (from == null || until == null) {
            return null;
        }
        return Math.clamp(until.getEpochSecond() - from.getEpochSecond(), 0, Integer.MAX_VALUE);
    }
}
