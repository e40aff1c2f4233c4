package io.contactstatus.contact;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects what one record says about one contact, as something to join: a [Contact] that knows only that.
///
/// Every method ignores null, so that a source may be read field by field without asking what is there. An
/// instant that no event can have had means "not yet" in Amazon Connect's words and is ignored likewise.
public final class Facts {

    private final ContactId id;
    private final Source source;
    private int rank;
    private Stamp stamp;
    private final TreeMap<Source, Instant> heard = new TreeMap<>();
    private final TreeMap<String, Latest<String>> names = new TreeMap<>();
    private final TreeMap<String, Latest<Note>> attributes = new TreeMap<>();
    private final TreeMap<String, Latest<Note>> notes = new TreeMap<>();
    private BoundedSet<AgentState> agentStates = LiveFacts.NOTHING.agentStates();
    private BoundedSet<QueueVisit> visits = LiveFacts.NOTHING.visits();
    private BoundedSet<Pause> pauses = LiveFacts.NOTHING.pauses();
    private BoundedSet<OutsideCall> calledOutside = LiveFacts.NOTHING.calledOutside();
    private Milestones milestones = Milestones.NONE;
    private @Nullable Latest<String> instanceArn;
    private @Nullable Latest<String> channel;
    private @Nullable Latest<String> subtype;
    private @Nullable Latest<String> initiationMethod;
    private @Nullable Latest<Endpoint> systemEndpoint;
    private @Nullable Moment earliest;
    private @Nullable Moment initiated;
    private @Nullable Moment lastInitiated;
    private @Nullable Latest<Instant> scheduled;
    private @Nullable Moment connectedToSystem;
    private @Nullable Moment lastConnectedToSystem;
    private @Nullable Moment firstEnqueued;
    private @Nullable Moment connectedToAgent;
    private @Nullable Moment disconnected;
    private @Nullable Moment lastDisconnected;
    private @Nullable Moment completed;
    private @Nullable Latest<String> queueArn;
    private @Nullable Latest<String> agentArn;
    private @Nullable Latest<String> offeredTo;
    private @Nullable Latest<Boolean> heldByAgent;
    private @Nullable Latest<Integer> heldSeconds;
    private @Nullable Latest<FlowPosition> flow;
    private @Nullable Latest<String> disconnectReason;
    private @Nullable Latest<String> answeredBy;
    private boolean campaign;
    private boolean synthetic;
    private @Nullable Moment unknownToConnect;
    private @Nullable Latest<LiveFacts.Tags> tags;
    private @Nullable Latest<String> assigned;
    private @Nullable Latest<String> identifyingAttribute;
    private @Nullable Latest<String> customerId;
    private @Nullable Latest<Endpoint> endpoint;
    private Identity.@Nullable Recorded recorded;
    private boolean withdrawn;
    private @Nullable ContactRecord record;
    private Insights insights = Insights.NONE;
    private @Nullable Latest<CallBack> callBack;
    private @Nullable Latest<ContactId> initial;
    private @Nullable Latest<ContactId> previous;
    private @Nullable Latest<ContactId> related;

    private Facts(ContactId id, Source source) {
        this.id = id;
        this.source = source;
        stamp = Stamp.of(Stamp.UNTIMED, source);
        heard.put(source, Stamp.UNTIMED);
    }

    /// Says, by itself, no more than that the source knows the contact.
    public static Facts about(ContactId id, Source source) {
        return new Facts(id, source);
    }

    /// Of two Regions that tell the same, the active one is believed. To be called before anything that it tells.
    public Facts fromActiveRegion(boolean active) {
        rank = active ? 1 : 0;
        return this;
    }

    /// When what the record tells about the contact's state happened. Not to be called for what is history only.
    public Facts heardAt(@Nullable Instant at) {
        var real = EventTimes.real(at);
        if (real != null) {
            heard.merge(source, real, (one, two) -> one.isAfter(two) ? one : two);
            seenAt(real);
        }
        return this;
    }

