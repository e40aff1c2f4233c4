package io.contactstatus.store;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.BoundedSet;
import io.contactstatus.contact.ChainLinks;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.LastBySource;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.LegFacts;
import io.contactstatus.contact.LiveFacts;
import io.contactstatus.contact.Milestones;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.Pause;
import io.contactstatus.contact.QueueVisit;
import io.contactstatus.contact.Registers;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A contact's facts as one line of text, and back, without loss.
///
/// Fields follow one another in a fixed order, so names cost nothing; each is a value or, for what is not
/// there, a mark. Another order or more fields need another [#FORMAT]; what was written in an older one is
/// still read.
final class ContactText {

    private static final String FORMAT = "2";

    /// Before queue visits, pauses and ways outside were kept, and legs told of more than the customer.
    private static final String FIRST_FORMAT = "1";

    private static final char END = '\u001F';
    private static final char ABSENT = '\u001E';

    /// In place of what stands in another field already.
    private static final char SAME = '\u001D';

    /// Before a UUID at the end of a value.
    private static final char UUID_FOLLOWS = '\u001C';
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
        return switch (reader.text()) {
            case FORMAT -> reader.contact(id);
            case FIRST_FORMAT -> new FirstFormat(reader).contact(id);
            // While one version replaces the other, the old one leaves such contacts to the new one.
            default ->
                throw new StoreUnavailable("a contact was written by a newer version", new IllegalStateException());
        };
    }

    private static final class Writer {

        private final StringBuilder text = new StringBuilder(512);

        void contact(Contact contact) {
            map(contact.heard().lastBySource(), source -> text(code(source)), this::instant);
            live(contact.live());
            optional(contact.record(), this::record);
            identity(contact.identity());
            milestones(contact.milestones(), contact.live());
            chain(contact.chain());
            registers(contact.notes(), this::note);
        }

        private void live(LiveFacts live) {
            latest(live.instanceArn(), this::text);
            latest(live.channel(), this::text);
            latest(live.subtype(), this::text);
            latest(live.initiationMethod(), this::text);
            latest(live.systemEndpoint(), this::endpoint);
            moment(live.earliest());
            unlessSame(live.initiated(), live.earliest());
            unlessSame(live.lastInitiated(), live.initiated());
            latest(live.scheduled(), this::instant);
            moment(live.connectedToSystem());
            unlessSame(live.lastConnectedToSystem(), live.connectedToSystem());
            latest(live.queueArn(), this::text);
            latest(live.agentArn(), this::text);
            latest(live.offeredTo(), this::text);
            moment(live.firstEnqueued());
            set(live.visits(), visit -> {
                unlessSame(visit.enqueued(), live.firstEnqueued());
                unlessSame(visit.queueArn(), live.queueArn());
            });
            moment(live.connectedToAgent());
            moment(live.disconnected());
            unlessSame(live.lastDisconnected(), live.disconnected());
            moment(live.completed());
            set(live.agentStates(), state -> {
                instant(state.at());
                text(state.state());
                unlessSame(state.agent(), live.agentArn());
            });
            latest(live.heldByAgent(), this::flag);
            set(live.pauses(), pause -> {
                moment(pause.at());
                flag(pause.begins());
            });
            set(live.calledOutside(), call -> {
                instant(call.at());
                text(code(call.step()));
            });
            latest(live.heldSeconds(), this::number);
            latest(live.flow(), this::position);
            latest(live.disconnectReason(), this::text);
            latest(live.answeredBy(), this::text);
            flags(live.campaign(), live.synthetic());
            registers(live.names(), this::text);
            registers(live.attributes(), this::note);
            latest(live.tags(), tags -> map(tags.byKey(), this::text, this::text));
        }

        /// Mostly the same as what the live sources told of this contact itself.
        private void milestones(Milestones milestones, LiveFacts live) {
            unlessSame(milestones.enqueued(), live.firstEnqueued());
            unlessSame(milestones.connectedToAgent(), live.connectedToAgent());
            moment(milestones.agentLeft());
            unlessSame(milestones.ended(), live.disconnected());
            milestoneFlags(milestones);
        }

        private void milestones(Milestones milestones) {
            moment(milestones.enqueued());
            moment(milestones.connectedToAgent());
            moment(milestones.agentLeft());
            moment(milestones.ended());
            milestoneFlags(milestones);
        }

        private void milestoneFlags(Milestones milestones) {
            flags(milestones.recorded(), milestones.customerLeft(), milestones.talked(), milestones.guide());
        }

        private void record(ContactRecord record) {
            edition(record.edition());
            optional(record.instanceArn(), this::text);
            optional(record.channel(), this::text);
            optional(record.subtype(), this::text);
            optional(record.initiationMethod(), this::text);
            optional(record.initiated(), this::instant);
            optional(record.scheduled(), this::instant);
            optional(record.connectedToSystem(), this::instant);
            optional(record.disconnected(), this::instant);
            optional(record.transferCompleted(), this::instant);
            optional(record.transferredTo(), this::endpoint);
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
            optional(record.answeredBy(), this::text);
            flags(record.campaign(), record.synthetic());
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
            optional(agent.pauseSeconds(), this::number);
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
                flag(recorded.endpointDenied());
            });
            flag(identity.withdrawn());
        }

        private void chain(ChainLinks chain) {
            latest(chain.initial(), this::id);
            latest(chain.previous(), this::id);
            latest(chain.related(), this::id);
            map(chain.legs(), this::id, this::leg);
            map(chain.inherited(), this::id, this::leg);
            set(chain.associates(), this::id);
        }

        private void leg(LegFacts leg) {
            identity(leg.identity());
            latest(leg.initiationMethod(), this::text);
            latest(leg.previous(), this::id);
            moment(leg.initiated());
            milestones(leg.milestones());
            latest(leg.queueArn(), this::text);
            latest(leg.agentArn(), this::text);
        }

        private void edition(Edition edition) {
            instant(edition.lastUpdate());
            flag(edition.redacted());
            text(edition.digest());
        }

        private void position(FlowPosition position) {
            withUuid(position.flowArn());
            text(position.flowName());
            text(position.blockType());
            withUuid(position.blockId());
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
                flag(value.exact());
            });
        }

        private void unlessSame(@Nullable Moment moment, @Nullable Moment other) {
            if (moment != null && moment.equals(other)) {
                text.append(SAME);
            } else {
                moment(moment);
            }
        }

        private void unlessSame(@Nullable String value, @Nullable Latest<String> other) {
            if (value != null && other != null && value.equals(other.value())) {
                text.append(SAME);
            } else {
                optional(value, this::text);
            }
        }

        private <T extends Comparable<? super T>> void set(BoundedSet<T> set, Consumer<T> element) {
            number(set.elements().size());
            set.elements().forEach(element);
        }

        private void flag(boolean value) {
            text(value ? "1" : "0");
        }

        /// Several as one number, the first one its lowest bit.
        private void flags(boolean... values) {
            var bits = 0;
            for (var index = 0; index < values.length; index++) {
                bits |= values[index] ? 1 << index : 0;
            }
            number(bits);
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

        /// For what mostly ends with a UUID that no readable attribute has.
        private void withUuid(String value) {
            var start = PackedUuid.startIn(value);
            escaped(value.substring(0, start));
            if (start < value.length()) {
                text.append(UUID_FOLLOWS).append(PackedUuid.packed(value.substring(start)));
            }
            text.append(END);
        }

        private void text(String value) {
            escaped(value);
            text.append(END);
        }

        private void escaped(String value) {
            for (var index = 0; index < value.length(); index++) {
                var character = value.charAt(index);
                if (character >= ESCAPE && character <= END) {
                    text.append(ESCAPE).append((char) (character + 0x20));
                } else {
                    text.append(character);
                }
            }
        }
    }

    private static final class Reader {

        private final String text;
        private int position;
        private int lastFlags;

        Reader(String text) {
            this.text = text;
        }

        Contact contact(ContactId id) {
            var heard = new LastBySource(map(() -> source(text()), this::instant));
            var live = live();
            return new Contact(
                    id,
                    heard,
                    live,
                    optional(this::record),
                    identity(),
                    milestones(live.firstEnqueued(), live.connectedToAgent(), live.disconnected()),
                    chain(),
                    registers(this::note));
        }

        private LiveFacts live() {
            var instanceArn = latest(this::text);
            var channel = latest(this::text);
            var subtype = latest(this::text);
            var initiationMethod = latest(this::text);
            var systemEndpoint = latest(this::endpoint);
            var earliest = optional(this::moment);
            var initiated = unlessSame(earliest);
            var lastInitiated = unlessSame(initiated);
            var scheduled = latest(this::instant);
            var connectedToSystem = optional(this::moment);
            var lastConnectedToSystem = unlessSame(connectedToSystem);
            var queueArn = latest(this::text);
            var agentArn = latest(this::text);
            var offeredTo = latest(this::text);
            var firstEnqueued = optional(this::moment);
            var visits = set(LiveFacts.MOST_VISITS, () -> visit(firstEnqueued, queueArn));
            var connectedToAgent = optional(this::moment);
            var disconnected = optional(this::moment);
            return new LiveFacts(
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
                    unlessSame(disconnected),
                    optional(this::moment),
                    queueArn,
                    agentArn,
                    offeredTo,
                    set(LiveFacts.MOST_STATES, () -> new AgentState(instant(), text(), unlessSame(agentArn))),
                    latest(this::flag),
                    set(LiveFacts.MOST_PAUSES, () -> new Pause(moment(), flag())),
                    set(LiveFacts.MOST_CALLS, () -> new OutsideCall(instant(), step(text()))),
                    latest(this::number),
                    latest(this::position),
                    latest(this::text),
                    latest(this::text),
                    isSet(flags(), 0),
                    isSet(lastFlags, 1),
                    registers(this::text),
                    registers(this::note),
                    latest(this::tags));
        }

        private QueueVisit visit(@Nullable Moment firstEnqueued, @Nullable Latest<String> queueArn) {
            var enqueued = unlessSame(firstEnqueued);
            if (enqueued == null) {
                throw new IllegalArgumentException("a time in a queue without its beginning");
            }
            return new QueueVisit(enqueued, unlessSame(queueArn));
        }

        private LiveFacts.Tags tags() {
            return new LiveFacts.Tags(map(this::text, this::text));
        }

        private Milestones milestones(
                @Nullable Moment enqueued, @Nullable Moment connectedToAgent, @Nullable Moment ended) {
            return new Milestones(
                    unlessSame(enqueued),
                    unlessSame(connectedToAgent),
                    optional(this::moment),
                    unlessSame(ended),
                    isSet(flags(), 0),
                    isSet(lastFlags, 1),
                    isSet(lastFlags, 2),
                    isSet(lastFlags, 3));
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
                    optional(this::instant),
                    optional(this::endpoint),
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
                    number(),
                    optional(this::text),
                    isSet(flags(), 0),
                    isSet(lastFlags, 1));
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

        private ChainLinks chain() {
            return new ChainLinks(
                    latest(this::id),
                    latest(this::id),
                    latest(this::id),
                    map(this::id, this::leg),
                    map(this::id, this::leg),
                    set(ChainLinks.MOST_ASSOCIATES, this::id));
        }

        private LegFacts leg() {
            return new LegFacts(
                    identity(),
                    latest(this::text),
                    latest(this::id),
                    optional(this::moment),
                    milestones(null, null, null),
                    latest(this::text),
                    latest(this::text));
        }

        private Edition edition() {
            return new Edition(instant(), flag(), text());
        }

        private FlowPosition position() {
            return new FlowPosition(withUuid(), text(), text(), withUuid());
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

        private @Nullable Moment unlessSame(@Nullable Moment other) {
            if (position < text.length() && text.charAt(position) == SAME) {
                position++;
                return other;
            }
            return optional(this::moment);
        }

        private @Nullable String unlessSame(@Nullable Latest<String> other) {
            if (position < text.length() && text.charAt(position) == SAME && other != null) {
                position++;
                return other.value();
            }
            return optional(this::text);
        }

        private <T extends Comparable<? super T>> BoundedSet<T> set(int most, Supplier<T> element) {
            var left = number();
            if (left == 0) {
                return BoundedSet.none(most);
            }
            var elements = new TreeSet<T>();
            for (; left > 0; left--) {
                elements.add(element.get());
            }
            return new BoundedSet<>(elements, most);
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

        /// Read once, then asked bit by bit.
        private int flags() {
            lastFlags = number();
            return lastFlags;
        }

        private static boolean isSet(int flags, int bit) {
            return (flags & 1 << bit) != 0;
        }

        private ContactId id() {
            return new ContactId(text());
        }

        private String withUuid() {
            var raw = raw();
            var start = raw.indexOf(UUID_FOLLOWS);
            return start < 0
                    ? unescaped(raw)
                    : unescaped(raw.substring(0, start)) + PackedUuid.unpacked(raw.substring(start + 1));
        }

        private String text() {
            return unescaped(raw());
        }

        private String raw() {
            var end = text.indexOf(END, position);
            if (end < 0) {
                throw new IllegalArgumentException("a contact's text ends too early");
            }
            var raw = text.substring(position, end);
            position = end + 1;
            return raw;
        }

        private static String unescaped(String raw) {
            if (raw.indexOf(ESCAPE) < 0) {
                return raw;
            }
            var value = new StringBuilder(raw.length());
            for (var index = 0; index < raw.length(); index++) {
                var character = raw.charAt(index);
                value.append(character == ESCAPE ? (char) (raw.charAt(++index) - 0x20) : character);
            }
            return value.toString();
        }
    }

    /// Reads what an older version has written. What it did not keep is not known.
    private record FirstFormat(Reader reader) {

        Contact contact(ContactId id) {
            var heard = new LastBySource(reader.map(() -> source(reader.text()), reader::instant));
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
                    reader.registers(reader::note));
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

        private ContactRecord.Agent agent() {
            return new ContactRecord.Agent(
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
    }

    /// The leg that followed, as the first format had it.
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

    private static String code(OutsideCall.Step step) {
        return switch (step) {
            case DIALLED -> "D";
            case ENDED -> "E";
            case FAILED -> "F";
        };
    }

    private static OutsideCall.Step step(String code) {
        return switch (code) {
            case "D" -> OutsideCall.Step.DIALLED;
            case "E" -> OutsideCall.Step.ENDED;
            case "F" -> OutsideCall.Step.FAILED;
            default -> throw new IllegalArgumentException("a step this version does not know");
        };
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
