package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.attributeSet;
import static io.contactstatus.contact.TestFacts.completed;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.customerSpeaks;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.exact;
import static io.contactstatus.contact.TestFacts.flowLog;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.known;
import static io.contactstatus.contact.TestFacts.noted;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.ringsAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void aLiveCallNamesTheSourceOfEachFact() {
        var told = shownBy(known(
                initiated(0),
                connectedToSystem(200),
                customerSpeaks(0, TestFacts.PHONE),
                flowLog(3000, "PlayPrompt"),
                queued(10_000),
                connectedToAgent(20_000),
                agentSays("CONNECTED_ONHOLD", 30_000)));

        assertTold(told, Fact.INITIATED, 0, Source.CONTACT_EVENT);
        assertTold(told, Fact.CUSTOMER, 0, Source.CONTACT_EVENT);
        assertTold(told, Fact.FLOW, 3000, Source.FLOW_LOG);
        assertTold(told, Fact.ENQUEUED, 10_000, Source.CONTACT_EVENT);
        assertTold(told, Fact.CONNECTED_TO_AGENT, 20_000, Source.CONTACT_EVENT);
        assertTold(told, Fact.STATUS, 30_000, Source.AGENT_EVENT);
        assertThat(told.of(Fact.DISCONNECTED)).isNull();
        assertThat(told.of(Fact.COMPLETED)).isNull();
    }

    @Test
    void aTimeThatOnlyAnAgentEventToldIsTheAgentEvents() {
        var told = shownBy(known(agentSays(
                "CONNECTED",
                20_000,
                it -> it.enqueued(exact(10_000), TestFacts.BILLING)
                        .queue(TestFacts.BILLING, at(10_000))
                        .connectedToAgent(exact(20_000))
                        .agent(TestFacts.ANNA, at(20_000)))));

        assertTold(told, Fact.ENQUEUED, 10_000, Source.AGENT_EVENT);
        assertTold(told, Fact.CONNECTED_TO_AGENT, 20_000, Source.AGENT_EVENT);
        assertTold(told, Fact.AGENT, 20_000, Source.AGENT_EVENT);
        assertTold(told, Fact.STATUS, 20_000, Source.AGENT_EVENT);
    }

    @Test
    void whatTheContactRecordConfirmsBothSay() {
        var record = recordOf(100).initiated(0).disconnected(60, null).said();
        var told = shownBy(known(initiated(300), disconnected(60_400), record));

        assertTold(told, Fact.INITIATED, 300, Source.CONTACT_EVENT, Source.CONTACT_RECORD);
        assertTold(told, Fact.DISCONNECTED, 60_400, Source.CONTACT_EVENT, Source.CONTACT_RECORD);
        assertTold(told, Fact.STATUS, 100_000, Source.CONTACT_RECORD);
    }

    @Test
    void aTimeThatTheContactRecordContradictsIsTheContactRecords() {
        var record = recordOf(100).initiated(0).disconnected(60, null).said();
        var told = shownBy(known(initiated(0), disconnected(90_000), record));

        assertTold(told, Fact.DISCONNECTED, 100_000, Source.CONTACT_RECORD);
    }

    @Test
    void theAgentAtWhomItRingsIsToldByTheAgentEvent() {
        var told = shownBy(known(initiated(0), queued(1000), ringsAt(TestFacts.BEN, 5000)));

        assertTold(told, Fact.AGENT, 5000, Source.AGENT_EVENT);
        assertTold(told, Fact.STATUS, 5000, Source.AGENT_EVENT);
    }

    @Test
    void aContactThatIsWaitingAgainIsToldByWhoeverSawItMissed() {
        var told =
                shownBy(known(initiated(0), queued(1000), ringsAt(TestFacts.BEN, 5000), agentSays("MISSED", 25_000)));

        assertTold(told, Fact.STATUS, 25_000, Source.AGENT_EVENT);
        assertTold(told, Fact.ENQUEUED, 1000, Source.CONTACT_EVENT);
    }

    @Test
    void anAttributeNamesWhoSetItLast() {
        var told = shownBy(known(
                        attributeSet(1000, "language", "ja"),
                        attributeSet(1000, "tier", "gold"),
                        noted(2000, it -> it.attribute("tier", "silver", at(2000)))))
                .attributes();

        assertThat(Objects.requireNonNull(told.get("language")).sources()).containsExactly(Source.FLOW_LOG);
        assertThat(Objects.requireNonNull(told.get("tier")).sources()).containsExactly(Source.API);
    }

    @Test
    void aCompletionIsToldByTheEventAndConfirmedByTheRecord() {
        assertTold(shownBy(known(initiated(0), completed(70_000))), Fact.COMPLETED, 70_000, Source.CONTACT_EVENT);
        assertTold(
                shownBy(known(initiated(0), completed(70_000), recordOf(100).said())),
                Fact.COMPLETED,
                70_000,
                Source.CONTACT_EVENT,
                Source.CONTACT_RECORD);
    }

    @Test
    void aContactOfWhichOnlyTheIdIsKnownHasNothingToldButItsStatus() {
        var told = shownBy(Facts.about(TestFacts.CALL, Source.FLOW_EVENT).toContact());

        assertThat(told.facts()).containsOnlyKeys(Fact.STATUS);
        assertThat(Objects.requireNonNull(told.of(Fact.STATUS)).at()).isNull();
    }

    private static void assertTold(Provenance provenance, Fact fact, long millis, Source... sources) {
        var told = Objects.requireNonNull(provenance.of(fact), fact::name);
        assertThat(told.sources()).as("%s", fact).containsExactly(sources);
        assertThat(told.at()).as("%s", fact).isEqualTo(at(millis));
    }

    private static Provenance shownBy(Contact contact) {
        return contact.snapshot().provenance();
    }
}
