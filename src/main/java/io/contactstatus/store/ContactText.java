package io.contactstatus.store;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.AgentTimeline;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Heard;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Kin;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Live;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.Registers;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A contact's facts as one line of text, and back, without loss.
///
/// Fields follow one another in a fixed order, so names cost nothing; each is a value or, for what is not there, a
/// mark. Another order or more fields need another [#FORMAT], and a version that reads both before one that writes
/// the new one.
final class ContactText {

    private static final String FORMAT = "1";
    private static final char END = '\u001F';
    private static final char ABSENT = '\u001E';
    private static final char ESCAPE = '\u001B';

    private ContactText() {}

    static String written(Contact contact) {
        var writer = new Writer();
        writer.text(FORMAT);
        writer.contact(contact);
        return writer.text.toString();
    }

    /// A time as it stands in such a text.
    static String written(Instant at) {
        return Long.toString(at.toEpochMilli(), Character.MAX_RADIX) + END;
    }

    /// @throws IllegalArgumentException when the text was not written by [#written]
    static Contact read(ContactId id, String text) {
        var reader = new Reader(text);
        if (!FORMAT.equals(reader.text())) {
            // While one version replaces the other, the old one leaves such contacts to the new one.
            throw new StoreUnavailable("a contact was written by a newer version", new IllegalStateException());
        }
        return reader.contact(id);
    }

    private static final class Writer {

        private final StringBuilder text = new StringBuilder(512);

        void contact(Contact contact) {
            map(contact.heard().lastBySource(), source -> text(code(source)), this::instant);
            live(contact.live());
            optional(contact.record(), this::record);
            identity(contact.identity());
            kin(contact.kin());
            registers(contact.notes(), this::note);
        }

        private void live(Live live) {
            latest(live.instanceArn(), this::text);
            latest(live.channel(), this::text);
            latest(live.subtype(), this::text);
            latest(live.initiationMethod(), this::text);
            latest(live.systemEndpoint(), this::endpoint);
            moment(live.earliest());
            moment(live.initiated());
            moment(live.connectedToSystem());
            moment(live.firstEnqueued());
            moment(live.lastEnqueued());
            moment(live.connectedToAgent());
            moment(live.disconnected());
            moment(live.completed());
            latest(live.queueArn(), this::text);
            latest(live.agentArn(), this::text);
            latest(live.offeredTo(), this::text);
            number(live.agentStates().states().size());
            live.agentStates().states().forEach(state -> {
                instant(state.at());
                text(state.state());
            });
            latest(live.paused(), value -> text(value ? "1" : "0"));
            latest(live.flow(), this::position);
            latest(live.disconnectReason(), this::text);
            registers(live.names(), this::text);
            registers(live.attributes(), this::note);
            latest(live.tags(), tags -> map(tags.byKey(), this::text, this::text));
        }

        private void record(ContactRecord record) {
            edition(record.edition());
            optional(record.instanceArn(), this::text);
            optional(record.channel(), this::text);
            optional(record.subtype(), this::text);
            optional(record.initiationMethod(), this::text);
            optional(record.initiated(), this::instant);
            optional(record.connectedToSystem(), this::instant);
            optional(record.disconnected(), this::instant);
            optional(record.transferCompleted(), this::instant);
            optional(record.disconnectReason(), this::text);
            optional(record.queue(), this::queue);
            optional(record.agent(), this::agent);
            number(record.connectionAttempts());
            optional(record.systemEndpoint(), this::endpoint);
            optional(record.initialContactId(), this::id);
            optional(record.previousContactId(), this::id);
            optional(record.nextContactId(), this::id);
            optional(record.relatedContactId(), this::id);
            optional(record.attributes(), all -> map(all, this::text, this::text));
            map(record.tags(), this::text, this::text);
            number(record.recordings());
        }

        private void queue(ContactRecord.Queue queue) {
            optional(queue.arn(), this::text);
            optional(queue.name(), this::text);
            optional(queue.enqueued(), this::instant);
            optional(queue.dequeued(), this::instant);
            optional(queue.durationSeconds(), this::number);
        }

        private void agent(ContactRecord.Agent agent) {
            optional(agent.arn(), this::text);
            optional(agent.username(), this::text);
            optional(agent.connected(), this::instant);
            optional(agent.interactionSeconds(), this::number);
            optional(agent.holdCount(), this::number);
            optional(agent.holdSeconds(), this::number);
            optional(agent.afterContactWorkStarted(), this::instant);
            optional(agent.afterContactWorkEnded(), this::instant);
        }

