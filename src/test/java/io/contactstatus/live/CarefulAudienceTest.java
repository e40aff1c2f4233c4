package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.live.Thing.Things;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarefulAudienceTest {

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
        public List<ServerEvent> afresh(Picture<Thing> picture) {
            return List.of();
        }
    }

    @Test
    void goesOnAfterWhatItCannotTell() {
        var present = new Present<>(new Things(), 100, 100, () -> {});
        present.load();
        var subscriber = present.join(new CarefulAudience<>(new Clumsy(), "things", new LiveMetrics(meters)), null);

        present.heard(Thing.live("bad", 1));
        var position = present.picture().position();
        present.heard(Thing.live("good", 1));

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
