package io.contactstatus.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which source said what is shown of a contact, and when. What nobody said is not in it.
///
/// Follows the rules of the [Snapshot]: the contact record outranks the others in what it speaks about; where a live
/// source told the same moment finer, both say it.
public record Provenance(Map<Fact, Told> facts, SortedMap<String, Told> attributes) {

    public Provenance {
        facts = Collections.unmodifiableMap(facts.isEmpty() ? new EnumMap<>(Fact.class) : new EnumMap<>(facts));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public static Provenance of(Contact contact) {
        return new Search(contact).found();
    }

    public @Nullable Told of(Fact fact) {
        return facts.get(fact);
    }

    /// Searches one contact.
    private static final class Search {

        private final Contact contact;
        private final Snapshot seen;
        private final Live live;
        private final @Nullable ContactRecord record;
        private final Map<Fact, Told> found = new EnumMap<>(Fact.class);

        Search(Contact contact) {
            this.contact = contact;
            seen = contact.snapshot();
            live = contact.live();
            record = contact.record();
        }

        Provenance found() {
            words();
            times();
            put(Fact.CUSTOMER, customer());
            put(Fact.STATUS, status());
            return new Provenance(found, attributes());
        }

        private void words() {
            var queue = record == null ? null : record.queue();
            var agent = record == null ? null : record.agent();
            put(Fact.CHANNEL, word(record == null ? null : record.channel(), live.channel()));
            put(
                    Fact.INITIATION_METHOD,
                    word(record == null ? null : record.initiationMethod(), live.initiationMethod()));
            put(Fact.SYSTEM_ENDPOINT, word(record == null ? null : record.systemEndpoint(), live.systemEndpoint()));
            put(
                    Fact.DISCONNECT_REASON,
                    word(record == null ? null : record.disconnectReason(), live.disconnectReason()));
            if (seen.queue() != null) {
                put(Fact.QUEUE, word(queue == null ? null : queue.arn(), live.queueArn()));
            }
            if (seen.agent() != null) {
                var ringing = seen.status() == Status.CONNECTING_TO_AGENT && live.offeredTo() != null;
                put(
                        Fact.AGENT,
                        ringing
                                ? word(null, live.offeredTo())
                                : word(agent == null ? null : agent.arn(), live.agentArn()));
            }
            put(Fact.FLOW, live.flow() == null ? null : Told.by(live.flow().stamp()));
            put(Fact.TAGS, word(record == null || record.tags().isEmpty() ? null : record.tags(), live.tags()));
        }

        private void times() {
            var queue = record == null ? null : record.queue();
            var agent = record == null ? null : record.agent();
            time(
                    Fact.INITIATED,
                    seen.timestamps().initiated(),
                    record == null ? null : record.initiated(),
                    eventAt(live.initiated()));
            time(
                    Fact.CONNECTED_TO_SYSTEM,
                    seen.timestamps().connectedToSystem(),
                    record == null ? null : record.connectedToSystem(),
                    eventAt(live.connectedToSystem()));
            time(Fact.ENQUEUED, seen.timestamps().queued(), queue == null ? null : queue.enqueued(), enqueued());
            time(
                    Fact.CONNECTED_TO_AGENT,
                    seen.timestamps().connectedToAgent(),
                    agent == null ? null : agent.connected(),
                    connectedToAgent());
            time(
                    Fact.DISCONNECTED,
                    seen.timestamps().disconnected(),
                    record == null ? null : record.disconnected(),
                    eventAt(live.disconnected()));
            time(
                    Fact.DEQUEUED,
                    seen.queue() == null ? null : seen.queue().dequeuedAt(),
                    queue == null ? null : queue.dequeued(),
                    dequeued());
            time(
                    Fact.AFTER_CONTACT_WORK,
                    seen.agent() == null ? null : seen.agent().afterContactWorkStartedAt(),
                    agent == null ? null : agent.afterContactWorkStarted(),
                    atTheAgent());
            if (seen.timestamps().completed() != null) {
                put(Fact.COMPLETED, completed());
            }
            if (record != null && seen.durationSeconds() != null) {
                put(Fact.DURATIONS, byRecord());
            }
        }

        private @Nullable Told customer() {
            var customer = seen.customer();
            if (customer.identifier() == null && customer.endpoint() == null && customer.customerId() == null) {
                return null;
            }
            var own = contact.identity();
            if (own.assigned() != null) {
                return Told.by(own.assigned().stamp());
            }
            var recorded = own.recorded();
            if (recorded != null
                    && (recorded.attribute() != null || recorded.customerId() != null || recorded.endpoint() != null)) {
                return Told.by(Source.CONTACT_RECORD, recorded.edition().lastUpdate());
            }
            var live = own.attribute() == null ? own.customerId() : own.attribute();
            if (live != null) {
                return Told.by(live.stamp());
            }
            // Without a word of its own it is another leg's.
            return own.endpoint() == null ? null : Told.by(own.endpoint().stamp());
        }

        private @Nullable Told status() {
            return switch (seen.status()) {
                case INITIATED -> live.initiated() == null ? firstHeard() : found.get(Fact.INITIATED);
                case CONNECTED_TO_SYSTEM -> found.get(Fact.CONNECTED_TO_SYSTEM);
                case QUEUED -> since(found.get(Fact.ENQUEUED));
                case CONNECTED_TO_AGENT -> since(found.get(Fact.CONNECTED_TO_AGENT));
                case CONNECTING_TO_AGENT, ON_HOLD -> Told.by(Source.AGENT_EVENT, seen.statusSince());
                case PAUSED -> paused();
                case DISCONNECTED -> found.get(Fact.DISCONNECTED);
                case AFTER_CONTACT_WORK -> found.get(Fact.AFTER_CONTACT_WORK);
                case COMPLETED -> record == null ? completed() : byRecord();
            };
        }

        /// A contact that came back to where it was: only the agent's side tells that it was away.
        private @Nullable Told since(@Nullable Told told) {
            var since = seen.statusSince();
            return told != null
                            && told.at() != null
                            && since != null
                            && since.isAfter(told.at().plus(Moment.ROUNDING))
                    ? Told.by(Source.AGENT_EVENT, since)
                    : told;
        }

        private Told paused() {
            var paused = live.paused();
            return paused != null && paused.value()
                    ? Told.by(paused.stamp())
                    : Told.by(Source.AGENT_EVENT, seen.statusSince());
        }

        private @Nullable Told completed() {
            if (live.completed() != null) {
                var told = Told.by(Source.CONTACT_EVENT, live.completed().at());
                return record == null ? told : told.andBy(Source.CONTACT_RECORD);
            }
            return record == null
                    ? Told.by(Source.AGENT_EVENT, seen.timestamps().completed())
                    : byRecord();
        }

        private @Nullable Told firstHeard() {
            var heard = contact.heard().lastBySource();
            return heard.isEmpty() ? null : Told.by(heard.firstKey(), heard.get(heard.firstKey()));
        }

        /// Only contact events tell of this, apart from the contact record.
        private static @Nullable Told eventAt(@Nullable Moment moment) {
            return moment == null ? null : Told.by(Source.CONTACT_EVENT, moment.at());
        }

        private @Nullable Told enqueued() {
            return teller(live.lastEnqueued(), live.queueArn());
        }

        private @Nullable Told connectedToAgent() {
            if (live.connectedToAgent() != null) {
                return teller(live.connectedToAgent(), live.agentArn());
            }
            var answered = live.agentStates().answered();
            return answered == null ? null : Told.by(Source.AGENT_EVENT, answered);
        }

        private @Nullable Told dequeued() {
            var left = found.get(Fact.CONNECTED_TO_AGENT);
            return left == null ? found.get(Fact.DISCONNECTED) : left;
        }

        private @Nullable Told atTheAgent() {
            var ended = live.agentStates().last(AgentState::isEnded);
            return ended == null ? null : Told.by(agentSide(), ended);
        }

        /// Whoever told the time told the place along with it.
        private @Nullable Told teller(@Nullable Moment moment, @Nullable Latest<String> place) {
            if (moment == null) {
                return null;
            }
            return place != null && place.stamp().at().equals(moment.at())
                    ? Told.by(place.stamp())
                    : Told.by(eventSide(), moment.at());
        }

        private Source eventSide() {
            return contact.heard().lastBySource().containsKey(Source.CONTACT_EVENT)
                    ? Source.CONTACT_EVENT
                    : Source.AGENT_EVENT;
        }

        private Source agentSide() {
            return contact.heard().lastBySource().containsKey(Source.AGENT_EVENT)
                    ? Source.AGENT_EVENT
                    : Source.CONTACT_EVENT;
        }

        private void time(Fact fact, @Nullable Instant shown, @Nullable Instant recorded, @Nullable Told heard) {
            if (shown == null) {
                return;
            }
            if (recorded == null || heard == null || heard.at() == null) {
                put(fact, recorded == null ? heard : byRecord());
                return;
            }
            var agree = Duration.between(recorded, heard.at()).abs().compareTo(Moment.ROUNDING) <= 0;
            put(fact, agree ? heard.andBy(Source.CONTACT_RECORD) : byRecord());
        }

        private <T extends Comparable<? super T>> @Nullable Told word(
                @Nullable Object recorded, @Nullable Latest<T> heard) {
            if (recorded != null) {
                return byRecord();
            }
            return heard == null ? null : Told.by(heard.stamp());
        }

        private @Nullable Told byRecord() {
            return record == null
                    ? null
                    : Told.by(Source.CONTACT_RECORD, record.edition().lastUpdate());
        }

        private SortedMap<String, Told> attributes() {
            var told = new TreeMap<String, Told>();
            for (var key : seen.attributes().keySet()) {
                var by = attribute(key);
                if (by != null) {
                    told.put(key, by);
                }
            }
            return told;
        }

        private @Nullable Told attribute(String key) {
            var recorded = record == null ? null : record.attributes();
            var noted = contact.notes().byKey().get(key);
            if (record != null && recorded != null && recorded.containsKey(key)) {
                return noted != null
                                && noted.stamp().at().isAfter(record.edition().lastUpdate())
                        ? Told.by(noted.stamp())
                        : byRecord();
            }
            var heard = Latest.of(live.attributes().byKey().get(key), noted);
            return heard == null ? null : Told.by(heard.stamp());
        }

        private void put(Fact fact, @Nullable Told told) {
            if (told != null) {
                found.put(fact, told);
            }
        }
    }
}
