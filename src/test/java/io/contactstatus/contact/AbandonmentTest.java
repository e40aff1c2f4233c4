package io.contactstatus.contact;

import static io.contactstatus.contact.Voices.ANNA;
import static io.contactstatus.contact.Voices.BILLING;
import static io.contactstatus.contact.Voices.CALL;
import static io.contactstatus.contact.Voices.agentSays;
import static io.contactstatus.contact.Voices.connectedToAgent;
import static io.contactstatus.contact.Voices.connectedToSystem;
import static io.contactstatus.contact.Voices.disconnected;
import static io.contactstatus.contact.Voices.event;
import static io.contactstatus.contact.Voices.initiated;
import static io.contactstatus.contact.Voices.known;
import static io.contactstatus.contact.Voices.queued;
import static io.contactstatus.contact.Voices.recordOf;
import static io.contactstatus.contact.Voices.ringsAt;
import static io.contactstatus.contact.Voices.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AbandonmentTest {

    private static final ContactId NEXT = new ContactId("call-2");

    @Test
    void happensInTheFlowWhenTheCustomerLeavesBeforeAnyQueue() {
        var contact = shown(initiated(0), disconnected(7400, "CUSTOMER_DISCONNECT"));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.FLOW, 7));
        assertThat(contact.flags().abandoned()).isTrue();
    }

    @Test
    void doesNotHappenWhenTheFlowItselfHangsUp() {
        assertThat(shown(initiated(0), disconnected(7000, "CONTACT_FLOW_DISCONNECT"))
                        .abandonment())
                .isNull();
    }

    @Test
    void happensInTheQueueWhoeverHangsUp() {
        var contact = shown(initiated(0), queued(4000), disconnected(64_000, "CONTACT_FLOW_DISCONNECT"));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 60));
        assertThat(ContactLifeTest.queueOf(contact).waitSeconds()).isEqualTo(60);
    }

    @Test
    void happensWhileItRings() {
        var contact = shown(
                initiated(0),
                queued(4000),
                ringsAt(ANNA, 50_000),
                disconnected(64_000),
                agentSays(AgentState.RELEASED, 64_500));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.RINGING, 14));
    }

    @Test
    void isInTheQueueWhenTheAgentMissedItBefore() {
        var contact = shown(
                initiated(0), queued(4000), ringsAt(ANNA, 20_000), agentSays("MISSED", 40_000), disconnected(64_000));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 60));
    }

    @Test
    void isInTheQueueWhenItWasQueuedAgainThoughNobodyToldThatTheRingingEnded() {
        var contact = shown(initiated(0), queued(4000), ringsAt(ANNA, 20_000), queued(41_000), disconnected(64_000));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 23));
    }

    @Test
    void isUnknownWhileTheCustomerIsThere() {
        assertThat(shown(initiated(0), queued(4000)).abandonment()).isNull();
    }

    @Test
    void doesNotHappenToWhoeverReachedAnAgent() {
        assertThat(shown(initiated(0), queued(4000), connectedToAgent(9000), disconnected(64_000))
                        .abandonment())
                .isNull();
    }

    @Test
    void doesNotHappenWhereNobodyWaits() {
        assertThat(shown(initiated(0, "OUTBOUND"), disconnected(7000, "CUSTOMER_DISCONNECT"))
                        .abandonment())
                .isNull();
        assertThat(shown(initiated(0, "CALLBACK"), queued(1000), disconnected(7000))
                        .abandonment())
                .isNull();
        assertThat(shown(recordOf(90)
                                .channel("TASK")
                                .method("API")
                                .initiated(0)
                                .disconnected(60, "EXPIRED")
                                .said())
                        .abandonment())
                .isNull();
    }

    @Test
    void doesNotHappenToACustomerWhoNeverAnsweredTheCallThatAProgramMade() {
        var unanswered = recordOf(90).method("API").initiated(0).disconnected(30, "TELECOM_UNANSWERED");

        assertThat(shown(unanswered.said()).abandonment()).isNull();
        assertThat(shown(unanswered.said(), connectedToSystem(20_000)).abandonment())
                .isEqualTo(new Abandonment(Place.FLOW, 30));
    }

    @Test
    void isCountedInChatsThatAProgramStarted() {
        var contact = shown(recordOf(90)
                .channel("CHAT")
                .method("API")
                .initiated(0)
                .queued(BILLING, "Billing", 4, null)
                .disconnected(30, "CUSTOMER_DISCONNECT")
                .said());

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 26));
    }

    @Test
    void doesNotHappenToALegThatHandedItsCustomerOn() {
        var first = known(initiated(0), queued(4000), disconnected(64_000));

        for (var method : new String[] {"TRANSFER", "QUEUE_TRANSFER", "CALLBACK"}) {
            var handedOn = first.join(told(next(NEXT, method))).snapshot();

            assertThat(handedOn.abandonment()).isNull();
            assertThat(handedOn.chain().nextContactId()).isEqualTo(NEXT);
            assertThat(handedOn.flags().transferred()).isEqualTo(!method.equals("CALLBACK"));
        }
        assertThat(first.join(told(next(NEXT, "DISCONNECT"))).snapshot().abandonment())
                .isEqualTo(new Abandonment(Place.QUEUE, 60));
    }

    @Test
    void isSettledByTheLegThatTookTheCustomerWhicheverOtherLegsFollowed() {
        var first = known(initiated(0), queued(4000), disconnected(64_000));

        for (var other : new String[] {"call-0", "call-9"}) {
            var both = first.join(told(next(NEXT, "QUEUE_TRANSFER")))
                    .join(told(next(new ContactId(other), "DISCONNECT")))
                    .snapshot();

            assertThat(both.abandonment()).isNull();
            assertThat(both.chain().nextContactId()).isEqualTo(NEXT);
        }
    }

    @Test
    void isNotAssumedWhereTheRecordNamesANextLegOfWhichNothingIsKnown() {
        var record = recordOf(90)
                .initiated(0)
                .queued(BILLING, "Billing", 4, null)
                .disconnected(30, "OTHER")
                .next(NEXT);

        assertThat(shown(record.said()).abandonment()).isNull();
        assertThat(known(record.said(), told(next(NEXT, "DISCONNECT")))
                        .snapshot()
                        .abandonment())
                .isEqualTo(new Abandonment(Place.QUEUE, 26));
    }

    private static Contact next(ContactId id, String method) {
        return event(
                id,
                64_000,
                it -> it.initiationMethod(method).initialContact(CALL).previousContact(CALL));
    }

    private static Contact told(Contact leg) {
        return Objects.requireNonNull(leg.told().get(CALL));
    }
}
