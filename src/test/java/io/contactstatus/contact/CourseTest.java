package io.contactstatus.contact;

import static io.contactstatus.contact.PhaseText.phases;
import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.agentOf;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.calledOutside;
import static io.contactstatus.contact.TestFacts.completed;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.exact;
import static io.contactstatus.contact.TestFacts.flowLog;
import static io.contactstatus.contact.TestFacts.heldByAgent;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.paused;
import static io.contactstatus.contact.TestFacts.pausedTask;
import static io.contactstatus.contact.TestFacts.queueOf;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.ringsAt;
import static io.contactstatus.contact.TestFacts.rounded;
import static io.contactstatus.contact.TestFacts.task;
import static io.contactstatus.contact.TestFacts.told;
import static io.contactstatus.contact.TestFacts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.OutsideCall.Stage;
import io.contactstatus.contact.Snapshot.Abandonment;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A contact's life in phases, and the durations that are sums of them.
class CourseTest {

    private static final Endpoint OUTSIDE = new Endpoint("TELEPHONE_NUMBER", "+15551230100");

    // Before anything else.

    @Test
    void aTaskOfLaterIsScheduledUntilItsTimeHasComeAndSomethingIsHeard() {
        var planned =
                task(0, it -> it.initiated(exact(0)).initiationMethod("API").scheduled(at(60_000), at(0)));

        assertThat(phases(told(planned))).isEqualTo("SCHEDULED …");
        assertThat(phases(told(planned, task(60_400, it -> it.connectedToSystem(exact(60_400))))))
                .isEqualTo("SCHEDULED 60, FLOW …");
        var queued = told(planned, task(75_000, it -> it.enqueued(exact(75_000), BILLING)));
        assertThat(phases(queued)).isEqualTo("SCHEDULED 60, FLOW 15, QUEUE …");
        assertThat(queued.durationSeconds()).isEqualTo(15);
    }

