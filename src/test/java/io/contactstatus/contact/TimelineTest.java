package io.contactstatus.contact;

import static io.contactstatus.contact.Voices.CALL;
import static io.contactstatus.contact.Voices.agentSays;
import static io.contactstatus.contact.Voices.at;
import static io.contactstatus.contact.Voices.completed;
import static io.contactstatus.contact.Voices.connectedToAgent;
import static io.contactstatus.contact.Voices.disconnected;
import static io.contactstatus.contact.Voices.initiated;
import static io.contactstatus.contact.Voices.known;
import static io.contactstatus.contact.Voices.queued;
import static io.contactstatus.contact.Voices.ringsAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void aCallGoesThroughAllItsPhases() {
        var call = known(
                initiated(0),
                queued(10_000),
                ringsAt(Voices.ANNA, 20_000),
                connectedToAgent(25_000),
                agentSays("CONNECTED", 25_200),
                agentSays("CONNECTED_ONHOLD", 30_000),
                agentSays("CONNECTED", 40_000),
                agentSays("ENDED", 50_000),
                disconnected(50_000),
                agentSays(AgentState.CLEARED, 60_000));

        assertPhases(
                call,
                "FLOW 0-10000",
                "QUEUE 10000-20000",
                "RINGING 20000-25000",
                "TALKING 25000-30000",
                "HOLD 30000-40000",
                "TALKING 40000-50000",
                "AFTER_CONTACT_WORK 50000-60000");
    }

    @Test
    void whatLastsHasNoEnd() {
        assertPhases(known(initiated(0), queued(10_000)), "FLOW 0-10000", "QUEUE 10000-");
    }

    @Test
    void aMissedContactWaitsAgain() {
        assertPhases(
                known(initiated(0), queued(10_000), ringsAt(Voices.ANNA, 20_000), agentSays("MISSED", 40_000)),
                "FLOW 0-10000",
                "QUEUE 10000-20000",
                "RINGING 20000-40000",
                "QUEUE 40000-");
    }

    @Test
    void whoHangsUpInTheQueueLeavesNothingOpen() {
        assertPhases(known(initiated(0), queued(10_000), disconnected(15_000)), "FLOW 0-10000", "QUEUE 10000-15000");
    }

    @Test
    void workGoesOnWhenTheCustomerIsSaidToHaveLeftAMomentLater() {
        assertPhases(
                known(
                        initiated(0),
                        connectedToAgent(5000),
                        agentSays("ENDED", 10_000),
                        disconnected(10_300),
                        agentSays(AgentState.CLEARED, 20_000)),
                "FLOW 0-5000",
                "TALKING 5000-10000",
                "AFTER_CONTACT_WORK 10000-20000");
    }

    @Test
    void whatEndsAContactEndsItsLastPhase() {
        assertPhases(known(initiated(0), completed(20_000)), "FLOW 0-20000");
    }

    @Test
    void aWaitBetweenTheFirstAndTheLastIsFoundInTheHistory() {
        var call = known(
                initiated(0),
                queued(10_000),
                ringsAt(Voices.ANNA, 20_000),
                agentSays(AgentState.RELEASED, 21_000),
                ringsAt(Voices.BEN, 30_000),
                connectedToAgent(31_000),
                queued(60_000));
        var between = new HistoryEntry(
                CALL, at(45_000), Source.CONTACT_EVENT, "QUEUED", "Queued", "e", HistoryEntry.Detail.of("{}"));

        assertThat(told(Timeline.of(call, List.of(between))))
                .containsSubsequence("TALKING 31000-45000", "QUEUE 45000-");
    }

    private static void assertPhases(Contact contact, String... phases) {
        assertThat(told(Timeline.of(contact, List.of()))).containsExactly(phases);
    }

    private static List<String> told(Timeline timeline) {
        return timeline.phases().stream()
                .map(phase -> phase.kind() + " " + millis(phase.from()) + "-"
                        + (phase.until() == null ? "" : millis(phase.until())))
                .toList();
    }

    private static long millis(Instant at) {
        return at.toEpochMilli() - Voices.NOON.toEpochMilli();
    }
}
