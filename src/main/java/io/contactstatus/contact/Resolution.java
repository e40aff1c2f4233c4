package io.contactstatus.contact;

import static io.contactstatus.contact.ResolvedFacts.at;
import static io.contactstatus.contact.ResolvedFacts.known;
import static io.contactstatus.contact.ResolvedFacts.later;
import static io.contactstatus.contact.ResolvedFacts.valueIn;

import io.contactstatus.contact.Phase.Kind;
import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Resolves what is known of one contact into its [Snapshot]: the [ResolvedFacts], the [Course] that follows from
/// them, and everything that follows from the course. Who says each value comes along, so that there is no second
/// rule for it.
final class Resolution {

    private final Contact contact;
    private final ResolvedFacts facts;
    private final LiveFacts live;
    private final @Nullable ContactRecord record;
    private final LegRule legs;
    private final Leg leg;
    private final CourseWalk walk;
    private final Course course;
    private final List<AgentState> refusals;
    private final Status status;
    private final @Nullable Outcome outcome;

    Resolution(Contact contact) {
        this.contact = contact;
        facts = new ResolvedFacts(contact);
        live = facts.live;
        record = facts.record;
        legs = new LegRule(contact, valueIn(facts.subtype));
        leg = legs.leg();
        walk = new CourseWalk(facts, legs, leg);
        course = walk.course();
        refusals = facts.states.stream().filter(facts::isRefusal).toList();
        status = walk.status().value();
        outcome = facts.isOver() ? Outcomes.of(ending()) : null;
    }

    Snapshot snapshot() {
        var running = course.running();
        return new Snapshot(
                contact.id(),
                valueIn(facts.word(record == null ? null : record.instanceArn(), live.instanceArn())),
                status,
                walk.statusSince(),
                !facts.isOver(),
                running == null ? null : running.kind(),
                running == null ? null : running.from(),
                leg,
                valueIn(facts.channel),
                valueIn(facts.subtype),
                facts.method.word(),
                customer(),
                valueIn(systemEndpoint()),
                queue(),
                agent(),
                flow(),
                outcome,
                abandonment(),
                transfer(),
                leg == Leg.MONITOR ? listensTo() : null,
                valueIn(facts.answeredBy()),
                facts.isSynthetic(),
                course,
                refusals,
                flags(),
                timestamps(),
                course.durationSeconds(),
                valueIn(facts.reason),
                chain(),
                attributes(),
                tags(),
                record == null ? 0 : record.recordings(),
                contact.heard(),
                facts.started(),
                orderedBy(),
                provenance());
    }

    private Ending ending() {
        var last = course.last();
        var channel = valueIn(facts.channel);
        var isWorkItem = "TASK".equals(channel) || "EMAIL".equals(channel);
        return new Ending(
                leg,
                facts.method,
                channel,
                last == null ? null : last.kind(),
                course.isTogether() || (isWorkItem && facts.isWithAgent()),
                wentOn(),
                legs.isCallbackMade(),
                isPutThrough(),
                walk.hasCalled(),
                walk.isAnswered(),
                facts.isAnsweredByMachine(),
                isEndedByBlock(),
                record != null,
                valueIn(facts.reason));
    }

    private boolean wentOn() {
        var next = record == null ? null : record.nextContactId();
        return !facts.isWithAgent() && (legs.wentOn() || (next != null && legs.of(next) == null));
    }

    /// By a flow or a queue, to an outside number, as far as anything tells. The contact record knows it for
    /// certain.
    private boolean isPutThrough() {
        if (record != null) {
            return facts.isRecordedOutside();
        }
        var calls = live.calledOutside().elements();
        var reason = valueIn(facts.reason);
        return calls.stream().anyMatch(call -> call.step() == OutsideCall.Step.DIALLED)
                && calls.last().step() != OutsideCall.Step.FAILED
                && (reason == null || !reason.startsWith("TELECOM_"));
    }

