package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.completed;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.exact;
import static io.contactstatus.contact.TestFacts.flowLog;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.known;
import static io.contactstatus.contact.TestFacts.paused;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.ringsAt;
import static io.contactstatus.contact.TestFacts.rounded;
import static io.contactstatus.contact.TestFacts.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Where a contact is in its life, told by the live sources.
class ContactLifeTest {

    @Test
    void aChatAsItWasCapturedGivesTheNumbersOfItsContactRecord() {
        var chat = shown(
                chat("2023-01-05T21:24:00.999Z", it -> it),
                chat("2023-01-05T21:24:02.032Z", it -> it.connectedToSystem(moment("21:24:02.032"))),
                Facts.about(CALL, Source.FLOW_LOG)
                        .heardAt(time("21:24:04.377"))
                        .flow(
                                new FlowPosition("arn:flow", "Default customer queue", "AddToPlayLoop", ""),
                                time("21:24:04.377"))
                        .toContact(),
                chat(
                        "2023-01-05T21:24:04.505Z",
                        it -> it.enqueued(moment("21:24:04.505"), null).queue(BILLING, time("21:24:04.505"))),
                chat(
                        "2023-01-05T21:24:58.202Z",
                        it -> it.connectedToAgent(moment("21:24:58.202")).agent(ANNA, time("21:24:58.202"))),
                chat("2023-01-05T21:25:47.394Z", it -> it.disconnected(moment("21:25:47.394"))));

        assertThat(chat.status()).isEqualTo(Status.DISCONNECTED);
        assertThat(chat.statusSince()).isEqualTo(time("21:25:47.394"));
        assertThat(chat.active()).isFalse();
        assertThat(chat.durationSeconds()).isEqualTo(107);
        assertThat(queueOf(chat).waitSeconds()).isEqualTo(54);
        assertThat(queueOf(chat).dequeuedAt()).isEqualTo(time("21:24:58.202"));
        assertThat(agentOf(chat).interactionSeconds()).isEqualTo(49);
        assertThat(chat.timestamps())
                .isEqualTo(new Snapshot.Timestamps(
                        null,
                        time("21:24:00.999"),
                        time("21:24:02.032"),
                        time("21:24:04.505"),
                        time("21:24:58.202"),
                        time("21:25:47.394"),
                        null,
                        time("21:25:47.394")));
        assertThat(chat.flags()).containsExactlyInAnyOrder(Flag.QUEUED, Flag.CONNECTED_TO_AGENT, Flag.DISCONNECTED);
    }

    @Test
    void aFlowLogMayBeTheFirstThingHeard() {
        var contact = shown(flowLog(500, "PlayPrompt"));

        assertThat(contact.status()).isEqualTo(Status.INITIATED);
        assertThat(contact.statusSince()).isEqualTo(at(500));
        assertThat(contact.started()).isEqualTo(at(500));
        assertThat(contact.active()).isTrue();
        assertThat(Objects.requireNonNull(contact.flow()).position().blockType())
                .isEqualTo("PlayPrompt");
        assertThat(contact.timestamps().initiated()).isNull();
    }

    @Test
    void aSourceThatOnlyKnowsTheContactShowsItWithoutAnyTime() {
        var contact = known(Facts.about(CALL, Source.FLOW_EVENT).toContact());

        assertThat(contact.isHeardOf()).isTrue();
        assertThat(contact.snapshot().status()).isEqualTo(Status.INITIATED);
        assertThat(contact.snapshot().statusSince()).isNull();
        assertThat(contact.snapshot().timestamps().lastEvent()).isNull();
        assertThat(contact.snapshot().active()).isTrue();
    }

    @Test
    void aContactNobodySpokeOfIsNotHeardOf() {
        assertThat(Contact.unseen(CALL).isHeardOf()).isFalse();
    }

