package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.live.Thing.Things;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /// Cannot tell of one thing.
    private record Clumsy() implements Audience<Thing> {

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return true;
        }

        @Override
        public List<ServerEvent> changed(@Nullable Thing before, Thing after) {
            if (after.id().equals("bad")) {
                throw new IllegalStateException("no words for it");
            }
            return List.of(new ServerEvent("thing", after.id()));
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<Thing> snapshot) {
            return List.of();
        }
    }

    /// Wants what comes second.
    private record Attentive(Set<String> observed) implements Audience<Thing> {

        @Override
        public void observe(@Nullable Thing before, Thing after) {
            observed.add(after.id());
        }

        @Override
        public boolean wants(@Nullable Thing before, Thing after) {
            return observed.size() == 2;
        }

        @Override
        public List<ServerEvent> changed(@Nullable Thing before, Thing after) {
            return List.of(new ServerEvent("thing", after.id()));
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<Thing> snapshot) {
            return List.of();
        }
    }

    @Test
    void letsItsAudienceObserveEachChangeBeforeItIsAskedForIt() {
        var state = new LiveState<>(new Things(), 100, 100, new LiveMetrics(meters));
        state.markLoaded();
        var audience = new Attentive(new HashSet<>());
        var subscriber = state.subscribe(audience, null);

        state.apply(Thing.live("unwanted", 1));
        state.apply(Thing.live("wanted", 1));

        assertThat(audience.observed()).containsExactlyInAnyOrder("unwanted", "wanted");
        assertThat(subscriber.take()).hasSize(1);
    }

    @Test
    void goesOnAfterWhatItCannotTell() {
        var state = new LiveState<>(new Things(), 100, 100, new LiveMetrics(meters));
        state.markLoaded();
        var subscriber = state.subscribe(new Clumsy(), null);

        state.apply(Thing.live("bad", 1));
        var position = state.snapshot().position();
        state.apply(Thing.live("good", 1));

        var texts = subscriber.take().stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();
        assertThat(texts.getFirst()).isEqualTo("id: " + position + "\n\n");
        assertThat(texts.getLast()).startsWith("event: thing\ndata: good\nid: ");
        assertThat(meters.counter("contact_status.live.untold", "feed", "things")
                        .count())
                .isEqualTo(1);
    }
}
