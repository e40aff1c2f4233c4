package io.contactstatus.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes up facts that touch every register, out of so few values and times that ties are the rule.
///
/// Built past [Facts] on purpose: the laws of the join must not hang on what a decoder happens to say.
final class AnyContact {

    private static final List<String> WORDS = List.of("a", "b", "c");
    private static final List<String> METHODS =
            List.of("INBOUND", "TRANSFER", "QUEUE_TRANSFER", "CALLBACK", "DISCONNECT", "OUTBOUND", "EXTERNAL_OUTBOUND");
    private static final List<String> STATES =
            List.of("CONNECTING", "CONNECTED", "CONNECTED_ONHOLD", "PAUSED", "MISSED", "ENDED", "CLEARED", "NEW");
    private static final List<ContactId> IDS =
            List.of(new ContactId("call-1"), new ContactId("call-2"), new ContactId("call-3"));

    private final RandomGenerator random;

    AnyContact(RandomGenerator random) {
        this.random = random;
    }

    /// @param density how many of ten registers hold something
    Contact next(ContactId id, int density) {
        var edition = maybe(density, this::edition);
        return new Contact(
                id,
                new LastBySource(map(2, () -> one(List.of(Source.values())), this::time)),
                live(density),
                edition == null ? null : record(edition),
                identity(density),
                milestones(density),
                chain(density),
                registers(LiveFacts.MOST_ATTRIBUTES, 2, this::note),
                insights(density),
                maybe(2, () -> latest(this::callBack)));
    }

    private Insights insights(int density) {
        return new Insights(
                set(Insights.MOST_CATEGORIES, 2, this::word),
                set(Insights.MOST_ISSUES, 2, this::word),
                mood(density),
                mood(density),
                maybe(2, () -> latest(this::word)),
                registers(Insights.MOST_RULES, 2, this::word),
                random.nextInt(9) == 0 ? Insights.Analysis.FILED : Insights.Analysis.UNDER_WAY,
                maybe(2, () -> latest(() -> new AiAgent(word(), random.nextBoolean()))));
    }

    private Mood mood(int density) {
        return new Mood(maybe(density, () -> latest(this::word)), set(Mood.LONGEST_RUN, 3, this::time));
    }

    /// So many negative utterances that joining a few of these goes beyond the bound.
    Mood longMood() {
        return new Mood(
                maybe(
                        5,
                        () -> new Latest<>("NEUTRAL", Stamp.of(TestFacts.at(random.nextInt(30)), Source.CONTACT_LENS))),
                set(Mood.LONGEST_RUN, 16, () -> TestFacts.at(random.nextInt(60))));
    }

    private CallBack callBack() {
        return new CallBack(one(List.of(CallBack.State.values())), word(), maybe(5, this::time));
    }