    private boolean isEndedByBlock() {
        var flow = live.flow();
        var end = facts.endedAt();
        return flow != null
                && FlowPosition.disconnects(flow.value().blockType())
                && known(flow.stamp().at()) != null
                && (end == null || !flow.stamp().at().isAfter(end));
    }

    private @Nullable Attributed<String> queueWord() {
        return facts.word(facts.recordedQueue == null ? null : facts.recordedQueue.arn(), enteredQueue());
    }

    /// A flow event names the queue that the flow has chosen, without a time: the contact need never enter it.
    private @Nullable Latest<String> enteredQueue() {
        var queue = live.queueArn();
        var chosenOnly = queue != null && queue.stamp().at().equals(Stamp.UNTIMED) && facts.visits.isEmpty();
        return chosenOnly ? null : queue;
    }

    private Snapshot.@Nullable Queue queue() {
        var arn = valueIn(queueWord());
        if (arn == null && facts.visits.isEmpty()) {
            return null;
        }
        var recordedName = facts.recordedQueue == null ? null : facts.recordedQueue.name();
        return new Snapshot.Queue(
                arn,
                recordedName == null ? name(arn) : recordedName,
                enqueued(),
                firstEnqueued(),
                waitingSince(),
                dequeued(),
                course.waitSeconds());
    }

    private @Nullable Instant enqueued() {
        return facts.visits.isEmpty()
                ? null
                : facts.visits.getLast().value().enqueued().at();
    }

    private @Nullable Instant firstEnqueued() {
        return facts.visits.isEmpty()
                ? null
                : facts.visits.getFirst().value().enqueued().at();
    }

    private @Nullable Instant waitingSince() {
        var own = waitedHere();
        var before = own == null || own.equals(firstEnqueued()) ? legs.waitedBefore() : null;
        if (before == null || own == null) {
            return before == null ? own : before.at();
        }
        return before.at().isBefore(own) ? before.at() : own;
    }

    /// Since when on this leg: an agent who was with the customer ends a wait for good.
    private @Nullable Instant waitedHere() {
        Phase first = null;
        var isMet = false;
        for (var phase : course.phases()) {
            if (phase.isWaiting() && phase.visit() > 0 && (first == null || isMet)) {
                first = phase;
                isMet = false;
            } else {
                isMet |= phase.kind() == Kind.WITH_AGENT || phase.kind() == Kind.ON_HOLD;
            }
        }
        return first == null
                ? firstEnqueued()
                : facts.visits.get(first.visit() - 1).value().enqueued().at();
    }

    private @Nullable Instant orderedBy() {
        var since = waitingSince();
        return since == null ? facts.started() : since;
    }

    private @Nullable Instant dequeued() {
        if (course.isQueued()) {
            return null;
        }
        var told = isDequeueRecorded() || !facts.method.isRequestedCallback() ? dequeuedBySources() : null;
        // The wait for a callback ends when an agent accepts it, not when the customer is there.
        return told == null ? course.leftQueue() : told;
    }

    private boolean isDequeueRecorded() {
        return facts.recordedQueue != null && facts.recordedQueue.dequeued() != null;
    }

    private @Nullable Instant dequeuedBySources() {
        var enqueued = enqueued();
        if (enqueued == null) {
            return null;
        }
        var connected = at(facts.connectedToAgent);
        // An agent of the same second came after the queue, however the two times were rounded.
        var answered = connected != null && !connected.plus(Moment.ROUNDING).isBefore(enqueued);
        var outside = live.calledOutside().stream()
                .map(OutsideCall::at)
                .filter(at -> !at.isBefore(enqueued))
                .findFirst()
                .orElse(null);
        var left = answered ? connected : outside == null ? at(facts.disconnected) : outside;
        var recorded =
                facts.recordedQueue == null || (!answered && outside != null) ? null : facts.recordedQueue.dequeued();
        return facts.isOver() || answered || outside != null ? facts.finer(recorded, left) : recorded;
    }

    private boolean isRinging() {
        return status == Status.CONNECTING_TO_AGENT;
    }