    /// That the contact existed at this time.
    public Facts seenAt(@Nullable Instant at) {
        var real = EventTimes.real(at);
        if (real != null) {
            earliest = Moment.earliest(earliest, Moment.exact(real));
        }
        return this;
    }

    public Facts instance(@Nullable String arn, Instant at) {
        instanceArn = later(instanceArn, Bounds.nameOrNull(arn), at);
        return this;
    }

    /// Channels come in several spellings; the caller brings them to Amazon Connect's capitals.
    public Facts channel(@Nullable String value, Instant at) {
        channel = later(channel, Bounds.wordOrNull(value), at);
        return this;
    }

    public Facts subtype(@Nullable String value, Instant at) {
        subtype = later(subtype, Bounds.wordOrNull(value), at);
        return LegRule.GUIDE_SUBTYPE.equals(value) ? reached(Milestones.GUIDE) : this;
    }

    public Facts initiationMethod(@Nullable String value) {
        if (value != null) {
            var stamp = new Stamp(Stamp.UNTIMED, Method.rank(value), source);
            initiationMethod = Latest.of(initiationMethod, new Latest<>(Bounds.word(value), stamp));
        }
        return this;
    }

    public Facts systemEndpoint(@Nullable Endpoint value, Instant at) {
        systemEndpoint = later(systemEndpoint, value, at);
        return this;
    }

