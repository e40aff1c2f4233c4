package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.calledOutside;
import static io.contactstatus.contact.TestFacts.completed;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.flowLog;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.known;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.ringsAt;
import static io.contactstatus.contact.TestFacts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How contacts end for their customers.
class OutcomeTest {

    private static final ContactId NEXT = new ContactId("call-2");
    private static final Endpoint OUTSIDE = new Endpoint("TELEPHONE_NUMBER", "+15551230100");

    @Test
    void aContactThatIsNotOverHasNone() {
        assertThat(shown(initiated(0), queued(4000), connectedToAgent(9000)).outcome())
                .isNull();
    }

    @Test
    void aCustomerWhoLeavesTheFlowBeforeAnyQueueHasNotAbandonedAnything() {
        var contact = shown(initiated(0), disconnected(7400, "CUSTOMER_DISCONNECT"));

        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
        assertThat(contact.abandonment()).isNull();
        assertThat(contact.is(Flag.ABANDONED)).isFalse();
    }

    @Test
    void anEndInTheFlowThatNothingExplainsHasNone() {
        assertThat(shown(initiated(0), disconnected(7400)).outcome()).isNull();
    }

    @Test
    void aFlowThatHangsUpHasServedTheCustomerAlsoInTheQueue() {
        assertThat(shown(initiated(0), disconnected(7000, "CONTACT_FLOW_DISCONNECT"))
                        .outcome())
                .isEqualTo(Outcome.ENDED_BY_FLOW);
        assertThat(shown(initiated(0), queued(4000), disconnected(64_000, "CONTACT_FLOW_DISCONNECT"))
                        .outcome())
                .isEqualTo(Outcome.ENDED_BY_FLOW);
    }

    @Test
    void aDisconnectBlockLoggedLastEndsWhatNoReasonExplains() {
        assertThat(shown(initiated(0), flowLog(20_000, "Disconnect"), disconnected(20_400))
                        .outcome())
                .isEqualTo(Outcome.ENDED_BY_FLOW);
        assertThat(shown(initiated(0), queued(4000), flowLog(20_000, "Disconnect"), disconnected(20_400))
                        .outcome())
                .isEqualTo(Outcome.ENDED_BY_FLOW);
        assertThat(shown(
                                initiated(0),
                                flowLog(20_000, "Disconnect"),
                                flowLog(20_100, "PlayPrompt"),
                                disconnected(20_400))
                        .outcome())
                .isNull();
    }

    @Test
    void aDisconnectBlockLaterThanTheCustomersEndProvesNothing() {
        var contact = shown(initiated(0), queued(4000), disconnected(20_400), flowLog(20_900, "Disconnect"));

        assertThat(contact.outcome()).isEqualTo(Outcome.ABANDONED);
    }

