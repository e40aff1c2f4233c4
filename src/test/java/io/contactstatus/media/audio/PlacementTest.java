package io.contactstatus.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.matroska.Block;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.media.matroska.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final long START = 1_726_677_688_724L;

    private final Placement placement = new Placement(Duration.ofHours(1));
    private final List<SampleSpan> spans = new ArrayList<>();
    private Position at = Position.startingAt(START);

    @Test
    void blocksFollowEachOther() {
        place(block(Side.CUSTOMER, 0, 512), block(Side.AGENT, 0, 512), block(Side.CUSTOMER, 64, 512));

        assertThat(at.customerSamples()).isEqualTo(1024);
        assertThat(at.agentSamples()).isEqualTo(512);
        assertThat(spans).extracting(SampleSpan::offset).containsExactly(0L, 0L, 512L);
    }

    @Test
    void aShortBlockIsFollowedByTheNextOneWithoutAGap() {
        place(block(Side.CUSTOMER, 0, 96), block(Side.CUSTOMER, 64, 512));

        assertThat(spans).extracting(SampleSpan::offset).containsExactly(0L, 96L);
        assertThat(at.customerDrift()).isEqualTo(512 - 96);
    }

    @Test
    void driftThatAddsUpIsGoneAtTheBlockThatGoesToItsOwnPlace() {
        for (var i = 0; i < 4; i++) {
            place(block(Side.AGENT, 64L * i, 96));
        }
        assertThat(at.agentDrift()).isEqualTo(3 * (512 - 96));

        place(block(Side.AGENT, 256, 512));

        assertThat(spans.getLast().offset()).isEqualTo(2048);
        assertThat(at.agentDrift()).isZero();
    }

    @Test
    void aSideThatBeginsLaterBeginsWithSilence() {
        place(block(Side.CUSTOMER, 0, 512), block(Side.AGENT, 2_000, 512));

        assertThat(spans.getLast().offset()).isEqualTo(16_000);
        assertThat(at.agentSamples()).isEqualTo(16_512);
    }

    @Test
    void whatIsThereIsNotReplaced() {
        place(block(Side.CUSTOMER, 0, 8_000));
        place(block(Side.CUSTOMER, 500, 8_000));

        assertThat(spans.getLast().offset()).isEqualTo(8_000);
        assertThat(spans.getLast().samples()).hasSize(8_000);
        assertThat(at.customerSamples()).isEqualTo(12_000);
    }

    @Test
    void aRepeatedBlockAddsNothing() {
        place(block(Side.CUSTOMER, 0, 8_000));
        place(block(Side.CUSTOMER, 0, 4_000));

        assertThat(spans).hasSize(1);
        assertThat(at.customerSamples()).isEqualTo(8_000);
    }

    @Test
    void whatIsBeforeTheStartIsDropped() {
        place(block(Side.CUSTOMER, 0, 512));
        place(block(Side.CUSTOMER, -1_000, 512));

        assertThat(at.customerSamples()).isEqualTo(512);
    }

    @Test
    void aBrokenClockWritesNoSilence() {
        place(block(Side.CUSTOMER, 0, 512));

        var far = placement.place(
                at, fragment(block(Side.CUSTOMER, Duration.ofHours(2).toMillis(), 512)));
        var before = placement.place(
                at, fragment(block(Side.CUSTOMER, -Duration.ofHours(2).toMillis(), 512)));

        assertThat(far).isEqualTo(new Placed.Elsewhere());
        assertThat(before).isEqualTo(new Placed.Elsewhere());
    }

    @Test
    void theFirstBlockOfEitherSideIsTheStart() {
        var first = fragment(block(Side.AGENT, 70, 512), block(Side.CUSTOMER, 64, 512));

        assertThat(Placement.startOf(first)).isEqualTo(Position.startingAt(START + 64));
    }

    @Test
    void theFragmentIsRemembered() {
        place(block(Side.CUSTOMER, 0, 512));

        assertThat(at.number()).isEqualTo("n");
        assertThat(at.token()).isEqualTo("t");
        assertThat(at.fragments()).isEqualTo(1);
        assertThat(at.lastMillis()).isEqualTo(START);
    }

    private void place(Block... blocks) {
        var placed = (Placed.Appended) placement.place(at, fragment(blocks));
        at = placed.position();
        spans.addAll(placed.spans());
    }

    private static Fragment fragment(Block... blocks) {
        return new Fragment("n", "t", "c", 0, START, Arrays.asList(blocks));
    }

    private static Block block(Side side, long millis, int samples) {
        return new Block(side, START + millis, new byte[samples * Pcm.BYTES]);
    }
}
