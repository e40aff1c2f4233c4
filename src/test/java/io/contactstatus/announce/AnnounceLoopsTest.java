package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.announce.AnnounceProperties.PersonalData;
import io.contactstatus.announce.FakeEventBridge.Manner;
import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AnnounceLoopsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    static final AnnounceProperties PROPERTIES = new AnnounceProperties(
            true,
            "contact-status",
            "default",
            PersonalData.MASKED,
            null,
            3,
            100,
            new AnnounceProperties.Sweep(Duration.ofMillis(100), Duration.ofMillis(300)));

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final FakeEventBridge bridge = new FakeEventBridge();
    private final LastWord truth = new LastWord();
    private final AnnouncingInstance one = new AnnouncingInstance(prefix, bridge, CLOCK, 100, truth);
    private final AnnouncingInstance other = new AnnouncingInstance(prefix, bridge, CLOCK, 100, truth);
    private final AnnounceLoops threadsOfOne = threads(one);
    private final AnnounceLoops threadsOfOther = threads(other);

    @AfterEach
    void end() {
        bridge.behave(FakeEventBridge.WELL);
        threadsOfOne.stop();
        threadsOfOther.stop();
        one.close();
        other.close();
        bridge.close();
    }

    private static AnnounceLoops threads(AnnouncingInstance instance) {
        var sweep = new OutboxSweep(
                instance.outbox,
                instance.queue,
                instance.presence,
                instance.condition,
                instance.metrics,
                PROPERTIES.sweep().after(),
                CLOCK);
        return new AnnounceLoops(instance.announcer, sweep, instance.queue, PROPERTIES);
    }

    private static List<ContactId> ids(int count) {
        return Stream.generate(() -> new ContactId(UUID.randomUUID().toString()))
                .limit(count)
                .toList();
    }

    private static Manner misbehaviour() {
        return switch (ThreadLocalRandom.current().nextInt(8)) {
            case 0 -> FakeEventBridge.AWAY;
            case 1 -> FakeEventBridge.THROTTLED;
            case 2 -> new Manner.Reset(true);
            case 3 -> new Manner.Answer(event -> ThreadLocalRandom.current().nextBoolean() ? "InternalFailure" : null);
            default -> FakeEventBridge.WELL;
        };
    }

    /// Both instances store and announce the same contacts at once; a third one dies after each of its writes.
    @Test
    void theLastWordOnEachContactIsRightUnderFireFromAllSides() {
        var ids = ids(5);
        var dying = AnnouncingInstance.dying(prefix, CLOCK);
        bridge.behave(request -> misbehaviour());
        threadsOfOne.start();
        threadsOfOther.start();

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var store : List.of(one.contacts, other.contacts, dying)) {
                writers.execute(() -> write(store, ids, LongRun.choose(30, 80)));
            }
        }
        bridge.behave(FakeEventBridge.WELL);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> one.outbox.oldest().isEmpty() && one.queue.size() + other.queue.size() == 0);
        assertThat(one.contacts.findAll(ids)).hasSize(5).allSatisfy(contact -> truth.assertTold(bridge, contact));
    }

    private static void write(ContactStore store, List<ContactId> ids, int count) {
        var news = new AnyNews(new Random(store.hashCode()), ids);
        for (var number = 0; number < count; number++) {
            store.join(news.next());
        }
    }

    @Test
    void announceWhatIsInMemoryBeforeTheyStop() {
        var ids = ids(60);
        var news = new AnyNews(new Random(1), ids);
        for (var number = 0; number < 60; number++) {
            one.contacts.join(news.next());
        }
        assertThat(one.queue.size()).isPositive();

        threadsOfOne.start();
        threadsOfOne.stop();

        assertThat(threadsOfOne.isRunning()).isFalse();
        assertThat(one.queue.size()).isZero();
        assertThat(one.outbox.oldest()).isEmpty();
    }

    @Test
    void stopInTimeAlthoughEventBridgeIsAwayAndStartAgain() {
        bridge.behave(FakeEventBridge.AWAY);
        threadsOfOne.start();
        write(one.contacts, ids(1), 10);
        await().until(() -> one.condition.failing() != null);

        var began = System.nanoTime();
        threadsOfOne.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(one.outbox.oldest()).isPresent();
        bridge.behave(FakeEventBridge.WELL);
        threadsOfOne.start();
        await().until(() -> one.outbox.oldest().isEmpty());
    }

    /// Does in place of the search what is asked of it.
    private AnnounceLoops sweeping(Runnable instead) {
        var outbox = new Outbox() {

            @Override
            public List<String> buckets() {
                return one.outbox.buckets();
            }

            @Override
            public Optional<Instant> oldest() {
                instead.run();
                return one.outbox.oldest();
            }

            @Override
            public Page<Pending> waiting(String bucket, Instant until, int limit, @Nullable String from) {
                return one.outbox.waiting(bucket, until, limit, from);
            }

            @Override
            public boolean announced(ContactId id, OutboxMark outboxMark) {
                return one.outbox.announced(id, outboxMark);
            }
        };
        var sweep = new OutboxSweep(
                outbox, one.queue, one.presence, one.condition, one.metrics, Duration.ofMillis(300), CLOCK);
        return new AnnounceLoops(one.announcer, sweep, one.queue, PROPERTIES);
    }

    @Test
    void sweepOnAfterAnError() {
        var times = new AtomicInteger();
        var threads = sweeping(() -> {
            if (times.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        });

        threads.start();
        await().until(() -> times.get() >= 3);

        assertThat(threads.ended()).isZero();
        threads.stop();
    }

    @Test
    void announceOnAfterAnError() {
        var times = new AtomicInteger();
        bridge.behave(FakeEventBridge.WELL);
        var broken = new Clock() {

            @Override
            public ZoneId getZone() {
                return CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (Thread.currentThread().getName().startsWith("announce-") && times.incrementAndGet() <= 5) {
                    throw new StackOverflowError();
                }
                return CLOCK.instant();
            }
        };
        try (var instance = new AnnouncingInstance(prefix, bridge, broken, 100)) {
            var threads = threads(instance);
            threads.start();
            write(instance.contacts, ids(1), 1);

            await().until(() -> times.get() > 5 && instance.queue.size() == 0);

            assertThat(threads.ended()).isZero();
            assertThat(bridge.taken()).isNotEmpty();
            threads.stop();
        }
    }

    @Test
    void areMissedWhenTheyAreGone() {
        var threads = sweeping(() -> Thread.currentThread().interrupt());

        threads.start();
        await().until(() -> threads.ended() == 1);

        assertThat(threads.isRunning()).isTrue();
        assertThat(one.health(threads).getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(one.health(threads).getDetails()).containsEntry("threadsEnded", 1L);
        threads.stop();
        assertThat(threads.ended()).isZero();
    }
}