    @Test
    void aTaskThatIsDiscardedBeforeItsTimeHasLastedNoTime() {
        var contact = told(
                task(0, it -> it.initiated(exact(0)).scheduled(at(60_000), at(0))),
                task(20_000, it -> it.disconnected(exact(20_000)).disconnectReason("API", at(20_000))));

        assertThat(phases(contact)).isEqualTo("SCHEDULED 20");
        assertThat(contact.durationSeconds()).isZero();
        assertThat(contact.outcome()).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void aTaskScheduledForAPastTimeIsInTheFlowAtOnce() {
        assertThat(phases(told(task(10_000, it -> it.initiated(exact(10_000)).scheduled(at(0), at(10_000))))))
                .isEqualTo("FLOW …");
    }

    @Test
    void aCallbackIsScheduledUntilItIsQueuedHoweverLongThatTakes() {
        var made = initiated(0, "CALLBACK");

        assertThat(phases(told(made))).isEqualTo("SCHEDULED …");
        assertThat(phases(told(made, queued(300_000)))).isEqualTo("SCHEDULED 300, QUEUE …");
        assertThat(told(made, queued(300_000)).durationSeconds()).isNull();
    }

    // Calling.

    @Test
    void anOutgoingCallIsDialledUntilTheCustomerAnswers() {
        var dialled = new Contact[] {
            initiated(0, "OUTBOUND"), ringsAt(ANNA, 200), connectedToAgent(1000), agentSays(ANNA, "CONNECTED", 1000)
        };

        assertThat(phases(told(dialled))).isEqualTo("DIALLING …");
        assertThat(told(dialled).status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(phases(told(with(dialled, connectedToSystem(9000), disconnected(30_000)))))
                .isEqualTo("DIALLING 9, WITH_AGENT 21");
        assertThat(phases(told(with(dialled, disconnected(30_000, "TELECOM_BUSY")))))
                .isEqualTo("DIALLING 30");
    }

    @Test
    void aHoldOfACallThatNobodyAnsweredIsNoTimeWithTheCustomer() {
        var contact = told(
                initiated(0, "OUTBOUND"),
                connectedToAgent(1000),
                agentSays(ANNA, "CONNECTED_ONHOLD", 5000),
                disconnected(30_000, "AGENT_DISCONNECT"));

        assertThat(phases(contact)).isEqualTo("DIALLING 30");
        assertThat(contact.outcome()).isEqualTo(Outcome.NOT_REACHED);
        assertThat(agentOf(contact).interactionSeconds()).isZero();
    }

    @Test
    void aCallbackIsDialledFromTheAgentsAcceptanceNotFromTheOffer() {
        var contact = told(
                initiated(0, "CALLBACK"),
                queued(10_000),
                agentSays(ANNA, "INCOMING", 20_000),
                agentSays(ANNA, "CONNECTING", 26_000),
                agentSays(ANNA, "CONNECTED", 27_000),
                connectedToAgent(27_000),
                connectedToSystem(40_000),
                disconnected(70_000));

        assertThat(phases(contact)).isEqualTo("SCHEDULED 10, QUEUE 10, RINGING 6, DIALLING 14, WITH_AGENT 30");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(16);
        assertThat(queueOf(contact).dequeuedAt()).isEqualTo(at(26_000));
        assertThat(contact.durationSeconds()).isEqualTo(60);
    }

    @Test
    void withoutAnAgentStreamTheRecordTellsWhenACallbackWasAccepted() {
        var live = new Contact[] {
            initiated(0, "CALLBACK"), queued(10_000), connectedToAgent(27_000), connectedToSystem(40_000)
        };

        assertThat(phases(told(live))).isEqualTo("SCHEDULED 10, QUEUE 17, DIALLING 13, WITH_AGENT …");
        assertThat(phases(told(with(
                        live,
                        recordOf(90)
                                .method("CALLBACK")
                                .initiated(0)
                                .waited(BILLING, "Billing", 10, 22)
                                .agent(ANNA, "anna", 27)
                                .connectedToSystem(40)
                                .disconnected(70, "CUSTOMER_DISCONNECT")
                                .said()))))
                .isEqualTo("SCHEDULED 10, QUEUE 12, DIALLING 18, WITH_AGENT 30");
    }

    @Test
    void aCallbackThatAnAgentDeclinesWaitsOn() {
        assertThat(phases(told(
                        initiated(0, "CALLBACK"),
                        queued(1000),
                        agentSays(ANNA, "INCOMING", 20_000),
                        agentSays(ANNA, "REJECTED", 25_000))))
                .isEqualTo("SCHEDULED 1, QUEUE 19, RINGING 5, QUEUE …");
    }

    @Test
    void aCampaignIsDialledFromWhenItIsCalledAndThenInTheFlow() {
        var listed =
                event(0, it -> it.initiated(exact(0)).initiationMethod("API").campaign(true));
        var called = event(
                7_220_000,
                it -> it.initiated(exact(7_200_000))
                        .connectedToSystem(exact(7_220_000))
                        .campaign(true));

        assertThat(phases(told(listed))).isEqualTo("DIALLING …");
        assertThat(phases(told(listed, called, disconnected(7_250_000)))).isEqualTo("DIALLING 20, FLOW 30");
        // The record may know no better than the list.
        assertThat(told(
                                listed,
                                called,
                                disconnected(7_250_000),
                                recordOf(8000).method("API").initiated(0).said())
                        .durationSeconds())
                .isEqualTo(50);
    }

    @Test
    void aCustomerFirstCallbackIsDialledFromItsBeginningAndThenWaitsWithTheCustomerOnTheLine() {
        var contact = told(
                initiated(0, Method.CUSTOMER_FIRST_DIALED),
                connectedToSystem(12_000),
                queued(14_000),
                ringsAt(ANNA, 30_000),
                disconnected(40_000, "CUSTOMER_DISCONNECT"));

        assertThat(phases(contact)).isEqualTo("DIALLING 12, FLOW 2, QUEUE 16, RINGING 10");
        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.RINGING, 10));
        assertThat(contact.is(Flag.CALLBACK)).isTrue();
    }

    @Test
    void aWaitingCustomerFirstCallbackIsNotAnsweredByItsCreationFlow() {
        var contact = told(initiated(0, Method.CUSTOMER_FIRST_QUEUED), connectedToSystem(500), queued(2000));

        assertThat(phases(contact)).isEqualTo("SCHEDULED 2, QUEUE …");
    }

    // Waiting.

    @Test
    void ringingStampedBeforeItsQueueBeginsWithIt() {
        assertThat(phases(told(initiated(0), ringsAt(ANNA, 3100), queued(4900))))
                .isEqualTo("FLOW 4, QUEUE 0, RINGING …");
        assertThat(phases(told(initiated(0), ringsAt(ANNA, 3100), agentSays("MISSED", 4000), queued(4900))))
                .isEqualTo("FLOW 3, RINGING 1, QUEUE …");
        assertThat(phases(told(initiated(0), ringsAt(ANNA, 2000), queued(4900))))
                .isEqualTo("FLOW 2, RINGING 2, QUEUE …");
    }

