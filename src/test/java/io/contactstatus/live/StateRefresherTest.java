package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.live.Thing.Things;
import io.contactstatus.visibility.VisibleInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateRefresherTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Things things = new Things();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveMetrics metrics = new LiveMetrics(meters);
    private final LiveFeed<Thing> feed =
            new LiveFeed<>(things, Thing.properties(), new StreamRegistry(10, 10), metrics);
    private final StateRefresher<Thing> refresher = new StateRefresher<>(feed, OFTEN, metrics);
    private final Thread thread = Thread.ofVirtual().unstarted(() -> {
        try {
            refresher.run();
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

        assertThat(feed.snapshot(VisibleInstances.ALL).items()).containsExactly(Thing.live("a", 1));
    }

    @Test
    void findsWhatNobodyHasTold() {
        things.store(Thing.live("a", 1), Thing.live("b", 1));
        thread.start();
        assertThat(feed.snapshot(VisibleInstances.ALL).items()).hasSize(2);

        things.store(Thing.over("a", 2), Thing.live("b", 2), Thing.live("c", 1));

        await().until(() ->
                feed.snapshot(VisibleInstances.ALL).items().equals(List.of(Thing.live("b", 2), Thing.live("c", 1))));
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

        assertThat(feed.snapshot(VisibleInstances.ALL).items()).containsExactly(Thing.live("a", 1));
    }

    @Test
    void forgetsWhatIsNotThereAnyMore() {
        things.store(Thing.live("a", 1));
        thread.start();
        assertThat(feed.snapshot(VisibleInstances.ALL).items()).hasSize(1);

        things.stored.clear();

        await().until(() -> feed.snapshot(VisibleInstances.ALL).items().isEmpty());
    }

    @Test
    void showsWhatItKnowsWhileTheStoreIsAway() throws InterruptedException {
        things.store(Thing.live("a", 1));
        thread.start();
        assertThat(feed.snapshot(VisibleInstances.ALL).items()).hasSize(1);

        things.away = true;
        await().until(() -> feed.trouble() != null);
        assertThat(feed.snapshot(VisibleInstances.ALL).items()).hasSize(1);

        things.store(Thing.live("b", 1));
        things.away = false;
        await().until(() -> feed.snapshot(VisibleInstances.ALL).items().size() == 2);
        assertThat(feed.trouble()).isNull();
    }

    @Test
    void saysThatItCannotShowAnythingUntilEverythingWasReadOnce() {
        things.away = true;
        thread.start();

        assertThatExceptionOfType(FeedUnavailable.class).isThrownBy(() -> feed.snapshot(VisibleInstances.ALL));

        things.away = false;
        assertThat(feed.snapshot(VisibleInstances.ALL).items()).isEmpty();
    }

    @Test
    void comparesLessAndLessOftenWhileThereAreDoubtsAgainAndAgain() throws InterruptedException {
        var rarely = new StateRefresher<>(feed, Duration.ofHours(1), metrics);
        var comparing = Thread.ofVirtual().start(() -> {
            try {
                rarely.run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
        feed.snapshot(VisibleInstances.ALL);
        var times = new ArrayList<Instant>();
        for (var time = 0; time < 3; time++) {
            var before = times.isEmpty() ? null : times.getLast();
            await().until(() -> rarely.comparedAt() != null && !Objects.equals(before, rarely.comparedAt()));
            times.add(Objects.requireNonNull(rarely.comparedAt()));
            rarely.requestRefresh();
        }
        comparing.interrupt();
        comparing.join();

        assertThat(Duration.between(times.get(1), times.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    private void feedHears(Thing thing) {
        Thread.ofVirtual().start(() -> feed.snapshot(VisibleInstances.ALL));
        await().until(() -> feed.state() != null);
        Objects.requireNonNull(feed.state()).apply(thing);
    }

    private void compared(int times) {
        for (var time = 0; time < times; time++) {
            var before = refresher.comparedAt();
            await().until(() -> !Objects.equals(before, refresher.comparedAt()));
        }
    }
}
