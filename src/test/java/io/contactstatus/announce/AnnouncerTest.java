package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.announce.FakeEventBridge.Event;
import io.contactstatus.announce.FakeEventBridge.Manner;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class AnnouncerTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final Duration LONG = AnnouncingInstance.SWEPT_AFTER.plusSeconds(1);

    private static final DynamoDbClient DYNAMO_DB = LocalDynamoDb.shared().client();

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final MovingClock clock = new MovingClock(NOON);
    private final FakeEventBridge bridge = new FakeEventBridge();
    private final AnnouncingInstance instance = new AnnouncingInstance(prefix, bridge, clock, 100);
    private final ContactId id = new ContactId(UUID.randomUUID().toString());

    @AfterEach
    void end() {
        instance.close();
        bridge.close();
    }

    private static Facts facts(ContactId id, int second) {
        return Facts.about(id, Source.CONTACT_EVENT).heardAt(NOON.plusSeconds(second));
    }

    private static Contact call(ContactId id) {
        return facts(id, 0)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                .toContact();
    }

    private static Contact queued(ContactId id) {
        return facts(id, 1).enqueued(Moment.exact(NOON.plusSeconds(1)), null).toContact();
    }

    private static Contact answered(ContactId id) {
        return facts(id, 2).connectedToAgent(Moment.exact(NOON.plusSeconds(2))).toContact();
    }

    private static String told(Event event) {
        var previous = event.detail().path("previousStatus").stringValue("-");
        return event.version() + " " + previous + " > "
                + event.detail().path("status").stringValue();
    }

    private List<String> told() {
        return bridge.taken(id.value()).stream().map(AnnouncerTest::told).toList();
    }

    private boolean isMarked() {
        return instance.contacts.find(id).map(StoredContact::outboxMark).isPresent();
    }

    @Test
    void tellsOfEachChangeWithWhatWasBefore() {
        for (var news : List.of(call(id), queued(id), answered(id))) {
            instance.contacts.join(news);
            instance.announce();
        }

        assertThat(told()).containsExactly("1 - > INITIATED", "2 INITIATED > QUEUED", "3 QUEUED > CONNECTED_TO_AGENT");
        assertThat(bridge.taken().getLast().detail().at("/previousFlags/queued").booleanValue())
                .isTrue();
        assertThat(bridge.taken()
                        .getLast()
                        .detail()
                        .at("/previousFlags/connectedToAgent")
                        .booleanValue())
                .isFalse();
        assertThat(bridge.taken().getFirst().detail().has("previousFlags")).isFalse();
        assertThat(isMarked()).isFalse();
        assertThat(instance.count("announced")).isEqualTo(3);
    }

    @Test
    void aMarkStaysUntilAllIsToldAndTheChangeIsNotToldAgain() {
        instance.further = (contact, mark) -> false;
        instance.contacts.join(call(id));
        instance.announce();
        assertThat(isMarked()).isTrue();

        instance.further = (contact, mark) -> true;
        instance.announce();

        assertThat(isMarked()).isFalse();
        assertThat(told()).containsExactly("1 - > INITIATED");
    }

    @Test
    void keepsToItselfWhatChangesNeitherStatusNorFlags() {
        instance.contacts.join(call(id));
        instance.announce();

        instance.contacts.join(
                facts(id, 5).attribute("k", "v", NOON.plusSeconds(5)).toContact());
        instance.announce();
        clock.pass(LONG);
        instance.sweep();
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED");
    }

    @Test
    void triesOnlyThoseAgainThatFailed() {
        var other = new ContactId(UUID.randomUUID().toString());
        bridge.behave(new Manner.Answer(event -> event.contactId().equals(id.value()) ? "ThrottlingException" : null));
        instance.contacts.join(call(id));
        instance.contacts.join(call(other));

        instance.announce();
        bridge.behave(FakeEventBridge.WELL);
        instance.announce();

        assertThat(bridge.requests()).extracting(List::size).containsExactly(2, 1);
        assertThat(bridge.taken()).extracting(Event::contactId).containsExactly(other.value(), id.value());
        assertThat(instance.count("failed")).isEqualTo(1);
    }

    @Test
    void triesOnUntilEventBridgeIsBack() {
        bridge.behave(FakeEventBridge.AWAY);
        instance.contacts.join(call(id));
        instance.announce();
        bridge.behave(FakeEventBridge.THROTTLED);
        instance.announce();
        var failing = instance.condition.failing();
        instance.contacts.join(queued(id));
        bridge.behave(FakeEventBridge.WELL);
        instance.announce();

        assertThat(failing).isEqualTo(new EventBusStatus.Failing(NOON, "ThrottlingException"));
        assertThat(instance.condition.failing()).isNull();
        assertThat(told()).containsExactly("2 - > QUEUED");
        assertThat(isMarked()).isFalse();
    }

    @Test
    void repeatsWhatWasTakenWithoutAnAnswer() {
        bridge.behave(new Manner.Reset(true));
        instance.contacts.join(call(id));
        instance.announce();
        bridge.behave(FakeEventBridge.WELL);
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED", "1 - > INITIATED");
    }

    @Test
    void announcesWhatADeadProcessHasLeft() {
        AnnouncingInstance.dying(prefix, clock).join(call(id));
        instance.sweep();
        instance.announce();
        assertThat(told()).isEmpty();
        clock.pass(LONG);

        instance.sweep();
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED");
        assertThat(isMarked()).isFalse();
        assertThat(instance.metrics.ageOfOldest()).isGreaterThan(30);
        instance.sweep();
        assertThat(instance.metrics.ageOfOldest()).isZero();
    }

    @Test
    void announcesWhatItHadNoRoomFor() {
        var small = new AnnouncingInstance(prefix, bridge, clock, 10);
        var ids = new ArrayList<String>();
        for (var number = 0; number < 25; number++) {
            var one = new ContactId(UUID.randomUUID().toString());
            small.contacts.join(call(one));
            ids.add(one.value());
        }
        assertThat(small.count("deferred")).isEqualTo(15);
        small.announce();
        clock.pass(LONG);
        var announcing = Thread.ofVirtual().start(() -> {
            while (bridge.taken().size() < 25) {
                small.announce();
            }
        });

        small.sweep();
        join(announcing);

        assertThat(bridge.taken()).extracting(Event::contactId).containsExactlyInAnyOrderElementsOf(ids);
        small.close();
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /// A writer that had read the contact before the mark was taken away writes it back with all the rest.
    @Test
    void doesNotRepeatAChangeWhoseMarkWasWrittenBack() {
        instance.contacts.join(call(id));
        var table = prefix + "ContactStatus";
        var key = Map.of("Connect_ContactId", AttributeValue.fromS(id.value()));
        var marked = DYNAMO_DB.getItem(get -> get.tableName(table).key(key)).item();
        instance.announce();
        assertThat(isMarked()).isFalse();
        DYNAMO_DB.putItem(put -> put.tableName(table).item(marked));
        assertThat(isMarked()).isTrue();
        clock.pass(LONG);

        instance.sweep();
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED");
        assertThat(instance.count("repeated")).isEqualTo(1);
        assertThat(isMarked()).isFalse();
    }

    @Test
    void losesNoChangeThatComesWhileTheOneBeforeIsAnnounced() {
        instance.contacts.join(call(id));
        bridge.behave(request -> {
            instance.contacts.join(queued(id));
            return FakeEventBridge.WELL;
        });
        instance.announce();
        bridge.behave(FakeEventBridge.WELL);

        assertThat(isMarked()).isTrue();
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED", "2 - > QUEUED");
        assertThat(isMarked()).isFalse();
    }

    @Test
    void letsNoContactThatIsRefusedHoldUpOthers() {
        bridge.behave(new Manner.Answer(event -> event.contactId().equals(id.value()) ? "MalformedDetail" : null));
        var other = new ContactId(UUID.randomUUID().toString());
        instance.contacts.join(call(id));
        instance.contacts.join(call(other));

        instance.announce();

        assertThat(bridge.taken()).extracting(Event::contactId).containsExactly(other.value());
        assertThat(instance.count("refused")).isEqualTo(1);
        assertThat(instance.queue.size()).isZero();
        assertThat(isMarked()).isFalse();
        instance.contacts.join(queued(id));
        instance.announce();
        assertThat(instance.count("refused")).isEqualTo(2);
        assertThat(instance.condition.failing()).isNull();
    }

    @Test
    void searchesTheTableAgainWhenNothingIsLeftToTryWith() {
        instance.contacts.join(call(id));
        instance.announce();
        bridge.behave(FakeEventBridge.THROTTLED);
        instance.contacts.join(queued(id));
        instance.announce();
        bridge.behave(new Manner.Answer(event -> "MalformedDetail"));
        instance.announce();
        assertThat(instance.queue.size()).isZero();
        bridge.behave(FakeEventBridge.WELL);
        var other = new ContactId(UUID.randomUUID().toString());
        AnnouncingInstance.dying(prefix, clock).join(call(other));
        clock.pass(LONG);

        instance.sweep();
        instance.announce();

        assertThat(bridge.taken(other.value())).hasSize(1);
        assertThat(instance.condition.failing()).isNull();
    }

    @Test
    void forgetsNothingAsLongAsEverythingIsRefused() {
        bridge.behave(new Manner.Refuse(400, "ValidationException"));
        instance.contacts.join(call(id));
        instance.announce();
        assertThat(instance.count("refused")).isZero();
        assertThat(isMarked()).isTrue();

        bridge.behave(FakeEventBridge.WELL);
        instance.announce();

        assertThat(told()).containsExactly("1 - > INITIATED");
    }

    @Test
    void saysNothingOfAContactThatHasExpired() {
        AnnouncingInstance.dying(prefix, clock).join(call(id));
        clock.pass(Duration.ofHours(25));

        instance.sweep();
        instance.announce();
        instance.sweep();

        assertThat(bridge.requests()).isEmpty();
        assertThat(instance.count("expired")).isEqualTo(1);
        assertThat(instance.queue.size()).isZero();
    }

    /// As tables were made before there were announcements; or without the permission to search it.
    @Test
    void saysThatItCannotSearchATableWithoutItsIndex() {
        instance.sweep();
        assertThat(instance.metrics.ageOfOldest()).isZero();
        assertThat(instance.health().getStatus()).isEqualTo(Status.UP);
        var table = prefix + "ContactStatus";
        DYNAMO_DB.deleteTable(delete -> delete.tableName(table));
        DYNAMO_DB.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("Connect_ContactId")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("Connect_ContactId")
                        .keyType(KeyType.HASH)
                        .build()));

        instance.sweep();

        assertThat(instance.metrics.ageOfOldest()).isNaN();
        var health = instance.health();

        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails())
                .containsEntry(
                        "tableNotSearched",
                        "DynamoDB answered ValidationException"
                                + " (the table has not the keys or the index that it should have)")
                .doesNotContainKey("oldestSeconds");
    }

    @Test
    void leavesTheTableAloneAsLongAsEventBridgeTakesNothing() {
        AnnouncingInstance.dying(prefix, clock).join(call(id));
        var other = new ContactId(UUID.randomUUID().toString());
        bridge.behave(FakeEventBridge.AWAY);
        instance.contacts.join(call(other));
        instance.announce();
        clock.pass(LONG);

        instance.sweep();

        assertThat(instance.queue.size()).isEqualTo(1);
        bridge.behave(FakeEventBridge.WELL);
        instance.announce();
        instance.sweep();
        instance.announce();
        assertThat(bridge.taken()).extracting(Event::contactId).containsExactly(other.value(), id.value());
    }

    @Test
    void announcesOnlyOnceWhatTwoInstancesSweepOneAfterTheOther() {
        AnnouncingInstance.dying(prefix, clock).join(call(id));
        clock.pass(LONG);
        try (var second = new AnnouncingInstance(prefix, bridge, clock, 100)) {
            instance.sweep();
            instance.announce();
            second.sweep();
            second.announce();
        }

        assertThat(told()).containsExactly("1 - > INITIATED");
    }

    @Test
    void announcesTwiceAtWorstWhatTwoInstancesSweepAtOnce() {
        AnnouncingInstance.dying(prefix, clock).join(call(id));
        clock.pass(LONG);
        try (var second = new AnnouncingInstance(prefix, bridge, clock, 100)) {
            instance.sweep();
            second.sweep();
            instance.announce();
            second.announce();
        }

        assertThat(told()).containsExactly("1 - > INITIATED", "1 - > INITIATED");
        assertThat(isMarked()).isFalse();
    }

    @Test
    void hidesWhoTheCustomerIs() {
        instance.contacts.join(call(id));
        instance.announce();

        assertThat(bridge.taken().getFirst().detail().at("/customer/identifier").stringValue())
                .isEqualTo("+81******5678");
        assertThat(bridge.taken().getFirst().detail().toString()).doesNotContain("819012345678");
    }
}
