package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.live.Subscriber.Ending;
import io.contactstatus.live.Thing.Readers;
import io.contactstatus.live.Thing.Things;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveStateTest {

    private static final int QUEUE = 5;
    private static final int REPLAY = 10;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveState<Thing> state = state();

    private LiveState<Thing> state() {
        return new LiveState<>(new Things(), QUEUE, REPLAY, new LiveMetrics(meters));
    }

    private void loadedWith(Thing... things) {
        List.of(things).forEach(state::apply);
        state.markLoaded();
    }

    private static List<String> taken(Subscriber<Thing> subscriber) {
        return subscriber.take().stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .map(text -> text.replaceAll("(?s)event: thing\ndata: (.*)\nid: .*", "$1"))
                .toList();
    }

    private List<Long> missedAfter(String position) {
        var backlog = state.subscribe(new Readers("late"), position).takeBacklog();
        assertThat(backlog.snapshot()).isNull();
        return backlog.missed().stream().map(change -> change.after().version()).toList();
    }

    @Test
    void showsWhatIsLiveInItsOrder() {
        loadedWith(Thing.live("b", 1), Thing.over("c", 1), Thing.live("a", 1));

        assertThat(state.snapshot().items()).extracting(Thing::id).containsExactly("a", "b");
    }

    @Test
    void isNotTurnedBackByWhatComesLate() {
        loadedWith(Thing.live("a", 3));

        assertThat(state.apply(Thing.live("a", 2))).isFalse();
        assertThat(state.apply(Thing.over("a", 4))).isTrue();
        assertThat(state.apply(Thing.live("a", 3))).isFalse();

        assertThat(state.snapshot().items()).isEmpty();
    }

    @Test
    void tellsWhatWasThereBeforeAlsoOfWhatHasEndedLately() {
        loadedWith(Thing.live("a", 1));
        state.apply(Thing.over("a", 2));
        var position = state.snapshot().position();

        state.apply(Thing.done("a", 3));

        var missed = state.subscribe(new Readers("any"), position).takeBacklog().missed();
        assertThat(missed).extracting(Change::before).containsExactly(Thing.over("a", 2));
    }

    @Test
    void tellsThoseWhoComeAgainExactlyWhatTheyMissed() {
        loadedWith();
        state.apply(Thing.live("a", 1));
        var position = state.snapshot().position();
        IntStream.rangeClosed(2, 4).forEach(version -> state.apply(Thing.live("a", version)));

        assertThat(missedAfter(position)).containsExactly(2L, 3L, 4L);
        assertThat(missedAfter(state.snapshot().position())).isEmpty();
    }

    @Test
    void showsEverythingToThoseWhoWereAwayTooLong() {
        loadedWith();
        var position = state.snapshot().position();
        IntStream.rangeClosed(1, REPLAY).forEach(version -> state.apply(Thing.live("a", version)));
        assertThat(missedAfter(position)).hasSize(REPLAY);

        state.apply(Thing.live("a", REPLAY + 1));

        var backlog = state.subscribe(new Readers("late"), position).takeBacklog();
        assertThat(Objects.requireNonNull(backlog.snapshot()).items()).containsExactly(Thing.live("a", REPLAY + 1));
    }

    @Test
    void showsEverythingToThoseWhoComeFromAnotherEpochOrFromNowhere() {
        loadedWith(Thing.live("a", 1));
        var other = state().snapshot().position();
        var future = state.snapshot().position() + "9";

        for (var position : new @Nullable String[] {other, future, "nonsense", "", null}) {
            assertThat(state.subscribe(new Readers("any"), position)
                            .takeBacklog()
                            .snapshot())
                    .as(position)
                    .isNotNull();
        }
    }

    @Test
    void missesNothingBetweenPictureAndChanges() {
        loadedWith(Thing.live("a", 1));
        var subscriber = state.subscribe(new Readers("any"), null);

        state.apply(Thing.live("a", 2));
        state.apply(Thing.live("unwanted", 1));

        assertThat(Objects.requireNonNull(subscriber.takeBacklog().snapshot()).items())
                .containsExactly(Thing.live("a", 1));
        assertThat(taken(subscriber)).containsExactly("a2");
        assertThat(taken(subscriber)).isEmpty();
    }

    @Test
    void showsManyWhoComeAtOnceTheSamePictureUntilSomethingChanges() {
        loadedWith(Thing.live("a", 1));
        var first = state.subscribe(new Readers("any"), null).takeBacklog();
        var second = state.subscribe(new Readers("other"), null).takeBacklog();
        assertThat(second.snapshot()).isSameAs(first.snapshot());

        state.apply(Thing.live("a", 2));

        var third = state.subscribe(new Readers("any"), null).takeBacklog();
        assertThat(Objects.requireNonNull(third.snapshot()).items()).containsExactly(Thing.live("a", 2));
    }

    @Test
    void makesWhatIsToldOnceForAllWithTheSameAudience() {
        loadedWith();
        var made = new AtomicInteger();
        var one = state.subscribe(new Counted("same", made), null);
        var two = state.subscribe(new Counted("same", made), null);
        var other = state.subscribe(new Counted("other", made), null);

        state.apply(Thing.live("a", 1));

        assertThat(one.take().getFirst()).isSameAs(two.take().getFirst());
        assertThat(made).hasValue(1);
        assertThat(other.take()).hasSize(1);
        assertThat(made).hasValue(2);
    }

    /// Equal by name.
    private record Counted(String name, AtomicInteger made) implements Audience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return true;
        }

        @Override
        public List<ServerEvent> changed(@Nullable Thing before, Thing after) {
            made.incrementAndGet();
            return List.of();
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<Thing> snapshot) {
            return List.of();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Counted counted && counted.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Test
    void dropsOneThatDoesNotReadAndNobodyElse() {
        loadedWith();
        var slow = state.subscribe(new Readers("same"), null);
        var fast = state.subscribe(new Readers("same"), null);
        slow.await(0);
        fast.await(0);

        for (var version = 1; version <= QUEUE + 1; version++) {
            state.apply(Thing.live("a", version));
            assertThat(taken(fast)).containsExactly("a" + version);
        }

        assertThat(slow.ending()).isEqualTo(Ending.TOO_SLOW);
        assertThat(slow.take()).isEmpty();
        assertThat(meters.counter("contact_status.live.dropped", "feed", "things")
                        .count())
                .isEqualTo(1);
        assertThat(fast.ending()).isNull();
    }

    @Test
    void letsThoseBehindByMoreWhoAreStillGettingToKnowWhatThereIs() {
        loadedWith();
        var slow = state.subscribe(new Readers("any"), null);

        IntStream.rangeClosed(1, REPLAY).forEach(version -> state.apply(Thing.live("a", version)));

        assertThat(slow.ending()).isNull();
        assertThat(taken(slow)).hasSize(REPLAY);
    }

    @Test
    void letsEverybodyComeAgainWhenThereIsNoWordForWhatIsGone() {
        var things = new Things();
        things.wordless = true;
        var wordless = new LiveState<>(things, QUEUE, REPLAY, new LiveMetrics(meters));
        wordless.apply(Thing.live("a", 1));
        wordless.apply(Thing.live("b", 1));
        wordless.markLoaded();
        var position = wordless.snapshot().position();
        var subscriber = wordless.subscribe(new Readers("any"), position);

        wordless.remove(Thing.live("a", 1));

        assertThat(subscriber.ending()).isEqualTo(Ending.OVER);
        var again = wordless.subscribe(new Readers("any"), position);
        assertThat(Objects.requireNonNull(again.takeBacklog().snapshot()).items())
                .containsExactly(Thing.live("b", 1));
        wordless.unsubscribe(subscriber);
        wordless.apply(Thing.live("b", 2));
        assertThat(taken(again)).containsExactly("b2");
    }

    @Test
    void tellsOfWhatIsGoneAsOver() {
        loadedWith(Thing.live("a", 1));
        var subscriber = state.subscribe(new Readers("any"), null);

        state.remove(Thing.live("a", 1));
        state.remove(Thing.live("a", 1));

        assertThat(taken(subscriber)).hasSize(1);
        assertThat(state.snapshot().items()).isEmpty();
    }
}