    @Test
    void aCustomerWhoGivesUpInTheQueueWaitedAllThatTime() {
        var contact = shown(initiated(0), queued(4000), disconnected(64_000));

        assertThat(contact.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 60));
        assertThat(ContactLifeTest.queueOf(contact).waitSeconds()).isEqualTo(60);
    }

    @Test
    void aCustomerWhoGivesUpWhileItRingsIsCountedFromTheRinging() {
        var contact = shown(
                initiated(0), queued(4000), ringsAt(ANNA, 50_000), disconnected(64_000), agentSays("MISSED", 64_500));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.RINGING, 14));
        assertThat(contact.is(Flag.MISSED_BY_AGENT)).isFalse();
        assertThat(ContactLifeTest.queueOf(contact).waitSeconds()).isEqualTo(60);
    }

    @Test
    void ringingThatStopsAtTheVeryMomentOfTheEndWasEndedByTheCustomer() {
        for (var word : List.of("MISSED", "RELEASED")) {
            var contact = shown(
                    initiated(0),
                    queued(4000),
                    ringsAt(ANNA, 50_000),
                    disconnected(64_300),
                    agentSays(ANNA, word, 64_300));

            assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.RINGING, 14));
            assertThat(contact.refusals()).isEmpty();
        }
    }

    @Test
    void anAgentWhoMissedItBeforeIsOneWhoMissedIt() {
        var contact = shown(
                initiated(0), queued(4000), ringsAt(ANNA, 20_000), agentSays("MISSED", 40_000), disconnected(64_000));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 60));
        assertThat(contact.is(Flag.MISSED_BY_AGENT)).isTrue();
    }

    @Test
    void aFailedOfferIsNotMissed() {
        assertThat(shown(initiated(0), queued(4000), ringsAt(ANNA, 20_000), agentSays("ERROR", 40_000))
                        .is(Flag.MISSED_BY_AGENT))
                .isFalse();
    }

    @Test
    void moreThanOneAttemptAloneIsNoMiss() {
        assertThat(shown(recordOf(200).attempts(2).said()).is(Flag.MISSED_BY_AGENT))
                .isFalse();
    }

    @Test
    void aContactQueuedAgainIsAbandonedInItsLastQueue() {
        var contact = shown(initiated(0), queued(4000), ringsAt(ANNA, 20_000), queued(41_000), disconnected(64_000));

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 23));
    }

    @Test
    void aCustomerWhoReachedAnAgentIsAnsweredHoweverItEnded() {
        assertThat(shown(
                                initiated(0),
                                queued(4000),
                                connectedToAgent(9000),
                                agentSays("CONNECTED_ONHOLD", 12_000),
                                disconnected(64_000, "CUSTOMER_DISCONNECT"))
                        .outcome())
                .isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aVoicemailAfterTheQueueIsNoAbandonment() {
        var contact = shown(recordOf(200)
                .initiated(0)
                .waited(BILLING, "Billing", 10, 47)
                .disconnected(87, "CUSTOMER_DISCONNECT")
                .said());

        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
        assertThat(ContactLifeTest.queueOf(contact).waitSeconds()).isEqualTo(37);
    }

    @Test
    void aQueueLeftLessThanTwoSecondsBeforeTheEndWasLeftByEnding() {
        var contact = shown(recordOf(200)
                .initiated(0)
                .waited(BILLING, "Billing", 10, 86)
                .disconnected(87, "CUSTOMER_DISCONNECT")
                .said());

        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 77));
    }

    @Test
    void aCallThatNobodyTookIsNotReachedWhateverTheReason() {
        for (var reason : new String[] {"TELECOM_UNANSWERED", "AGENT_DISCONNECT", "OTHER", "CUSTOMER_DISCONNECT"}) {
            var contact = shown(initiated(0, "OUTBOUND"), connectedToAgent(1000), disconnected(35_000, reason));

            assertThat(contact.outcome()).as(reason).isEqualTo(Outcome.NOT_REACHED);
            assertThat(ContactLifeTest.agentOf(contact).interactionSeconds()).isZero();
        }
    }

    @Test
    void aCallThatTheCustomerTookIsAnsweredFromThen() {
        var contact = shown(
                initiated(0, "OUTBOUND"),
                connectedToAgent(1000),
                connectedToSystem(9000),
                disconnected(35_000, "AGENT_DISCONNECT"));

        assertThat(contact.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(ContactLifeTest.agentOf(contact).interactionSeconds()).isEqualTo(26);
        assertThat(contact.durationSeconds()).isEqualTo(35);
    }

    @Test
    void aMachineIsNobody() {
        var contact = shown(
                event(
                        0,
                        it -> it.initiated(TestFacts.exact(0))
                                .initiationMethod("API")
                                .campaign(true)),
                event(
                        20_000,
                        it -> it.connectedToSystem(TestFacts.exact(20_000)).answeredBy("VOICEMAIL_BEEP", at(20_000))),
                disconnected(50_000));

        assertThat(contact.outcome()).isEqualTo(Outcome.NOT_REACHED);
    }

    @Test
    void aMessageThatWeSendIsNotUnreachedForWantOfAnAnswer() {
        assertThat(shown(recordOf(90)
                                .channel("CHAT")
                                .method("OUTBOUND")
                                .initiated(0)
                                .disconnected(60, "EXPIRED")
                                .said())
                        .outcome())
                .isEqualTo(Outcome.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"CUSTOMER_NEVER_ARRIVED, API", "CUSTOMER_CONNECTION_NOT_ESTABLISHED, INBOUND"})
    void aCustomerWhoWasNeverThereIsNotReached(String reason, String method) {
        assertThat(shown(recordOf(90)
                                .method(method)
                                .initiated(0)
                                .disconnected(30, reason)
                                .said())
                        .outcome())
                .isEqualTo(Outcome.NOT_REACHED);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, EXPIRED",
        "IDLE_DISCONNECT, EXPIRED",
        "API, CLOSED",
        "DISCARDED, CLOSED",
        "AGENT_DISCONNECT, CLOSED",
        "BARGED, CLOSED",
        "TELECOM_PROBLEM, FAILED",
        "TELECOM_ORIGINATOR_CANCEL, ABANDONED",
        "SYSTEM_ERROR, FAILED",
        "AGENT_NETWORK_DISCONNECT, FAILED",
        "CUSTOMER_DISCONNECT, ABANDONED",
        "CONTACT_FLOW_DISCONNECT, ENDED_BY_FLOW"
    })
    void aReasonTellsWhyAQueueWasLeft(String reason, Outcome outcome) {
        assertThat(shown(queueLeft(reason).said()).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"OTHER", "THIRD_PARTY_DISCONNECT", "SOMETHING_NEW"})
    void aWordThatExplainsNothingIsNeverAnAbandonment(String reason) {
        assertThat(shown(queueLeft(reason).said()).outcome()).isNull();
    }

    @Test
    void aRecordWithoutAReasonExplainsNothing() {
        assertThat(shown(queueLeft(null).said()).outcome()).isNull();
    }

    @Test
    void tasksAndCallbacksThatWaitHaveNobodyWhoCouldGiveUp() {
        assertThat(shown(
                                event(0, it -> it.channel("TASK", at(10_000)).initiated(TestFacts.exact(0))),
                                queued(4000),
                                event(9000, it -> it.disconnected(TestFacts.exact(9000))))
                        .outcome())
                .isNull();
        assertThat(shown(initiated(0, "CALLBACK"), queued(1000), disconnected(7000))
                        .outcome())
                .isNull();
    }

    @Test
    void anAgentWhoTookATaskHasAnsweredIt() {
        assertThat(shown(
                                event(0, it -> it.channel("TASK", at(0)).initiated(TestFacts.exact(0))),
                                event(5000, it -> it.channel("TASK", at(5000)).connectedToAgent(TestFacts.exact(5000))),
                                event(9000, it -> it.channel("TASK", at(9000)).disconnected(TestFacts.exact(9000))))
                        .outcome())
                .isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aCustomerPutThroughToAnOutsideNumberHasNotGivenUp() {
        var contact = shown(
                initiated(0),
                queued(2000),
                calledOutside(OutsideCall.Stage.DIALLED, 33_000),
                disconnected(93_000, "CUSTOMER_DISCONNECT"));

        assertThat(contact.outcome()).isEqualTo(Outcome.TRANSFERRED_OUT);
        assertThat(ContactLifeTest.queueOf(contact).waitSeconds()).isEqualTo(31);
        assertThat(contact.course().phases())
                .extracting(Phase::kind)
                .containsExactly(Phase.Kind.FLOW, Phase.Kind.QUEUE, Phase.Kind.OUTSIDE);
    }

    @Test
    void anOutsideNumberThatWasNotReachedIsNoTransfer() {
        var contact = shown(
                initiated(0),
                calledOutside(OutsideCall.Stage.DIALLED, 3000),
                calledOutside(OutsideCall.Stage.FAILED, 33_000),
                disconnected(40_000, "CUSTOMER_DISCONNECT"));

        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
    }

    @Test
    void aRecordTellsWhetherTheCustomerWasPutThrough() {
        var dialled = known(initiated(0), queued(2000), calledOutside(OutsideCall.Stage.DIALLED, 33_000));
        var record =
                recordOf(200).initiated(0).waited(BILLING, "Billing", 2, 93).disconnected(93, "CUSTOMER_DISCONNECT");

        assertThat(dialled.join(record.said()).snapshot().outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
        assertThat(dialled.join(record.transferredTo(OUTSIDE).said()).snapshot().outcome())
                .isEqualTo(Outcome.TRANSFERRED_OUT);
        assertThat(shown(record.said()).outcome()).isEqualTo(Outcome.TRANSFERRED_OUT);
    }

    @Test
    void aCustomerWhoWentOnToAnotherLegIsNotLost() {
        var first = known(initiated(0), queued(4000), disconnected(64_000));

        for (var method : new String[] {"TRANSFER", "QUEUE_TRANSFER", "FLOW"}) {
            var handedOn = first.join(told(next(NEXT, method))).snapshot();

            assertThat(handedOn.outcome()).as(method).isEqualTo(Outcome.WENT_ON);
            assertThat(handedOn.chain().nextContactId()).isEqualTo(NEXT);
        }
        for (var method : new String[] {"CALLBACK", "CALLBACK_CUSTOMER_FIRST_QUEUED"}) {
            assertThat(first.join(told(next(NEXT, method))).snapshot().outcome())
                    .as(method)
                    .isEqualTo(Outcome.CALLBACK_REQUESTED);
        }
        for (var method : new String[] {"DISCONNECT", "MONITOR", "EXTERNAL_OUTBOUND", "AGENT_REPLY"}) {
            assertThat(first.join(told(next(NEXT, method))).snapshot().abandonment())
                    .as(method)
                    .isEqualTo(new Abandonment(Place.QUEUE, 60));
        }
    }

    @Test
    void isSettledByTheLegThatTookTheCustomerWhicheverOtherLegsFollowed() {
        var first = known(initiated(0), queued(4000), disconnected(64_000));

        for (var other : new String[] {"call-0", "call-9"}) {
            var both = first.join(told(next(NEXT, "QUEUE_TRANSFER")))
                    .join(told(next(new ContactId(other), "DISCONNECT")))
                    .snapshot();

            assertThat(both.outcome()).isEqualTo(Outcome.WENT_ON);
            assertThat(both.chain().nextContactId()).isEqualTo(NEXT);
        }
    }

    @Test
    void aNextLegOfWhichNothingWasHeardHasTheCustomerUntilItIs() {
        var record = queueLeft("OTHER").next(NEXT);

        assertThat(shown(record.said()).outcome()).isEqualTo(Outcome.WENT_ON);
        assertThat(known(record.said(), told(next(NEXT, "DISCONNECT")))
                        .snapshot()
                        .outcome())
                .isNull();
    }

    @Test
    void aNextLegOfWhichOnlyItsAgentSpokeTookTheCustomer() {
        var record = queueLeft("CONTACT_FLOW_DISCONNECT").next(NEXT);
        var next = Facts.about(NEXT, Source.AGENT_EVENT)
                .heardAt(at(70_000))
                .initiationMethod("QUEUE_TRANSFER")
                .initialContact(CALL)
                .toContact();

        assertThat(known(record.said(), told(next)).snapshot().outcome()).isEqualTo(Outcome.WENT_ON);
    }

    @Test
    void aDisconnectBlockAfterACompletionWithoutADisconnectionProvesNothing() {
        var waited = known(initiated(0), queued(2000), completed(60_000));

        assertThat(waited.join(flowLog(61_000, "Disconnect")).snapshot().outcome())
                .isEqualTo(Outcome.ABANDONED);
        assertThat(waited.join(flowLog(59_000, "Disconnect")).snapshot().outcome())
                .isEqualTo(Outcome.ENDED_BY_FLOW);
    }

    @Test
    void anEMailThatWasTransferredWentOn() {
        assertThat(shown(recordOf(90)
                                .channel("EMAIL")
                                .initiated(0)
                                .disconnected(60, "TRANSFERRED")
                                .said())
                        .outcome())
                .isEqualTo(Outcome.WENT_ON);
    }

    @Test
    void legsWithoutACustomerOfTheirOwnAreInternal() {
        assertThat(shown(initiated(0, "EXTERNAL_OUTBOUND"), disconnected(9000)).outcome())
                .isEqualTo(Outcome.INTERNAL);
        assertThat(shown(initiated(0, "MONITOR"), disconnected(9000)).outcome()).isEqualTo(Outcome.MONITORED);
        assertThat(shown(recordOf(90)
                                .subtype("connect:Guide")
                                .initiated(0)
                                .disconnected(60, null)
                                .said())
                        .outcome())
                .isEqualTo(Outcome.INTERNAL);
    }

    @Test
    void aLostDisconnectedLeavesTheOutcomeToWhatIsKnown() {
        assertThat(shown(initiated(0), queued(1000), connectedToAgent(5000), completed(90_000))
                        .outcome())
                .isEqualTo(Outcome.ANSWERED);
        assertThat(shown(initiated(0), queued(1000), completed(90_000)).abandonment())
                .isEqualTo(new Abandonment(Place.QUEUE, 89));
    }

    private static ContactRecordBuilder queueLeft(@Nullable String reason) {
        return recordOf(90).initiated(0).queued(BILLING, "Billing", 4, null).disconnected(30, reason);
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