        private void identity(Identity identity) {
            latest(identity.assigned(), this::text);
            latest(identity.attribute(), this::text);
            latest(identity.customerId(), this::text);
            latest(identity.endpoint(), this::endpoint);
            optional(identity.recorded(), recorded -> {
                edition(recorded.edition());
                optional(recorded.attribute(), this::text);
                optional(recorded.customerId(), this::text);
                optional(recorded.endpoint(), this::endpoint);
                text(recorded.endpointDenied() ? "1" : "0");
            });
            text(identity.withdrawn() ? "1" : "0");
        }

        private void kin(Kin kin) {
            latest(kin.initial(), this::id);
            latest(kin.previous(), this::id);
            latest(kin.related(), this::id);
            latest(kin.handedTo(), leg -> {
                id(leg.id());
                text(leg.initiationMethod());
            });
            map(kin.legs(), this::id, this::identity);
            map(kin.inherited(), this::id, this::identity);
        }

        private void edition(Edition edition) {
            instant(edition.lastUpdate());
            text(edition.redacted() ? "1" : "0");
            text(edition.digest());
        }

        private void position(FlowPosition position) {
            text(position.flowArn());
            text(position.flowName());
            text(position.blockType());
            text(position.blockId());
        }

        private void endpoint(Endpoint endpoint) {
            text(endpoint.type());
            text(endpoint.address());
        }

        private void note(Note note) {
            optional(note.text(), this::text);
        }

        private void moment(@Nullable Moment moment) {
            optional(moment, value -> {
                instant(value.at());
                text(value.exact() ? "1" : "0");
            });
        }

        private <T extends Comparable<? super T>> void registers(Registers<T> registers, Consumer<T> value) {
            number(registers.most());
            map(registers.byKey(), this::text, latest -> latest(latest, value));
        }

        private <T extends Comparable<? super T>> void latest(@Nullable Latest<T> latest, Consumer<T> value) {
            optional(latest, register -> {
                value.accept(register.value());
                instant(register.stamp().at());
                number(register.stamp().rank());
                text(code(register.stamp().source()));
            });
        }

        private <K, V> void map(SortedMap<K, V> map, Consumer<K> key, Consumer<V> value) {
            number(map.size());
            BiConsumer<K, V> both = (one, other) -> {
                key.accept(one);
                value.accept(other);
            };
            map.forEach(both);
        }

        private <T> void optional(@Nullable T value, Consumer<T> write) {
            if (value == null) {
                text.append(ABSENT);
            } else {
                write.accept(value);
            }
        }

        private void instant(Instant at) {
            text.append(written(at));
        }

        private void number(int number) {
            text.append(number).append(END);
        }

        private void id(ContactId id) {
            text(id.value());
        }

        private void text(String value) {
            for (var index = 0; index < value.length(); index++) {
                var character = value.charAt(index);
                if (character == END || character == ABSENT || character == ESCAPE) {
                    text.append(ESCAPE).append((char) (character + 0x20));
                } else {
                    text.append(character);
                }
            }
            text.append(END);
        }
    }

    private static final class Reader {

        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        Contact contact(ContactId id) {
            return new Contact(
                    id,
                    new Heard(map(() -> source(text()), this::instant)),
                    live(),
                    optional(this::record),
                    identity(),
                    kin(),
                    registers(this::note));
        }

        private Live live() {
            return new Live(
                    latest(this::text),
                    latest(this::text),
                    latest(this::text),
                    latest(this::text),
                    latest(this::endpoint),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    optional(this::moment),
                    latest(this::text),
                    latest(this::text),
                    latest(this::text),
                    new AgentTimeline(states()),
                    latest(this::flag),
                    latest(this::position),
                    latest(this::text),
                    registers(this::text),
                    registers(this::note),
                    latest(() -> new Live.Tags(map(this::text, this::text))));
        }

        private SortedSet<AgentState> states() {
            var states = new TreeSet<AgentState>();
            for (var left = number(); left > 0; left--) {
                states.add(new AgentState(instant(), text()));
            }
            return states;
        }

        private ContactRecord record() {
            return new ContactRecord(
                    edition(),
                    optional(this::text),
                    optional(this::text),
                    optional(this::text),
                    optional(this::text),
                    optional(this::instant),
                    optional(this::instant),
                    optional(this::instant),
                    optional(this::instant),
                    optional(this::text),
                    optional(this::queue),
                    optional(this::agent),
                    number(),
                    optional(this::endpoint),
                    optional(this::id),
                    optional(this::id),
                    optional(this::id),
                    optional(this::id),
                    optional(() -> map(this::text, this::text)),
                    map(this::text, this::text),
                    number());
        }