    private LiveFacts live(int density) {
        return new LiveFacts(
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(() -> one(List.of("VOICE", "CHAT", "TASK")))),
                maybe(density, () -> latest(this::word)),
                maybe(density, this::method),
                maybe(density, () -> latest(this::endpoint)),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(2, () -> latest(this::time)),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                set(LiveFacts.MOST_VISITS, 3, () -> new QueueVisit(moment(), maybe(5, this::word))),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::word)),
                set(LiveFacts.MOST_STATES, 3, this::state),
                maybe(2, () -> latest(random::nextBoolean)),
                set(LiveFacts.MOST_PAUSES, 2, () -> new Pause(moment(), random.nextBoolean())),
                set(LiveFacts.MOST_CALLS, 1, () -> new OutsideCall(time(), one(List.of(OutsideCall.Stage.values())))),
                maybe(2, () -> latest(() -> random.nextInt(9))),
                maybe(density, () -> latest(() -> new FlowPosition(word(), word(), word(), word()))),
                maybe(density, () -> latest(this::word)),
                maybe(2, () -> latest(() -> one(List.of("HUMAN_ANSWERED", "VOICEMAIL_BEEP")))),
                random.nextInt(9) == 0,
                random.nextInt(9) == 0,
                maybe(1, this::moment),
                registers(LiveFacts.MOST_NAMES, 2, this::word),
                registers(LiveFacts.MOST_ATTRIBUTES, 2, this::note),
                maybe(density, () -> latest(this::tags)));
    }

    private Milestones milestones(int density) {
        return new Milestones(
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                maybe(density, this::moment),
                random.nextInt(3) == 0,
                random.nextInt(5) == 0,
                random.nextInt(5) == 0,
                random.nextInt(9) == 0);
    }

    private AgentState state() {
        return new AgentState(time(), one(STATES), maybe(5, this::word));
    }

    /// So many times that joining a few of these goes beyond the bound.
    BoundedSet<AgentState> manyStates() {
        return set(
                LiveFacts.MOST_STATES, 60, () -> new AgentState(TestFacts.at(random.nextInt(60)), one(STATES), null));
    }

    private <T extends Comparable<? super T>> BoundedSet<T> set(int most, int size, Supplier<T> element) {
        var elements = new TreeSet<T>();
        for (var left = random.nextInt(size + 1); left > 0; left--) {
            elements.add(element.get());
        }
        return new BoundedSet<>(elements, most);
    }

    /// More keys than fit once a few of these are joined.
    Registers<Note> manyRegisters(int most) {
        var registers = new TreeMap<String, Latest<Note>>();
        for (var left = most; left > 0; left--) {
            registers.put("key-" + random.nextInt(3 * most), latest(this::note));
        }
        return new Registers<>(registers, most);
    }

    /// More legs than fit once a few of these are joined.
    ChainLinks crowd() {
        return ChainLinks.of(map(50, this::stranger, () -> leg(3)), map(50, this::stranger, () -> leg(3)));
    }

    private ContactId stranger() {
        return new ContactId("leg-" + random.nextInt(200));
    }

    private Identity identity(int density) {
        return new Identity(
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::endpoint)),
                maybe(
                        density,
                        () -> new Identity.Recorded(
                                edition(),
                                maybe(5, this::word),
                                maybe(5, this::word),
                                maybe(5, this::endpoint),
                                random.nextBoolean())),
                random.nextInt(8) == 0);
    }

    private ChainLinks chain(int density) {
        return new ChainLinks(
                maybe(density, () -> latest(() -> one(IDS))),
                maybe(density, () -> latest(() -> one(IDS))),
                maybe(density, () -> latest(() -> one(IDS))),
                map(2, () -> one(IDS), () -> leg(3)),
                map(2, () -> one(IDS), () -> leg(3)),
                set(ChainLinks.MOST_ASSOCIATES, 1, () -> one(IDS)));
    }

    private LegFacts leg(int density) {
        return new LegFacts(
                identity(density),
                maybe(density, this::method),
                maybe(density, () -> latest(() -> one(IDS))),
                maybe(density, this::moment),
                milestones(density),
                maybe(density, () -> latest(this::word)),
                maybe(density, () -> latest(this::word)));
    }

    /// Everything but the edition follows from the edition, as with a real record and its digest.
    private static ContactRecord record(Edition edition) {
        var said = new AnyContact(new Random(edition.hashCode()));
        return new ContactRecord(
                edition,
                said.maybe(5, said::word),
                said.maybe(5, () -> said.one(List.of("VOICE", "CHAT", "TASK"))),
                said.maybe(5, said::word),
                said.maybe(5, () -> said.one(METHODS)),
                said.maybe(5, said::second),
                said.maybe(1, said::second),
                said.maybe(5, said::second),
                said.maybe(5, said::second),
                said.maybe(2, said::second),
                said.maybe(2, said::endpoint),
                said.maybe(5, () -> said.one(List.of("CUSTOMER_DISCONNECT", "CONTACT_FLOW_DISCONNECT"))),
                said.maybe(
                        5,
                        () -> new ContactRecord.RecordedQueue(
                                said.maybe(5, said::word),
                                said.maybe(5, said::word),
                                said.maybe(5, said::second),
                                said.maybe(5, said::second),
                                said.maybe(5, () -> said.random.nextInt(9)))),
                said.maybe(
                        5,
                        () -> new ContactRecord.RecordedAgent(
                                said.maybe(5, said::word),
                                said.maybe(5, said::word),
                                said.maybe(5, said::second),
                                said.maybe(5, () -> said.random.nextInt(9)),
                                said.maybe(5, () -> said.random.nextInt(9)),
                                said.maybe(5, () -> said.random.nextInt(9)),
                                said.maybe(5, () -> said.random.nextInt(9)),
                                said.maybe(5, said::second),
                                said.maybe(5, said::second))),
                said.random.nextInt(3),
                said.maybe(5, said::endpoint),
                said.maybe(2, () -> said.one(IDS)),
                said.maybe(2, () -> said.one(IDS)),
                said.maybe(2, () -> said.one(IDS)),
                said.maybe(2, () -> said.one(IDS)),
                said.maybe(5, () -> said.map(2, said::word, said::word)),
                said.map(2, said::word, said::word),
                said.random.nextInt(3),
                said.maybe(2, said::word),
                said.random.nextInt(9) == 0,
                said.random.nextInt(9) == 0);
    }

    /// As [Facts] stamps it: the register that other legs are told of.
    private Latest<String> method() {
        var method = one(METHODS);
        return new Latest<>(method, new Stamp(Stamp.UNTIMED, Method.rank(method), one(List.of(Source.values()))));
    }

    private <T extends Comparable<? super T>> Registers<T> registers(int most, int size, Supplier<T> value) {
        return new Registers<>(map(size, this::word, () -> latest(value)), most);
    }

    private <T extends Comparable<? super T>> Latest<T> latest(Supplier<T> value) {
        return new Latest<>(value.get(), new Stamp(time(), random.nextInt(2), one(List.of(Source.values()))));
    }

    private LiveFacts.Tags tags() {
        return new LiveFacts.Tags(one(List.of(
                new TreeMap<>(Map.of("a", "1, b=2")),
                new TreeMap<>(Map.of("a", "1", "b", "2")),
                new TreeMap<>(Map.of("b", "2")))));
    }

    private Edition edition() {
        return new Edition(second(), random.nextBoolean(), word());
    }

    private Note note() {
        return new Note(maybe(5, this::word));
    }

    private Endpoint endpoint() {
        return new Endpoint(word(), one(List.of("anonymous", "+1", "+2")));
    }

    private Moment moment() {
        return random.nextBoolean() ? Moment.exact(time()) : Moment.rounded(second());
    }

    private Instant time() {
        return TestFacts.at(500L * random.nextInt(5));
    }

    private Instant second() {
        return TestFacts.at(1000L * random.nextInt(3));
    }

    private String word() {
        return one(WORDS);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> @Nullable T maybe(int density, Supplier<@Nullable T> value) {
        return random.nextInt(10) < density ? value.get() : null;
    }

    private <K extends Comparable<K>, V> SortedMap<K, V> map(int most, Supplier<K> key, Supplier<V> value) {
        var map = new TreeMap<K, V>();
        for (var left = random.nextInt(most + 1); left > 0; left--) {
            map.put(key.get(), value.get());
        }
        return map;
    }
}
