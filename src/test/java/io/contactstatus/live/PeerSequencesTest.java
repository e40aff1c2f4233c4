package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerSequencesTest {

    private final PeerSequences peers = new PeerSequences();

    private static BusMessage told(String from, long number) {
        var seat = Agents.bare("a", Instant.EPOCH, "LOGIN");
        return new BusMessage(from, number, List.of(), List.of(AgentFeedSource.seen(seat)), null);
    }

    private static BusMessage beat(String from, long number) {
        return new BusMessage(from, number, List.of(), List.of(), null);
    }

    @Test
    void hasNothingToSayWhileEverythingArrives() {
        assertThat(peers.isGapBefore(beat("x", 0))).isFalse();
        assertThat(peers.isGapBefore(told("x", 1))).isFalse();
        assertThat(peers.isGapBefore(beat("x", 1))).isFalse();
        assertThat(peers.isGapBefore(told("x", 2))).isFalse();
        assertThat(peers.isGapBefore(told("y", 1))).isFalse();
    }

    @Test
    void noticesWhatWasLeftOut() {
        peers.isGapBefore(told("x", 1));

        assertThat(peers.isGapBefore(told("x", 3))).isTrue();
        assertThat(peers.isGapBefore(told("x", 4))).isFalse();
    }

    @Test
    void noticesTheLastOneThatWasLost() {
        peers.isGapBefore(told("x", 1));

        assertThat(peers.isGapBefore(beat("x", 2))).isTrue();
        assertThat(peers.isGapBefore(beat("x", 2))).isFalse();
    }

    @Test
    void isNotConfusedByWhatArrivesTwice() {
        peers.isGapBefore(told("x", 1));
        peers.isGapBefore(told("x", 2));

        assertThat(peers.isGapBefore(told("x", 1))).isFalse();
        assertThat(peers.isGapBefore(told("x", 3))).isFalse();
    }
}