    @Test
    void roundedTimesOfOneSecondAreOrderedByTheLifeOfAContact() {
        var contact =
                shown(event(1000, it -> it.initiated(rounded(1))), event(1000, it -> it.connectedToSystem(rounded(1))));

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_SYSTEM);
    }

    @Test
    void anInitiationThatWasRoundedUpDoesNotOutlastWhatFollowed() {
        var contact = shown(event(1000, it -> it.initiated(rounded(1))), connectedToSystem(950));

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_SYSTEM);
    }

    @Test
    void aRoundedAnswerInTheSecondOfTheQueueComesAfterTheQueue() {
        var contact = shown(
                initiated(0),
                queued(4505),
                event(4000, it -> it.connectedToAgent(rounded(4)).agent(ANNA, at(4000))));

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(queueOf(contact).waitSeconds()).isZero();
    }

    @Test
    void anExactTimeReplacesTheRoundedOneOfTheSameMoment() {
        var contact = shown(
                event(58_000, it -> it.connectedToAgent(rounded(59))),
                event(60_000, it -> it.connectedToAgent(exact(58_702))));

        assertThat(contact.timestamps().connectedToAgent()).isEqualTo(at(58_702));
    }

    @Test
    void aLaterQueuedOfWhichOnlyTheRoundedTimeIsKnownIsStillLater() {
        var contact = shown(
                initiated(0),
                queued(4505),
                event(300_000, it -> it.enqueued(rounded(300), SALES).queue(SALES, at(300_000))));

        assertThat(queueOf(contact).enqueuedAt()).isEqualTo(at(300_000));
        assertThat(queueOf(contact).firstEnqueuedAt()).isEqualTo(at(4505));
    }

    @Test
    void aLostDisconnectedLeavesTheEndToCompleted() {
        var contact = shown(initiated(0), queued(1000), connectedToAgent(5000), completed(90_000));

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
        assertThat(contact.active()).isFalse();
        assertThat(contact.is(Flag.DISCONNECTED)).isTrue();
        assertThat(contact.timestamps().disconnected()).isNull();
        // With an agent, COMPLETED comes after the agent's work: nothing tells when the customer left.
        assertThat(contact.course().phases().getLast().seconds()).isZero();
        assertThat(contact.durationSeconds()).isEqualTo(5);
    }

    @Test
    void aLateOldQueuedDoesNotUndoTheAgent() {
        var contact = shown(initiated(0), connectedToAgent(5000), queued(1000));

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(contact.is(Flag.QUEUED)).isTrue();
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(4);
    }

    @Test
    void aLateOldQueuedDoesNotBringBackTheOldQueue() {
        var contact = shown(initiated(0), queued(9000, SALES), queued(1000, BILLING));

        assertThat(queueOf(contact).arn()).isEqualTo(SALES);
        assertThat(queueOf(contact).enqueuedAt()).isEqualTo(at(9000));
        assertThat(queueOf(contact).firstEnqueuedAt()).isEqualTo(at(1000));
        assertThat(contact.waitingSince()).isEqualTo(at(1000));
    }

    @Test
    void whoeverTheAgentMissedWaitsAgainFromThen() {
        var contact = shown(initiated(0), queued(1000), ringsAt(ANNA, 5000), agentSays("MISSED", 25_000));

        assertThat(contact.status()).isEqualTo(Status.QUEUED);
        assertThat(contact.statusSince()).isEqualTo(at(25_000));
        assertThat(contact.is(Flag.MISSED_BY_AGENT)).isTrue();
        assertThat(contact.agent()).isNull();
        assertThat(queueOf(contact).enqueuedAt()).isEqualTo(at(1000));
        assertThat(queueOf(contact).waitSeconds()).isEqualTo(24);
    }

    @Test
    void aNewQueuedAfterRingingWinsOverTheRinging() {
        var contact = shown(initiated(0), queued(1000), ringsAt(ANNA, 5000), queued(26_000, SALES));

        assertThat(contact.status()).isEqualTo(Status.QUEUED);
        assertThat(contact.statusSince()).isEqualTo(at(26_000));
        assertThat(queueOf(contact).arn()).isEqualTo(SALES);
    }

    @Test
    void showsTheAgentAtWhomItRingsAndThenTheOneWhoAnswers() {
        var missed = known(initiated(0), queued(1000), ringsAt(ANNA, 5000), agentSays("MISSED", 25_000));
        var ringing = missed.join(ringsAt(BEN, 26_000));
        var answered = ringing.join(connectedToAgent(30_000, BEN));

        assertThat(ringing.snapshot().status()).isEqualTo(Status.CONNECTING_TO_AGENT);
        assertThat(agentOf(ringing.snapshot()).arn()).isEqualTo(BEN);
        assertThat(ringing.snapshot().is(Flag.CONNECTED_TO_AGENT)).isFalse();
        assertThat(answered.snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(answered.snapshot().is(Flag.MISSED_BY_AGENT)).isTrue();
        assertThat(queueOf(answered.snapshot()).waitSeconds()).isEqualTo(29);
    }

    @Test
    void isOnHoldUntilItIsResumed() {
        var held = known(
                initiated(0),
                connectedToAgent(5000),
                agentSays("CONNECTED", 5000),
                agentSays("CONNECTED_ONHOLD", 20_000));
        var resumed = held.join(agentSays("CONNECTED", 32_000));

        assertThat(held.snapshot().status()).isEqualTo(Status.ON_HOLD);
        assertThat(held.snapshot().is(Flag.ON_HOLD)).isTrue();
        assertThat(held.snapshot().statusSince()).isEqualTo(at(20_000));
        assertThat(resumed.snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(resumed.snapshot().statusSince()).isEqualTo(at(32_000));
        assertThat(resumed.snapshot().timestamps().connectedToAgent()).isEqualTo(at(5000));
        assertThat(agentOf(resumed.snapshot()).holdCount()).isEqualTo(1);
        assertThat(agentOf(resumed.snapshot()).holdSeconds()).isEqualTo(12);
    }

    @Test
    void holdIsNoInteraction() {
        var contact = shown(
                initiated(0),
                connectedToAgent(5000),
                agentSays("CONNECTED", 5000),
                agentSays("CONNECTED_ONHOLD", 20_000),
                agentSays("CONNECTED", 32_000),
                agentSays("ENDED", 60_000),
                disconnected(60_000));

        assertThat(agentOf(contact).interactionSeconds()).isEqualTo(43);
    }

    @Test
    void aHoldThatTheCustomerDidNotWaitOutLastsUntilTheyHungUp() {
        var contact = shown(
                initiated(0),
                connectedToAgent(5000),
                agentSays("CONNECTED", 5000),
                agentSays("CONNECTED_ONHOLD", 20_000),
                disconnected(50_000));

        assertThat(agentOf(contact).holdSeconds()).isEqualTo(30);
        assertThat(agentOf(contact).interactionSeconds()).isEqualTo(15);
    }

    @Test
    void aResumedHoldDoesNotMoveTheConnectionThatOnlyTheAgentsSideTells() {
        var contact = shown(
                agentSays("CONNECTING", 1000),
                agentSays("CONNECTED", 5000),
                agentSays("CONNECTED_ONHOLD", 20_000),
                agentSays("CONNECTED", 32_000),
                agentSays("ENDED", 60_000));

        assertThat(contact.timestamps().connectedToAgent()).isEqualTo(at(5000));
        assertThat(agentOf(contact).interactionSeconds()).isEqualTo(43);
    }

    @Test
    void whoeverWasOnHoldHadAnAgentEvenIfTheConnectionWasNeverHeardOf() {
        var contact = shown(
                initiated(0),
                queued(1000),
                agentSays("CONNECTED_ONHOLD", 20_000, it -> it.agent(ANNA, at(20_000))),
                disconnected(40_000));

        assertThat(contact.is(Flag.CONNECTED_TO_AGENT)).isTrue();
        assertThat(contact.is(Flag.ABANDONED)).isFalse();
        assertThat(agentOf(contact).arn()).isEqualTo(ANNA);
    }

    @Test
    void aTaskIsPausedUntilItIsResumed() {
        var pausedTask = known(initiated(0), connectedToAgent(5000), paused(20_000, true));
        var resumed = pausedTask.join(paused(50_000, false));

        assertThat(pausedTask.snapshot().status()).isEqualTo(Status.PAUSED);
        assertThat(pausedTask.snapshot().statusSince()).isEqualTo(at(20_000));
        assertThat(resumed.snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(resumed.snapshot().statusSince()).isEqualTo(at(50_000));
    }

    @Test
    void aPauseOfWhichOnlyTheEnvelopesSecondIsKnownComesAfterTheConnectionInThatSecond() {
        var contact = shown(initiated(0), connectedToAgent(5600), paused(5000, true));

        assertThat(contact.status()).isEqualTo(Status.PAUSED);
    }

    @Test
    void aSecondPauseThatOnlyTheAgentsSideTellsIsSeen() {
        var contact = shown(
                initiated(0),
                connectedToAgent(5000),
                paused(20_000, true),
                paused(50_000, false),
                agentSays("PAUSED", 70_000));

        assertThat(contact.status()).isEqualTo(Status.PAUSED);
        assertThat(contact.statusSince()).isEqualTo(at(70_000));
    }

    @Test
    void afterContactWorkFollowsTheEndAndCompletedFollowsThat() {
        var working = known(initiated(0), connectedToAgent(5000), agentSays("ENDED", 60_100), disconnected(60_000));
        var done = working.join(completed(90_000));

        assertThat(working.snapshot().status()).isEqualTo(Status.AFTER_CONTACT_WORK);
        assertThat(working.snapshot().statusSince()).isEqualTo(at(60_100));
        assertThat(working.snapshot().active()).isFalse();
        assertThat(agentOf(working.snapshot()).afterContactWorkStartedAt()).isEqualTo(at(60_100));
        assertThat(done.snapshot().status()).isEqualTo(Status.COMPLETED);
        assertThat(done.snapshot().statusSince()).isEqualTo(at(90_000));
    }

    @Test
    void isCompletedWhenTheAgentClearedItAndCompletedWasLost() {
        var contact = shown(
                initiated(0),
                connectedToAgent(5000),
                disconnected(60_000),
                agentSays("ENDED", 60_000),
                agentSays(AgentState.CLEARED, 80_000));

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
        assertThat(contact.statusSince()).isEqualTo(at(80_000));
        assertThat(agentOf(contact).afterContactWorkEndedAt()).isEqualTo(at(80_000));
    }

    @Test
    void isCompletedThoughTheTwoSourcesOfTheEndDisagreeByMilliseconds() {
        var contact = shown(
                initiated(0),
                connectedToAgent(5000),
                disconnected(60_000),
                agentSays(AgentState.CLEARED, 60_010),
                agentSays("ENDED", 60_020));

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aPauseWithoutATimeIsNotAnAncientOne() {
        var contact = shown(event(5000, it -> it.paused(true, Moment.rounded(Stamp.UNTIMED))));

        assertThat(contact.status()).isEqualTo(Status.INITIATED);
        assertThat(contact.statusSince()).isEqualTo(at(5000));
    }

    @Test
    void staysActiveWhileTheCustomerIsThereThoughTheAgentIsDone() {
        var contact = shown(initiated(0), connectedToAgent(5000), agentSays("ENDED", 60_000));

        assertThat(contact.status()).isEqualTo(Status.AFTER_CONTACT_WORK);
        assertThat(contact.active()).isTrue();
        assertThat(contact.is(Flag.DISCONNECTED)).isFalse();
    }

    @Test
    void staysEndedWhateverArrivesLate() {
        var ended = known(initiated(0), disconnected(60_000));

        assertThat(ended.join(queued(10_000)).snapshot().status()).isEqualTo(Status.DISCONNECTED);
        assertThat(ended.join(agentSays("CONNECTED", 61_000)).snapshot().status())
                .isEqualTo(Status.DISCONNECTED);
    }

    @Test
    void anOutboundCallIsWithItsAgentWhenTheCustomerAnswers() {
        var contact = shown(initiated(0, "OUTBOUND"), connectedToAgent(1000), connectedToSystem(12_000));

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(contact.is(Flag.QUEUED)).isFalse();
        assertThat(contact.queue()).isNull();
    }

    @Test
    void aCallbackWaitsInItsQueueAndIsWithItsAgentWhenTheCustomerAnswers() {
        var waiting = known(initiated(0, "CALLBACK"), queued(1000));
        var answered = waiting.join(connectedToAgent(60_000)).join(connectedToSystem(75_000));

        assertThat(waiting.snapshot().status()).isEqualTo(Status.QUEUED);
        assertThat(waiting.snapshot().is(Flag.CALLBACK)).isTrue();
        assertThat(waiting.snapshot().active()).isTrue();
        assertThat(answered.snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(queueOf(answered.snapshot()).waitSeconds()).isEqualTo(59);
    }

    @Test
    void namesAreFoundByArnWhoeverToldThem() {
        var contact = shown(
                queued(1000),
                connectedToAgent(5000),
                agentSays(
                        "CONNECTED",
                        5000,
                        it -> it.named(BILLING, "Billing", at(5000))
                                .named(ANNA, "anna", at(5000))
                                .named(BEN, "ben", at(6000))));

        assertThat(queueOf(contact).name()).isEqualTo("Billing");
        assertThat(agentOf(contact).username()).isEqualTo("anna");
    }

    @Test
    void ofTwoNamesInOneStatementTheLaterOneCounts() {
        var contact = shown(
                queued(1000),
                agentSays(
                        "CONNECTING",
                        5000,
                        it -> it.named(BILLING, "Billing", at(5000)).named(BILLING, "Invoices", at(4000))));

        assertThat(queueOf(contact).name()).isEqualTo("Billing");
    }

    @Test
    void notYetIsNoTime() {
        var notYet = Moment.exact(Instant.ofEpochMilli(1));
        var contact = shown(event(
                1000,
                it -> it.initiated(exact(1000))
                        .connectedToAgent(notYet)
                        .disconnected(notYet)
                        .enqueued(notYet, null)
                        .completed(notYet)
                        .connectedToSystem(notYet)
                        .agentState("CONNECTED", notYet.at(), null)
                        .seenAt(notYet.at())));

        assertThat(contact.status()).isEqualTo(Status.INITIATED);
        assertThat(contact.active()).isTrue();
        assertThat(contact.flags()).isEmpty();
        assertThat(contact.started()).isEqualTo(at(1000));
    }

    @Test
    void anAgentEventAloneShowsAContact() {
        var contact = shown(ringsAt(ANNA, 5000));

        assertThat(contact.status()).isEqualTo(Status.CONNECTING_TO_AGENT);
        assertThat(contact.started()).isEqualTo(at(5000));
        assertThat(contact.waitingSince()).isEqualTo(at(5000));
        assertThat(contact.active()).isTrue();
    }

    @Test
    void durationsAreNeverNegative() {
        var contact = shown(
                event(0, it -> it.initiated(rounded(10))),
                queued(9000),
                connectedToAgent(8000),
                disconnected(7000),
                recordOf(100).said());

        assertThat(contact.durationSeconds()).isZero();
        assertThat(queueOf(contact).waitSeconds()).isNotNegative();
        assertThat(agentOf(contact).interactionSeconds()).isZero();
    }

    static Snapshot.QueueInfo queueOf(Snapshot contact) {
        return Objects.requireNonNull(contact.queue());
    }

    static Snapshot.AgentInfo agentOf(Snapshot contact) {
        return Objects.requireNonNull(contact.agent());
    }

    private static Contact chat(String when, UnaryOperator<Facts> more) {
        var at = Instant.parse(when);
        return more.apply(Facts.about(CALL, Source.CONTACT_EVENT)
                        .heardAt(at)
                        .channel("CHAT", at)
                        .initiationMethod("API")
                        .initiated(moment("21:24:00.999")))
                .toContact();
    }

    private static Instant time(String ofThatEvening) {
        return Instant.parse("2023-01-05T" + ofThatEvening + "Z");
    }

    private static Moment moment(String ofThatEvening) {
        return Moment.exact(time(ofThatEvening));
    }
}
