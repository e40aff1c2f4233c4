package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.announce.FakeEventBridge.Manner;
import io.contactstatus.contact.ContactId;
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

    private static final int STEPS = 250;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theLastWordOnEachContactIsRight(long seed) {
        try (var run = new Run(seed)) {
            for (var step = 0; step < STEPS; step++) {
                run.step();
            }
            run.comeToRest();
            run.assertToldTheTruth();
        }
    }

    private static final class Run implements AutoCloseable {

        private final Random random;
        private final String prefix = LocalDynamoDb.freshPrefix();
        private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
        private final FakeEventBridge bridge = new FakeEventBridge();
        private final LastWord truth = new LastWord();
        private final List<ContactId> ids = Stream.generate(
                        () -> new ContactId(UUID.randomUUID().toString()))
                .limit(6)
                .toList();
        private final AnyNews news;
        private final List<AnnouncingInstance> instances = new ArrayList<>();

        Run(long seed) {
            random = new Random(seed);
            news = new AnyNews(random, ids);
            instances.add(instance());
            instances.add(instance());
            bridge.behave(request -> manner());
        }

        private AnnouncingInstance instance() {
            // With so little room that some of it is always left to the sweep.
            return new AnnouncingInstance(prefix, bridge, clock, 2, truth);
        }

        private Manner manner() {
            if (random.nextInt(3) == 0) {
                // In the middle of the announcement.
                any().contacts.join(news.next());
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
            bridge.behave(request -> manner());
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
            assertThat(truth.contacts()).isEqualTo(ids.size());
            instances.getFirst().contacts.findAll(ids).forEach(contact -> truth.assertTold(bridge, contact));
        }

        @Override
        public void close() {
            instances.forEach(AnnouncingInstance::close);
            bridge.close();
        }
    }
}
