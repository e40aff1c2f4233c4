package io.contactstatus.contact;

import static io.contactstatus.contact.ResolvedFacts.at;
import static io.contactstatus.contact.ResolvedFacts.known;
import static io.contactstatus.contact.ResolvedFacts.later;
import static io.contactstatus.contact.ResolvedFacts.valueIn;

import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves what is known of one contact into its [Snapshot]: the [ResolvedFacts], the [Course] that follows from
/// them, and everything that follows from the course. Each value comes with its source, so
/// that [Provenance] needs no rules of its own.
final class Resolution {

    private final Contact contact;
    private final ResolvedFacts facts;
    private final LiveFacts live;
    private final @Nullable ContactRecord record;
    private final Leg leg;
    private final CourseWalk walk;
    private final Course course;
    private final List<AgentState> refusals;
    private final Status status;
    private final @Nullable Outcome outcome;
    private final CustomerResolution customer;
    private final QueueResolution queue;
    private final AgentResolution agent;
    private final ChainResolution chain;
    private final AttributeResolution attributes;

    Resolution(Contact contact) {
        this.contact = contact;
        facts = new ResolvedFacts(contact);
        live = facts.live;
        record = facts.record;
        var legs = new LegRule(contact, valueIn(facts.subtype));
        leg = legs.leg();
        walk = new CourseWalk(facts, legs, leg);
        course = walk.course();
        refusals = facts.agentSide.states().stream().filter(facts::isRefusal).toList();
        status = walk.status().value();
        outcome = facts.isOver() ? Outcomes.of(Ending.of(facts, legs, leg, walk)) : null;
        customer = new CustomerResolution(contact);
        queue = new QueueResolution(facts, legs, course);
        agent = new AgentResolution(facts, course, status);
        chain = new ChainResolution(contact, facts, legs, leg);
        attributes = new AttributeResolution(contact, facts.sources);
    }

    Snapshot snapshot() {
        var running = course.running();
        var names = new ResourceNames(live);
        return new Snapshot(
                contact.id(),
                valueIn(facts.sources.word(record == null ? null : record.instanceArn(), live.instanceArn())),
                status,
                walk.statusSince(),
                !facts.isOver(),
                running == null ? null : running.kind(),
                running == null ? null : running.from(),
                leg,
                valueIn(facts.channel),
                valueIn(facts.subtype),
                facts.method.word(),
                customer.customer(),
                valueIn(systemEndpoint()),
                queue.info(names),
                agent.info(names),
                flow(),
                outcome,
                abandonment(),
                chain.transfer(agent, queue),
                chain.listensTo(),
                valueIn(facts.answeredBy()),
                Ending.isTogether(facts, course),
                facts.isOutgoing(),
                facts.isSynthetic(),
                course,
                refusals,
                facts.letGo(),
                flags(),
                timestamps(),
                course.durationSeconds(),
                valueIn(facts.reason),
                chain.chain(),
                attributes.attributes(),
                attributes.tags(),
                record == null ? 0 : record.recordings(),
                contact.heard(),
                facts.started(),
                orderedBy(),
                contact.insights(),
                provenance());
    }

    private @Nullable Attributed<Endpoint> systemEndpoint() {
        return facts.sources.word(record == null ? null : record.systemEndpoint(), live.systemEndpoint());
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
        return last.kind() == Phase.Kind.RINGING
                ? new Abandonment(Place.RINGING, last.seconds())
                : new Abandonment(Place.QUEUE, course.waitSeconds());
    }

    private @Nullable Instant orderedBy() {
        var since = queue.waitingSince();
        return since == null ? facts.started() : since;
    }

    private Set<Flag> flags() {
        var flags = EnumSet.noneOf(Flag.class);
        put(flags, Flag.QUEUED, !facts.visits.isEmpty());
        put(flags, Flag.CONNECTED_TO_AGENT, facts.isWithAgent());
        put(flags, Flag.ON_HOLD, status == Status.ON_HOLD);
        put(flags, Flag.MISSED_BY_AGENT, refusals.stream().anyMatch(AgentState::isMissed));
        put(flags, Flag.ABANDONED, outcome == Outcome.ABANDONED);
        put(flags, Flag.CALLBACK, facts.method.isCallback());
        put(flags, Flag.TRANSFERRED, chain.isTransferred());
        put(flags, Flag.DISCONNECTED, facts.isOver());
        put(flags, Flag.COMPLETED, status == Status.COMPLETED);
        put(flags, Flag.RECORD_RECEIVED, record != null);
        put(
                flags,
                Flag.UNKNOWN_TO_CONNECT,
                facts.isUnknownToConnect(contact.heard().lastEvent()));
        return flags;
    }

    private static void put(Set<Flag> flags, Flag flag, boolean value) {
        if (value) {
            flags.add(flag);
        }
    }

    private Snapshot.Timestamps timestamps() {
        return new Snapshot.Timestamps(
                facts.scheduled(),
                at(facts.initiated),
                at(facts.connectedToSystem),
                facts.lastEnqueued(),
                at(facts.connectedToAgent),
                at(facts.disconnected),
                valueIn(facts.completed),
                later(
                        later(contact.heard().lastEvent(), record == null ? null : at(facts.disconnected)),
                        facts.recordedAgent == null ? null : at(facts.workEnded)));
    }

    private Provenance provenance() {
        var by = new EnumMap<Fact, Attribution>(Fact.class);
        put(by, Fact.STATUS, walk.status());
        put(by, Fact.CHANNEL, facts.channel);
        put(
                by,
                Fact.INITIATION_METHOD,
                facts.sources.word(record == null ? null : record.initiationMethod(), live.initiationMethod()));
        put(by, Fact.CUSTOMER, customer.by());
        put(by, Fact.SYSTEM_ENDPOINT, systemEndpoint());
        put(by, Fact.QUEUE, queue.arn());
        if (agent.isShown()) {
            put(by, Fact.AGENT, agent.arn());
        }
        put(
                by,
                Fact.FLOW,
                live.flow() == null ? null : Attribution.by(live.flow().stamp()));
        put(by, Fact.INITIATED, facts.initiated);
        put(by, Fact.CONNECTED_TO_SYSTEM, facts.connectedToSystem);
        put(by, Fact.ENQUEUED, facts.visits.isEmpty() ? null : facts.visits.getLast());
        put(by, Fact.CONNECTED_TO_AGENT, facts.connectedToAgent);
        put(by, Fact.DEQUEUED, queue.dequeuedBy());
        put(by, Fact.AFTER_CONTACT_WORK, facts.workStarted);
        put(by, Fact.DISCONNECTED, facts.disconnected);
        put(by, Fact.DISCONNECT_REASON, facts.reason);
        put(by, Fact.COMPLETED, facts.completed);
        if (record != null && course.durationSeconds() != null) {
            put(by, Fact.DURATIONS, facts.sources.byRecord());
        }
        put(by, Fact.TAGS, attributes.tagsBy());
        return new Provenance(by, attributes.attributesBy());
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