    @Test
    void aMissDoesNotEndAVisit() {
        var contact = told(
                initiated(0),
                queued(4000),
                ringsAt(ANNA, 20_000),
                agentSays(ANNA, "MISSED", 40_000),
                ringsAt(BEN, 50_000),
                agentSays(BEN, "CONNECTED", 54_000),
                connectedToAgent(54_000, BEN));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 16, RINGING 20, QUEUE 10, RINGING 4, WITH_AGENT …");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(50);
        assertThat(contact.course().phases()).extracting(Phase::visit).containsExactly(0, 1, 1, 1, 1, 0);
    }

    @Test
    void theWaitIsThatOfTheLastVisit() {
        var contact = told(initiated(0), queued(4000), queued(30_000, SALES), connectedToAgent(41_000));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 26, QUEUE 11, WITH_AGENT …");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(11);
        assertThat(queueOf(contact).waitingSince()).isEqualTo(at(4000));
        assertThat(contact.course().phases()).extracting(Phase::queueArn).containsExactly(null, BILLING, SALES, null);
    }

    @Test
    void anAgentEndsAWaitForGood() {
        var contact = told(
                initiated(0),
                queued(4000),
                connectedToAgent(9000),
                agentSays(ANNA, "CONNECTED", 9000),
                agentSays(ANNA, "ENDED", 50_000),
                queued(52_000, SALES));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 5, WITH_AGENT 41, FLOW 2, QUEUE …");
        assertThat(queueOf(contact).firstEnqueuedAt()).isEqualTo(at(4000));
        assertThat(queueOf(contact).waitingSince()).isEqualTo(at(52_000));
    }

    @Test
    void anAgentWhoIsDoneWithItLaterDoesNotTakeItOutOfItsNextQueue() {
        var contact = told(
                initiated(0),
                queued(4000),
                connectedToAgent(9000),
                agentSays(ANNA, "CONNECTED", 9000),
                agentSays(ANNA, "ENDED", 50_000),
                queued(52_000, SALES),
                agentSays(ANNA, "CLEARED", 80_000));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 5, WITH_AGENT 41, FLOW 2, QUEUE …");
        assertThat(contact.status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void aDequeueThatIsNoEndGoesOnInTheFlow() {
        var contact = told(recordOf(200)
                .initiated(0)
                .waited(BILLING, "Billing", 10, 47)
                .disconnected(87, "CUSTOMER_DISCONNECT")
                .said());

        assertThat(phases(contact)).isEqualTo("FLOW 10, QUEUE 37, FLOW 40");
        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
    }

    @Test
    void anOfferTakenBackOutsideAnyQueueEndsInTheFlowHoweverShortlyBefore() {
        var contact = told(
                initiated(0),
                ringsAt(ANNA, 5000),
                agentSays(ANNA, "MISSED", 25_200),
                disconnected(25_700, "CUSTOMER_DISCONNECT"));

        assertThat(phases(contact)).isEqualTo("FLOW 5, RINGING 20, FLOW 0");
        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
        assertThat(contact.is(Flag.MISSED_BY_AGENT)).isTrue();
    }

    @Test
    void ringingThatStopsWithTheEndWasStoppedByIt() {
        for (var stopped : new String[] {AgentState.RELEASED, "MISSED"}) {
            var contact = told(
                    initiated(0),
                    queued(4000),
                    ringsAt(ANNA, 20_000),
                    agentSays(ANNA, stopped, 31_500),
                    disconnected(31_500, "CUSTOMER_DISCONNECT"));

            assertThat(contact.abandonment()).as(stopped).isEqualTo(new Abandonment(Place.RINGING, 11));
            assertThat(contact.is(Flag.MISSED_BY_AGENT)).isFalse();
        }
    }

    @Test
    void ringingThatTheAgentsEventsHoldNoLongerIsOver() {
        var contact = told(initiated(0), queued(4000), ringsAt(ANNA, 20_000), heldByAgent(false, 30_000));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 16, RINGING 10, QUEUE …");
        assertThat(contact.status()).isEqualTo(Status.QUEUED);
    }

    // Outside.

    @Test
    void aCallPutThroughByTheFlowIsOutsideUntilItsResult() {
        var dialled = new Contact[] {initiated(0), calledOutside(Stage.DIALLED, 3000)};

        assertThat(phases(told(dialled))).isEqualTo("FLOW 3, OUTSIDE …");
        assertThat(phases(told(with(dialled, calledOutside(Stage.ENDED, 63_000), disconnected(70_000)))))
                .isEqualTo("FLOW 3, OUTSIDE 60, FLOW 7");
        assertThat(phases(told(with(dialled, disconnected(70_000))))).isEqualTo("FLOW 3, OUTSIDE 67");
    }

    @Test
    void beingPutThroughEndsAVisitWhateverTheRecordSaysOfLeavingTheQueue() {
        var contact = told(
                initiated(0),
                queued(2000),
                calledOutside(Stage.DIALLED, 33_000),
                calledOutside(Stage.FAILED, 43_000),
                recordOf(200)
                        .initiated(0)
                        .waited(BILLING, "Billing", 2, 93)
                        .disconnected(93, "CUSTOMER_DISCONNECT")
                        .said());

        assertThat(phases(contact)).isEqualTo("FLOW 2, QUEUE 31, OUTSIDE 10, FLOW 50");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(31);
        assertThat(queueOf(contact).dequeuedAt()).isEqualTo(at(33_000));
        assertThat(contact.provenance().facts().get(Fact.DEQUEUED))
                .isEqualTo(Attribution.by(Source.FLOW_LOG, at(33_000)));
    }

    @Test
    void aDialBlockInTheSecondOfTheEndIsNoWaitingAnyMore() {
        var contact = told(
                initiated(0),
                queued(2000),
                calledOutside(Stage.DIALLED, 33_100),
                calledOutside(Stage.FAILED, 33_300),
                disconnected(33_500, "CUSTOMER_DISCONNECT"));

        assertThat(contact.outcome()).isEqualTo(Outcome.LEFT_IN_FLOW);
    }

    // With an agent.

    @Test
    void holdsAreToldEachTime() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                agentSays(ANNA, "CONNECTED", 5000),
                agentSays(ANNA, "CONNECTED_ONHOLD", 10_000),
                agentSays(ANNA, "CONNECTED", 15_000),
                agentSays(ANNA, "CONNECTED_ONHOLD", 20_000),
                agentSays(ANNA, "CONNECTED", 22_000),
                disconnected(40_000));

        assertThat(phases(contact))
                .isEqualTo("FLOW 5, WITH_AGENT 5, ON_HOLD 5, WITH_AGENT 5, ON_HOLD 2, WITH_AGENT 18");
        assertThat(agentOf(contact).holdSeconds()).isEqualTo(7);
        assertThat(agentOf(contact).holdCount()).isEqualTo(2);
        assertThat(agentOf(contact).interactionSeconds()).isEqualTo(28);
    }

