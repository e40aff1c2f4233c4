package io.contactstatus.store;

import static io.contactstatus.contact.Utterance.Origin.FILE;
import static io.contactstatus.contact.Utterance.Origin.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Mood;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class TranscriptTableTest {

    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();
    private static final Tables TABLES = Tables.prefixed(LocalDynamoDb.freshPrefix());

    private final ContactId id = new ContactId(UUID.randomUUID().toString());
    private final MovingClock clock = new MovingClock(DynamoDbContactStoreTest.NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ContactStore store = TestStores.contacts(
            new Dynamo(LocalDynamoDb.metered(CLIENT, meters)),
            TABLES,
            Retentions.ofOver(Duration.ofHours(24)),
            CustomerIdentifiers.inRegion("JP"),
            clock,
            false,
            ContactListeners.NOBODY);

    @BeforeAll
    static void createTables() {
        new TableCreation(CLIENT).createMissing(TABLES);
    }

    private Utterance said(String utterance, int second, String sentiment, @Nullable String words) {
        return new Utterance(
                id, utterance, null, "CUSTOMER", second * 1000, null, null, words, true, true, sentiment, false, LIVE);
    }

    private StoredContact hears(Utterance said) {
        store.keep(List.of(said));
        return store.join(heard(told -> told.sentiment(said.participant(), said.sentiment(), said.place())));
    }

    private Contact heard(Consumer<ConversationFacts> telling) {
        var told = new ConversationFacts();
        telling.accept(told);
        return Facts.about(id, Source.CONTACT_LENS).insights(told.insights()).toContact();
    }

    @Test
    void keepsInsightsAsTheyAre() {
        var facts = heard(told -> {
            told.category("Card declined");
            told.issue("1f");
            told.sentiment("CUSTOMER", "NEUTRAL", Stamp.UNTIMED.plusSeconds(1));
            told.sentiment("CUSTOMER", "NEGATIVE", Stamp.UNTIMED.plusSeconds(2));
            told.sentiment("AGENT", "POSITIVE", Stamp.UNTIMED.plusSeconds(3));
            told.summary("The card does not work.");
            told.rule("Wants to cancel", "Contact Lens Realtime Rules Matched", clock.instant());
            told.analysed();
        });

        store.join(facts);

        assertThat(store.find(id).orElseThrow().contact().insights()).isEqualTo(facts.insights());
    }

    @Test
    void keepsTheLastOneOfEachIdInTheirOrder() {
        store.keep(List.of(said("b", 2, "NEUTRAL", "secund"), said("a", 1, "NEUTRAL", "first")));
        store.keep(List.of(said("b", 2, "POSITIVE", "second")));

        assertThat(store.transcript(id, LIVE, 10, null).items())
                .extracting(Utterance::words)
                .containsExactly("first", "second");
    }

    @Test
    void keepsNeitherPreliminaryWordsNorThoseThatMayNotBe() {
        var preliminary = new Utterance(id, "p", "a", "AGENT", 0, 1, null, "Hel", true, true, null, false, LIVE);
        var forbidden =
                new Utterance(id, "a", null, "AGENT", 0, 9, null, "Hello 4711", true, false, "NEUTRAL", true, LIVE);

        store.keep(List.of(preliminary, forbidden));

        assertThat(store.transcript(id, LIVE, 10, null).items()).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo("a");
            assertThat(kept.words()).isNull();
            assertThat(kept.issue()).isTrue();
            assertThat(kept.endMillis()).isEqualTo(9);
        });
    }

    @Test
    void howItSoundedIsToldOfThePastBeforeContactLensHasFoundAnything() {
        var begin = clock.instant().minusSeconds(60);
        var begun = Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(begin)
                .initiated(Moment.exact(begin))
                .connectedToSystem(Moment.exact(begin))
                .testimony(begin);
        var entries = List.of(new HistoryEntry(
                        id, begin, Source.CONTACT_EVENT, "INITIATED", "Initiated", "1", HistoryEntry.Detail.of("{}"))
                .with(begun));
        store.append(entries);
        store.join(begun.facts(), entries, List.of());
        hears(said("a", 1, "NEUTRAL", "Hello"));
        hears(said("b", 2, "NEGATIVE", "It is broken"));
        hears(said("c", 3, "NEGATIVE", "Again"));
        var now = hears(said("d", 4, "NEGATIVE", "And again"));

        assertThat(now.snapshot().insights().customer().negativeRun()).isEqualTo(3);
        assertThat(store.findAsOf(id, clock.instant()).orElseThrow().contact()).isEqualTo(now.contact());
        assertThat(customerAt(begin.plusMillis(999)).sentiment()).isNull();
        assertThat(customerAt(begin.plusMillis(1_000)).sentiment()).isEqualTo("NEUTRAL");
        assertThat(customerAt(begin.plusMillis(2_500)).negativeRun()).isOne();
        var replayed = new TreeMap<Instant, Contact>();
        store.replay(now, (at, then) -> replayed.put(at, then.contact()));
        assertThat(replayed)
                .containsOnlyKeys(
                        begin, begin.plusSeconds(1), begin.plusSeconds(2), begin.plusSeconds(3), begin.plusSeconds(4))
                .containsEntry(begin.plusSeconds(4), now.contact());
    }

    private Mood customerAt(Instant at) {
        return store.findAsOf(id, at).orElseThrow().snapshot().insights().customer();
    }

    @Test
    void isNoPartOfTheHistory() {
        store.append(List.of(new HistoryEntry(
                id, clock.instant(), Source.CONTACT_EVENT, "QUEUED", "Queued", "1", HistoryEntry.Detail.of("{}"))));
        store.keep(List.of(said("a", 1, "NEUTRAL", "Hello")));

        assertThat(store.history(id, Set.of(), true, 10, null).items()).hasSize(1);
        assertThat(store.history(id, Set.of(), false, 10, null).items()).hasSize(1);
    }

    @Test
    void pagesThroughALongCall() {
        store.keep(IntStream.range(0, 120)
                .mapToObj(n -> said("u" + n, n, "NEUTRAL", "sentence " + n))
                .toList());

        var read = new ArrayList<String>();
        String from = null;
        do {
            var page = store.transcript(id, LIVE, 50, from);
            page.items().forEach(utterance -> read.add(utterance.id()));
            from = page.next();
        } while (from != null);

        assertThat(read)
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).mapToObj(n -> "u" + n).toList());
    }

    @Test
    void pagesThroughALongCallFromItsEnd() {
        store.keep(IntStream.range(0, 120)
                .mapToObj(n -> said("u" + n, n, "NEUTRAL", "sentence " + n))
                .toList());

        var last = store.latestTranscript(id, LIVE, 50, null);
        assertThat(last.items()).extracting(Utterance::id).containsExactlyElementsOf(named(70, 120));
        var before = store.latestTranscript(id, LIVE, 50, last.next());
        assertThat(before.items()).extracting(Utterance::id).containsExactlyElementsOf(named(20, 70));
        var first = store.latestTranscript(id, LIVE, 50, before.next());
        assertThat(first.items()).extracting(Utterance::id).containsExactlyElementsOf(named(0, 20));
        assertThat(first.next()).isNull();
    }

    private static List<String> named(int from, int until) {
        return IntStream.range(from, until).mapToObj(n -> "u" + n).toList();
    }

    @Test
    void aFileReplacesWhatWasHeardLiveWhicheverComesFirst() {
        var live = said("live", 1, "NEUTRAL", "Helo");
        var late = said("late", 2, "NEUTRAL", "Helo agan");
        var filed = new Utterance(
                id, "filed", null, "CUSTOMER", 1100, null, null, "Hello", false, true, "NEUTRAL", false, FILE);
        store.keep(List.of(live));
        store.keep(List.of(filed));
        store.keep(List.of(late));

        assertThat(store.transcript(id, LIVE, 10, null).items()).containsExactly(live, late);
        assertThat(store.transcript(id, FILE, 10, null).items()).containsExactly(filed);
        // Of a page of what was heard live.
        var next = store.transcript(id, LIVE, 1, null).next();
        assertThat(store.transcript(id, FILE, 10, next).items()).containsExactly(filed);
        var before = store.latestTranscript(id, LIVE, 1, null).next();
        assertThat(store.latestTranscript(id, FILE, 10, before).items()).containsExactly(filed);
        assertThat(store.history(id, Set.of(), true, 10, null).items()).isEmpty();
    }

    @Test
    void aPageCostsThePageHoweverLongTheConversationIs() {
        var segments = LongRun.choose(600, 15_000);
        var words = "What is said in one breath, for about as long as this. ".repeat(2);
        store.keep(IntStream.range(0, segments)
                .mapToObj(n -> said("%08d-1111-4222-8333-444444444444".formatted(n), 3 * n, "NEUTRAL", words))
                .toList());
        var costs = new TreeSet<Double>();
        var read = 0;
        String from = null;
        do {
            var before = consumed();
            var page = store.transcript(id, LIVE, 100, from);
            costs.add(consumed() - before);
            read += page.items().size();
            from = page.next();
        } while (from != null);

        assertThat(read).isEqualTo(segments);
        // 100 sentences of a third of a kilobyte.
        assertThat(costs).allSatisfy(units -> assertThat(units).isBetween(0.5, 5.5));
    }

    private double consumed() {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("operation", "query").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void goesWithTheHistory() {
        store.keep(List.of(said("a", 1, "NEUTRAL", "Hello")));

        clock.pass(Duration.ofHours(49));

        assertThat(store.transcript(id, LIVE, 10, null).items()).isEmpty();
    }

    @Test
    void writesTheContactOnlyWhenWhatIsShownOfItChanges() {
        var first = hears(said("a", 1, "NEUTRAL", null)).version();

        assertThat(hears(said("b", 2, "NEUTRAL", null)).version()).isEqualTo(first);
        assertThat(hears(said("c", 3, "NEGATIVE", null)).version()).isEqualTo(first + 1);
        assertThat(hears(said("c", 3, "NEGATIVE", null)).version()).isEqualTo(first + 1);
        assertThat(hears(said("d", 4, "NEGATIVE", null)).version()).isEqualTo(first + 2);
        assertThat(hears(said("e", 5, "NEUTRAL", null)).version()).isEqualTo(first + 3);
    }

    /// Though what was heard before it was not written to the contact.
    @Test
    void showsTheSameWhateverTheOrder() {
        var talk = List.of(
                "NEUTRAL", "NEUTRAL", "NEGATIVE", "NEUTRAL", "NEUTRAL", "NEGATIVE", "NEGATIVE", "POSITIVE", "NEGATIVE");
        var random = new Random(7);
        for (var round = 0; round < 10; round++) {
            var seen = new HashSet<Object>();
            for (var order = 0; order < 2; order++) {
                var other = new TranscriptTableTest();
                var all = new ArrayList<Utterance>();
                for (var index = 0; index < talk.size() - round % 3; index++) {
                    all.add(other.said("u" + index, index, talk.get(index), null));
                }
                if (order > 0) {
                    Collections.shuffle(all, random);
                }
                all.forEach(other::hears);
                var insights =
                        other.store.find(other.id).orElseThrow().contact().insights();
                seen.add(List.of(
                        insights.customer().negativeRun(),
                        String.valueOf(insights.customer().sentiment())));
            }
            assertThat(seen).hasSize(1);
        }
    }
}
