package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.live.LiveProperties.BusKind;
import io.contactstatus.live.Thing.Things;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Things things = new Things();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveMetrics metrics = new LiveMetrics(meters);
    private final LiveFeed<Thing> feed = new LiveFeed<>(
            things,
            new LiveProperties(
                    BusKind.IN_PROCESS,
                    "any",
                    100,
                    100,
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    10,
                    10),
            new Places(10, 10),
            metrics);
    private final Upkeep<Thing> upkeep = new Upkeep<>(feed, OFTEN, metrics);
    private final Thread thread = Thread.ofVirtual().unstarted(() -> {
        try {
            upkeep.run();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    });

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join();
        }
    }

    @Test
    void readsWhatIsLiveWhenItIsFirstWanted() {
        things.store(Thing.live("a", 1), Thing.over("b", 1));
        thread.start();

        assertThat(feed.picture().items()).containsExactly(Thing.live("a", 1));
    }

    @Test
    void findsWhatNobodyHasTold() {
        things.store(Thing.live("a", 1), Thing.live("b", 1));
        thread.start();
        assertThat(feed.picture().items()).hasSize(2);

        things.store(Thing.over("a", 2), Thing.live("b", 2), Thing.live("c", 1));

        await().until(() -> feed.picture().items().equals(List.of(Thing.live("b", 2), Thing.live("c", 1))));
        assertThat(meters.counter("contact_status.live.mended", "feed", "things")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void believesTheThingItselfAndNotTheIndexThatMissesIt() throws InterruptedException {
        things.store(Thing.live("a", 1));
        things.notInIndex.add("a");
        feedHears(Thing.live("a", 1));
        thread.start();

        compared(5);

        assertThat(feed.picture().items()).containsExactly(Thing.live("a", 1));
    }

    @Test
    void forgetsWhatIsNotThereAnyMore() {
        things.store(Thing.live("a", 1));
        thread.start();
        assertThat(feed.picture().items()).hasSize(1);

        things.stored.clear();

        await().until(() -> feed.picture().items().isEmpty());
    }

    @Test
    void showsWhatItKnowsWhileTheStoreIsAway() throws InterruptedException {
        things.store(Thing.live("a", 1));
        thread.start();
        assertThat(feed.picture().items()).hasSize(1);

        things.away = true;
        await().until(() -> feed.trouble() != null);
        assertThat(feed.picture().items()).hasSize(1);

        things.store(Thing.live("b", 1));
        things.away = false;
        await().until(() -> feed.picture().items().size() == 2);
        assertThat(feed.trouble()).isNull();
    }

    @Test
    void saysThatItCannotShowAnythingUntilEverythingWasReadOnce() {
        things.away = true;
        thread.start();

        assertThatExceptionOfType(Unavailable.class).isThrownBy(feed::picture);

        things.away = false;
        assertThat(feed.picture().items()).isEmpty();
    }

    @Test
    void comparesLessAndLessOftenWhileThereAreDoubtsAgainAndAgain() throws InterruptedException {
        var seldom = new Upkeep<>(feed, Duration.ofHours(1), metrics);
        var comparing = Thread.ofVirtual().start(() -> {
            try {
                seldom.run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
        feed.picture();
        var times = new ArrayList<Instant>();
        for (var time = 0; time < 3; time++) {
            var before = times.isEmpty() ? null : times.getLast();
            await().until(() -> seldom.comparedAt() != null && !Objects.equals(before, seldom.comparedAt()));
            times.add(Objects.requireNonNull(seldom.comparedAt()));
            seldom.doubt();
        }
        comparing.interrupt();
        comparing.join();

        assertThat(Duration.between(times.get(1), times.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    private void feedHears(Thing thing) {
        Thread.ofVirtual().start(feed::picture);
        await().until(() -> feed.present() != null);
        Objects.requireNonNull(feed.present()).heard(thing);
    }

    private void compared(int times) {
        for (var time = 0; time < times; time++) {
            var before = upkeep.comparedAt();
            await().until(() -> !Objects.equals(before, upkeep.comparedAt()));
        }
    }
}
