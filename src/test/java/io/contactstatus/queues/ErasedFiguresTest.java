package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.Source;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ErasedCustomers;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an erased contact has added to the figures of its queue stays in them, also where they are summed up anew.
class ErasedFiguresTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final String INSTANCE = "6c6b9f0e-8a51-4c6a-9d6a-0d9f3b1f14aa";
    private static final String ARN = "arn:aws:connect:eu-west-2:123456789012:instance/" + INSTANCE;
    private static final QueueKey QUEUE = new QueueKey(INSTANCE, "0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f");
    private static final String QUEUE_ARN = ARN + "/queue/" + QUEUE.queueId();
    private static final String PHONE = "+819012345678";
    private static final String NEIGHBOUR = "+819012345679";

    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.erasing(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            new SimpleMeterRegistry(),
            clock,
            ErasedCustomers.NONE);
    private final ConnectInstances instances = new ConnectInstances(List.of());
    private final QueueSums sums = new QueueSums(
            stores.queues(),
            new QueueProperties(
                    new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of()),
            instances,
            clock);
    private final ClosingWork closing = new ClosingWork(stores.queues(), sums, instances, clock);

    @BeforeEach
    void call() {
        answered(PHONE, 12, 300);
        answered(NEIGHBOUR, 40, 60);
        abandoned(PHONE, 3);
        abandoned(PHONE, 1000);
        clock.pass(Duration.ofMinutes(30));
    }

    private Facts waited(String phone, int seconds) {
        return Facts.about(new ContactId(UUID.randomUUID().toString()), Source.CONTACT_EVENT)
                .heardAt(NOON.plusSeconds(seconds))
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND")
                .initiated(Moment.exact(NOON))
                .enqueued(Moment.exact(NOON), QUEUE_ARN)
                .queue(QUEUE_ARN, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", phone), NOON);
    }

    private void answered(String phone, int waited, int talked) {
        var left = NOON.plusSeconds(waited);
        stores.contacts()
                .join(waited(phone, waited)
                        .connectedToAgent(Moment.exact(left))
                        .agent(ARN + "/agent/9d1e7a54-3c2b-4f6a-8b7c-6d5e4f3a2b1c", left)
                        .disconnected(Moment.exact(left.plusSeconds(talked)))
                        .toContact());
    }

    private void abandoned(String phone, int waited) {
        stores.contacts()
                .join(waited(phone, waited)
                        .disconnected(Moment.exact(NOON.plusSeconds(waited)))
                        .toContact());
    }

    private void erase() {
        var order = new ContactEraser.Order(
                "erasure", PHONE, clock.instant(), clock.instant().plus(Duration.ofDays(730)));
        var found = stores.eraser().found(PHONE, null).items();
        assertThat(found).hasSize(3).allSatisfy(one -> {
            assertThat(stores.eraser().bury(one, order)).isEqualTo(ContactEraser.Burial.BURIED);
            stores.eraser().deleteHistory(one.id());
            stores.eraser().forget(one.id());
            assertThat(stores.contacts().find(one.id())).isEmpty();
        });
    }

    private SortedMap<Instant, QueueFigures> ofContacts() {
        return sums.ofContacts(QUEUE, NOON, NOON.plus(Duration.ofHours(1)));
    }

    private SortedMap<Instant, QueueFigures> told() {
        return sums.of(QUEUE, FigureInterval.PT15M, NOON, NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void stayWhileTheyAreSummedUpFromContactsAndWhenTheyAreClosedAfterwards() {
        var before = told();
        assertThat(before.get(NOON))
                .isEqualTo(new QueueFigures(
                        3, 2, 1, 1, 1, 0, 0, 0, 0, 2, 52, 360, 40, new QueueFigures.Callbacks(0, 0, 0)));
        assertThat(QueueSums.sum(before).offered()).isEqualTo(4);

        erase();

        assertThat(ofContacts()).isEqualTo(before);
        assertThat(told()).isEqualTo(before);
        clock.pass(Duration.ofHours(2));
        closing.round();
        assertThat(told()).isEqualTo(before);
    }

    @Test
    void stayWhenAClosedIntervalIsSummedUpAnew() {
        clock.pass(Duration.ofHours(2));
        closing.round();
        var before = told();
        assertThat(QueueSums.sum(before).offered()).isEqualTo(4);

        erase();

        assertThat(ofContacts()).isEqualTo(before);
        assertThat(told()).isEqualTo(before);

        abandoned(NEIGHBOUR, 7);
        assertThat(stores.queues().marks(QUEUE, NOON, clock.instant())).hasSize(1);
        clock.pass(Duration.ofMinutes(5));
        closing.round();

        assertThat(stores.queues().marks(QUEUE, NOON, clock.instant())).isEmpty();
        assertThat(told()).isEqualTo(ofContacts());
        var after = told().getOrDefault(NOON, QueueFigures.NONE);
        assertThat(after.offered())
                .isEqualTo(before.getOrDefault(NOON, QueueFigures.NONE).offered() + 1);
        assertThat(after.handleSeconds()).isEqualTo(360);
        assertThat(after.abandonedShort()).isEqualTo(1);
    }
}