    private @Nullable Attributed<String> agentWord() {
        if (isRinging() && live.offeredTo() != null) {
            return facts.word(null, live.offeredTo());
        }
        return facts.word(facts.recordedAgent == null ? null : facts.recordedAgent.arn(), live.agentArn());
    }

    private boolean hasAgent() {
        return isRinging() || facts.isWithAgent() || facts.recordedAgent != null;
    }

    private Snapshot.@Nullable Agent agent() {
        if (!hasAgent()) {
            return null;
        }
        var arn = valueIn(agentWord());
        var recordedName = facts.recordedAgent == null ? null : facts.recordedAgent.username();
        return new Snapshot.Agent(
                arn,
                recordedName == null ? name(arn) : recordedName,
                at(facts.connectedToAgent),
                facts.isWithAgent() ? course.interactionSeconds() : null,
                holdCount(),
                holdSeconds(),
                at(facts.workStarted),
                at(facts.workEnded));
    }

    private @Nullable Integer holdCount() {
        var timed = course.count(Kind.ON_HOLD);
        if (timed > 0) {
            return timed;
        }
        return facts.recordedAgent == null ? null : facts.recordedAgent.holdCount();
    }

    private @Nullable Integer holdSeconds() {
        var isCounted = walk.untimedHold() != null
                || course.phases().stream().anyMatch(phase -> phase.kind() == Kind.ON_HOLD || phase.heldSeconds() > 0);
        return isCounted ? course.holdSeconds() : null;
    }

    private Snapshot.@Nullable Flow flow() {
        var flow = live.flow();
        return flow == null
                ? null
                : new Snapshot.Flow(flow.value(), known(flow.stamp().at()));
    }

    private @Nullable Abandonment abandonment() {
        var last = course.last();
        if (outcome != Outcome.ABANDONED || last == null) {
            return null;
        }
        return last.kind() == Kind.RINGING
                ? new Abandonment(Place.RINGING, last.seconds())
                : new Abandonment(Place.QUEUE, course.waitSeconds());
    }

    private Set<Flag> flags() {
        var flags = EnumSet.noneOf(Flag.class);
        put(flags, Flag.QUEUED, !facts.visits.isEmpty());
        put(flags, Flag.CONNECTED_TO_AGENT, facts.isWithAgent());
        put(flags, Flag.ON_HOLD, status == Status.ON_HOLD);
        put(flags, Flag.MISSED_BY_AGENT, refusals.stream().anyMatch(AgentState::isMissed));
        put(flags, Flag.ABANDONED, outcome == Outcome.ABANDONED);
        put(flags, Flag.CALLBACK, facts.method.isCallback());
        put(flags, Flag.TRANSFERRED, isTransferred());
        put(flags, Flag.DISCONNECTED, facts.isOver());
        put(flags, Flag.COMPLETED, status == Status.COMPLETED);
        put(flags, Flag.RECORD_RECEIVED, record != null);
        return flags;
    }

    private static void put(Set<Flag> flags, Flag flag, boolean value) {
        if (value) {
            flags.add(flag);
        }
    }

    private boolean isTransferred() {
        return legs.isTakenOver()
                || (facts.method.isTransfer() && leg == Leg.CUSTOMER)
                || (record != null && record.transferCompleted() != null);
    }

    private Snapshot.@Nullable Transfer transfer() {
        var next = legs.next();
        var follower = legs.of(next);
        if (legs.isTakenOver() && follower != null) {
            return new Snapshot.Transfer(
                    follower.initiated() == null ? null : follower.initiated().at(),
                    facts.isWithAgent() ? valueIn(agentWord()) : null,
                    told(follower.agentArn()),
                    told(follower.queueArn()),
                    null,
                    next);
        }
        if (record != null && (record.transferCompleted() != null || record.transferredTo() != null)) {
            return new Snapshot.Transfer(
                    record.transferCompleted(),
                    facts.isWithAgent() ? valueIn(agentWord()) : null,
                    null,
                    null,
                    record.transferredTo(),
                    record.nextContactId());
        }
        var before = legs.before();
        if (facts.method.isTransfer() && leg == Leg.CUSTOMER) {
            return new Snapshot.Transfer(
                    facts.started(),
                    before == null ? null : told(before.agentArn()),
                    facts.isWithAgent() ? valueIn(agentWord()) : null,
                    valueIn(queueWord()),
                    null,
                    contact.id());
        }
        return null;
    }

