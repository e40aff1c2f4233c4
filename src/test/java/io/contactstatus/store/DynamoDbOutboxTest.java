package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Status;
import io.contactstatus.identity.CustomerIdentifiers;
import io.contactstatus.store.Outbox.Pending;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;

class DynamoDbOutboxTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();

    private record Change(Contact before, StoredContact after) {}

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final List<Change> heard = new CopyOnWriteArrayList<>();
    private final TestStores stores = TestStores.announcing(
            CLIENT,
            prefix,
            meters,
            clock,
            (before, after) -> heard.add(
                    new Change(before == null ? Contact.unseen(after.contact().id()) : before.contact(), after)));
    private final ContactStore store = stores.contacts();
    private final Outbox outbox = stores.outbox();

    private static ContactId freshId() {
        return new ContactId(UUID.randomUUID().toString());
    }

    private static Facts facts(ContactId id, int second) {
        return Facts.about(id, Source.CONTACT_EVENT).heardAt(NOON.plusSeconds(second));
    }

    private static Contact call(ContactId id) {
        return facts(id, 0).initiated(Moment.exact(NOON)).channel("VOICE", NOON).toContact();
    }

    private static Contact queued(ContactId id) {
        return facts(id, 1).enqueued(Moment.exact(NOON.plusSeconds(1)), null).toContact();
    }

    private static Contact answered(ContactId id) {
        return facts(id, 2).connectedToAgent(Moment.exact(NOON.plusSeconds(2))).toContact();
    }

    private List<Pending> waiting() {
        return waiting(NOON.plus(Duration.ofDays(30)));
    }

    private List<Pending> waiting(Instant until) {
        var all = new ArrayList<Pending>();
        for (var bucket : outbox.buckets()) {
            String from = null;
            do {
                var page = outbox.waiting(bucket, until, 3, from);
                all.addAll(page.items());
                from = page.next();
            } while (from != null);
        }
        return all;
    }

    private Map<String, AttributeValue> item(ContactId id) {
        return CLIENT.getItem(get -> get.tableName(prefix + "ContactStatus").key(ContactItem.key(id)))
                .item();
    }

    @Test
    void holdsWhatChangedUntilItIsAnnounced() {
        var id = freshId();

        var stored = store.join(call(id));

        var pending = new Pending(id, new OutboxMark(1, NOON, null), stored);
        assertThat(waiting()).containsExactly(pending);
        assertThat(outbox.oldest()).hasValue(NOON);
        assertThat(outbox.announced(id, pending.outboxMark())).isTrue();
        assertThat(waiting()).isEmpty();
        assertThat(outbox.oldest()).isEmpty();
    }

    @Test
    void changesNothingElseOfTheContactWhenItIsAnnounced() {
        var id = freshId();
        var stored = store.join(call(id));
        var before = item(id);

        outbox.announced(id, new OutboxMark(1, NOON, null));

        assertThat(before.keySet()).contains("Announce", "Announce_Bucket", "Announce_Since");
        assertThat(item(id).keySet()).doesNotContain("Announce", "Announce_Bucket", "Announce_Since");
        assertThat(before).containsAllEntriesOf(item(id));
        assertThat(store.find(id))
                .hasValue(new StoredContact(stored.contact(), 1, stored.expiresAt(), stored.customer(), null));
    }

    @Test
    void holdsOneChangeThatLeadsFromTheFirstToTheLast() {
        var id = freshId();
        store.join(call(id));
        outbox.announced(id, new OutboxMark(1, NOON, null));
        store.join(queued(id));
        clock.pass(Duration.ofSeconds(5));

        var stored = store.join(answered(id));

        assertThat(waiting()).singleElement().satisfies(pending -> {
            assertThat(pending.outboxMark()).isEqualTo(new OutboxMark(3, NOON, AnnouncedState.of(call(id))));
            assertThat(pending.contact()).isEqualTo(stored);
        });
    }

    @Test
    void keepsAChangeThatCameWhileTheOneBeforeWasBeingAnnounced() {
        var id = freshId();
        store.join(call(id));
        store.join(queued(id));

        assertThat(outbox.announced(id, new OutboxMark(1, NOON, null))).isFalse();
        assertThat(waiting())
                .singleElement()
                .satisfies(pending -> assertThat(pending.outboxMark()).isEqualTo(new OutboxMark(2, NOON, null)));
    }

    @Test
    void keepsTheMarkWhenSomethingElseIsWritten() {
        var id = freshId();
        store.join(call(id));

        var stored = store.join(facts(id, 3).attribute("k", "v", NOON).toContact());

        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.outboxMark()).isEqualTo(new OutboxMark(1, NOON, null));
        assertThat(outbox.announced(id, new OutboxMark(1, NOON, null))).isTrue();
        assertThat(store.join(facts(id, 4).toContact()).outboxMark()).isNull();
    }

    @Test
    void holdsNothingWhenNeitherStatusNorFlagsChange() {
        var id = freshId();
        store.join(call(id));
        outbox.announced(id, new OutboxMark(1, NOON, null));

        store.join(facts(id, 5).attribute("k", "v", NOON).toContact());

        assertThat(waiting()).isEmpty();
    }

    @Test
    void holdsALegOnlyFromWhenItIsHeardOfItself() {
        var first = freshId();
        var second = freshId();

        store.join(facts(second, 0)
                .initiated(Moment.exact(NOON))
                .initialContact(first)
                .toContact());

        assertThat(waiting()).extracting(Pending::id).containsExactly(second);
        store.join(call(first));
        assertThat(waiting()).extracting(Pending::id).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void holdsAnotherLegThatWasToldOfATransfer() {
        var first = freshId();
        store.join(call(first));
        outbox.announced(first, new OutboxMark(1, NOON, null));

        store.join(facts(freshId(), 5)
                .initialContact(first)
                .previousContact(first)
                .initiationMethod("TRANSFER")
                .toContact());

        assertThat(store.find(first).orElseThrow().contact().snapshot().is(Flag.TRANSFERRED))
                .isTrue();
        assertThat(waiting()).anySatisfy(pending -> {
            assertThat(pending.id()).isEqualTo(first);
            assertThat(pending.contact()).isEqualTo(store.find(first).orElseThrow());
        });
    }

    @Test
    void listsWhatHasBeenWaitingLongEnough() {
        var early = freshId();
        var late = freshId();
        store.join(call(early));
        clock.pass(Duration.ofMinutes(1));
        store.join(call(late));

        assertThat(waiting(NOON.plusSeconds(30))).extracting(Pending::id).containsExactly(early);
        assertThat(waiting(NOON.plusSeconds(60))).extracting(Pending::id).containsExactlyInAnyOrder(early, late);
    }

    @Test
    void listsAllOfABucketThatTakesManyPages() {
        var ids = new ArrayList<ContactId>();
        for (var number = 0; number < 60; number++) {
            ids.add(freshId());
            store.join(call(ids.getLast()));
        }

        assertThat(waiting()).extracting(Pending::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void showsNothingOfAContactThatHasExpired() {
        var id = freshId();
        store.join(call(id));
        clock.pass(Duration.ofHours(25));

        assertThat(waiting()).containsExactly(new Pending(id, new OutboxMark(1, NOON, null), null));
        assertThat(outbox.announced(id, new OutboxMark(1, NOON, null))).isTrue();
    }

    @Test
    void beginsAnewAfterAContactHasExpired() {
        var id = freshId();
        store.join(call(id));
        clock.pass(Duration.ofHours(25));

        var stored = store.join(queued(id));

        assertThat(stored.outboxMark()).isEqualTo(new OutboxMark(2, NOON.plus(Duration.ofHours(25)), null));
    }

    @Test
    void bringsNoContactBackThatDynamoDbHasDeleted() {
        var id = freshId();
        store.join(call(id));
        CLIENT.deleteItem(delete -> delete.tableName(prefix + "ContactStatus").key(ContactItem.key(id)));

        assertThat(outbox.announced(id, new OutboxMark(1, NOON, null))).isFalse();
        assertThat(item(id)).isEmpty();
    }

    @Test
    void showsNothingOfAContactThatCannotBeRead() {
        var id = freshId();
        store.join(call(id));
        CLIENT.updateItem(update -> update.tableName(prefix + "ContactStatus")
                .key(ContactItem.key(id))
                .updateExpression("REMOVE #state")
                .expressionAttributeNames(Map.of("#state", "State")));

        assertThat(waiting()).containsExactly(new Pending(id, new OutboxMark(1, NOON, null), null));
    }

    @Test
    void showsAndStoresAContactWhoseMarkIsOfANewerVersion() {
        var id = freshId();
        store.join(call(id));
        CLIENT.updateItem(update -> update.tableName(prefix + "ContactStatus")
                .key(ContactItem.key(id))
                .updateExpression("SET Announce = :mark")
                .expressionAttributeValues(Map.of(":mark", AttributeValue.fromS("1 SOMETHING 401"))));
        assertThat(store.find(id).map(StoredContact::outboxMark))
                .hasValue(new OutboxMark(1, NOON, null, "SOMETHING 401"));

        var stored = store.join(queued(id));

        assertThat(item(id).get("Announce")).isEqualTo(AttributeValue.fromS("2 SOMETHING 401"));
        assertThat(waiting()).containsExactly(new Pending(id, new OutboxMark(2, NOON, null, "SOMETHING 401"), stored));
        assertThat(outbox.announced(id, new OutboxMark(2, NOON, null))).isFalse();
        assertThat(outbox.announced(id, new OutboxMark(2, NOON, null, "SOMETHING 401")))
                .isTrue();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void isSpokenOfByEveryWrite() {
        var id = freshId();
        store.join(call(id));
        var last = store.join(queued(id));
        store.join(queued(id));

        assertThat(heard).hasSize(2);
        assertThat(heard.getLast()).isEqualTo(new Change(call(id), last));
        assertThat(heard.getFirst().before()).isEqualTo(Contact.unseen(id));
    }

    @Test
    void doesNotHurtTheStoreWhenAListenerFails() {
        var others = new ArrayList<StoredContact>();
        var failing = TestStores.announcing(
                CLIENT,
                prefix,
                meters,
                clock,
                new ContactListeners(List.of(
                        (before, after) -> {
                            throw new IllegalStateException("cannot listen");
                        },
                        (before, after) -> others.add(after))));
        var id = freshId();

        var stored = failing.contacts().join(call(id));

        assertThat(others).containsExactly(stored);
        assertThat(store.find(id)).hasValue(stored);
    }

    @Test
    void isNotUsedWhereNothingIsAnnounced() {
        var silent = TestStores.over(CLIENT, prefix, meters, clock);
        var id = freshId();

        var stored = silent.contacts().join(call(id));

        assertThat(stored.outboxMark()).isNull();
        assertThat(item(id).keySet()).noneMatch(name -> name.startsWith("Announce"));
        assertThat(meters.find("contact_status.dynamodb.consumed_capacity")
                        .tag("index", "Announcement-index")
                        .counters())
                .isEmpty();
    }

    @Test
    void isCarriedOnByThoseWhoDoNotAnnounce() {
        var id = freshId();
        var marked = store.join(call(id)).outboxMark();
        var silent = TestStores.over(CLIENT, prefix, meters, clock);

        var stored = silent.contacts().join(queued(id));

        assertThat(stored.contact().snapshot().status()).isEqualTo(Status.QUEUED);
        assertThat(stored.outboxMark()).isEqualTo(marked);
    }

    @Test
    void isNotNeededWhereNothingIsAnnounced() {
        var tables = Tables.prefixed("old-" + prefix);
        createWithoutTheIndex(tables.contacts());
        var silent = TestStores.contacts(
                new Dynamo(LocalDynamoDb.metered(CLIENT, meters)),
                tables,
                Retentions.ofOver(Duration.ofHours(24)),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);
        var id = freshId();

        assertThatCode(() -> silent.join(call(id))).doesNotThrowAnyException();
        assertThat(silent.find(id)).isPresent();
    }

    /// As tables were made before there were announcements.
    private void createWithoutTheIndex(String name) {
        var today = CLIENT.describeTable(describe -> describe.tableName(prefix + "ContactStatus"))
                .table();
        CLIENT.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(today.keySchema())
                .attributeDefinitions(today.attributeDefinitions().stream()
                        .filter(attribute -> !attribute.attributeName().startsWith("Announce"))
                        .toList())
                .globalSecondaryIndexes(today.globalSecondaryIndexes().stream()
                        .filter(index -> !index.indexName().equals("Announcement-index"))
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList()));
    }
}
