package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.NOON;
import static io.contactstatus.contact.TestFacts.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the legs of a chain are, as a table: one line for each, whatever order the legs are heard in.
///
/// Id, leg, outcome, flags | phases | since when the customer waits | `row` where it is one on the board,
/// `pending` where it is the callback that is due. Times are seconds.
class ChainStoriesTest {

    @Test
    void aColdTransfer() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .left(40, ANNA)
                .ended(40)
                .record(
                        60,
                        it -> it.initiated(0)
                                .waited(BILLING, "Billing", 5, 10)
                                .agent(ANNA, "anna", 10)
                                .transferCompleted(40)
                                .next(new ContactId("b"))
                                .disconnected(40, "AGENT_DISCONNECT"));
        story.leg("b", "TRANSFER", "a")
                .begun(40)
                .queued(41, SALES)
                .talks(50, BEN)
                .ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(45)).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 5, QUEUE 5, WITH_AGENT 30 | 5 |
                b CUSTOMER null TRANSFERRED | FLOW 1, QUEUE … | 41 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 5, QUEUE 5, WITH_AGENT 30 | 5 |
                b CUSTOMER ANSWERED TRANSFERRED | FLOW 1, QUEUE 9, WITH_AGENT 40 | 41 |
                """);
    }

    @Test
    void aWarmTransfer() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(20, "CONNECTED_ONHOLD", ANNA)
                .left(40, ANNA)
                .ended(40);
        story.leg("b", "TRANSFER", "a").begun(20).rings(22, BEN).talks(25, BEN).ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(30)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 10, ON_HOLD … | – | row
                b CONSULT null | FLOW 2, RINGING 3, CONSULT … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 10, WITH_AGENT 10, ON_HOLD 20 | – |
                b CUSTOMER ANSWERED TRANSFERRED | FLOW 2, RINGING 3, CONSULT 15, WITH_AGENT 50 | – |
                """);
    }

    @Test
    void aConsultationTakenBack() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(20, "CONNECTED_ONHOLD", ANNA)
                .says(35, "CONNECTED", ANNA)
                .ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .rings(22, BEN)
                .talks(25, BEN)
                .left(35, BEN)
                .ended(35);

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 10, ON_HOLD 15, WITH_AGENT 45 | – |
                b CONSULT INTERNAL | FLOW 2, RINGING 3, CONSULT 10 | – |
                """);
    }

    @Test
    void aConsultationThatNobodyTakes() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .queued(21, SALES)
                .rings(22, BEN)
                .says(40, "MISSED", BEN)
                .ended(42);

        assertThat(story.until(41)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT … | – | row
                b CONSULT null MISSED | FLOW 1, QUEUE 1, RINGING 18, QUEUE … | 21 |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 70 | – |
                b CONSULT INTERNAL MISSED | FLOW 1, QUEUE 1, RINGING 18, QUEUE 2 | 21 |
                """);
    }

    @Test
    void aConsultedAgentWhoOutlivesACustomerWhoHungUp() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .ended(60)
                .record(70, it -> it.initiated(0).agent(ANNA, "anna", 10).disconnected(60, "CUSTOMER_DISCONNECT"));
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .talks(25, BEN)
                .ended(75)
                .record(
                        90,
                        it -> it.method("TRANSFER")
                                .initial(new ContactId("a"))
                                .previous(new ContactId("a"))
                                .initiated(20)
                                .agent(BEN, "ben", 25)
                                .interaction(50)
                                .holds(null, 0)
                                .disconnected(75, "AGENT_DISCONNECT"));

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 50 | – |
                b CONSULT INTERNAL | FLOW 5, CONSULT 50 | – |
                """);
    }

    @Test
    void aConference() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .talks(25, BEN)
                .ended(70)
                .record(
                        90,
                        it -> it.method("TRANSFER")
                                .initial(new ContactId("a"))
                                .previous(new ContactId("a"))
                                .initiated(20)
                                .agent(BEN, "ben", 25)
                                .interaction(20)
                                .holds(null, 0)
                                .disconnected(70, "AGENT_DISCONNECT"));

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 70 | – |
                b CONFERENCE INTERNAL | FLOW 5, WITH_AGENT 45 (held 25) | – |
                """);
    }

    @Test
    void aThirdParty() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).left(40, ANNA).ended(100, "CUSTOMER_DISCONNECT");
        story.leg("b", "EXTERNAL_OUTBOUND", "a").begun(20).answered(28).ended(100);

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 30, OUTSIDE … | – | row
                b THIRD_PARTY null | DIALLING 8, FLOW … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 30, OUTSIDE 60 | – |
                b THIRD_PARTY INTERNAL | DIALLING 8, FLOW 72 | – |
                """);
    }

    @Test
    void aSupervisorWhoListensAndAGuide() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(100, "CUSTOMER_DISCONNECT");
        story.leg("g", "TRANSFER", "a")
                .begun(12)
                .tells(it -> it.subtype("connect:Guide", NOON))
                .ended(90);
        story.leg("m", "MONITOR", "a").begun(20).talks(20, BEN).ended(60);

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT … | – | row
                g GUIDE null | FLOW … | – |
                m MONITOR null | WITH_AGENT … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 90 | – |
                g GUIDE INTERNAL | FLOW 78 | – |
                m MONITOR MONITORED | WITH_AGENT 40 | – |
                """);
    }

    @Test
    void aSurveyAfterTheAgent() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .ended(60, "AGENT_DISCONNECT");
        story.leg("s", "DISCONNECT", "a").begun(60).ended(90, "CONTACT_FLOW_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s AFTERWARDS ENDED_BY_FLOW | FLOW 30 | – |
                """);
    }

    @Test
    void aChatQueuedAgainAfterItsAgentLeft() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .ended(60, "AGENT_DISCONNECT");
        story.leg("s", "DISCONNECT", "a").begun(60).queued(62, BILLING).ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(70)).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s CUSTOMER null | FLOW 2, QUEUE … | 62 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s CUSTOMER ABANDONED ABANDONED | FLOW 2, QUEUE 28 | 62 |
                """);
    }

    @Test
    void aCustomerFirstCallbackReachedWithTheSecondCall() {
        var story = new ChainStory();
        story.leg("c1", "INBOUND", null).begun(0).queued(5, BILLING).ended(60, "CONTACT_FLOW_DISCONNECT");
        story.leg("c2", Method.CUSTOMER_FIRST_QUEUED, "c1")
                .begun(58)
                .answered(58)
                .queued(70, BILLING)
                .ended(300);
        story.leg("c3", Method.CUSTOMER_FIRST_DIALED, "c2").begun(300).ended(330, "TELECOM_UNANSWERED");
        story.leg("c4", Method.CUSTOMER_FIRST_DIALED, "c3")
                .begun(900)
                .answered(912)
                .queued(915, BILLING)
                .rings(930, BEN)
                .talks(940, BEN)
                .ended(1000, "CUSTOMER_DISCONNECT");

        assertThat(story.until(100)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE … | 70 | row pending
                """);
        assertThat(story.until(310)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER null CALLBACK | DIALLING … | – | row pending
                """);
        assertThat(story.until(935)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER NOT_REACHED CALLBACK | DIALLING 30 | – |
                c4 CUSTOMER null CALLBACK | DIALLING 12, FLOW 3, QUEUE 15, RINGING … | 915 | row pending
                """);
        assertThat(story.told()).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER NOT_REACHED CALLBACK | DIALLING 30 | – |
                c4 CUSTOMER ANSWERED CALLBACK | DIALLING 12, FLOW 3, QUEUE 15, RINGING 10, WITH_AGENT 60 | 915 |
                """);
    }

    @Test
    void aCustomerFirstCallbackGivenUpInTheQueue() {
        var story = new ChainStory();
        story.leg("c2", Method.CUSTOMER_FIRST_QUEUED, null)
                .begun(0)
                .queued(10, BILLING)
                .ended(300);
        story.leg("c3", Method.CUSTOMER_FIRST_DIALED, "c2")
                .begun(300)
                .answered(312)
                .queued(315, BILLING)
                .ended(400, "CUSTOMER_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 10, QUEUE 290 | 10 |
                c3 CUSTOMER ABANDONED ABANDONED,CALLBACK | DIALLING 12, FLOW 3, QUEUE 85 | 315 |
                """);
    }

    @Test
    void anAgentFirstCallbackTriedAgainUnderTheSameId() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).queued(5, BILLING).ended(60, "CONTACT_FLOW_DISCONNECT");
        story.leg("k", "CALLBACK", "a")
                .begun(58)
                .queued(70, BILLING)
                .says(100, "INCOMING", ANNA)
                .says(104, "CONNECTING", ANNA)
                .talks(105, ANNA)
                .left(130, ANNA)
                .ended(130, "TELECOM_UNANSWERED")
                .queued(600, BILLING)
                .says(700, "CONNECTING", BEN)
                .talks(701, BEN)
                .answered(710)
                .ended(800, "CUSTOMER_DISCONNECT");

        assertThat(story.until(115)).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING … | 70 | row pending
                """);
        assertThat(story.until(610)).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING 26, SCHEDULED 470, QUEUE … | 70 | row pending
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER ANSWERED CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING 26, SCHEDULED 470, QUEUE 100, DIALLING 10, WITH_AGENT 90 | 70 |
                """);
    }

    /// The failed attempt has a callback made from it too, and that comes first in the table of outcomes.
    @Test
    void anAgentFirstCallbackTriedAgainOnANewLeg() {
        var story = new ChainStory();
        story.leg("k1", "CALLBACK", null)
                .begun(0)
                .queued(10, BILLING)
                .says(20, "CONNECTING", ANNA)
                .talks(21, ANNA)
                .ended(50, "TELECOM_UNANSWERED");
        story.leg("k2", "CALLBACK", "k1").begun(60).queued(300, BILLING);

        assertThat(story.until(55)).isEqualTo("""
                k1 CUSTOMER NOT_REACHED CALLBACK | SCHEDULED 10, QUEUE 10, DIALLING 30 | 10 |
                """);
        assertThat(story.told()).isEqualTo("""
                k1 CUSTOMER CALLBACK_REQUESTED CALLBACK | SCHEDULED 10, QUEUE 10, DIALLING 30 | 10 |
                k2 CUSTOMER null CALLBACK | SCHEDULED 240, QUEUE … | 300 | row pending
                """);
    }

    @Test
    void queueTransfersAreOneWait() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).queued(5, BILLING).ended(30);
        story.leg("b", "QUEUE_TRANSFER", "a").begun(30).queued(31, SALES).ended(60);
        story.leg("c", "QUEUE_TRANSFER", "b").begun(60).queued(61, BILLING).ended(100, "CUSTOMER_DISCONNECT");

        assertThat(story.until(70)).isEqualTo("""
                a CUSTOMER WENT_ON TRANSFERRED | FLOW 5, QUEUE 25 | 5 |
                b CUSTOMER WENT_ON TRANSFERRED | FLOW 1, QUEUE 29 | 5 |
                c CUSTOMER null TRANSFERRED | FLOW 1, QUEUE … | 5 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER WENT_ON TRANSFERRED | FLOW 5, QUEUE 25 | 5 |
                b CUSTOMER WENT_ON TRANSFERRED | FLOW 1, QUEUE 29 | 5 |
                c CUSTOMER ABANDONED ABANDONED,TRANSFERRED | FLOW 1, QUEUE 39 | 5 |
                """);
    }

    @Test
    void aPaymentFlowFromWhichTheAgentTakesTheCustomerBack() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(40, "CONNECTED_ONHOLD", ANNA)
                .says(70, "CONNECTED", ANNA)
                .ended(100, "CUSTOMER_DISCONNECT");
        story.leg("p", "TRANSFER", "a").begun(40).ended(70, "CONTACT_FLOW_DISCONNECT");

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 30, ON_HOLD … | – | row
                p CONSULT null | FLOW … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 30, ON_HOLD 30, WITH_AGENT 30 | – |
                p CONSULT INTERNAL | FLOW 30 | – |
                """);
    }

    @Test
    void aPaymentFlowThatHandsTheCustomerOn() {
        var story = new ChainStory();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).left(40, ANNA).ended(40);
        story.leg("p", "TRANSFER", "a").begun(40).ended(70);
        story.leg("z", "QUEUE_TRANSFER", "p")
                .begun(70)
                .queued(70, BILLING)
                .talks(75, ANNA)
                .ended(100, "CUSTOMER_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 10, WITH_AGENT 30 | – |
                p CUSTOMER WENT_ON TRANSFERRED | FLOW 30 | – |
                z CUSTOMER ANSWERED TRANSFERRED | QUEUE 5, WITH_AGENT 25 | 70 |
                """);
    }
}
