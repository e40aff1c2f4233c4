package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactstatus.live.Thing.Things;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Changes that are told together.
class ViewDigestTest {

    private final LiveState<Thing> state =
            new LiveState<>(new Things(), 5, 10, new LiveMetrics(new SimpleMeterRegistry()));
    private final Readers everybody = new Readers(Duration.ZERO, new AtomicInteger(), new AtomicBoolean());

    ViewDigestTest() {
        state.markLoaded();
    }

    /// Tells how many there are, and all of them to who does not know them.
    private record Readers(Duration pace, AtomicInteger made, AtomicBoolean broken) implements DigestAudience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return !after.id().startsWith("un");
        }

        @Override
        public ViewDigest<Thing> digest() {
            return new ViewDigest<>() {

                private List<Thing> now = List.of();
                private int told;

                @Override
                public Duration pace() {
                    return pace;
                }

                @Override
                public void take(LiveSnapshot<Thing> snapshot) {
                    made.incrementAndGet();
                    told = now.size();
                    now = snapshot.items();
                }

                @Override
                public List<ServerEvent> different() {
                    if (broken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    return List.of(new ServerEvent("count", told + " to " + now.size()));
                }

                @Override
                public List<ServerEvent> whole() {
                    return List.of(
                            new ServerEvent("whole", now.stream().map(Thing::id).collect(Collectors.joining(" "))));
                }
            };
        }
    }

    private static List<String> taken(Subscriber<Thing> subscriber) {
        var taken = new ArrayList<byte[]>();
        do {
            subscriber.await(1);
            taken.addAll(subscriber.take());
        } while (subscriber.isBehind());
        return taken.stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .map(text -> text.replaceAll("(?s)event: (\\w+)\ndata: (.*)\nid: .*", "$1 $2"))
                .toList();
    }

    @Test
    void showEverythingToWhoBeginsAndThenWhatBecameDifferent() {
        state.apply(Thing.live("a", 1));
        var subscriber = state.subscribe(everybody, null);
        assertThat(taken(subscriber)).containsExactly("whole a");

        state.apply(Thing.live("b", 1));
        state.apply(Thing.live("c", 1));
        state.apply(Thing.live("unwanted", 1));

        assertThat(taken(subscriber)).containsExactly("count 1 to 4");
        assertThat(taken(subscriber)).isEmpty();
    }

    @Test
    void areMadeOnceForAllWhoAreEqual() {
        var one = state.subscribe(everybody, null);
        var other = state.subscribe(everybody, null);
        assertThat(taken(one)).containsExactly("whole ");
        state.apply(Thing.live("a", 1));
        assertThat(taken(one)).containsExactly("count 0 to 1");
        var late = state.subscribe(everybody, null);
        state.apply(Thing.live("b", 1));

        assertThat(taken(late)).containsExactly("whole a b");
        assertThat(taken(other)).containsExactly("whole ", "count 0 to 1", "count 1 to 2");
        assertThat(taken(one)).containsExactly("count 1 to 2");
        assertThat(everybody.made()).hasValue(3);
    }

    @Test
    void sayNothingToWhoKnowsWhatThereIs() {
        state.apply(Thing.live("a", 1));
        var known = state.snapshot().position();

        var subscriber = state.subscribe(everybody, known);
        assertThat(taken(subscriber)).containsExactly("");

        state.apply(Thing.live("b", 1));
        assertThat(taken(subscriber)).containsExactly("count 1 to 2");
        assertThat(taken(state.subscribe(everybody, known))).containsExactly("whole a b");
    }

    @Test
    void waitForTheirTime() {
        var slow = new Readers(Duration.ofHours(1), new AtomicInteger(), new AtomicBoolean());
        var subscriber = state.subscribe(slow, null);
        assertThat(taken(subscriber)).containsExactly("whole ");

        state.apply(Thing.live("a", 1));

        assertThat(subscriber.take()).isEmpty();
        assertThat(subscriber.isBehind()).isTrue();
    }

    @Test
    void dropNobodyForWhatIsToldTogether() {
        var slow = new Readers(Duration.ofHours(1), new AtomicInteger(), new AtomicBoolean());
        var subscriber = state.subscribe(slow, null);
        taken(subscriber);
        subscriber.await(1);

        for (var number = 0; number < 100; number++) {
            state.apply(Thing.live("a" + number, 1));
        }

        assertThat(subscriber.ending()).isNull();
    }

    /// The snapshot it would have compared with is gone, so no stream may go on after it.
    @Test
    void endWithOneThatCannotBeMade() {
        var subscriber = state.subscribe(everybody, null);
        taken(subscriber);
        state.apply(Thing.live("a", 1));
        everybody.broken().set(true);
        assertThatThrownBy(() -> taken(subscriber)).isInstanceOf(IllegalStateException.class);
        everybody.broken().set(false);

        assertThatThrownBy(() -> taken(subscriber)).isInstanceOf(IllegalStateException.class);
        assertThat(taken(state.subscribe(everybody, null))).containsExactly("whole a");
    }
}