    @Test
    void anAgentsPauseAndTheContactsAreOnePause() {
        var contact = told(
                task(0, it -> it.initiated(exact(0))),
                task(10_000, it -> it.connectedToAgent(exact(10_000))),
                agentSays(ANNA, "CONNECTED", 10_000),
                agentSays(ANNA, "PAUSED", 20_300),
                pausedTask(20_000, true),
                agentSays(ANNA, "CONNECTED", 50_300),
                pausedTask(50_000, false),
                task(90_000, it -> it.disconnected(exact(90_000))));

        assertThat(phases(contact)).isEqualTo("FLOW 10, WITH_AGENT 10, PAUSED 30, WITH_AGENT 40");
        assertThat(agentOf(contact).interactionSeconds()).isEqualTo(50);
        assertThat(contact.durationSeconds()).isEqualTo(90);
    }

    @Test
    void overlappingPausesLastFromTheFirstToTheFirstResumption() {
        var contact = told(
                task(0, it -> it.initiated(exact(0)).connectedToAgent(exact(0))),
                pausedTask(20_000, true),
                agentSays(ANNA, "PAUSED", 25_000),
                agentSays(ANNA, "CONNECTED", 40_000),
                pausedTask(45_000, false),
                task(60_000, it -> it.disconnected(exact(60_000))));

        assertThat(phases(contact)).isEqualTo("WITH_AGENT 20, PAUSED 20, WITH_AGENT 20");
    }

    @Test
    void aPauseInTheQueueIsNobodysWait() {
        var contact = told(
                task(0, it -> it.initiated(exact(0))),
                task(5000, it -> it.enqueued(exact(5000), BILLING)),
                pausedTask(10_000, true),
                pausedTask(40_000, false),
                task(50_000, it -> it.connectedToAgent(exact(50_000))));

        assertThat(phases(contact)).isEqualTo("FLOW 5, QUEUE 5, PAUSED 30, QUEUE 10, WITH_AGENT …");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(15);
    }