    public Facts initiated(@Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            initiated = Moment.earliest(initiated, moment);
            lastInitiated = Moment.latest(lastInitiated, moment);
            seenAt(moment.at());
        }
        return this;
    }

    public Facts connectedToSystem(@Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            connectedToSystem = Moment.earliest(connectedToSystem, moment);
            lastConnectedToSystem = Moment.latest(lastConnectedToSystem, moment);
        }
        return this;
    }

    /// For when it is planned, a task for example; the last word counts.
    public Facts scheduled(@Nullable Instant told, Instant at) {
        scheduled = later(scheduled, EventTimes.real(told), at);
        return this;
    }

    /// @param queueArn the queue it was put into, if the source tells it along with the time
    public Facts enqueued(@Nullable Moment told, @Nullable String queueArn) {
        var moment = real(told);
        if (moment != null) {
            firstEnqueued = Moment.earliest(firstEnqueued, moment);
            visits = visits.with(new QueueVisit(moment, queueArn));
            reached(Milestones.enqueued(moment));
        }
        return this;
    }

    /// The queue it was in at that time; [#enqueued] says since when.
    public Facts queue(@Nullable String arn, Instant at) {
        queueArn = later(queueArn, Bounds.nameOrNull(arn), at);
        return this;
    }

    public Facts connectedToAgent(@Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            connectedToAgent = Moment.latest(connectedToAgent, moment);
            reached(Milestones.connectedToAgent(moment));
        }
        return this;
    }

    /// The agent it was connected to at that time; [#connectedToAgent] says since when.
    public Facts agent(@Nullable String arn, Instant at) {
        agentArn = later(agentArn, Bounds.nameOrNull(arn), at);
        return this;
    }

    /// The agent at whom it rang.
    public Facts offeredTo(@Nullable String arn, Instant at) {
        offeredTo = later(offeredTo, Bounds.nameOrNull(arn), at);
        return this;
    }

    /// @param agentArn whose state it is; null where the source does not tell
    public Facts agentState(@Nullable String state, @Nullable Instant at, @Nullable String agentArn) {
        var real = EventTimes.real(at);
        if (state != null && real != null) {
            var told = new AgentState(real, state, agentArn);
            agentStates = agentStates.with(told);
            seenAt(real);
            var moment = Moment.exact(real);
            if (told.isAnswered()) {
                reached(Milestones.connectedToAgent(moment));
            } else if (told.isEnded() || told.isCleared()) {
                reached(Milestones.agentLeft(moment));
            }
        }
        return this;
    }

    /// Whether the agent had the contact then, where no difference of two snapshots tells it.
    ///
    /// @param held false: the agent had it until then, and later had not; true: the agent has it again
    public Facts heldByAgent(boolean held, Instant at) {
        heldByAgent = Latest.of(
                heldByAgent, new Latest<>(held, new Stamp(EventTimes.realOrUntimed(at), held ? 0 : 1, source)));
        return this;
    }

    /// In seconds, where nothing tells when they were.
    public Facts heldFor(@Nullable Integer seconds, Instant at) {
        heldSeconds = later(heldSeconds, seconds, at);
        return this;
    }

    /// @param arn of a queue or an agent
    public Facts named(@Nullable String arn, @Nullable String name, Instant at) {
        if (arn != null && name != null) {
            names.merge(Bounds.name(arn), new Latest<>(Bounds.name(name), stamp(at)), Latest::laterOf);
        }
        return this;
    }

    /// @param begins false when it ends
    public Facts paused(boolean begins, @Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            pauses = pauses.with(new Pause(moment, begins));
        }
        return this;
    }

    public Facts calledOutside(OutsideCall.Stage stage, @Nullable Instant at) {
        var real = EventTimes.real(at);
        if (real != null) {
            calledOutside = calledOutside.with(new OutsideCall(real, stage));
        }
        return this;
    }

    public Facts flow(FlowPosition position, Instant at) {
        flow = Latest.of(flow, new Latest<>(position, stamp(at)));
        return this;
    }

    public Facts disconnected(@Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            disconnected = Moment.earliest(disconnected, moment);
            lastDisconnected = Moment.latest(lastDisconnected, moment);
            reached(Milestones.ended(moment));
        }
        return this;
    }

    public Facts disconnectReason(@Nullable String reason, Instant at) {
        disconnectReason = later(disconnectReason, Bounds.wordOrNull(reason), at);
        return this;
    }

    /// What machine detection says answered.
    public Facts answeredBy(@Nullable String detected, Instant at) {
        answeredBy = later(answeredBy, Bounds.wordOrNull(detected), at);
        return this;
    }

    /// It is called by an outbound campaign.
    public Facts campaign(boolean told) {
        campaign |= told;
        return this;
    }

    /// It is a test, made by no customer.
    public Facts synthetic(boolean told) {
        synthetic |= told;
        return this;
    }

    /// Amazon Connect was asked at that time, and does not know it.
    public Facts unknownToConnect(Instant asked) {
        unknownToConnect = Moment.latest(unknownToConnect, Moment.exact(asked));
        return this;
    }

    public Facts completed(@Nullable Moment told) {
        var moment = real(told);
        if (moment != null) {
            completed = Moment.earliest(completed, moment);
        }
        return this;
    }

    public Facts tags(SortedMap<String, String> all, Instant at) {
        if (!all.isEmpty()) {
            tags = later(tags, new LiveFacts.Tags(all), at);
        }
        return this;
    }

    /// @param value null removes the attribute
    public Facts attribute(String key, @Nullable String value, Instant at) {
        var target = source == Source.API ? notes : attributes;
        target.merge(
                Bounds.name(key),
                new Latest<>(new Note(value == null ? null : Bounds.value(value)), stamp(at)),
                Latest::laterOf);
        return this;
    }

    /// The customer's identifier as the API was told.
    public Facts customerAssigned(@Nullable String identifier, Instant at) {
        assigned = later(assigned, Bounds.nameOrNull(identifier), at);
        return this;
    }

    /// The value of the attribute that the operator named as identifying.
    public Facts customerAttribute(@Nullable String value, Instant at) {
        identifyingAttribute = later(identifyingAttribute, Bounds.nameOrNull(value), at);
        return this;
    }

    public Facts customerId(@Nullable String value, Instant at) {
        customerId = later(customerId, Bounds.nameOrNull(value), at);
        return this;
    }

    public Facts customerEndpoint(@Nullable Endpoint value, Instant at) {
        endpoint = later(endpoint, value, at);
        return this;
    }

    /// @param removed whether the record says that the customer's data was taken out
    public Facts record(ContactRecord statement, Identity.Recorded customer, boolean removed) {
        record = statement;
        recorded = customer;
        withdrawn = removed;
        heard.put(Source.CONTACT_RECORD, statement.edition().lastUpdate());
        reached(Milestones.of(statement));
        return initiationMethod(statement.initiationMethod())
                .initialContact(statement.initialContactId())
                .previousContact(statement.previousContactId())
                .relatedContact(statement.relatedContactId());
    }

    /// @param more what [ConversationFacts] has collected of it
    public Facts insights(Insights more) {
        insights = insights.join(more);
        return this;
    }

    public Facts callBack(CallBack agreed, Instant at) {
        callBack = later(callBack, agreed, at);
        return this;
    }

    private Facts reached(Milestones more) {
        milestones = milestones.join(more);
        return this;
    }

    /// Absent, null or the contact's own id: sources differ in how they say "this is the first leg".
    public Facts initialContact(@Nullable ContactId other) {
        initial = other(initial, other);
        return this;
    }

    public Facts previousContact(@Nullable ContactId other) {
        previous = other(previous, other);
        return this;
    }

    public Facts relatedContact(@Nullable ContactId other) {
        related = other(related, other);
        return this;
    }

    /// @param at when the record says it
    public Testimony testimony(Instant at) {
        return new Testimony(at, source, toContact());
    }

    public Contact toContact() {
        var live = new LiveFacts(
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                systemEndpoint,
                earliest,
                initiated,
                lastInitiated,
                scheduled,
                connectedToSystem,
                lastConnectedToSystem,
                firstEnqueued,
                visits,
                connectedToAgent,
                disconnected,
                lastDisconnected,
                completed,
                queueArn,
                agentArn,
                offeredTo,
                agentStates,
                heldByAgent,
                pauses,
                calledOutside,
                heldSeconds,
                flow,
                disconnectReason,
                answeredBy,
                campaign,
                synthetic,
                unknownToConnect,
                names.isEmpty() ? LiveFacts.NOTHING.names() : new Registers<>(names, LiveFacts.MOST_NAMES),
                attributes.isEmpty()
                        ? LiveFacts.NOTHING.attributes()
                        : new Registers<>(attributes, LiveFacts.MOST_ATTRIBUTES),
                tags);
        var identity = new Identity(assigned, identifyingAttribute, customerId, endpoint, recorded, withdrawn);
        var chain = ChainLinks.to(initial, previous, related);
        var ours = notes.isEmpty() ? LiveFacts.NOTHING.attributes() : new Registers<>(notes, LiveFacts.MOST_ATTRIBUTES);
        return new Contact(
                id, new LastBySource(heard), live, record, identity, milestones, chain, ours, insights, callBack);
    }

    private <T extends Comparable<? super T>> @Nullable Latest<T> later(
            @Nullable Latest<T> held, @Nullable T value, Instant at) {
        return value == null ? held : Latest.of(held, new Latest<>(value, stamp(at)));
    }

    private @Nullable Latest<ContactId> other(@Nullable Latest<ContactId> held, @Nullable ContactId other) {
        return other == null || other.equals(id) ? held : later(held, other, Stamp.UNTIMED);
    }

    /// Most of what a record says became true at one moment.
    private Stamp stamp(Instant at) {
        if (!stamp.at().equals(at)) {
            stamp = new Stamp(EventTimes.realOrUntimed(at), rank, source);
        }
        return stamp;
    }

    private static @Nullable Moment real(@Nullable Moment told) {
        var at = told == null ? null : EventTimes.real(told.at());
        return told == null || at == null ? null : new Moment(at, told.exact());
    }
}
