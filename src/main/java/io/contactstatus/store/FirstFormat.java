package io.contactstatus.store;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.BoundedSet;
import io.contactstatus.contact.ChainLinks;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.LastBySource;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.LegFacts;
import io.contactstatus.contact.LiveFacts;
import io.contactstatus.contact.Milestones;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Pause;
import io.contactstatus.contact.QueueVisit;
import io.contactstatus.contact.Stamp;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what the first version has written, before queue visits, pauses and ways outside were kept, and legs
/// told of more than the customer. What it did not keep is not known.
record FirstFormat(ContactTextReader reader) {

    Contact contact(ContactId id) {
        var heard = new LastBySource(reader.map(() -> FieldCodes.source(reader.text()), reader::instant));
        var live = live();
        var record = reader.optional(this::record);
        var identity = reader.identity();
        return new Contact(
                id,
                heard,
                live,
                record,
                identity,
                milestones(live, record),
                chain(id),
                reader.registers(reader::note),
                Insights.NONE,
                null);
    }

    private LiveFacts live() {
        var instanceArn = reader.latest(reader::text);
        var channel = reader.latest(reader::text);
        var subtype = reader.latest(reader::text);
        var initiationMethod = reader.latest(reader::text);
        var systemEndpoint = reader.latest(reader::endpoint);
        var earliest = reader.optional(reader::moment);
        var initiated = reader.optional(reader::moment);
        var connectedToSystem = reader.optional(reader::moment);
        var firstEnqueued = reader.optional(reader::moment);
        var lastEnqueued = reader.optional(reader::moment);
        var connectedToAgent = reader.optional(reader::moment);
        var disconnected = reader.optional(reader::moment);
        var completed = reader.optional(reader::moment);
        var queueArn = reader.latest(reader::text);
        var agentArn = reader.latest(reader::text);
        var offeredTo = reader.latest(reader::text);
        var states = reader.set(LiveFacts.MOST_STATES, () -> new AgentState(reader.instant(), reader.text(), null));
        var paused = reader.latest(reader::flag);
        return new LiveFacts(
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                systemEndpoint,
                earliest,
                initiated,
                initiated,
                null,
                connectedToSystem,
                connectedToSystem,
                firstEnqueued,
                one(LiveFacts.MOST_VISITS, lastEnqueued == null ? null : new QueueVisit(lastEnqueued, null)),
                connectedToAgent,
                disconnected,
                disconnected,
                completed,
                queueArn,
                agentArn,
                offeredTo,
                states,
                null,
                one(
                        LiveFacts.MOST_PAUSES,
                        paused == null
                                ? null
                                : new Pause(Moment.rounded(paused.stamp().at()), paused.value())),
                BoundedSet.none(LiveFacts.MOST_CALLS),
                null,
                reader.latest(this::position),
                reader.latest(reader::text),
                null,
                false,
                false,
                null,
                reader.registers(reader::text),
                reader.registers(reader::note),
                reader.latest(reader::tags));
    }

    private FlowPosition position() {
        return new FlowPosition(reader.text(), reader.text(), reader.text(), reader.text());
    }

    private static <T extends Comparable<? super T>> BoundedSet<T> one(int most, @Nullable T element) {
        var elements = new TreeSet<T>();
        if (element != null) {
            elements.add(element);
        }
        return new BoundedSet<>(elements, most);
    }

    private ContactRecord record() {
        var edition = reader.edition();
        var instanceArn = reader.optional(reader::text);
        var channel = reader.optional(reader::text);
        var subtype = reader.optional(reader::text);
        var initiationMethod = reader.optional(reader::text);
        var initiated = reader.optional(reader::instant);
        var connectedToSystem = reader.optional(reader::instant);
        var disconnected = reader.optional(reader::instant);
        var transferCompleted = reader.optional(reader::instant);
        return new ContactRecord(
                edition,
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                initiated,
                null,
                connectedToSystem,
                disconnected,
                transferCompleted,
                null,
                reader.optional(reader::text),
                reader.optional(reader::queue),
                reader.optional(this::agent),
                reader.number(),
                reader.optional(reader::endpoint),
                reader.optional(reader::id),
                reader.optional(reader::id),
                reader.optional(reader::id),
                reader.optional(reader::id),
                reader.optional(() -> reader.map(reader::text, reader::text)),
                reader.map(reader::text, reader::text),
                reader.number(),
                null,
                false,
                false);
    }

    private ContactRecord.RecordedAgent agent() {
        return new ContactRecord.RecordedAgent(
                reader.optional(reader::text),
                reader.optional(reader::text),
                reader.optional(reader::instant),
                reader.optional(reader::number),
                reader.optional(reader::number),
                reader.optional(reader::number),
                null,
                reader.optional(reader::instant),
                reader.optional(reader::instant));
    }

    /// From what was kept then: enough for the legs that come to know what they are.
    private static Milestones milestones(LiveFacts live, @Nullable ContactRecord record) {
        return new Milestones(
                live.firstEnqueued(),
                live.connectedToAgent(),
                null,
                live.disconnected(),
                record != null,
                false,
                false,
                false);
    }

    private ChainLinks chain(ContactId self) {
        var initial = reader.latest(reader::id);
        var previous = reader.latest(reader::id);
        var related = reader.latest(reader::id);
        var follower = reader.latest(() -> new Follower(reader.id(), reader.text()));
        var legs = new TreeMap<>(reader.map(reader::id, this::leg));
        if (follower != null) {
            legs.merge(
                    follower.value().id(),
                    follower.value().facts(self, follower.stamp()),
                    (known, told) -> new LegFacts(
                            known.identity(),
                            told.initiationMethod(),
                            told.previous(),
                            null,
                            Milestones.NONE,
                            null,
                            null));
        }
        return new ChainLinks(
                initial,
                previous,
                related,
                legs,
                reader.map(reader::id, this::leg),
                BoundedSet.none(ChainLinks.MOST_ASSOCIATES));
    }

    private LegFacts leg() {
        return LegFacts.of(reader.identity());
    }

    private record Follower(ContactId id, String initiationMethod) implements Comparable<Follower> {

        LegFacts facts(ContactId previous, Stamp stamp) {
            return new LegFacts(
                    Identity.UNKNOWN,
                    new Latest<>(initiationMethod, stamp),
                    new Latest<>(previous, Stamp.of(Stamp.UNTIMED, stamp.source())),
                    null,
                    Milestones.NONE,
                    null,
                    null);
        }

        @Override
        public int compareTo(Follower other) {
            return id.compareTo(other.id);
        }
    }
}