    @Test
    void aPauseThatAgentsEventsAloneTellOfIsOfAnAgentWhoHasAnswered() {
        var contact = told(
                task(0, it -> it.initiated(exact(0))),
                agentSays(ANNA, "PAUSED", 25_000),
                task(60_000, it -> it.disconnected(exact(60_000))));

        assertThat(phases(contact)).isEqualTo("FLOW 25, WITH_AGENT 0, PAUSED 35");
        assertThat(contact.outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aHoldAfterAPauseIsAHold() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                paused(10_000, true),
                agentSays(ANNA, "CONNECTED_ONHOLD", 20_000));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 5, PAUSED 10, ON_HOLD …");
        assertThat(contact.is(Flag.ON_HOLD)).isTrue();
    }

    // Totals.

    @Test
    void aTotalOfWhichNothingTellsWhenItWasLiesInTheTimeWithThatAgent() {
        assertThat(phases(told(talked(12, 5)))).isEqualTo("FLOW 4, QUEUE 6, WITH_AGENT 60 (held 12) (paused 5)");
        assertThat(agentOf(told(talked(12, 5))).interactionSeconds()).isEqualTo(43);
        assertThat(agentOf(told(talked(12, 5))).holdSeconds()).isEqualTo(12);
    }

    @Test
    void aTotalLargerThanTheTalkIsAllOfIt() {
        var contact = told(talked(500, 20));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 6, WITH_AGENT 60 (held 60)");
        assertThat(agentOf(contact).interactionSeconds()).isZero();
        assertThat(agentOf(contact).holdSeconds()).isEqualTo(60);
    }

    @Test
    void withoutATotalNothingIsSaidOfHolds() {
        assertThat(agentOf(told(talked(null, null))).holdSeconds()).isNull();
        assertThat(agentOf(told(talked(0, 0))).holdSeconds()).isZero();
        assertThat(agentOf(told(talked(null, null))).interactionSeconds()).isEqualTo(60);
    }

    @Test
    void aTotalIsNotUsedWhereTimesTellTheSplit() {
        for (var total : new int[] {10, 11, 400}) {
            var contact = told(
                    agentSays(ANNA, "CONNECTED", 10_100),
                    agentSays(ANNA, "CONNECTED_ONHOLD", 20_000),
                    agentSays(ANNA, "CONNECTED", 30_900),
                    talked(total, null));

            assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 6, WITH_AGENT 10, ON_HOLD 10, WITH_AGENT 40");
            assertThat(agentOf(contact).holdSeconds()).isEqualTo(10);
            assertThat(agentOf(contact).interactionSeconds()).isEqualTo(50);
        }
    }

    @Test
    void aPauseInTheQueueDoesNotTellTheSplitOfTheAgentsPause() {
        var contact = told(pausedTask(5000, true), pausedTask(7000, false), talked(null, 20));

        assertThat(phases(contact)).isEqualTo("FLOW 4, QUEUE 1, PAUSED 2, QUEUE 3, WITH_AGENT 60 (paused 20)");
    }

    @Test
    void aTotalIsOfThatAgentInWhicheverRegion() {
        var here = "arn:aws:connect:eu-west-2:111122223333:instance/a/agent/anna";
        var elsewhere = "arn:aws:connect:us-west-2:111122223333:instance/b/agent/anna";
        var record = recordOf(200)
                .initiated(0)
                .waited(BILLING, "Billing", 1, 10)
                .agent(elsewhere, "anna", 10)
                .interaction(60)
                .holds(1, 10)
                .disconnected(70, "CUSTOMER_DISCONNECT");

        assertThat(phases(told(queued(1000), agentSays(here, "CONNECTED", 10_000), record.said())))
                .isEqualTo("FLOW 1, QUEUE 9, WITH_AGENT 60 (held 10)");
    }

    @Test
    void ringingThatStopsWithTheEndIsNoMissAlsoWhereOnlyTheCompletionWasHeardOf() {
        var contact = told(
                initiated(0),
                queued(1000),
                agentSays(ANNA, "CONNECTING", 5000),
                completed(10_000),
                agentSays(ANNA, "MISSED", 10_400));

        assertThat(contact.is(Flag.MISSED_BY_AGENT)).isFalse();
        assertThat(phases(contact)).isEqualTo("FLOW 1, QUEUE 4, RINGING 5");
    }

