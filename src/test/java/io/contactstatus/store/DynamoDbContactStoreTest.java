package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Status;
import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbContactStoreTest {

    static final Duration RETENTION = Duration.ofHours(24);

    /// In the future: DynamoDB Local deletes what has expired by the real clock.
    static final Instant NOON = Instant.parse("2046-01-05T12:00:00.123Z");
    private static final String PREFIX = LocalDynamoDb.freshPrefix();
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();
    private static final Tables TABLES = Tables.prefixed(PREFIX);
    private static final String QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/billing";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final ContactStore store = newStore(clock, RETENTION);

    @BeforeAll
    static void createTables() {
        new TableCreation(CLIENT).createMissing(TABLES);
    }

    private static ContactStore newStore(Clock clock, Duration retention) {
        return TestStores.contacts(
                new Dynamo(CLIENT),
                TABLES,
                Retentions.ofOver(retention),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);
    }

    private ContactStore counted() {
        return TestStores.contacts(
                new Dynamo(LocalDynamoDb.metered(CLIENT, meters)),
                TABLES,
                Retentions.ofOver(RETENTION),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);
    }

    static ContactId freshId() {
        return new ContactId(UUID.randomUUID().toString());
    }

    static Facts call(ContactId id, Instant at) {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(at)
                .initiated(Moment.exact(at))
                .channel("VOICE", at)
                .initiationMethod("INBOUND");
    }

    static HistoryEntry entry(ContactId id, Instant at, String eventId) {
        return new HistoryEntry(
                id, at, Source.FLOW_LOG, "PlayPrompt", "Played a prompt", eventId, HistoryEntry.Detail.of("{\"n\":1}"));
    }

    @Test
    void showsNothingOlderThanTheVersionThatWasToldOf() {
        var id = freshId();
        store.join(call(id, NOON).toContact());
        var told = store.join(
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(60))).toContact());

        assertThat(store.find(id, told.version())).contains(told);
        assertThat(store.find(id, 0)).contains(told);
        assertThat(store.find(freshId(), 1)).isEmpty();
    }

    @Test
    void findsWhatWasJoined() {
        var id = freshId();
        var facts = call(id, NOON).toContact();

        var stored = store.join(facts);

        assertThat(store.find(id)).hasValue(stored);
        assertThat(stored.contact()).isEqualTo(facts);
        assertThat(stored.version()).isEqualTo(1);
    }

    @Test
    void bringsBackEveryKindOfFact() {
        var id = freshId();
        var other = freshId();
        var edition = new Edition(NOON.plusSeconds(90), true, "digest");
        var record = new ContactRecord(
                edition,
                "arn:i",
                "VOICE",
                "connect:Telephony",
                "INBOUND",
                NOON,
                NOON.plusSeconds(3600),
                NOON.plusSeconds(1),
                NOON.plusSeconds(60),
                NOON.plusSeconds(50),
                new Endpoint("TELEPHONE_NUMBER", "+15551230100"),
                "CUSTOMER_DISCONNECT",
                new ContactRecord.RecordedQueue(QUEUE, "Billing", NOON.plusSeconds(2), NOON.plusSeconds(9), 7),
                new ContactRecord.RecordedAgent(
                        "arn:agent", "jane", NOON.plusSeconds(9), 40, 1, 5, 2, NOON.plusSeconds(60), null),
                2,
                new Endpoint("TELEPHONE_NUMBER", "+81312345678"),
                null,
                null,
                other,
                other,
                new TreeMap<>(Map.of("language", "日本語", "empty", "")),
                new TreeMap<>(Map.of("team", "a\u001Fb\u001Ec\u001Bd\u001De")),
                3,
                "HUMAN_ANSWERED",
                true,
                true);
        var everything = Facts.about(id, Source.AGENT_EVENT)
                .heardAt(NOON)
                .instance("arn:i", NOON)
                .channel("VOICE", NOON)
                .subtype("connect:Telephony", NOON)
                .initiationMethod("INBOUND")
                .systemEndpoint(new Endpoint("TELEPHONE_NUMBER", "+81312345678"), NOON)
                .initiated(Moment.rounded(NOON))
                .connectedToSystem(Moment.exact(NOON))
                .enqueued(Moment.exact(NOON), null)
                .queue(QUEUE, NOON)
                .connectedToAgent(Moment.exact(NOON))
                .agent("arn:agent", NOON)
                .offeredTo("arn:agent", NOON)
                .agentState("CONNECTED_ONHOLD", NOON, "arn:agent")
                .agentState("SOMETHING_NEW", NOON.plusMillis(1), null)
                .heldByAgent(false, NOON)
                .heldFor(7, NOON)
                .scheduled(NOON.plusSeconds(3600), NOON)
                .initiated(Moment.exact(NOON.plusSeconds(20)))
                .enqueued(Moment.rounded(NOON.plusSeconds(30)), QUEUE)
                .calledOutside(OutsideCall.Stage.DIALLED, NOON)
                .calledOutside(OutsideCall.Stage.FAILED, NOON.plusMillis(5))
                .answeredBy("VOICEMAIL_BEEP", NOON)
                .campaign(true)
                .synthetic(true)
                .relatedContact(other)
                .named(QUEUE, "Billing", NOON)
                .paused(true, Moment.rounded(NOON))
                .paused(false, Moment.exact(NOON.plusMillis(3)))
                .flow(new FlowPosition("arn:flow", "Main", "PlayPrompt", "b-1"), NOON)
                .disconnected(Moment.rounded(NOON))
                .disconnectReason("OTHER", NOON)
                .completed(Moment.exact(NOON))
                .tags(new TreeMap<>(Map.of("team", "blue")), NOON)
                .attribute("k", "v", NOON)
                .attribute("gone", null, NOON)
                .customerAssigned("C-1", NOON)
                .customerAttribute("C-2", NOON)
                .customerId("C-3", NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                .initialContact(other)
                .previousContact(other)
                .relatedContact(other)
                .toContact();
        var withRecord = everything.join(Facts.about(id, Source.CONTACT_RECORD)
                .record(
                        record,
                        new Identity.Recorded(edition, "C-4", "C-5", new Endpoint("EMAIL", "a@b.example"), true),
                        true)
                .toContact());
        var noted = withRecord.join(
                Facts.about(id, Source.API).attribute("case", "42", NOON).toContact());

        store.join(noted);

        assertThat(store.find(id).orElseThrow().contact()).isEqualTo(noted);
    }

    @Test
    void writesNothingWhenNothingIsNew() {
        var id = freshId();
        store.join(call(id, NOON).toContact());

        assertThat(store.join(call(id, NOON).toContact()).version()).isEqualTo(1);
    }

    @Test
    void losesNoUpdateWhenWritersMeet() throws Exception {
        var id = freshId();
        var writers = IntStream.range(0, 24)
                .<Callable<StoredContact>>mapToObj(number -> () -> store.join(Facts.about(id, Source.FLOW_LOG)
                        .attribute("key" + number, "value", NOON.plusSeconds(number))
                        .toContact()))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
        }

        var stored = store.find(id).orElseThrow();
        assertThat(stored.contact().snapshot().attributes()).hasSize(24);
        assertThat(stored.version()).isEqualTo(24);
    }

    @Test
    void answersNothingOfAContactThatHasExpired() {
        var id = freshId();
        store.join(call(id, NOON).customerId("C-expired-" + id, NOON).toContact());
        assertThat(store.find(id).orElseThrow().expiresAt()).isEqualTo("2046-01-06T12:00:00Z");

        clock.pass(RETENTION);

        assertThat(store.find(id)).isEmpty();
        assertThat(store.findAll(List.of(id))).isEmpty();
        assertThat(store.ofCustomer("C-expired-" + id, null, null, any -> true, 10, null)
                        .items())
                .isEmpty();
        assertThat(allActive()).doesNotContain(id);
    }

    @Test
    void beginsAnewWithAContactThatHadExpired() {
        var id = freshId();
        store.join(call(id, NOON).attribute("old", "1", NOON).toContact());
        clock.pass(RETENTION);

        var again = store.join(call(id, NOON).attribute("new", "1", NOON).toContact());

        assertThat(again.contact().snapshot().attributes()).containsOnlyKeys("new");
        assertThat(again.version()).isEqualTo(2);
    }

    @Test
    void keepsAContactAliveThatIsStillSpokenOf() {
        var id = freshId();
        store.join(call(id, NOON).toContact());

        clock.pass(Duration.ofHours(20));
        store.join(call(id, NOON).toContact());
        clock.pass(Duration.ofHours(20));

        assertThat(store.find(id)).isPresent();
    }

    @Test
    void keepsTheHistoryOfAContactThatIsOverAndOutlivesTheRetention() {
        var id = freshId();
        store.append(List.of(entry(id, NOON, "first")));
        store.join(call(id, NOON).disconnected(Moment.exact(NOON)).toContact());
        for (var day = 1; day <= 6; day++) {
            clock.pass(Duration.ofHours(20));
            store.join(
                    call(id, NOON).attribute("day", "" + day, clock.instant()).toContact());

            assertThat(historyExpiry(id))
                    .allMatch(expiry -> !expiry.isBefore(clock.instant().plus(RETENTION)));
        }
    }

    @Test
    void keepsOneEntryOfAnEventThatCameTwice() {
        var id = freshId();

        store.append(List.of(entry(id, NOON, "a"), entry(id, NOON, "a")));
        store.append(List.of(entry(id, NOON, "a"), entry(id, NOON.plusMillis(1), "b")));

        assertThat(store.history(id, Set.of(), false, 10, null).items())
                .extracting(HistoryEntry::id)
                .containsExactly("a", "b");
    }

    @Test
    void bringsBackShortAndLongDetails() {
        var id = freshId();
        var small = entry(id, NOON, "short");
        var json = "{\"text\":\"" + "日本語 and more ".repeat(4000) + "\"}";
        var large = new HistoryEntry(
                id,
                NOON.plusMillis(1),
                Source.CONTACT_RECORD,
                "CONTACT_RECORD",
                "Record",
                "x".repeat(700) + "#1",
                HistoryEntry.Detail.of(json));

        store.append(List.of(small, large));

        var read = store.history(id, Set.of(), false, 10, null).items();
        assertThat(read).extracting(found -> found.detail().json()).containsExactly("{\"n\":1}", json);
        assertThat(read.getFirst().at()).isEqualTo(NOON);
        assertThat(read.getFirst().summary()).isEqualTo("Played a prompt");
    }

    @Test
    void pagesThroughAHistoryOfTenThousandEntriesBothWays() {
        var id = freshId();
        var entries = IntStream.range(0, 10_000)
                .mapToObj(number -> entry(id, NOON.plusMillis(number), "event-" + number))
                .toList();
        store.append(entries);

        assertThat(readAll(id, false))
                .containsExactlyElementsOf(
                        entries.stream().map(HistoryEntry::id).toList());
        assertThat(readAll(id, true))
                .containsExactlyElementsOf(
                        entries.reversed().stream().map(HistoryEntry::id).toList());
    }

    private List<String> readAll(ContactId id, boolean newestFirst) {
        var read = new ArrayList<String>();
        String from = null;
        do {
            var page = store.history(id, Set.of(), newestFirst, 200, from);
            page.items().forEach(item -> read.add(item.id()));
            from = page.next();
        } while (from != null);
        return read;
    }

    @Test
    void filtersTheHistoryBySource() {
        var id = freshId();
        store.append(IntStream.range(0, 30)
                .mapToObj(number -> new HistoryEntry(
                        id,
                        NOON.plusMillis(number),
                        number % 3 == 0 ? Source.AGENT_EVENT : Source.FLOW_LOG,
                        "t",
                        "s",
                        "e" + number,
                        HistoryEntry.Detail.of("{}")))
                .toList());

        var first = store.history(id, Set.of(Source.AGENT_EVENT), false, 6, null);
        var rest = store.history(id, Set.of(Source.AGENT_EVENT), false, 6, first.next());

        assertThat(first.items()).hasSize(6);
        assertThat(rest.items()).hasSize(4).allMatch(entry -> entry.source() == Source.AGENT_EVENT);
        assertThat(rest.next()).isNull();
    }

    @Test
    void listsACustomersContactsNewestFirstPageByPage() {
        var customer = "C-" + freshId();
        var ids = new ArrayList<ContactId>();
        for (var number = 0; number < 7; number++) {
            var id = freshId();
            ids.add(id);
            store.join(call(id, NOON.plusSeconds(number))
                    .customerId(customer, NOON)
                    .toContact());
        }

        var first = store.ofCustomer(customer, null, null, any -> true, 3, null);
        var second = store.ofCustomer(customer, null, null, any -> true, 3, first.next());
        var third = store.ofCustomer(customer, null, null, any -> true, 3, second.next());

        var listed = new ArrayList<ContactId>();
        for (var page : List.of(first, second, third)) {
            page.items().forEach(stored -> listed.add(stored.contact().id()));
        }
        Collections.reverse(ids);
        assertThat(listed).isEqualTo(ids);
        assertThat(third.next()).isNull();
    }

    @Test
    void listsACustomersContactsOfATimeOnly() {
        var customer = "C-" + freshId();
        for (var number = 0; number < 5; number++) {
            store.join(call(freshId(), NOON.plusSeconds(number))
                    .customerId(customer, NOON)
                    .toContact());
        }

        var some = store.ofCustomer(customer, NOON.plusSeconds(1), NOON.plusSeconds(3), any -> true, 10, null);

        assertThat(some.items())
                .extracting(stored -> stored.contact().snapshot().started())
                .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1));
    }

    @Test
    void findsACustomerHoweverTheNumberIsWritten() {
        var id = freshId();
        var number = "+81901" + String.format("%07d", Math.floorMod(id.hashCode(), 10_000_000));
        store.join(call(id, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "0" + number.substring(3)), NOON)
                .toContact());

        assertThat(store.ofCustomer(number, null, null, any -> true, 10, null).items())
                .hasSize(1);
    }

    @Test
    void makesNoCustomerOfCallersWhoHideTheirNumber() {
        var stored = store.join(call(freshId(), NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "anonymous"), NOON)
                .toContact());

        assertThat(stored.customerIdentifier()).isNull();
    }

    @Test
    void listsActiveContactsLongestWaitingFirst() {
        var waiting = new ArrayList<ContactId>();
        for (var number = 0; number < 30; number++) {
            var id = freshId();
            waiting.add(id);
            store.join(call(id, NOON.plusSeconds(number))
                    .enqueued(Moment.exact(NOON.plusSeconds(200 - number)), null)
                    .toContact());
        }

        var listed = allActive();

        Collections.reverse(waiting);
        listed.retainAll(new HashSet<>(waiting));
        assertThat(listed).isEqualTo(waiting);
    }

    @Test
    void takesAContactOffTheActiveListWhenTheCustomerIsGone() {
        var id = freshId();
        store.join(call(id, NOON).toContact());
        assertThat(allActive()).contains(id);

        store.join(
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(5))).toContact());

        assertThat(allActive()).doesNotContain(id);
    }

    @Test
    void listsThoseWhoGaveUpTheLastOneToLeaveFirst() {
        var since = clock.instant().plusSeconds(1000);
        var early = leftAt(since.minusMillis(1));
        var first = leftAt(since);
        var second = leftAt(since.plusSeconds(20));
        var third = leftAt(since.plusSeconds(40));
        store.join(call(freshId(), NOON)
                .connectedToAgent(Moment.exact(since.plusSeconds(10)))
                .disconnected(Moment.exact(since.plusSeconds(50)))
                .toContact());
        store.join(call(freshId(), since.plusSeconds(60)).toContact());

        assertThat(abandoned(since, 10)).containsExactly(third, second, first).doesNotContain(early);
        assertThat(abandoned(since, 2)).containsExactly(third, second);
        var page = store.abandoned(since, 2, null);
        assertThat(store.abandoned(since, 2, page.next()).items())
                .extracting(stored -> stored.contact().id())
                .containsExactly(first);
    }

    @Test
    void takesOffTheListWhomAnAgentTurnsOutToHaveTalkedTo() {
        var since = clock.instant().plusSeconds(5000);
        var id = leftAt(since.plusSeconds(20));
        assertThat(abandoned(since, 10)).containsExactly(id);

        store.join(call(id, NOON)
                .connectedToAgent(Moment.exact(since.plusSeconds(10)))
                .toContact());

        assertThat(abandoned(since, 10)).isEmpty();
    }

    private ContactId leftAt(Instant at) {
        var id = freshId();
        store.join(call(id, at.minusSeconds(60))
                .enqueued(Moment.exact(at.minusSeconds(50)), null)
                .disconnected(Moment.exact(at))
                .toContact());
        return id;
    }

    private List<ContactId> abandoned(Instant since, int limit) {
        return store.abandoned(since, limit).stream()
                .map(stored -> stored.contact().id())
                .toList();
    }

    @Test
    void pagesThroughActiveContactsThatBeganAtTheSameMoment() {
        var ids = new HashSet<ContactId>();
        for (var number = 0; number < 25; number++) {
            var id = freshId();
            ids.add(id);
            store.join(call(id, NOON).toContact());
        }

        var listed = allActive();

        assertThat(listed).containsAll(ids).doesNotHaveDuplicates();
    }

    private List<ContactId> allActive() {
        var listed = new ArrayList<ContactId>();
        @Nullable String from = null;
        do {
            var page = store.active(any -> true, 4, from);
            page.items().forEach(stored -> listed.add(stored.contact().id()));
            from = page.next();
        } while (from != null);
        return listed;
    }

    @Test
    void findsALegUnderTheCustomersNumberWhicheverLegLearnedIt() {
        for (var knowing = 0; knowing < 3; knowing++) {
            var customer = "C-" + freshId();
            var first = freshId();
            var second = freshId();
            var third = freshId();
            var legs = List.of(
                    call(first, NOON),
                    call(second, NOON.plusSeconds(1)).initialContact(first).previousContact(first),
                    call(third, NOON.plusSeconds(2)).initialContact(first).previousContact(second));
            legs.get(knowing).customerId(customer, NOON);

            legs.reversed().forEach(leg -> store.join(leg.toContact()));

            assertThat(store.ofCustomer(customer, null, null, any -> true, 10, null)
                            .items())
                    .as("learned by leg %d", knowing)
                    .extracting(stored -> stored.contact().id())
                    .containsExactly(third, second, first);
            assertThat(store.chain(second, 10))
                    .extracting(stored -> stored.contact().id())
                    .containsExactly(first, second, third);
        }
    }

    @Test
    void findsALegUnderTheCustomersNumberAlsoWhenTheFirstLegHasExpired() {
        var customer = "C-" + freshId();
        var first = freshId();
        var second = freshId();
        var third = freshId();
        store.join(call(first, NOON).customerId(customer, NOON).toContact());
        store.join(call(second, NOON.plusSeconds(1))
                .initialContact(first)
                .previousContact(first)
                .toContact());
        clock.pass(Duration.ofHours(20));
        store.join(call(second, NOON.plusSeconds(1))
                .attribute("still", "here", clock.instant())
                .toContact());
        clock.pass(Duration.ofHours(10));

        store.join(call(third, clock.instant())
                .initiationMethod("TRANSFER")
                .initialContact(first)
                .previousContact(second)
                .toContact());

        assertThat(store.find(first)).isEmpty();
        assertThat(store.ofCustomer(customer, null, null, any -> true, 10, null).items())
                .extracting(stored -> stored.contact().id())
                .containsExactly(third, second);
    }

    @Test
    void doesNotShowAContactThatOnlyAnotherLegSpokeOf() {
        var first = freshId();
        var second = freshId();

        store.join(
                call(second, NOON).initialContact(first).previousContact(first).toContact());

        assertThat(store.find(first)).isEmpty();
        assertThat(store.chain(first, 10))
                .extracting(stored -> stored.contact().id())
                .containsExactly(second);
    }

    @Test
    void tellsALegThatTheCustomerWentOn() {
        var first = freshId();
        var second = freshId();
        store.join(call(second, NOON.plusSeconds(9))
                .initialContact(first)
                .previousContact(first)
                .initiationMethod("QUEUE_TRANSFER")
                .toContact());

        var stored = store.join(call(first, NOON)
                .enqueued(Moment.exact(NOON.plusSeconds(1)), null)
                .disconnected(Moment.exact(NOON.plusSeconds(9)))
                .toContact());

        assertThat(stored.contact().snapshot().is(Flag.ABANDONED)).isFalse();
        assertThat(stored.contact().snapshot().chain().nextContactId()).isEqualTo(second);
    }

    @Test
    void survivesLegsThatNameEachOtherAsTheFirst() {
        var one = freshId();
        var other = freshId();

        store.join(call(one, NOON)
                .initialContact(other)
                .customerId("C-" + one, NOON)
                .toContact());
        store.join(call(other, NOON).initialContact(one).toContact());

        assertThat(store.find(one)).isPresent();
        assertThat(store.find(other)).isPresent();
    }

    @Test
    void findsAContactAsItWas() {
        var id = freshId();
        var begun = call(id, NOON).testimony(NOON);
        var ended =
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(60))).testimony(NOON.plusSeconds(60));
        var heartbeat = Facts.about(id, Source.AGENT_EVENT)
                .connectedToAgent(Moment.exact(NOON.plusSeconds(20)))
                .testimony(NOON.plusSeconds(30));
        var entries = List.of(
                entry(id, NOON, "begun").with(begun),
                entry(id, NOON.plusSeconds(60), "ended").with(ended));
        store.append(entries);
        store.join(begun.facts().join(heartbeat.facts()).join(ended.facts()), entries, List.of(heartbeat, heartbeat));

        assertThat(store.findAsOf(id, NOON.minusMillis(1))).isEmpty();
        assertThat(statusAt(id, 29)).isEqualTo(Status.INITIATED);
        assertThat(statusAt(id, 30)).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(store.findAsOf(id, NOON.plusSeconds(60)).orElseThrow().contact())
                .isEqualTo(store.find(id).orElseThrow().contact());
        assertThat(store.history(id, Set.of(), false, 10, null).items())
                .extracting(HistoryEntry::id)
                .containsExactly("begun", "ended");
    }

    @Test
    void knowsOfEntriesOfOlderVersionsOnlyWhatCameLast() {
        var id = freshId();
        store.append(List.of(entry(id, NOON, "begun"), entry(id, NOON.plusSeconds(60), "ended")));
        var now = store.join(
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(60))).toContact());

        assertThat(statusAt(id, 59)).isEqualTo(Status.INITIATED);
        assertThat(store.findAsOf(id, NOON.plusSeconds(60)).orElseThrow().contact())
                .isEqualTo(now.contact());
    }

    @Test
    void takesAWrongClockForNone() {
        var id = freshId();
        var begun = call(id, NOON).testimony(NOON);
        var ahead = Facts.about(id, Source.FLOW_EVENT)
                .subtype("connect:Chat", NOON)
                .testimony(NOON.plus(Duration.ofDays(2)));
        store.append(List.of(
                entry(id, NOON, "begun").with(begun),
                entry(id, NOON.plus(Duration.ofDays(2)), "ahead").with(ahead)));
        store.join(begun.facts().join(ahead.facts()));

        assertThat(store.findAsOf(id, NOON).orElseThrow().snapshot().subtype()).isEqualTo("connect:Chat");
    }

    private Status statusAt(ContactId id, int seconds) {
        return store.findAsOf(id, NOON.plusSeconds(seconds))
                .orElseThrow()
                .snapshot()
                .status();
    }

    @Test
    void findsTheEntryOfTheValidContactRecord() {
        var id = freshId();
        var edition = new Edition(NOON, false, "0123abcd");
        store.append(List.of(
                recordEntry(id, NOON, id + "2026#ffff", "{\"old\":1}"),
                recordEntry(id, NOON, id + "2026#0123abcd", "{\"valid\":1}")));
        var stored = store.join(recorded(id, edition));

        assertThat(store.recordEntry(stored).orElseThrow().detail().json()).isEqualTo("{\"valid\":1}");
    }

    private static HistoryEntry recordEntry(ContactId id, Instant at, String entryId, String json) {
        return new HistoryEntry(
                id, at, Source.CONTACT_RECORD, "CONTACT_RECORD", "Record", entryId, HistoryEntry.Detail.of(json));
    }

    private static Contact recorded(ContactId id, Edition edition) {
        var nothing = new TreeMap<String, String>();
        var record = new ContactRecord(
                edition, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, null, null,
                null, null, null, null, nothing, 0, null, false, false);
        return Facts.about(id, Source.CONTACT_RECORD)
                .record(record, new Identity.Recorded(edition, null, null, null, false), false)
                .toContact();
    }

    @Test
    void showsAContactKnownFromAFlowEventWithoutAnyTime() {
        var id = freshId();
        store.join(Facts.about(id, Source.FLOW_EVENT)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819011112222"), Stamp.UNTIMED)
                .toContact());

        var stored = store.find(id).orElseThrow();

        assertThat(stored.contact().snapshot().status()).isEqualTo(Status.INITIATED);
        assertThat(stored.customerIdentifier()).isEqualTo("+819011112222");
    }

    private double consumed(String operation) {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("operation", operation).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /// When each entry of the history will be deleted.
    private List<Instant> historyExpiry(ContactId id) {
        return CLIENT
                .query(query -> query.tableName(TABLES.history())
                        .keyConditionExpression("Connect_ContactId = :id")
                        .expressionAttributeValues(Map.of(":id", Attributes.text(id.value()))))
                .items()
                .stream()
                .map(ContactItem::expiresAt)
                .toList();
    }

    @Test
    void createsItsTablesOnce() {
        new TableCreation(CLIENT).createMissing(TABLES);

        assertThat(CLIENT.describeTimeToLive(ttl -> ttl.tableName(TABLES.contacts()))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("DDB_ExpiryEpoch");
    }

    @Test
    void readsAContactForHalfAUnit() {
        var id = freshId();
        store.join(call(id, NOON).toContact());

        counted().find(id);

        assertThat(consumed("get")).isEqualTo(0.5);
        assertThat(meters.find("contact_status.dynamodb.consumed_capacity").counters())
                .hasSize(1);
    }

    @Test
    void writesAnOrdinaryContactInOneUnitOfTheTable() {
        var id = freshId();
        var instance = "arn:aws:connect:eu-west-2:111122223333:instance/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
        var queue = instance + "/queue/5cba7cbf-1ecb-4b6d-b8bd-fe91079b3fc8";
        var agent = instance + "/agent/9308c2a1-9bc6-4cea-8290-6c0b4a6d38fa";
        var contact = call(id, NOON)
                .instance(instance, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                .systemEndpoint(new Endpoint("TELEPHONE_NUMBER", "+81312345678"), NOON)
                .subtype("connect:Telephony", NOON)
                .connectedToSystem(Moment.exact(NOON.plusMillis(1033)))
                .flow(
                        new FlowPosition(
                                instance + "/contact-flow/b1d791cf-1264-42e3-9a73-62cbcb3c9a45",
                                "Main inbound flow",
                                "PlayPrompt",
                                "c4f7d5a0-3d66-4f0c-a5b5-1f6e2a7f9c11"),
                        NOON.plusMillis(2042))
                .enqueued(Moment.exact(NOON.plusMillis(3505)), null)
                .queue(queue, NOON.plusMillis(3505))
                .connectedToAgent(Moment.exact(NOON.plusMillis(57_202)))
                .agent(agent, NOON.plusMillis(57_202))
                .agentState("CONNECTING", NOON.plusMillis(50_000), null)
                .agentState("CONNECTED", NOON.plusMillis(57_202), null)
                .named(queue, "Billing", NOON)
                .named(agent, "jane.doe", NOON)
                .toContact();

        counted().join(contact);

        var ofTheTable = meters.get("contact_status.dynamodb.consumed_capacity")
                .tag("operation", "put")
                .tag("index", "-")
                .counter();
        assertThat(ofTheTable.count()).isEqualTo(1.0);
    }

    @Test
    void paysForAnIndexOnlyWhenWhatItListsByChanges() {
        var id = freshId();
        store.join(call(id, NOON).toContact());
        var counted = counted();

        for (var second = 1; second <= 10; second++) {
            counted.join(call(id, NOON).heardAt(NOON.plusSeconds(second)).toContact());
        }

        assertThat(consumed("put")).isEqualTo(10.0);
    }

    @Test
    void paysForTheListOfTheAbandonedOnceAndOnlyForThose() {
        var id = freshId();
        store.join(
                call(id, NOON).enqueued(Moment.exact(NOON.plusSeconds(1)), null).toContact());
        var counted = counted();

        counted.join(
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(9))).toContact());
        counted.join(call(id, NOON).heardAt(NOON.plusSeconds(10)).toContact());

        assertThat(ofIndex("Abandoned-index")).isEqualTo(1.0);
        // Off the list of the active ones.
        assertThat(ofIndex("Active-index")).isEqualTo(1.0);
    }

    private double ofIndex(String index) {
        return meters.get("contact_status.dynamodb.consumed_capacity")
                .tag("operation", "put")
                .tag("index", index)
                .counter()
                .count();
    }

    @Test
    void readsAPageOfALongHistoryWithoutReadingTheRest() {
        var id = freshId();
        store.append(IntStream.range(0, 2000)
                .mapToObj(number -> entry(id, NOON.plusMillis(number), "event-" + number))
                .toList());
        var counted = counted();

        var first = counted.history(id, Set.of(), false, 50, null);
        var costOfTheFirst = consumed("query");
        var from = first.next();
        for (var page = 0; page < 20 && from != null; page++) {
            from = counted.history(id, Set.of(), false, 50, from).next();
        }

        assertThat(consumed("query")).isLessThanOrEqualTo(costOfTheFirst * 22);
        assertThat(costOfTheFirst).isLessThanOrEqualTo(2.0);
    }

    @Test
    void listsActiveContactsAtACostThatDoesNotGrowWithTheirNumber() {
        for (var number = 0; number < 100; number++) {
            store.join(call(freshId(), NOON.plusMillis(number)).toContact());
        }
        var few = costOfOnePage();
        for (var number = 0; number < 900; number++) {
            store.join(call(freshId(), NOON.plusMillis(number)).toContact());
        }

        assertThat(costOfOnePage()).isLessThanOrEqualTo(few * 1.5);
    }

    private double costOfOnePage() {
        meters.clear();
        assertThat(counted().active(any -> true, 50, null).items()).hasSize(50);
        return consumed("query") + consumed("get");
    }

    @Test
    void refusesForEverWhatNoItemCanHold() {
        var id = freshId();
        var noise = new StringBuilder();
        new Random(1).ints(900_000, '!', '~').forEach(character -> noise.append((char) character));
        var huge = new HistoryEntry(
                id,
                NOON,
                Source.CONTACT_RECORD,
                "CONTACT_RECORD",
                "Record",
                "huge",
                HistoryEntry.Detail.of(noise.toString()));

        assertThatExceptionOfType(ContactRefused.class).isThrownBy(() -> store.append(List.of(huge)));
    }

    @Test
    void asksToBeAskedAgainWhenNobodyAnswers() {
        try (var nobody = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.EU_WEST_2)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            var unreachable = TestStores.contacts(
                    new Dynamo(nobody),
                    TABLES,
                    Retentions.ofOver(RETENTION),
                    CustomerIdentifiers.inRegion("JP"),
                    clock,
                    false,
                    ContactListeners.NOBODY);

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> unreachable.find(freshId()));
        }
    }

    @Test
    void asksToBeAskedAgainWhenTheTableIsMissing() {
        var elsewhere = TestStores.contacts(
                new Dynamo(LocalDynamoDb.metered(CLIENT, meters)),
                Tables.prefixed("missing-"),
                Retentions.ofOver(RETENTION),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> elsewhere.join(call(freshId(), NOON).toContact()));
    }
}
