package io.contactstatus.contact;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
    private final LiveFactsBuilder live = new LiveFactsBuilder();
    private final RegistersBuilder<Note> notes = new RegistersBuilder<>(LiveFacts.NOTHING.attributes());
    private final IdentityBuilder customer = new IdentityBuilder();
    private final Register<CallBack> callBack = new Register<>();
    private final Register<ContactId> initial = new Register<>();
    private final Register<ContactId> previous = new Register<>();
    private final Register<ContactId> related = new Register<>();
    private Milestones milestones = Milestones.NONE;
    private @Nullable ContactRecord record;
    private Insights insights = Insights.NONE;

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
            live.seen.tell(Moment.exact(real));
        }
        return this;
    }

    public Facts instance(@Nullable String arn, Instant at) {
        return later(live.instanceArn, Bounds.nameOrNull(arn), at);
    }

    /// Channels come in several spellings; the caller brings them to Amazon Connect's capitals.
    public Facts channel(@Nullable String value, Instant at) {
        return later(live.channel, Bounds.wordOrNull(value), at);
    }

    public Facts subtype(@Nullable String value, Instant at) {
        later(live.subtype, Bounds.wordOrNull(value), at);
        return LegRule.GUIDE_SUBTYPE.equals(value) ? reached(Milestones.GUIDE) : this;
    }

    public Facts initiationMethod(@Nullable String value) {
        if (value != null) {
            live.initiationMethod.tell(Bounds.word(value), new Stamp(Stamp.UNTIMED, Method.rank(value), source));
        }
        return this;
    }

    public Facts systemEndpoint(@Nullable Endpoint value, Instant at) {
        return later(live.systemEndpoint, value, at);
    }

    public Facts initiated(@Nullable Moment told) {
        return moment(live.initiated, told).seenAt(told == null ? null : told.at());
    }

    public Facts connectedToSystem(@Nullable Moment told) {
        return moment(live.connectedToSystem, told);
    }

    /// For when it is planned, a task for example; the last word counts.
    public Facts scheduled(@Nullable Instant told, Instant at) {
        return later(live.scheduled, EventTimes.real(told), at);
    }

    /// @param queueArn the queue it was put into, if the source tells it along with the time
    public Facts enqueued(@Nullable Moment told, @Nullable String queueArn) {
        var moment = EventTimes.real(told);
        if (moment != null) {
            live.add(new QueueVisit(moment, queueArn));
        }
        return milestone(live.enqueued, told, Milestones::enqueued);
    }

    /// The queue it was in at that time; [#enqueued] says since when.
    public Facts queue(@Nullable String arn, Instant at) {
        return later(live.queueArn, Bounds.nameOrNull(arn), at);
    }

    public Facts connectedToAgent(@Nullable Moment told) {
        return milestone(live.connectedToAgent, told, Milestones::connectedToAgent);
    }

    /// The agent it was connected to at that time; [#connectedToAgent] says since when.
    public Facts agent(@Nullable String arn, Instant at) {
        return later(live.agentArn, Bounds.nameOrNull(arn), at);
    }

    /// The agent at whom it rang.
    public Facts offeredTo(@Nullable String arn, Instant at) {
        return later(live.offeredTo, Bounds.nameOrNull(arn), at);
    }

    /// @param agentArn whose state it is; null where the source does not tell
    public Facts agentState(@Nullable String state, @Nullable Instant at, @Nullable String agentArn) {
        var real = EventTimes.real(at);
        if (state != null && real != null) {
            var told = new AgentState(real, state, agentArn);
            live.add(told);
            reached(Milestones.of(told)).seenAt(real);
        }
        return this;
    }

    /// Whether the agent had the contact then, where no difference of two snapshots tells it.
    ///
    /// @param held false: the agent had it until then, and later had not; true: the agent has it again
    public Facts heldByAgent(boolean held, Instant at) {
        live.heldByAgent.tell(held, new Stamp(EventTimes.realOrUntimed(at), held ? 0 : 1, source));
        return this;
    }

    /// In seconds, where nothing tells when they were.
    public Facts heldFor(@Nullable Integer seconds, Instant at) {
        return later(live.heldSeconds, seconds, at);
    }

    /// @param arn of a queue or an agent
    public Facts named(@Nullable String arn, @Nullable String name, Instant at) {
        if (arn != null && name != null) {
            live.names.tell(Bounds.name(arn), Bounds.name(name), stamp(at));
        }
        return this;
    }

    /// @param begins false when it ends
    public Facts paused(boolean begins, @Nullable Moment told) {
        var moment = EventTimes.real(told);
        if (moment != null) {
            live.add(new Pause(moment, begins));
        }
        return this;
    }

    public Facts calledOutside(OutsideCall.Stage stage, @Nullable Instant at) {
        var real = EventTimes.real(at);
        if (real != null) {
            live.add(new OutsideCall(real, stage));
        }
        return this;
    }

    public Facts flow(FlowPosition position, Instant at) {
        return later(live.flow, position, at);
    }

    public Facts disconnected(@Nullable Moment told) {
        return milestone(live.disconnected, told, Milestones::ended);
    }

    public Facts disconnectReason(@Nullable String reason, Instant at) {
        return later(live.disconnectReason, Bounds.wordOrNull(reason), at);
    }

    /// What machine detection says answered.
    public Facts answeredBy(@Nullable String detected, Instant at) {
        return later(live.answeredBy, Bounds.wordOrNull(detected), at);
    }

    /// It is called by an outbound campaign.
    public Facts campaign(boolean told) {
        live.campaign(told);
        return this;
    }

    /// It is a test, made by no customer.
    public Facts synthetic(boolean told) {
        live.synthetic(told);
        return this;
    }

    /// Amazon Connect was asked at that time, and does not know it.
    public Facts unknownToConnect(Instant asked) {
        live.unknownToConnect.tell(Moment.exact(asked));
        return this;
    }

    public Facts completed(@Nullable Moment told) {
        return moment(live.completed, told);
    }

    public Facts tags(SortedMap<String, String> all, Instant at) {
        return all.isEmpty() ? this : later(live.tags, new LiveFacts.Tags(all), at);
    }

    /// @param value null removes the attribute
    public Facts attribute(String key, @Nullable String value, Instant at) {
        var target = source == Source.API ? notes : live.attributes;
        target.tell(Bounds.name(key), new Note(value == null ? null : Bounds.value(value)), stamp(at));
        return this;
    }

    /// The customer's identifier as the API was told.
    public Facts customerAssigned(@Nullable String identifier, Instant at) {
        return later(customer.assigned, Bounds.nameOrNull(identifier), at);
    }

    /// The value of the attribute that the operator named as identifying.
    public Facts customerAttribute(@Nullable String value, Instant at) {
        return later(customer.attribute, Bounds.nameOrNull(value), at);
    }

    public Facts customerId(@Nullable String value, Instant at) {
        return later(customer.customerId, Bounds.nameOrNull(value), at);
    }

    public Facts customerEndpoint(@Nullable Endpoint value, Instant at) {
        return later(customer.endpoint, value, at);
    }

    /// @param removed whether the record says that the customer's data was taken out
    public Facts record(ContactRecord statement, Identity.Recorded identity, boolean removed) {
        record = statement;
        customer.record(identity, removed);
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
        return later(callBack, agreed, at);
    }

    /// Absent, null or the contact's own id: sources differ in how they say "this is the first leg".
    public Facts initialContact(@Nullable ContactId other) {
        return other(initial, other);
    }

    public Facts previousContact(@Nullable ContactId other) {
        return other(previous, other);
    }

    public Facts relatedContact(@Nullable ContactId other) {
        return other(related, other);
    }

    /// @param at when the record says it
    public Testimony testimony(Instant at) {
        return new Testimony(at, source, toContact());
    }

    public Contact toContact() {
        var chain = ChainLinks.to(initial.latest(), previous.latest(), related.latest());
        return new Contact(
                id,
                new LastBySource(heard),
                live.build(),
                record,
                customer.build(),
                milestones,
                chain,
                notes.build(),
                insights,
                callBack.latest());
    }

    private Facts moment(FirstAndLast moments, @Nullable Moment told) {
        var moment = EventTimes.real(told);
        if (moment != null) {
            moments.tell(moment);
        }
        return this;
    }

    private Facts milestone(FirstAndLast moments, @Nullable Moment told, Function<Moment, Milestones> milestone) {
        var moment = EventTimes.real(told);
        return moment == null ? this : moment(moments, moment).reached(milestone.apply(moment));
    }

    private Facts reached(Milestones more) {
        milestones = milestones.join(more);
        return this;
    }

    private <T extends Comparable<? super T>> Facts later(Register<T> register, @Nullable T value, Instant at) {
        if (value != null) {
            register.tell(value, stamp(at));
        }
        return this;
    }

    private Facts other(Register<ContactId> register, @Nullable ContactId other) {
        return id.equals(other) ? this : later(register, other, Stamp.UNTIMED);
    }

    /// Most of what a record says became true at one moment.
    private Stamp stamp(Instant at) {
        if (!stamp.at().equals(at)) {
            stamp = new Stamp(EventTimes.realOrUntimed(at), rank, source);
        }
        return stamp;
    }
}