    @Test
    void aTotalIsThatOfTheRecordsAgent() {
        var contact = told(
                agentSays(ANNA, "CONNECTED", 10_000),
                agentSays(ANNA, "ENDED", 20_000),
                queued(21_000, SALES),
                agentSays(BEN, "CONNECTED", 30_000),
                recordOf(200)
                        .initiated(0)
                        .waited(SALES, "Sales", 21, 30)
                        .agent(BEN, "ben", 30)
                        .interaction(30)
                        .holds(1, 10)
                        .disconnected(70, "CUSTOMER_DISCONNECT")
                        .said());

        assertThat(phases(contact)).isEqualTo("FLOW 10, WITH_AGENT 10, FLOW 1, QUEUE 9, WITH_AGENT 40 (held 10)");
    }

    @Test
    void theContactEventsTotalCountsUntilARecordDoes() {
        var live = new Contact[] {
            initiated(0),
            connectedToAgent(10_000),
            event(100_000, it -> it.disconnected(exact(100_000)).heldFor(25, at(100_000)))
        };

        assertThat(phases(told(live))).isEqualTo("FLOW 10, WITH_AGENT 90 (held 25)");
        assertThat(agentOf(told(live)).interactionSeconds()).isEqualTo(65);
    }

    // Records and live events that disagree.

    @Test
    void theRecordOutranksAndAFinerTimeWithinASecondIsTheSameMoment() {
        var contact = told(
                initiated(123),
                queued(4623),
                disconnected(106_623),
                recordOf(200)
                        .initiated(0)
                        .waited(BILLING, "Billing", 8, 103)
                        .disconnected(103, "CUSTOMER_DISCONNECT")
                        .said());

        assertThat(phases(contact)).isEqualTo("FLOW 8, QUEUE 95");
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(95);
        assertThat(contact.durationSeconds()).isEqualTo(103);
        assertThat(contact.abandonment()).isEqualTo(new Abandonment(Place.QUEUE, 95));
    }

