package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.PHONE;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.attributeSet;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.customerSpeaks;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.known;
import static io.contactstatus.contact.TestFacts.map;
import static io.contactstatus.contact.TestFacts.noted;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

/// The contact record's say, against the live sources and against other copies of itself.
class ContactRecordTest {

    @Test
    void mayBeTheFirstAndOnlyThingHeard() {
        var contact = shown(whole(200).said());

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
        assertThat(contact.active()).isFalse();
        assertThat(contact.durationSeconds()).isEqualTo(107);
        assertThat(contact.queue())
                .isEqualTo(new Snapshot.QueueInfo(BILLING, "Billing", at(4000), at(4000), at(4000), at(58_000), 54));
        assertThat(contact.timestamps().lastEvent()).isEqualTo(at(107_000));
        assertThat(contact.customer().identifier()).isEqualTo(PHONE.address());
        assertThat(contact.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
    }

    @Test
    void endsAContactEvenWithoutSayingWhen() {
        var contact = shown(initiated(0), queued(1000), recordOf(300).said());

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
        assertThat(contact.statusSince()).isEqualTo(at(300_000));
        assertThat(contact.active()).isFalse();
        assertThat(contact.course().phases().getLast().seconds()).isZero();
        assertThat(contact.durationSeconds()).isEqualTo(1);
    }

    @Test
    void aContactKnownOnlyFromARecordWithoutInitiationStartedAtItsEarliestTime() {
        var contact = shown(recordOf(300)
                .queued(BILLING, "Billing", 4, null)
                .disconnected(60, null)
                .said());

        assertThat(contact.timestamps().initiated()).isNull();
        assertThat(contact.started()).isEqualTo(at(4000));
    }

    @Test
    void aContactKnownOnlyFromARecordWithoutTimesStartedNoLaterThanTheRecordWasWritten() {
        assertThat(shown(recordOf(300).said()).started()).isEqualTo(at(300_000));
    }

    @Test
    void aRecordThatDoesNotEvenSayWhenItWasWrittenStillEndsTheContact() {
        var written = Stamp.UNTIMED.getEpochSecond() - TestFacts.NOON.getEpochSecond();
        var contact = shown(recordOf(written).said());

        assertThat(contact.status()).isEqualTo(Status.COMPLETED);
        assertThat(contact.statusSince()).isNull();
        assertThat(contact.timestamps().completed()).isNull();
        assertThat(contact.started()).isNull();
        assertThat(contact.active()).isFalse();
    }

    @Test
    void itsSecondsAreShownInTheMillisecondsOfTheSameMoment() {
        var contact = shown(
                initiated(999),
                connectedToSystem(1532),
                queued(4505),
                connectedToAgent(58_202),
                disconnected(107_394),
                whole(200).said());

        assertThat(contact.timestamps())
                .isEqualTo(new Snapshot.Timestamps(
                        null, at(999), at(1532), at(4505), at(58_202), at(107_394), at(107_394), at(107_394)));
        assertThat(contact.queue())
                .isEqualTo(new Snapshot.QueueInfo(BILLING, "Billing", at(4505), at(4505), at(4505), at(58_202), 54));
    }

    @Test
    void itsTimeStandsWhereALiveOneIsAnotherMoment() {
        var contact = shown(initiated(3500), whole(200).said());

        assertThat(contact.timestamps().initiated()).isEqualTo(at(0));
    }

    @Test
    void outranksTheLiveSourcesWhereItSpeaks() {
        var contact = shown(queued(90_000, SALES), whole(200).said(), disconnected(150_000, "OTHER"));

        assertThat(ContactLifeTest.queueOf(contact).arn()).isEqualTo(BILLING);
        assertThat(contact.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(contact.timestamps().disconnected()).isEqualTo(at(107_000));
    }

    @Test
    void ofThreeCopiesTheLastUpdatedWinsAsAWholeInWhateverOrderTheyCome() {
        var first = whole(200).attributes("vip", "no", "gone", "yes").said();
        var second = whole(300).attributes("vip", "maybe").said();
        var third = whole(400).attributes("vip", "yes").said();

        assertThat(shown(first, second, third).attributes()).isEqualTo(map("vip", "yes"));
        assertThat(known(third, first, second)).isEqualTo(known(first, second, third));
        assertThat(known(second, third, first)).isEqualTo(known(first, second, third));
    }

    @Test
    void twoCopiesOfOneSecondAreSettledTheSameWayInBothOrders() {
        var one = whole(200).digest("a").attributes("vip", "no").said();
        var other = whole(200).digest("b").attributes("vip", "yes").said();

        assertThat(known(one, other)).isEqualTo(known(other, one));
        assertThat(shown(other, one).attributes()).isEqualTo(map("vip", "yes"));
    }

    @Test
    void ofTwoCopiesOfOneSecondTheRedactedOneWins() {
        var open = whole(200).digest("z").said();
        var redacted = whole(200).digest("a").redacted().customer(null).said();

        assertThat(shown(redacted, open).customer().identifier()).isNull();
        assertThat(known(redacted, open)).isEqualTo(known(open, redacted));
    }

    @Test
    void aRecordThatSaysThereIsNoEndpointOutranksTheLiveOne() {
        var known = known(
                customerSpeaks(0, PHONE),
                whole(200).customer(PHONE).said(),
                whole(900).customer(null).denyingEndpoint().said());

        assertThat(known.snapshot().customer()).isEqualTo(new Snapshot.Customer(null, null, null));
    }

    @Test
    void aRedactionTakesTheCustomerAwayForGood() {
        var redacted = known(
                customerSpeaks(1000, PHONE),
                whole(200).said(),
                whole(900).redacted().customer(null).said());
        var afterLateFacts = redacted.join(customerSpeaks(2000, PHONE))
                .join(event(3000, it -> it.customerId("customer-7", at(3000)).customerAttribute("member-9", at(3000))))
                .join(whole(200).said());

        assertThat(redacted.snapshot().customer()).isEqualTo(new Snapshot.Customer(null, null, null));
        assertThat(afterLateFacts.snapshot().customer()).isEqualTo(new Snapshot.Customer(null, null, null));
        assertThat(afterLateFacts.identity().endpoint()).isNull();
    }

    @Test
    void anotherCustomerAttributeReadFromTheSameCopyIsSettledTheSameWayInBothOrders() {
        var edition = new Edition(at(200_000), false, "same");
        var one = recordedAs(edition, "member-1");
        var other = recordedAs(edition, "member-2");

        assertThat(one.join(other)).isEqualTo(other.join(one));
    }

    private static Identity recordedAs(Edition edition, String attribute) {
        return new Identity(
                null, null, null, null, new Identity.Recorded(edition, attribute, null, null, false), false);
    }

    @Test
    void theEndpointOfAnonymousCallersIsShown() {
        var hidden = new Endpoint("TELEPHONE_NUMBER", "anonymous");
        var contact = shown(initiated(0), customerSpeaks(1000, hidden));

        assertThat(contact.customer().endpoint()).isEqualTo(hidden);
    }

    @Test
    void whatMayIdentifyIsAskedInItsOrder() {
        var known = known(
                customerSpeaks(1000, PHONE),
                event(1000, it -> it.customerId("customer-7", at(1000)).customerAttribute("member-9", at(1000))),
                noted(500, it -> it.customerAssigned("crm-1", at(500))));

        assertThat(known.identity().candidates())
                .extracting(Identifier::type, Identifier::value, Identifier::endpointType)
                .containsExactly(
                        tuple(Identifier.Type.ASSIGNED, "crm-1", ""),
                        tuple(Identifier.Type.ATTRIBUTE, "member-9", ""),
                        tuple(Identifier.Type.ENDPOINT, PHONE.address(), PHONE.type()),
                        tuple(Identifier.Type.CUSTOMER_ID, "customer-7", ""));
    }

    @Test
    void whatSomebodyAssignedOutrightIsTheIdentifier() {
        var contact = shown(
                customerSpeaks(1000, PHONE),
                event(1000, it -> it.customerId("customer-7", at(1000)).customerAttribute("member-9", at(1000))),
                noted(500, it -> it.customerAssigned("crm-1", at(500))));

        assertThat(contact.customer().identifier()).isEqualTo("crm-1");
        assertThat(contact.customer().customerId()).isEqualTo("customer-7");
    }

    @Test
    void attributesAreTheLiveOnesUntilARecordSpeaksOfThem() {
        var live = known(attributeSet(1000, "a", "1"), attributeSet(2000, "b", "2"));

        assertThat(live.snapshot().attributes()).isEqualTo(map("a", "1", "b", "2"));
        assertThat(live.join(recordOf(200).said()).snapshot().attributes()).isEqualTo(map("a", "1", "b", "2"));
        assertThat(live.join(recordOf(200).attributes("a", "3").said())
                        .snapshot()
                        .attributes())
                .isEqualTo(map("a", "3"));
    }

    @Test
    void aNoteIsKeptBesideTheRecordAndWinsOnlyWhenItIsNewer() {
        var record = recordOf(200).attributes("a", "record").said();

        assertThat(shown(record, noted(1000, it -> it.attribute("crm", "7", at(1000))))
                        .attributes())
                .isEqualTo(map("a", "record", "crm", "7"));
        assertThat(shown(record, noted(1000, it -> it.attribute("a", "crm", at(1000))))
                        .attributes())
                .isEqualTo(map("a", "record"));
        assertThat(shown(record, noted(201_000, it -> it.attribute("a", "crm", at(201_000))))
                        .attributes())
                .isEqualTo(map("a", "crm"));
    }

    @Test
    void ofANoteAndALiveAttributeTheLaterOneCounts() {
        var note = noted(2000, it -> it.attribute("a", "crm", at(2000)));

        assertThat(shown(attributeSet(1000, "a", "flow"), note).attributes()).isEqualTo(map("a", "crm"));
        assertThat(shown(attributeSet(3000, "a", "flow"), note).attributes()).isEqualTo(map("a", "flow"));
    }

    @Test
    void aNoteOfNothingRemovesTheAttribute() {
        var removal = noted(201_000, it -> it.attribute("a", null, at(201_000)));

        assertThat(shown(attributeSet(1000, "a", "flow"), removal).attributes()).isEmpty();
        assertThat(shown(recordOf(200).attributes("a", "1", "b", "2").said(), removal)
                        .attributes())
                .isEqualTo(map("b", "2"));
    }

    @Test
    void aValueThatIsTooLongIsNotCutThroughACharacter() {
        var contact = shown(attributeSet(1000, "a", "x".repeat(999) + "\uD83D\uDE00"));

        assertThat(contact.attributes()).isEqualTo(map("a", "x".repeat(999)));
    }

    @Test
    void tagsComeFromTheRecordElseFromTheLatestStatement() {
        var older = event(1000, it -> it.tags(map("team", "a"), at(1000)));
        var newer = event(2000, it -> it.tags(map("team", "b"), at(2000)));

        assertThat(shown(newer, older).tags()).isEqualTo(map("team", "b"));
        assertThat(shown(newer, older, recordOf(9).tags("team", "c").said()).tags())
                .isEqualTo(map("team", "c"));
    }

    @Test
    void tagsThatReadAlikeAreStillTold() {
        var one = event(1000, it -> it.tags(map("a", "1, b=2"), at(1000)));
        var other = event(1000, it -> it.tags(map("a", "1", "b", "2"), at(1000)));

        assertThat(one.join(other)).isEqualTo(other.join(one));
    }

    @Test
    void aHoldOfWhichTheTimeIsKnownCountsAndNotTheRecordsTotal() {
        var contact = shown(
                connectedToAgent(58_000),
                agentSays("CONNECTED_ONHOLD", 60_000),
                agentSays("CONNECTED", 61_000),
                whole(200)
                        .agent(ANNA, "anna", 58)
                        .interaction(30)
                        .holds(2, 19)
                        .afterContactWork(107, 120)
                        .said());

        assertThat(ContactLifeTest.agentOf(contact))
                .isEqualTo(new Snapshot.AgentInfo(ANNA, "anna", at(58_000), 48, 1, 1, at(107_000), at(120_000)));
        assertThat(contact.statusSince()).isEqualTo(at(120_000));
    }

    @Test
    void aFirstLegThatNamesItselfAsTheInitialOrThePreviousOneIsStillTheFirst() {
        var contact = known(recordOf(200).initial(CALL).previous(CALL).said());

        assertThat(contact.isFirstLeg()).isTrue();
        assertThat(contact.snapshot().chain()).isEqualTo(new Snapshot.Chain(null, null, null, null));
    }

    private static ContactRecordBuilder whole(long lastUpdate) {
        return recordOf(lastUpdate)
                .initiated(0)
                .connectedToSystem(1)
                .queued(BILLING, "Billing", 4, 54)
                .agent(ANNA, "anna", 58)
                .disconnected(107, "CUSTOMER_DISCONNECT")
                .customer(PHONE);
    }
}
