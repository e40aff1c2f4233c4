package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.announce.FakeEventBridge.Event;
import io.contactstatus.announce.FakeEventBridge.Manner;
import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever fails and whoever dies: of what the world was told, the highest version is the truth.
class AnnouncedTruthTest {

    private static final String PREFIX = LocalDynamoDb.freshPrefix();

    /// Short ones: only what happens last can be wrong at the end.
    private static final int STEPS = 25;

    private static final int RUNS = LongRun.choose(3, 15);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theLastWordOnEachContactIsRight(int seed) {
        for (var number = 0; number < RUNS; number++) {
            try (var run = new Run(seed * 1000L + number)) {
                for (var step = 0; step < STEPS; step++) {
                    run.step();
                }
                run.comeToRest();
                run.assertToldTheTruth();
            }
        }
    }

    private static final class Run implements AutoCloseable {

        private final Random random;
        private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
        private final FakeEventBridge bridge = new FakeEventBridge();
        private final LastWord truth = new LastWord();
        private final List<ContactId> ids = Stream.generate(
                        () -> new ContactId(UUID.randomUUID().toString()))
                .limit(3)
                .toList();
        private final AnyNews news;
        private final ContactStore dying = AnnouncingInstance.dying(PREFIX, clock, truth);
        private final List<AnnouncingInstance> instances = new ArrayList<>();

        Run(long seed) {
            random = new Random(seed);
            news = new AnyNews(random, ids);
            instances.add(instance());
            instances.add(instance());
            bridge.behave(this::manner);
        }

        private AnnouncingInstance instance() {
            // With so little room that some of it is always left to the sweep.
            return new AnnouncingInstance(PREFIX, bridge, clock, 2, truth);
        }

        private Manner manner(List<Event> request) {
            if (random.nextBoolean()) {
                // In the middle of its announcement something else becomes of the contact, and nobody remembers.
                var announced = request.get(random.nextInt(request.size()));
                dying.join(news.of(new ContactId(announced.contactId())));
            }
            return switch (random.nextInt(6)) {
                case 0 -> FakeEventBridge.AWAY;
                case 1 -> FakeEventBridge.THROTTLED;
                case 2 -> new Manner.Reset(true);
                case 3 -> new Manner.Answer(event -> random.nextBoolean() ? "InternalFailure" : null);
                default -> FakeEventBridge.WELL;
            };
        }

        private AnnouncingInstance any() {
            return instances.get(random.nextInt(instances.size()));
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0 -> clock.pass(Duration.ofSeconds(random.nextInt(40)));
                case 1 -> die(random.nextInt(instances.size()));
                case 2 -> sweep(any());
                case 3, 4 -> any().announce();
                default -> any().contacts.join(news.next());
            }
        }

        /// All that is in its memory is gone.
        private void die(int index) {
            instances.set(index, instance()).close();
        }

        /// It waits for room, so there has to be some.
        private void sweep(AnnouncingInstance instance) {
            var announcing = Thread.ofVirtual().unstarted(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    instance.announce();
                }
            });
            bridge.behave(FakeEventBridge.WELL);
            announcing.start();
            instance.sweep();
            announcing.interrupt();
            try {
                announcing.join();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
            bridge.behave(this::manner);
        }

        void comeToRest() {
            bridge.behave(FakeEventBridge.WELL);
            for (var instance : instances) {
                instance.announce();
                clock.pass(AnnouncingInstance.SWEPT_AFTER.plusSeconds(1));
                sweep(instance);
                bridge.behave(FakeEventBridge.WELL);
                instance.announce();
            }
            assertThat(instances.getFirst().outbox.oldest()).isEmpty();
        }

        void assertToldTheTruth() {
            var contacts = instances.getFirst().contacts.findAll(ids);
            assertThat(truth.contacts()).isPositive().isEqualTo(contacts.size());
            contacts.forEach(contact -> truth.assertTold(bridge, contact));
        }

        @Override
        public void close() {
            instances.forEach(AnnouncingInstance::close);
            bridge.close();
        }
    }
}
