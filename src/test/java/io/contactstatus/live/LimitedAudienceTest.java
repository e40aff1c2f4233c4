package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitedAudienceTest {

    private static final VisibleInstances EAST = VisibleInstances.only("east");
    private static final Thing SHOWN = Thing.live("east/a", 1);
    private static final Thing HIDDEN = Thing.live("west/b", 1);
    private static final Thing OF_NONE = Thing.live("c", 1);

    private final Thing.Things things = new Thing.Things();

    /// Tells the ids of all that it is handed.
    private record Everyone(String filter) implements Audience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return true;
        }

        @Override
        public List<ServerEvent> changed(@Nullable Thing before, Thing after) {
            return List.of(new ServerEvent("changed", (before == null ? "new " : "") + after.id()));
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<Thing> snapshot) {
            return ids(snapshot);
        }
    }

    private record Digested(String filter) implements DigestAudience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return true;
        }

        @Override
        public ViewDigest<Thing> digest() {
            var last = new ArrayList<ServerEvent>();
            return new ViewDigest<>() {
                @Override
                public Duration pace() {
                    return Duration.ZERO;
                }

                @Override
                public void take(LiveSnapshot<Thing> snapshot) {
                    last.clear();
                    last.addAll(ids(snapshot));
                }

                @Override
                public List<ServerEvent> different() {
                    return last;
                }

                @Override
                public List<ServerEvent> whole() {
                    return last;
                }
            };
        }
    }

    private static List<ServerEvent> ids(LiveSnapshot<Thing> snapshot) {
        return snapshot.items().stream()
                .map(thing -> new ServerEvent("thing", thing.id()))
                .toList();
    }

    private Audience<Thing> limited(Audience<Thing> audience, VisibleInstances visible) {
        return LimitedAudience.of(audience, visible, things);
    }

    @Test
    void isHandedNothingOfOtherInstancesNorOfNone() {
        var audience = limited(new Everyone("any"), EAST);

        assertThat(audience.wants(null, SHOWN)).isTrue();
        for (var hidden : List.of(HIDDEN, OF_NONE)) {
            assertThat(audience.wants(null, hidden)).isFalse();
            assertThat(audience.wants(SHOWN, hidden)).isFalse();
            assertThat(audience.changed(null, hidden)).isEmpty();
        }
        assertThat(audience.changed(OF_NONE, SHOWN)).containsExactly(new ServerEvent("changed", "new east/a"));
        assertThat(audience.reset(new LiveSnapshot<>("1", List.of(HIDDEN, SHOWN, OF_NONE))))
                .containsExactly(new ServerEvent("thing", "east/a"));
    }

    @Test
    void digestsNothingOfOtherInstances() {
        var audience = limited(new Digested("any"), EAST);

        assertThat(audience).isInstanceOfSatisfying(DigestAudience.class, digested -> {
            @SuppressWarnings("unchecked")
            var digest = (ViewDigest<Thing>) digested.digest();
            digest.take(new LiveSnapshot<>("1", List.of(HIDDEN, SHOWN, OF_NONE)));
            assertThat(digest.whole()).containsExactly(new ServerEvent("thing", "east/a"));
        });
    }

    @Test
    void isTheSameAsOneOfTheSameInstancesOnly() {
        for (var audience : List.of(new Everyone("any"), new Digested("any"))) {
            assertThat(limited(audience, EAST))
                    .isEqualTo(limited(audience, VisibleInstances.only("east")))
                    .hasSameHashCodeAs(limited(audience, VisibleInstances.only("east")))
                    .isNotEqualTo(limited(audience, VisibleInstances.only("west")))
                    .isNotEqualTo(limited(audience, new VisibleInstances(Set.of("east", "west"))))
                    .isNotEqualTo(audience);
            assertThat(limited(audience, VisibleInstances.ALL)).isSameAs(audience);
        }
        assertThat(limited(new Everyone("any"), EAST)).isNotEqualTo(limited(new Everyone("other"), EAST));
    }
}
