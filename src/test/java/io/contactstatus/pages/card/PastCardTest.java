package io.contactstatus.pages.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastCardTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static PastCard.Stage stage(int second, Status status) {
        return new PastCard.Stage(
                NOON.plusSeconds(second),
                status,
                status == Status.ON_HOLD ? Phase.Kind.ON_HOLD : Phase.Kind.WITH_AGENT,
                List.of());
    }

    @Test
    void ofTooManyStagesThoseInWhichNothingHasMovedOnAreLeftOut() {
        var stages = List.of(
                stage(0, Status.CONNECTED_TO_AGENT),
                stage(1, Status.CONNECTED_TO_AGENT),
                stage(2, Status.ON_HOLD),
                stage(3, Status.ON_HOLD),
                stage(4, Status.ON_HOLD));

        var card = PastCard.of(stages, true, 4);

        assertThat(card.complete()).isFalse();
        assertThat(card.stages()).containsExactly(stages.get(0), stages.get(2), stages.get(4));
        assertThat(PastCard.of(stages, true, 5)).isEqualTo(new PastCard(stages, true));
    }

    @Test
    void ofTooManyChangesSomeInBetweenAreLeftOutAndNeverThePresent() {
        for (var count = 8; count < 60; count++) {
            var stages = new ArrayList<PastCard.Stage>();
            IntStream.range(0, count)
                    .forEach(second ->
                            stages.add(stage(second, second % 2 == 0 ? Status.ON_HOLD : Status.CONNECTED_TO_AGENT)));

            var card = PastCard.of(stages, true, 7);

            assertThat(card.complete()).isFalse();
            assertThat(card.stages())
                    .hasSize(7)
                    .startsWith(stages.getFirst())
                    .endsWith(stages.getLast())
                    .isSubsetOf(stages)
                    .doesNotHaveDuplicates();
        }
    }
}