    @Test
    void whatAgentsTellAfterTheRecordsEndIsToldOfTheAgentAlone() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                agentSays(ANNA, "CONNECTED", 5000),
                recordOf(200)
                        .initiated(0)
                        .agent(ANNA, "anna", 5)
                        .disconnected(20, "AGENT_DISCONNECT")
                        .said(),
                agentSays(ANNA, "CONNECTED_ONHOLD", 31_000),
                agentSays(ANNA, "CONNECTED", 33_000),
                agentSays(ANNA, "CONNECTED_ONHOLD", 36_000));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 15");
    }

    // The end.

    @Test
    void workAfterTheEndLastsUntilTheAgentIsDone() {
        var live = new Contact[] {
            initiated(0),
            connectedToAgent(5000),
            agentSays(ANNA, "CONNECTED", 5000),
            disconnected(60_000),
            agentSays(ANNA, "ENDED", 60_400)
        };

        assertThat(phases(told(live))).isEqualTo("FLOW 5, WITH_AGENT 55, AFTER_CONTACT_WORK …");
        assertThat(told(live).phase()).isEqualTo(Phase.Kind.AFTER_CONTACT_WORK);
        assertThat(told(live).active()).isFalse();
        var done = told(with(live, agentSays(ANNA, "CLEARED", 90_000)));
        assertThat(phases(done)).isEqualTo("FLOW 5, WITH_AGENT 55, AFTER_CONTACT_WORK 30");
        assertThat(done.phase()).isNull();
        assertThat(done.durationSeconds()).isEqualTo(60);
    }

    @Test
    void workThatTheAgentsEventsHoldNoLongerIsDone() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                agentSays(ANNA, "CONNECTED", 5000),
                disconnected(60_000),
                agentSays(ANNA, "ENDED", 60_400),
                heldByAgent(false, 85_000));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 55, AFTER_CONTACT_WORK 25");
        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void workWhileTheCustomerGoesOnIsNoPhase() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                agentSays(ANNA, "CONNECTED", 5000),
                agentSays(ANNA, "ENDED", 20_000),
                agentSays(ANNA, "CLEARED", 40_000),
                recordOf(200)
                        .initiated(0)
                        .transferredTo(OUTSIDE)
                        .agent(ANNA, "anna", 5)
                        .interaction(15)
                        .afterContactWork(20, 40)
                        .disconnected(100, "CUSTOMER_DISCONNECT")
                        .said());

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 15, OUTSIDE 80");
        assertThat(agentOf(contact).afterContactWorkEndedAt()).isEqualTo(at(40_000));
        assertThat(contact.durationSeconds()).isEqualTo(100);
    }

    @Test
    void workThatEndsLaterCountsFromTheCustomersEnd() {
        var contact = told(
                initiated(0),
                connectedToAgent(5000),
                agentSays(ANNA, "CONNECTED", 5000),
                agentSays(ANNA, "ENDED", 20_000),
                disconnected(30_000),
                agentSays(ANNA, "CLEARED", 40_000));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 15, FLOW 10, AFTER_CONTACT_WORK 10");
    }

    @Test
    void aCustomerWhoGoesOnAfterTheAgentIsOutsideOnlyWhereSomethingSaysSo() {
        var left = new Contact[] {
            initiated(0), connectedToAgent(5000), agentSays(ANNA, "CONNECTED", 5000), agentSays(ANNA, "ENDED", 20_000)
        };

        assertThat(phases(told(left))).isEqualTo("FLOW 5, WITH_AGENT 15, FLOW …");
        assertThat(told(left).status()).isEqualTo(Status.AFTER_CONTACT_WORK);
        var record = recordOf(200).initiated(0).disconnected(60, "CUSTOMER_DISCONNECT");
        assertThat(phases(told(with(left, record.transferCompleted(21).said()))))
                .isEqualTo("FLOW 5, WITH_AGENT 15, OUTSIDE 40");
        // A flow is not outside.
        assertThat(phases(told(with(
                        left,
                        record.transferredTo(new Endpoint("CONTACT_FLOW", "arn:flow"))
                                .said()))))
                .isEqualTo("FLOW 5, WITH_AGENT 15, FLOW 40");
        var thirdParty = event(
                new ContactId("call-2"),
                15_000,
                it -> it.initiationMethod("EXTERNAL_OUTBOUND")
                        .initialContact(CALL)
                        .previousContact(CALL));
        assertThat(phases(
                        told(with(left, Objects.requireNonNull(thirdParty.told().get(CALL))))))
                .isEqualTo("FLOW 5, WITH_AGENT 15, OUTSIDE …");
    }

    @Test
    void anAgentWhoseEventsHoldItNoLongerHasLeft() {
        var talking = new Contact[] {
            initiated(0), connectedToAgent(5000), agentSays(ANNA, "CONNECTED", 5000), heldByAgent(true, 5000)
        };

        assertThat(phases(told(talking))).isEqualTo("FLOW 5, WITH_AGENT …");
        var letGo = told(with(talking, heldByAgent(false, 35_000)));
        assertThat(phases(letGo)).isEqualTo("FLOW 5, WITH_AGENT 30, FLOW …");
        assertThat(letGo.active()).isTrue();
        assertThat(letGo.status()).isEqualTo(Status.AFTER_CONTACT_WORK);
        // The difference of two events tells it better.
        assertThat(phases(told(with(talking, heldByAgent(false, 35_000), agentSays(ANNA, "CLEARED", 38_000)))))
                .isEqualTo("FLOW 5, WITH_AGENT 33, FLOW …");
        assertThat(phases(told(with(talking, heldByAgent(false, 35_000), heldByAgent(true, 36_000)))))
                .isEqualTo("FLOW 5, WITH_AGENT …");
    }

    @Test
    void aConnectionLaterThanTheLastEventThatHeldItIsNotUndoneByIt() {
        var contact =
                told(initiated(0), queued(1000), ringsAt(ANNA, 5000), connectedToAgent(8000), heldByAgent(false, 5000));

        assertThat(phases(contact)).isEqualTo("FLOW 1, QUEUE 4, RINGING 3, WITH_AGENT 0, FLOW …");
    }

    @Test
    void anEndWithoutATimeIsWhereTheLastPhaseBegan() {
        var contact = told(initiated(0), connectedToAgent(5000), completed(90_000));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 0");
        assertThat(contact.durationSeconds()).isEqualTo(5);
    }

    @Test
    void nothingTimedHasNoPhases() {
        var contact = told(Facts.about(CALL, Source.API).toContact());

        assertThat(contact.course().phases()).isEmpty();
        assertThat(contact.phase()).isNull();
        assertThat(contact.durationSeconds()).isNull();
    }

    // Callbacks tried again.

    @Test
    void aCallbackQueuedAgainWaitsAgainAndItsLastEndCounts() {
        var attempt = new Contact[] {
            initiated(0, "CALLBACK"),
            queued(10_000),
            agentSays(ANNA, "CONNECTING", 20_000),
            agentSays(ANNA, "CONNECTED", 21_000),
            connectedToAgent(21_000),
            agentSays(ANNA, "ENDED", 45_000),
            disconnected(45_000, "TELECOM_UNANSWERED"),
        };

        assertThat(phases(told(attempt))).isEqualTo("SCHEDULED 10, QUEUE 10, DIALLING 25, AFTER_CONTACT_WORK …");
        assertThat(told(attempt).outcome()).isEqualTo(Outcome.NOT_REACHED);

        var again = with(attempt, queued(300_000), agentSays(ANNA, "CLEARED", 320_000));
        assertThat(phases(told(again))).isEqualTo("SCHEDULED 10, QUEUE 10, DIALLING 25, SCHEDULED 255, QUEUE …");
        assertThat(told(again).active()).isTrue();
        assertThat(told(again).outcome()).isNull();
        assertThat(told(again).status()).isEqualTo(Status.QUEUED);

        var reached = with(
                again,
                agentSays(BEN, "CONNECTING", 340_000),
                agentSays(BEN, "CONNECTED", 341_000),
                connectedToAgent(341_000, BEN),
                connectedToSystem(350_000),
                disconnected(400_000));
        assertThat(phases(told(reached)))
                .isEqualTo("SCHEDULED 10, QUEUE 10, DIALLING 25, SCHEDULED 255, QUEUE 40, DIALLING 10, WITH_AGENT 50");
        assertThat(told(reached).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(told(reached).timestamps().disconnected()).isEqualTo(at(400_000));
        assertThat(queueOf(told(reached)).waitSeconds()).isEqualTo(40);
    }

    @Test
    void anInboundCallEndsOnceHoweverOftenThatIsTold() {
        assertThat(phases(told(initiated(0), queued(1000), disconnected(30_000), disconnected(45_000))))
                .isEqualTo("FLOW 1, QUEUE 29");
    }

    // Sums.

    @Test
    void aSumIsAbsentWhileAPhaseOfItRunsAndNoneHasEnded() {
        var waiting = told(initiated(0), queued(0));
        assertThat(queueOf(waiting).waitSeconds()).isNull();
        assertThat(waiting.durationSeconds()).isNull();

        var offered = told(initiated(0), queued(4000), ringsAt(ANNA, 9000));
        assertThat(queueOf(offered).waitSeconds()).isEqualTo(5);
        assertThat(offered.durationSeconds()).isEqualTo(9);

        var talking = told(initiated(0), queued(4000), connectedToAgent(9000));
        assertThat(queueOf(talking).waitSeconds()).isEqualTo(5);
        assertThat(agentOf(talking).interactionSeconds()).isNull();
        assertThat(agentOf(talking).holdSeconds()).isNull();

        var held = told(initiated(0), connectedToAgent(9000), agentSays(ANNA, "CONNECTED_ONHOLD", 20_000));
        assertThat(agentOf(held).interactionSeconds()).isEqualTo(11);
        assertThat(agentOf(held).holdSeconds()).isNull();

        var talkingAgain = told(
                initiated(0),
                connectedToAgent(9000),
                agentSays(ANNA, "CONNECTED_ONHOLD", 20_000),
                agentSays(ANNA, "CONNECTED", 30_000));
        assertThat(agentOf(talkingAgain).interactionSeconds()).isNull();
        assertThat(agentOf(talkingAgain).holdSeconds()).isEqualTo(10);
    }

    @Test
    void aSecondIsCutNotRounded() {
        assertThat(phases(told(initiated(900), queued(4100), connectedToAgent(9999), disconnected(20_001))))
                .isEqualTo("FLOW 4, QUEUE 5, WITH_AGENT 11");
    }

    @Test
    void aBoundaryIsNeverBeforeTheOneBefore() {
        assertThat(phases(told(initiated(5000), queued(4000), disconnected(3000))))
                .isEqualTo("QUEUE 0");
    }

    @Test
    void aRoundedTimeGivesWayToAnExactOneWithinItsSecond() {
        var contact = told(
                initiated(0),
                connectedToAgent(5400),
                event(30_000, it -> it.disconnected(rounded(30))),
                agentSays(ANNA, "CONNECTED", 5400),
                flowLog(2000, "PlayPrompt"));

        assertThat(phases(contact)).isEqualTo("FLOW 5, WITH_AGENT 25");
    }

    private static Contact talked(@Nullable Integer held, @Nullable Integer paused) {
        return recordOf(200)
                .initiated(0)
                .waited(BILLING, "Billing", 4, 10)
                .agent(ANNA, "anna", 10)
                .holds(null, held)
                .pausedFor(paused)
                .disconnected(70, "CUSTOMER_DISCONNECT")
                .said();
    }
}
