package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.Source;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.HistoryArchive;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With the archive figures reach back for years, and an agent had contacts of which no end was ever heard.
class ExpiredFiguresTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);
    private static final String INSTANCE = "6c6b9f0e-8a51-4c6a-9d6a-0d9f3b1f14aa";
    private static final String ARN = "arn:aws:connect:eu-west-2:123456789012:instance/" + INSTANCE;
    private static final QueueKey QUEUE = new QueueKey(INSTANCE, "0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f");
    private static final String QUEUE_ARN = ARN + "/queue/" + QUEUE.queueId();
    private static final String PHONE = "+819012345678";

    private final MovingClock clock = new MovingClock(NOON.minus(DAY.multipliedBy(3)));
    private final TestStores stores = TestStores.archiving(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            new SimpleMeterRegistry(),
            clock,
            HistoryArchive.NONE);
    private final ConnectInstances instances = new ConnectInstances(List.of());
    private final QueueSums sums = new QueueSums(
            stores.queues(),
            new QueueProperties(
                    new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of()),
            instances,
            clock);
    private final ClosingWork closing = new ClosingWork(stores.queues(), sums, instances, clock);
    private final ContactId id = new ContactId(UUID.randomUUID().toString());

    private static Facts answered(ContactId id, int waited) {
        var left = NOON.plusSeconds(waited);
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(left)
                .instance(ARN, NOON)
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND")
                .initiated(Moment.exact(NOON))
                .enqueued(Moment.exact(NOON), QUEUE_ARN)
                .queue(QUEUE_ARN, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), NOON)
                .connectedToAgent(Moment.exact(left))
                .agent(ARN + "/agent/9d1e7a54-3c2b-4f6a-8b7c-6d5e4f3a2b1c", left);
    }

    @BeforeEach
    void anAgentHasAContactThatNeverEnds() {
        // The archive was switched on.
        stores.queues().oldestWhole(clock.instant());
        clock.pass(DAY.multipliedBy(3).plusSeconds(12));
        stores.contacts().join(answered(id, 12).toContact());
        clock.pass(Duration.ofHours(2));
        closing.round();
        assertThat(answered()).isEqualTo(1);
    }

    private long answered() {
        // What is live is read at most every five seconds.
        clock.pass(Duration.ofSeconds(6));
        var told = sums.of(QUEUE, FigureInterval.PT15M, NOON, NOON.plus(Duration.ofHours(1)));
        assertThat(told).isEqualTo(sums.ofContacts(QUEUE, NOON, NOON.plus(Duration.ofHours(1))));
        return told.getOrDefault(NOON, QueueFigures.NONE).answered();
    }

    private void expire() {
        clock.pass(DAY);
        assertThat(stores.contacts().find(id)).isEmpty();
    }

    private void takeOffTheList() {
        stores.histories().prolong(clock.instant(), 10, null);
        assertThat(stores.histories().prolong(clock.instant(), 10, null).looked())
                .isZero();
    }

    /// In the same quarter of an hour.
    private void anotherOneIsHeardOfLate() {
        stores.contacts()
                .join(answered(new ContactId(UUID.randomUUID().toString()), 40)
                        .disconnected(Moment.exact(NOON.plusSeconds(90)))
                        .toContact());
        assertThat(stores.queues().marks(QUEUE, NOON, clock.instant())).isNotEmpty();
    }

    private void sumUpAnew() {
        clock.pass(Duration.ofMinutes(5));
        closing.round();
        assertThat(stores.queues().marks(QUEUE, NOON, clock.instant())).isEmpty();
    }

    @Test
    void oneThatHasExpiredStaysCountedWhenItsQuarterIsSummedUpAnew() {
        expire();
        assertThat(answered()).isEqualTo(1);

        anotherOneIsHeardOfLate();
        assertThat(answered()).isEqualTo(2);
        sumUpAnew();
        assertThat(answered()).isEqualTo(2);
    }

    @Test
    void andWhenItIsOffTheListOfLiveOnes() {
        expire();
        takeOffTheList();
        assertThat(answered()).isEqualTo(1);

        anotherOneIsHeardOfLate();
        sumUpAnew();
        assertThat(answered()).isEqualTo(2);
        clock.pass(DAY.multipliedBy(30));
        assertThat(answered()).isEqualTo(2);
    }

    @Test
    void isCountedOnceWhenItsEndIsHeardOfAfterAll() {
        expire();
        takeOffTheList();

        stores.contacts()
                .join(answered(id, 12)
                        .disconnected(Moment.exact(NOON.plusSeconds(90)))
                        .toContact());

        assertThat(stores.contacts().find(id)).isPresent();
        assertThat(answered()).isEqualTo(1);
        sumUpAnew();
        assertThat(answered()).isEqualTo(1);
    }

    @Test
    void isCountedOnceWhenItIsLiveAgain() {
        expire();
        takeOffTheList();

        stores.contacts()
                .join(answered(id, 12).attribute("later", "1", clock.instant()).toContact());

        assertThat(stores.contacts().find(id)).isPresent();
        assertThat(answered()).isEqualTo(1);
        anotherOneIsHeardOfLate();
        sumUpAnew();
        assertThat(answered()).isEqualTo(2);
    }

    @Test
    void staysCountedWhenItsCustomerIsErasedBeforeItIsOffTheList() {
        expire();
        erase();
        assertThat(answered()).isEqualTo(1);

        anotherOneIsHeardOfLate();
        sumUpAnew();
        assertThat(answered()).isEqualTo(2);
    }

    @Test
    void staysCountedWhenItsCustomerIsErasedAfterThat() {
        expire();
        takeOffTheList();
        erase();

        assertThat(answered()).isEqualTo(1);
    }

    private void erase() {
        var order = new ContactEraser.Order(
                "erasure", PHONE, clock.instant(), clock.instant().plus(Duration.ofDays(730)));
        var found = stores.eraser().found(PHONE, null).items();
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(stores.eraser().bury(one, order)).isEqualTo(ContactEraser.Burial.BURIED));
    }
}
