package io.contactstatus.announce;

import io.contactstatus.masking.Veil;
import io.contactstatus.store.ContactListener;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiPredicate;
import org.springframework.boot.health.contributor.Health;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.json.JsonMapper;

/// A service that announces, without its threads: it does what it is asked to, when it is asked to.
final class AnnouncingInstance implements AutoCloseable {

    private static final DynamoDbClient DYNAMO_DB = LocalDynamoDb.shared().client();
    private static final String BUS = "contacts";
    static final Duration SWEPT_AFTER = Duration.ofSeconds(30);

    final ContactStore contacts;
    final Outbox outbox;
    final PendingQueue queue;
    final EventBusStatus condition;
    final EventBusCheck presence;
    final AnnounceMetrics metrics;
    final Announcer announcer;
    final OutboxSweep sweep;
    BiPredicate<StoredContact, OutboxMark> further = (contact, mark) -> true;
    private final EventBridgeClient client;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /// @param prefix instances with the same one share their tables
    AnnouncingInstance(String prefix, FakeEventBridge bridge, Clock clock, int capacity) {
        this(prefix, bridge, clock, capacity, (before, after) -> {});
    }

    /// @param witness hears of all that is written, too
    AnnouncingInstance(String prefix, FakeEventBridge bridge, Clock clock, int capacity, ContactListener witness) {
        client = bridge.client();
        queue = new PendingQueue(capacity);
        condition = new EventBusStatus(clock);
        presence = new EventBusCheck(client, BUS, clock);
        metrics = new AnnounceMetrics(meters, clock, queue);
        outbox = TestStores.over(DYNAMO_DB, prefix, meters, clock).outbox();
        announcer = new Announcer(
                queue,
                new EventBus(client, "contact-status", BUS, presence),
                new Announcements(new JsonMapper(), Veil.DRAWN),
                outbox,
                condition,
                metrics,
                (contact, mark) -> further.test(contact, mark));
        contacts = TestStores.announcing(DYNAMO_DB, prefix, meters, clock, (before, after) -> {
                    witness.changed(before, after);
                    announcer.written(after);
                })
                .contacts();
        sweep = new OutboxSweep(outbox, queue, presence, condition, metrics, SWEPT_AFTER, clock);
    }

    /// One that dies between storing and announcing, every time.
    static ContactStore dying(String prefix, Clock clock) {
        return dying(prefix, clock, (before, after) -> {});
    }

    static ContactStore dying(String prefix, Clock clock, ContactListener witness) {
        return TestStores.announcing(DYNAMO_DB, prefix, new SimpleMeterRegistry(), clock, witness)
                .contacts();
    }

    /// Tries each of what is pending now, once.
    void announce() {
        try {
            for (var left = queue.size(); left > 0; left -= EventBus.MOST_ENTRIES) {
                announcer.announceSome();
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    void sweep() {
        try {
            sweep.once();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    Health health() {
        return health(new AnnounceLoops(announcer, sweep, queue, AnnounceLoopsTest.PROPERTIES));
    }

    Health health(AnnounceLoops threads) {
        return new AnnounceHealth(condition, queue, sweep, metrics, threads).health();
    }

    double count(String outcome) {
        return meters.counter("contact_status.announce.changes", "outcome", outcome)
                .count();
    }

    @Override
    public void close() {
        client.close();
    }
}
