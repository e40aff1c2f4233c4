package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.QueueDeparture.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one contact adds to the figures of its queue.
class QueueDepartureTest {

    private static final Contact[] WAITING = {initiated(0), connectedToSystem(1_000), queued(5_000, BILLING)};

    @Test
    void whoWaitsHasNotLeft() {
        assertThat(of(WAITING)).isEmpty();
    }

    @Test
    void aLiveContactIsAnsweredOnceAnAgentHasItAndItsHandlingGrows() {
        var answered = TestFacts.with(WAITING, connectedToAgent(29_500, ANNA));
        var cleared = TestFacts.with(
                answered,
                disconnected(89_900),
                agentSays(ANNA, AgentState.ENDED, 89_900),
                agentSays(ANNA, AgentState.CLEARED, 100_100));

        assertThat(departure(answered)).satisfies(live -> {
            assertThat(live.kind()).isEqualTo(Kind.ANSWERED);
            assertThat(live.queueArn()).isEqualTo(BILLING);
            assertThat(live.left()).isEqualTo(at(29_000));
            assertThat(live.waitSeconds()).isEqualTo(24);
            assertThat(live.handleSeconds()).isZero();
            assertThat(live.outcome()).isNull();
        });
        assertThat(departure(cleared)).satisfies(over -> {
            assertThat(over.kind()).isEqualTo(Kind.ANSWERED);
            assertThat(over.left()).isEqualTo(at(29_000));
            assertThat(over.handleSeconds()).isEqualTo(71);
            assertThat(over.agentId()).isEqualTo(ResourceId.of(ANNA));
        });
    }

    @Test
    void onlyTheLastVisitCounts() {
        var moved = TestFacts.with(WAITING, queued(30_000, SALES), disconnected(42_000, "CUSTOMER_DISCONNECT"));

        assertThat(departure(moved)).satisfies(left -> {
            assertThat(left.kind()).isEqualTo(Kind.ABANDONED);
            assertThat(left.queueArn()).isEqualTo(SALES);
            assertThat(left.waitSeconds()).isEqualTo(12);
        });
    }

    @Test
    void anAgentHasMissedACustomerWhoWaitedOnInTheLastVisit() {
        var moved = TestFacts.with(
                WAITING,
                agentSays(ANNA, "CONNECTING", 6_000),
                agentSays(ANNA, "MISSED", 26_000),
                queued(30_000, SALES),
                agentSays(BEN, "CONNECTING", 31_000),
                agentSays(BEN, "MISSED", 51_000),
                agentSays(BEN, "CONNECTING", 60_000),
                agentSays(BEN, "REJECTED", 62_000));

        assertThat(departure(TestFacts.with(moved, connectedToAgent(70_000, ANNA)))
                        .missedBy())
                .containsExactly(ResourceId.of(BEN));
        assertThat(departure(TestFacts.with(
                                WAITING,
                                agentSays(ANNA, "CONNECTING", 6_000),
                                disconnected(20_000, "CUSTOMER_DISCONNECT")))
                        .missedBy())
                .as("who gives up while it rings")
                .isEmpty();
        assertThat(departure(TestFacts.with(
                                WAITING, agentSays(ANNA, "CONNECTING", 6_000), connectedToAgent(9_000, ANNA)))
                        .missedBy())
                .isEmpty();
    }

    @Test
    void aContactWithoutAQueueLeavesNone() {
        var inFlow = of(initiated(0), connectedToSystem(1_000), disconnected(9_000, "CUSTOMER_DISCONNECT"));

        assertThat(inFlow).hasValueSatisfying(left -> {
            assertThat(left.queueArn()).isNull();
            assertThat(left.left()).isEqualTo(at(9_000));
            assertThat(left.kind()).isEqualTo(Kind.OTHER);
            assertThat(left.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
        });
    }

    @Test
    void whatWeBeganOurselvesIsNotCounted() {
        var voice = event(0, it -> it);

        assertThat(of(voice, initiated(0, "OUTBOUND"), connectedToSystem(9_000), disconnected(60_000)))
                .isEmpty();
        assertThat(of(
                        voice,
                        initiated(0, "API"),
                        connectedToSystem(1_000),
                        queued(5_000, BILLING),
                        disconnected(9_000, "CUSTOMER_DISCONNECT")))
                .isEmpty();
        assertThat(departure(
                                event(9_500, it -> it.channel("CHAT", at(9_600))),
                                initiated(0, "API"),
                                queued(5_000, BILLING),
                                disconnected(9_000, "CUSTOMER_DISCONNECT"))
                        .kind())
                .isEqualTo(Kind.ABANDONED);
    }

    @Test
    void theQueueOfAnAgentIsNobodysFigure() {
        var own = BILLING.replace("queue/", "queue/agent/");

        assertThat(of(initiated(0), queued(5_000, own), connectedToAgent(9_000, ANNA)))
                .isEmpty();
    }

    @Test
    void aCallbackCountsAmongCallbacksAlone() {
        var waiting = new Contact[] {initiated(0, "CALLBACK"), queued(5_000, BILLING)};

        assertThat(of(waiting)).isEmpty();
        assertThat(departure(TestFacts.with(
                                waiting,
                                agentSays(ANNA, "CONNECTING", 60_000),
                                disconnected(75_000, "TELECOM_UNANSWERED")))
                        .kind())
                .isEqualTo(Kind.CALLBACK_NOT_REACHED);
        assertThat(departure(TestFacts.with(waiting, connectedToAgent(60_000, ANNA), connectedToSystem(66_000)))
                        .kind())
                .isEqualTo(Kind.CALLBACK_ANSWERED);
    }

    private static QueueDeparture departure(Contact... said) {
        return of(said).orElseThrow();
    }

    private static Optional<QueueDeparture> of(Contact... said) {
        return QueueDeparture.of(shown(said));
    }
}
