package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.live.Subscriber.Ending;
import io.contactstatus.live.Thing.Readers;
import io.contactstatus.live.Thing.Things;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresentTest {

    private static final int QUEUE = 5;
    private static final int REPLAY = 10;

    private final AtomicInteger dropped = new AtomicInteger();
    private final Present<Thing> present = present();

    private Present<Thing> present() {
        return new Present<>(new Things(), QUEUE, REPLAY, dropped::incrementAndGet);
    }

    private void loadedWith(Thing... things) {
        List.of(things).forEach(present::heard);
        present.load();
    }

    private static List<String> taken(Subscriber<Thing> subscriber) {
        return subscriber.take().stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .map(text -> text.replaceAll("(?s)event: thing\ndata: (.*)\nid: .*", "$1"))
                .toList();
    }

    private List<Long> missedAfter(String position) {
        var introduction = present.join(new Readers("late"), position).introduction();
        assertThat(introduction.afresh()).isNull();
        return introduction.missed().stream()
                .map(change -> change.after().version())
                .toList();
    }

    @Test
    void showsWhatIsLiveInItsOrder() {
        loadedWith(Thing.live("b", 1), Thing.over("c", 1), Thing.live("a", 1));

        assertThat(present.picture().items()).extracting(Thing::id).containsExactly("a", "b");
    }

    @Test
    void isNotTurnedBackByWhatComesLate() {
        loadedWith(Thing.live("a", 3));

        assertThat(present.heard(Thing.live("a", 2))).isFalse();
        assertThat(present.heard(Thing.over("a", 4))).isTrue();
        assertThat(present.heard(Thing.live("a", 3))).isFalse();

        assertThat(present.picture().items()).isEmpty();
    }

    @Test
    void tellsWhatWasThereBeforeAlsoOfWhatHasEndedLately() {
        loadedWith(Thing.live("a", 1));
        present.heard(Thing.over("a", 2));
        var position = present.picture().position();

        present.heard(Thing.done("a", 3));

        var missed = present.join(new Readers("any"), position).introduction().missed();
        assertThat(missed).extracting(Change::before).containsExactly(Thing.over("a", 2));
    }

    @Test
    void tellsThoseWhoComeAgainExactlyWhatTheyMissed() {
        loadedWith();
        present.heard(Thing.live("a", 1));
        var position = present.picture().position();
        IntStream.rangeClosed(2, 4).forEach(version -> present.heard(Thing.live("a", version)));

        assertThat(missedAfter(position)).containsExactly(2L, 3L, 4L);
        assertThat(missedAfter(present.picture().position())).isEmpty();
    }

    @Test
    void showsEverythingToThoseWhoWereAwayTooLong() {
        loadedWith();
        var position = present.picture().position();
        IntStream.rangeClosed(1, REPLAY).forEach(version -> present.heard(Thing.live("a", version)));
        assertThat(missedAfter(position)).hasSize(REPLAY);

        present.heard(Thing.live("a", REPLAY + 1));

        var introduction = present.join(new Readers("late"), position).introduction();
        assertThat(Objects.requireNonNull(introduction.afresh()).items()).containsExactly(Thing.live("a", REPLAY + 1));
    }

    @Test
    void showsEverythingToThoseWhoComeFromAnotherEpochOrFromNowhere() {
        loadedWith(Thing.live("a", 1));
        var other = present().picture().position();
        var future = present.picture().position() + "9";

        for (var position : new @Nullable String[] {other, future, "nonsense", "", null}) {
            assertThat(present.join(new Readers("any"), position).introduction().afresh())
                    .as(position)
                    .isNotNull();
        }
    }

    @Test
    void missesNothingBetweenPictureAndChanges() {
        loadedWith(Thing.live("a", 1));
        var subscriber = present.join(new Readers("any"), null);

        present.heard(Thing.live("a", 2));
        present.heard(Thing.live("unwanted", 1));

        assertThat(Objects.requireNonNull(subscriber.introduction().afresh()).items())
                .containsExactly(Thing.live("a", 1));
        assertThat(taken(subscriber)).containsExactly("a2");
        assertThat(taken(subscriber)).isEmpty();
    }

    @Test
    void showsManyWhoComeAtOnceTheSamePictureUntilSomethingChanges() {
        loadedWith(Thing.live("a", 1));
        var first = present.join(new Readers("any"), null).introduction();
        var second = present.join(new Readers("other"), null).introduction();
        assertThat(second.afresh()).isSameAs(first.afresh());

        present.heard(Thing.live("a", 2));

        var third = present.join(new Readers("any"), null).introduction();
        assertThat(Objects.requireNonNull(third.afresh()).items()).containsExactly(Thing.live("a", 2));
    }

    @Test
    void makesWhatIsToldOnceForAllWithTheSameAudience() {
        loadedWith();
        var made = new AtomicInteger();
        var one = present.join(new Counted("same", made), null);
        var two = present.join(new Counted("same", made), null);
        var other = present.join(new Counted("other", made), null);

        present.heard(Thing.live("a", 1));

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
        public List<ServerEvent> afresh(Picture<Thing> picture) {
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
        var slow = present.join(new Readers("same"), null);
        var fast = present.join(new Readers("same"), null);
        slow.await(0);
        fast.await(0);

        for (var version = 1; version <= QUEUE + 1; version++) {
            present.heard(Thing.live("a", version));
            assertThat(taken(fast)).containsExactly("a" + version);
        }

        assertThat(slow.ending()).isEqualTo(Ending.TOO_SLOW);
        assertThat(slow.take()).isEmpty();
        assertThat(dropped).hasValue(1);
        assertThat(fast.ending()).isNull();
    }

    @Test
    void letsThoseBehindByMoreWhoAreStillGettingToKnowWhatThereIs() {
        loadedWith();
        var slow = present.join(new Readers("any"), null);

        IntStream.rangeClosed(1, REPLAY).forEach(version -> present.heard(Thing.live("a", version)));

        assertThat(slow.ending()).isNull();
        assertThat(taken(slow)).hasSize(REPLAY);
    }

    @Test
    void letsEverybodyComeAgainWhenThereIsNoWordForWhatIsGone() {
        var things = new Things();
        things.wordless = true;
        var wordless = new Present<>(things, QUEUE, REPLAY, () -> {});
        wordless.heard(Thing.live("a", 1));
        wordless.heard(Thing.live("b", 1));
        wordless.load();
        var position = wordless.picture().position();
        var subscriber = wordless.join(new Readers("any"), position);

        wordless.gone(Thing.live("a", 1));

        assertThat(subscriber.ending()).isEqualTo(Ending.OVER);
        var again = wordless.join(new Readers("any"), position);
        assertThat(Objects.requireNonNull(again.introduction().afresh()).items())
                .containsExactly(Thing.live("b", 1));
        wordless.leave(subscriber);
        wordless.heard(Thing.live("b", 2));
        assertThat(taken(again)).containsExactly("b2");
    }

    @Test
    void tellsOfWhatIsGoneAsOver() {
        loadedWith(Thing.live("a", 1));
        var subscriber = present.join(new Readers("any"), null);

        present.gone(Thing.live("a", 1));
        present.gone(Thing.live("a", 1));

        assertThat(taken(subscriber)).hasSize(1);
        assertThat(present.picture().items()).isEmpty();
    }
}
