package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How long contacts are kept where they are archived: for a retention of a day, a grace of two weeks.
class ArchiveExpiryTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofDays(14);
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final Tables tables = Tables.prefixed(prefix);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.archiving(CLIENT, prefix, meters, clock, HistoryArchive.NONE);
    private final ContactStore store = stores.contacts();
    private final ContactId id = new ContactId(UUID.randomUUID().toString());

    @Test
    void dynamoDbDoesNotDeleteWhatIsLiveAndItsHistoryNotBeforeTheGraceIsOver() {
        live();

        assertThat(head())
                .containsEntry(Tables.EXPIRES_AT, seconds(NOON.plus(DAY)))
                .doesNotContainKey(Tables.EXPIRY);
        assertThat(entries())
                .extracting(entry -> entry.get(Tables.EXPIRY))
                .containsOnly(seconds(NOON.plus(DAY.multipliedBy(2)).plus(GRACE)));
    }

    @Test
    void aContactThatNeverEndedExpiresToTheSecond() {
        live();

        clock.pass(DAY.minusSeconds(1));
        assertThat(store.find(id)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(store.find(id)).isEmpty();
        assertThat(store.active(any -> true, 10, null).items()).isEmpty();
    }

    @Test
    void oneThatNeverEndedIsOffTheListOfLiveOnesWhenItHasExpiredAndDeletedAfterTheGrace() {
        live();
        clock.pass(DAY);
        var read = stores.histories().prolong(clock.instant(), 10, null);

        assertThat(read.looked()).isEqualTo(1);
        assertThat(head())
                .containsEntry(Tables.EXPIRY, seconds(NOON.plus(DAY).plus(GRACE)))
                .doesNotContainKeys(Tables.ACTIVE_BUCKET, Tables.WAITING_SINCE);
        ended();
        assertThat(store.find(id).orElseThrow().snapshot().timestamps().initiated())
                .isEqualTo(NOON);
    }

    @Test
    void oneThatHadExpiredAndIsHeardOfAgainIsTheOneThatItWas() {
        live();
        clock.pass(DAY.multipliedBy(3));

        store.join(Facts.about(id, Source.CONTACT_EVENT)
                .disconnected(Moment.exact(NOON.plusSeconds(60)))
                .toContact());

        assertThat(store.find(id).orElseThrow().snapshot().timestamps().initiated())
                .isEqualTo(NOON);
    }

    @Test
    void whatIsOverIsDueADayAfterItsEndHoweverMuchComesLater() {
        live();
        assertThat(head()).doesNotContainKeys(Tables.DUE_AT, Tables.DUE_BUCKET);

        ended();
        var due = millis(NOON.plus(DAY));
        assertThat(head())
                .containsEntry(Tables.DUE_AT, due)
                .containsEntry(Tables.EXPIRY, seconds(NOON.plus(DAY).plus(GRACE)))
                .containsKey(Tables.DUE_BUCKET)
                .doesNotContainKey(Tables.EXPIRES_AT);

        clock.pass(Duration.ofHours(5));
        store.join(call().attribute("later", "1", NOON.plusSeconds(90)).toContact());
        assertThat(head()).containsEntry(Tables.DUE_AT, due);
    }

    @Test
    void whatIsDueIsAnsweredHoweverLateTheArchiveIs() {
        live();
        ended();
        clock.pass(DAY.multipliedBy(13));

        assertThat(store.find(id).orElseThrow().isArchived()).isFalse();
        assertThat(store.history(id, Set.of(), false, 10, null).items()).hasSize(1);
        assertThat(store.findAsOf(id, NOON.plusSeconds(1))).isPresent();
    }

    @Test
    void figuresReachBackToTheDayOnWhichTheArchiveWasSwitchedOn() {
        assertThat(reach(stores)).isEqualTo(DAY);

        clock.pass(DAY.multipliedBy(31));
        assertThat(reach(stores)).isEqualTo(DAY.multipliedBy(30));
        clock.pass(DAY.multipliedBy(400));
        assertThat(reach(stores)).isEqualTo(DAY.multipliedBy(430));
        clock.pass(DAY.multipliedBy(400));
        assertThat(reach(stores)).isEqualTo(DAY.multipliedBy(730));
    }

    @Test
    void figuresReachNoFurtherThanTheRetentionAgainWhereTheArchiveWasSwitchedOffMeanwhile() {
        reach(stores);
        clock.pass(DAY.multipliedBy(31));

        assertThat(reach(TestStores.over(CLIENT, prefix, meters, clock))).isEqualTo(DAY);
        var again = TestStores.archiving(CLIENT, prefix, meters, clock, HistoryArchive.NONE);
        assertThat(reach(again)).isEqualTo(DAY);
        clock.pass(DAY.multipliedBy(11));
        assertThat(reach(again)).isEqualTo(DAY.multipliedBy(10));
    }

    private Duration reach(TestStores any) {
        return Duration.between(any.queues().oldestWhole(clock.instant()), clock.instant());
    }

    @Test
    void whatIsDueKeepsItsGraceThoughAnInstanceWithoutTheArchiveWritesIt() {
        live();
        ended();

        TestStores.over(CLIENT, prefix, meters, clock)
                .contacts()
                .join(call().attribute("later", "1", NOON.plusSeconds(90)).toContact());

        assertThat(head())
                .containsEntry(Tables.EXPIRY, seconds(NOON.plus(DAY).plus(GRACE)))
                .containsEntry(Tables.DUE_AT, millis(NOON.plus(DAY)));
    }

    @Test
    void whatWasLiveWhenTheArchiveWasSwitchedOnLosesNeitherItsHistoryNorItsKeysBeforeItIsArchived() {
        var phones = call().customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                .customerId("customer-1", NOON);
        var before = TestStores.over(CLIENT, prefix, meters, clock).contacts();
        live(before);
        before.join(phones.toContact());
        assertThat(keys()).containsOnly(seconds(NOON.plus(DAY.multipliedBy(2))));

        clock.pass(Duration.ofMinutes(1));
        ended();

        var until = NOON.plusSeconds(60).plus(DAY.multipliedBy(2));
        assertThat(entries()).extracting(entry -> entry.get(Tables.EXPIRY)).containsOnly(seconds(until.plus(GRACE)));
        assertThat(keys()).containsOnly(seconds(until.plus(GRACE).plus(DAY.multipliedBy(730))));
    }

    private List<AttributeValue> keys() {
        return CLIENT.scan(scan -> scan.tableName(tables.customerKeys())).items().stream()
                .map(item -> item.get(Tables.EXPIRY))
                .toList();
    }

    @Test
    void aContactMustNotBecomeDueWhenHardlyAnyOfItsGraceIsLeft() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> archive(true, Duration.ofDays(4)))
                .withMessageContaining("contact-status.archive.after")
                .withMessageContaining("contact-status.archive.grace");
        assertThat(archive(true, Duration.ofHours(84)).after()).isEqualTo(Duration.ofHours(84));
        assertThat(archive(false, Duration.ofDays(4)).after()).isEqualTo(Duration.ofDays(4));
    }

    private static StoreProperties.Archive archive(boolean enabled, Duration after) {
        return new StoreProperties.Archive(enabled, after, GRACE, DAY.multipliedBy(730));
    }

    @Test
    void anArchivedHistoryThatCannotBeReadIsClosed() {
        var closed = new AtomicBoolean();
        var broken = new ByteArrayInputStream(new byte[] {1, 2, 3}) {

            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> new ArchivedLines.Reader(id, broken));
        assertThat(closed).isTrue();
    }

    @Test
    void beingDueCostsOneUnit() {
        live();
        ended();

        assertThat(consumedBy(Tables.DUE_INDEX)).isEqualTo(1.0);
    }

    @Test
    void withoutTheArchiveNothingOfItIsWritten() {
        var without = LocalDynamoDb.freshPrefix();
        var other = TestStores.over(CLIENT, without, meters, clock).contacts();

        other.join(call().disconnected(Moment.exact(NOON.plusSeconds(60))).toContact());

        assertThat(item(Tables.prefixed(without).contacts()))
                .containsEntry(Tables.EXPIRY, seconds(NOON.plus(DAY)))
                .doesNotContainKeys(Tables.EXPIRES_AT, Tables.DUE_AT, Tables.DUE_BUCKET, Tables.ARCHIVED_AT);
    }

    private void live() {
        live(store);
    }

    private void live(ContactStore store) {
        store.append(List.of(new HistoryEntry(
                id,
                NOON,
                Source.CONTACT_EVENT,
                "INITIATED",
                "Began",
                "event",
                HistoryEntry.Detail.of("{}"),
                null,
                call().testimony(NOON))));
        store.join(call().toContact());
    }

    private void ended() {
        store.join(call().disconnected(Moment.exact(NOON.plusSeconds(60))).toContact());
    }

    private Facts call() {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND");
    }

    private Map<String, AttributeValue> head() {
        return item(tables.contacts());
    }

    private Map<String, AttributeValue> item(String table) {
        return CLIENT.getItem(get -> get.tableName(table).key(ContactItem.key(id)))
                .item();
    }

    private List<Map<String, AttributeValue>> entries() {
        return CLIENT.query(query -> query.tableName(tables.history())
                        .keyConditionExpression("Connect_ContactId = :id")
                        .expressionAttributeValues(Map.of(":id", Attributes.text(id.value()))))
                .items();
    }

    private double consumedBy(String index) {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("index", index).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static AttributeValue seconds(Instant at) {
        return Attributes.number(at.getEpochSecond());
    }

    private static AttributeValue millis(Instant at) {
        return Attributes.number(at.toEpochMilli());
    }
}