        private ContactRecord.Queue queue() {
            return new ContactRecord.Queue(
                    optional(this::text),
                    optional(this::text),
                    optional(this::instant),
                    optional(this::instant),
                    optional(this::number));
        }

        private ContactRecord.Agent agent() {
            return new ContactRecord.Agent(
                    optional(this::text),
                    optional(this::text),
                    optional(this::instant),
                    optional(this::number),
                    optional(this::number),
                    optional(this::number),
                    optional(this::instant),
                    optional(this::instant));
        }

        private Identity identity() {
            return new Identity(
                    latest(this::text),
                    latest(this::text),
                    latest(this::text),
                    latest(this::endpoint),
                    optional(() -> new Identity.Recorded(
                            edition(), optional(this::text), optional(this::text), optional(this::endpoint), flag())),
                    flag());
        }

        private Kin kin() {
            return new Kin(
                    latest(this::id),
                    latest(this::id),
                    latest(this::id),
                    latest(() -> new Kin.Leg(id(), text())),
                    map(this::id, this::identity),
                    map(this::id, this::identity));
        }

        private Edition edition() {
            return new Edition(instant(), flag(), text());
        }

        private FlowPosition position() {
            return new FlowPosition(text(), text(), text(), text());
        }

        private Endpoint endpoint() {
            return new Endpoint(text(), text());
        }

        private Note note() {
            return new Note(optional(this::text));
        }

        private Moment moment() {
            return new Moment(instant(), flag());
        }

        private <T extends Comparable<? super T>> Registers<T> registers(Supplier<T> value) {
            var most = number();
            var byKey = new TreeMap<String, Latest<T>>();
            for (var left = number(); left > 0; left--) {
                var key = text();
                byKey.put(key, register(value));
            }
            return new Registers<>(byKey, most);
        }

        private <T extends Comparable<? super T>> @Nullable Latest<T> latest(Supplier<T> value) {
            return optional(() -> register(value));
        }

        private <T extends Comparable<? super T>> Latest<T> register(Supplier<T> value) {
            return new Latest<>(value.get(), new Stamp(instant(), number(), source(text())));
        }

        private <K extends Comparable<? super K>, V> SortedMap<K, V> map(Supplier<K> key, Supplier<V> value) {
            var left = number();
            if (left == 0) {
                return Collections.emptySortedMap();
            }
            var map = new TreeMap<K, V>();
            for (; left > 0; left--) {
                map.put(key.get(), value.get());
            }
            return map;
        }

        private <T> @Nullable T optional(Supplier<T> value) {
            if (position < text.length() && text.charAt(position) == ABSENT) {
                position++;
                return null;
            }
            return value.get();
        }

        private Instant instant() {
            return Instant.ofEpochMilli(Long.parseLong(text(), Character.MAX_RADIX));
        }

        private int number() {
            return Integer.parseInt(text());
        }

        private boolean flag() {
            return text().equals("1");
        }

        private ContactId id() {
            return new ContactId(text());
        }

        private String text() {
            var end = text.indexOf(END, position);
            if (end < 0) {
                throw new IllegalArgumentException("a contact's text ends too early");
            }
            var raw = text.substring(position, end);
            position = end + 1;
            return raw.indexOf(ESCAPE) < 0 ? raw : unescaped(raw);
        }

        private static String unescaped(String raw) {
            var value = new StringBuilder(raw.length());
            for (var index = 0; index < raw.length(); index++) {
                var character = raw.charAt(index);
                value.append(character == ESCAPE ? (char) (raw.charAt(++index) - 0x20) : character);
            }
            return value.toString();
        }
    }

    private static String code(Source source) {
        return switch (source) {
            case FLOW_EVENT -> "F";
            case FLOW_LOG -> "L";
            case CONTACT_LENS -> "K";
            case AGENT_EVENT -> "A";
            case CONTACT_EVENT -> "C";
            case CONTACT_RECORD -> "R";
            case API -> "P";
        };
    }

    private static Source source(String code) {
        return switch (code) {
            case "F" -> Source.FLOW_EVENT;
            case "L" -> Source.FLOW_LOG;
            case "K" -> Source.CONTACT_LENS;
            case "A" -> Source.AGENT_EVENT;
            case "C" -> Source.CONTACT_EVENT;
            case "R" -> Source.CONTACT_RECORD;
            case "P" -> Source.API;
            default -> throw new IllegalArgumentException("a source this version does not know");
        };
    }
}