    private static @Nullable String told(@Nullable Latest<String> latest) {
        return latest == null ? null : latest.value();
    }

    private @Nullable ContactId listensTo() {
        var previous = contact.previousContactId();
        if (previous != null) {
            return previous;
        }
        var related = related();
        return related != null || contact.isFirstLeg() ? related : contact.chainId();
    }

    private Snapshot.Timestamps timestamps() {
        return new Snapshot.Timestamps(
                facts.scheduled(),
                at(facts.initiated),
                at(facts.connectedToSystem),
                enqueued(),
                at(facts.connectedToAgent),
                at(facts.disconnected),
                ResolvedFacts.valueIn(facts.completed),
                later(
                        later(contact.heard().lastEvent(), record == null ? null : at(facts.disconnected)),
                        facts.recordedAgent == null ? null : at(facts.workEnded)));
    }

    private Snapshot.Customer customer() {
        var own = contact.identity();
        return own.withdrawn()
                ? new Snapshot.Customer(own.identifier(), own.shownEndpoint(), own.shownCustomerId())
                : new Snapshot.Customer(
                        ofCustomer(Identity::identifier),
                        ofCustomer(Identity::shownEndpoint),
                        ofCustomer(Identity::shownCustomerId));
    }

    /// By this leg, else by the first other one that knows it.
    private <T> @Nullable T ofCustomer(Function<Identity, @Nullable T> part) {
        var own = part.apply(contact.identity());
        return own != null
                ? own
                : Identifiers.ofOtherLegs(contact)
                        .map(part)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private Snapshot.Chain chain() {
        var next = record == null ? null : record.nextContactId();
        return new Snapshot.Chain(
                contact.isFirstLeg() ? null : contact.chainId(),
                contact.previousContactId(),
                next == null ? legs.next() : next,
                related());
    }

    private @Nullable ContactId related() {
        return ResolvedFacts.valueIn(facts.word(
                record == null ? null : record.relatedContactId(),
                contact.chain().related()));
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

    private @Nullable Attribution attribute(String key) {
        var recorded = record == null ? null : record.attributes();
        var noted = contact.notes().byKey().get(key);
        if (record != null && recorded != null && recorded.containsKey(key)) {
            return noted != null && noted.stamp().at().isAfter(record.edition().lastUpdate())
                    ? Attribution.by(noted.stamp())
                    : facts.byRecord();
        }
        var told = Latest.of(live.attributes().byKey().get(key), noted);
        return told == null ? null : Attribution.by(told.stamp());
    }

    private SortedMap<String, String> tags() {
        if (record != null && !record.tags().isEmpty()) {
            return record.tags();
        }
        return live.tags() == null
                ? Collections.emptySortedMap()
                : live.tags().value().byKey();
    }

    private @Nullable Attributed<Endpoint> systemEndpoint() {
        return facts.word(record == null ? null : record.systemEndpoint(), live.systemEndpoint());
    }

    private @Nullable String name(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        var names = live.names().byKey();
        var name = names.get(arn);
        return name != null
                ? name.value()
                : names.entrySet().stream()
                        .filter(named -> ResourceId.isSame(arn, named.getKey()))
                        .map(named -> named.getValue().value())
                        .findFirst()
                        .orElse(null);
    }

    private Provenance provenance() {
        var by = new EnumMap<Fact, Attribution>(Fact.class);
        put(by, Fact.STATUS, walk.status().attribution());
        put(by, Fact.CHANNEL, facts.channel);
        put(
                by,
                Fact.INITIATION_METHOD,
                facts.word(record == null ? null : record.initiationMethod(), live.initiationMethod()));
        put(by, Fact.CUSTOMER, customerTold());
        put(by, Fact.SYSTEM_ENDPOINT, systemEndpoint());
        if (queue() != null) {
            put(by, Fact.QUEUE, queueWord());
        }
        if (hasAgent()) {
            put(by, Fact.AGENT, agentWord());
        }
        put(
                by,
                Fact.FLOW,
                live.flow() == null ? null : Attribution.by(live.flow().stamp()));
        put(by, Fact.INITIATED, facts.initiated);
        put(by, Fact.CONNECTED_TO_SYSTEM, facts.connectedToSystem);
        put(by, Fact.ENQUEUED, facts.visits.isEmpty() ? null : facts.visits.getLast());
        put(by, Fact.CONNECTED_TO_AGENT, facts.connectedToAgent);
        put(by, Fact.DEQUEUED, dequeuedTold());
        put(by, Fact.AFTER_CONTACT_WORK, facts.workStarted);
        put(by, Fact.DISCONNECTED, facts.disconnected);
        put(by, Fact.DISCONNECT_REASON, facts.reason);
        put(by, Fact.COMPLETED, facts.completed);
        if (record != null && course.durationSeconds() != null) {
            put(by, Fact.DURATIONS, facts.byRecord());
        }
        put(by, Fact.TAGS, tagsTold());
        var attributes = new TreeMap<String, Attribution>();
        for (var key : attributes().keySet()) {
            var told = attribute(key);
            if (told != null) {
                attributes.put(key, told);
            }
        }
        return new Provenance(by, attributes);
    }

    private @Nullable Attribution customerTold() {
        var customer = customer();
        if (customer.identifier() == null && customer.endpoint() == null && customer.customerId() == null) {
            return null;
        }
        var own = contact.identity();
        if (own.assigned() != null) {
            return Attribution.by(own.assigned().stamp());
        }
        var recorded = own.recorded();
        if (recorded != null
                && (recorded.attribute() != null || recorded.customerId() != null || recorded.endpoint() != null)) {
            return Attribution.by(Source.CONTACT_RECORD, recorded.edition().lastUpdate());
        }
        if (own.attribute() != null) {
            return Attribution.by(own.attribute().stamp());
        }
        if (own.endpoint() != null) {
            return Attribution.by(own.endpoint().stamp());
        }
        if (own.customerId() != null) {
            return Attribution.by(own.customerId().stamp());
        }
        // Without a word of its own it is another leg's.
        return null;
    }

    private @Nullable Attribution dequeuedTold() {
        var at = dequeued();
        if (at == null) {
            return null;
        }
        for (var left : Arrays.asList(facts.connectedToAgent, facts.disconnected)) {
            if (left != null && left.value().at().equals(at)) {
                return left.attribution();
            }
        }
        return live.calledOutside().stream().anyMatch(call -> call.at().equals(at))
                ? Attribution.by(Source.FLOW_LOG, at)
                : isDequeueRecorded() ? facts.byRecord() : tookOver(at);
    }

    /// An agent of whose connection nothing else was heard.
    private @Nullable Attribution tookOver(Instant at) {
        return live.agentStates().isEmpty() ? null : Attribution.by(Source.AGENT_EVENT, at);
    }

    private @Nullable Attribution tagsTold() {
        if (record != null && !record.tags().isEmpty()) {
            return facts.byRecord();
        }
        return live.tags() == null ? null : Attribution.by(live.tags().stamp());
    }

    private static void put(Map<Fact, Attribution> by, Fact fact, @Nullable Attributed<?> told) {
        put(by, fact, told == null ? null : told.attribution());
    }

    private static void put(Map<Fact, Attribution> by, Fact fact, @Nullable Attribution told) {
        if (told != null) {
            by.put(fact, told);
        }
    }
}
