package io.contactstatus.simulator;

import static io.contactstatus.simulator.Wire.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.ExpectedContact.AbandonedIn;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What each scenario is about, told by all its sources alike.
class ScenarioTest {

    private final Simulation simulation = new Simulation(21, START);

    @Test
    void playsACallFromTheFlowToTheContactRecord() {
        var story = simulation.play(Scenario.INBOUND_CALL);
        var contact = story.expected().getFirst();

        assertThat(milestones(story, contact))
                .containsExactly("INITIATED", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED", "COMPLETED");
        assertThat(Wire.agentStates(story, contact.contactId()))
                .startsWith("CONNECTING", "CONNECTED")
                .endsWith("ENDED", "-");
        assertThat(Wire.read(story, RecordKind.FLOW_EVENT)).hasSize(1);
        assertThat(contact.queued()).isTrue();
        assertThat(contact.connectedToAgent()).isTrue();
        assertThat(contact.abandoned()).isNull();
    }

    @Test
    void losesACustomerInTheFlow() {
        var story = simulation.play(Scenario.ABANDONED_IN_FLOW);
        var contact = story.expected().getFirst();

        assertThat(milestones(story, contact)).containsExactly("INITIATED", "DISCONNECTED", "COMPLETED");
        assertThat(contact.abandoned()).isNull();
        assertThat(contact.outcome()).isEqualTo("LEFT_IN_FLOW");
        assertThat(contact.queued()).isFalse();
    }

    @Test
    void losesACustomerInTheQueue() {
        var story = simulation.play(Scenario.ABANDONED_IN_QUEUE);
        var contact = story.expected().getFirst();

        assertThat(milestones(story, contact)).containsExactly("INITIATED", "QUEUED", "DISCONNECTED", "COMPLETED");
        assertThat(Wire.agentStates(story, contact.contactId())).isEmpty();
        assertThat(contact.abandoned()).isEqualTo(AbandonedIn.QUEUE);
    }

    @Test
    void losesACustomerWhileItRings() {
        var story = simulation.play(Scenario.ABANDONED_WHILE_RINGING);
        var contact = story.expected().getFirst();

        assertThat(Wire.agentStates(story, contact.contactId())).containsExactly("CONNECTING", "-");
        assertThat(contact.abandoned()).isEqualTo(AbandonedIn.RINGING);
        assertThat(contact.connectedToAgent()).isFalse();
        assertThat(contact.missedByAgent()).isFalse();
    }

    @Test
    void queuesAMissedCallAgainUnderTheSameId() {
        var story = simulation.play(Scenario.MISSED_THEN_ANSWERED);
        var contact = story.expected().getFirst();

        assertThat(story.expected()).hasSize(1);
        assertThat(milestones(story, contact))
                .containsExactly("INITIATED", "QUEUED", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED", "COMPLETED");
        assertThat(Wire.agentStates(story, contact.contactId())).startsWith("CONNECTING", "MISSED");
        assertThat(lastRecord(story, contact).get("AgentConnectionAttempts").intValue())
                .isEqualTo(2);
        assertThat(contact.missedByAgent()).isTrue();
        assertThat(agentsWhoEverHad(story, contact)).isEqualTo(2);
    }

    @Test
    void goesOnUnderAnotherIdAfterAQueueTransfer() {
        var story = simulation.play(Scenario.QUEUE_TRANSFER);
        var first = story.expected().getFirst();
        var second = story.expected().getLast();

        assertThat(first.connectedToAgent()).isFalse();
        assertThat(first.abandoned()).isNull();
        assertThat(first.nextContactId()).isEqualTo(second.contactId());
        assertThat(second.initiationMethod()).isEqualTo("QUEUE_TRANSFER");
        assertThat(second.queueName()).isEqualTo("Specialists").isNotEqualTo(first.queueName());
        assertIsLegAfter(story, first, second);
    }

    @Test
    void goesOnUnderAnotherIdAfterAnAgentTransfer() {
        var story = simulation.play(Scenario.AGENT_TRANSFER);
        var first = story.expected().getFirst();
        var second = story.expected().getLast();

        assertThat(second.initiationMethod()).isEqualTo("TRANSFER");
        assertThat(first.agentUsername()).isNotEqualTo(second.agentUsername());
        assertThat(first.holdCount()).isPositive();
        assertIsLegAfter(story, first, second);
    }

    @Test
    void callsBackSomebodyWhoDidNotWantToWait() {
        var story = simulation.play(Scenario.QUEUED_CALLBACK);
        var call = story.expected().getFirst();
        var callback = story.expected().getLast();

        assertThat(call.disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(call.queued()).isFalse();
        assertThat(callback.callback()).isTrue();
        assertThat(milestones(story, callback))
                .containsExactly(
                        "INITIATED",
                        "QUEUED",
                        "CONNECTED_TO_SYSTEM",
                        "CONNECTED_TO_AGENT",
                        "DISCONNECTED",
                        "COMPLETED");
        assertThat(Wire.agentStates(story, callback.contactId()))
                .startsWith("INCOMING", "PENDING", "CONNECTING", "CONNECTED");
        assertIsLegAfter(story, call, callback);
    }

    @Test
    void callsACustomer() {
        var story = simulation.play(Scenario.OUTBOUND_CALL);
        var contact = story.expected().getFirst();

        assertThat(milestones(story, contact))
                .containsExactly("INITIATED", "CONNECTED_TO_SYSTEM", "CONNECTED_TO_AGENT", "DISCONNECTED", "COMPLETED");
        assertThat(contact.queued()).isFalse();
        assertThat(lastRecord(story, contact).at("/Queue/EnqueueTimestamp").isNull())
                .isTrue();
    }

    @Test
    void chatsInFourteenEventsAndACompletionThatMayBeMissing() {
        var without = 0;
        for (var told = 0; told < 50; told++) {
            var story = simulation.play(Scenario.CHAT);
            var contact = story.expected().getFirst();
            var events = milestones(story, contact);
            assertThat(events)
                    .startsWith("INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED");
            assertThat(Wire.flowLogLines(story)).hasSize(9);
            assertThat(contact.customerIdentifier()).isNull();
            without += events.contains("COMPLETED") ? 0 : 1;
        }

        assertThat(without).isBetween(1, 49);
    }

    @Test
    void pausesATask() {
        var story = simulation.play(Scenario.TASK);
        var contact = story.expected().getFirst();

        assertThat(milestones(story, contact)).containsSubsequence("CONNECTED_TO_AGENT", "PAUSED", "RESUMED");
        assertThat(Wire.agentStates(story, contact.contactId()))
                .containsExactly("CONNECTING", "CONNECTED", "PAUSED", "CONNECTED", "ENDED", "-");
        assertThat(lastRecord(story, contact).get("TotalPauseCount").intValue()).isEqualTo(1);
        assertThat(lastRecord(story, contact).get("TotalPauseDurationInSeconds").intValue())
                .isGreaterThanOrEqualTo(29);
    }

    @Test
    void accompaniesAnAgentThroughAShift() {
        var story = simulation.play(Scenario.SHIFT);
        var events = Wire.read(story, RecordKind.AGENT_EVENT);
        var statuses = events.stream()
                .map(event -> event.at("/CurrentAgentSnapshot/AgentStatus/Name").stringValue())
                .distinct();

        assertThat(story.expected()).isEmpty();
        assertThat(statuses).containsExactly("Offline", "Available", "Lunch");
        assertThat(events.getFirst().get("EventType").stringValue()).isEqualTo("LOGIN");
        assertThat(events.getLast().get("EventType").stringValue()).isEqualTo("HEART_BEAT");
        assertThat(events)
                .extracting(event -> event.get("EventType").stringValue())
                .containsOnlyOnce("LOGOUT");
    }

    private static void assertIsLegAfter(Story story, ExpectedContact first, ExpectedContact second) {
        assertThat(second.initialContactId()).isEqualTo(first.contactId());
        assertThat(second.customerIdentifier()).isNotNull().isEqualTo(first.customerIdentifier());
        assertThat(Wire.details(story, second.contactId()))
                .isNotEmpty()
                .noneMatch(detail -> detail.toString().contains(Objects.requireNonNull(second.customerIdentifier())));
    }

    /// The life cycle, without the events that change no status.
    private static List<String> milestones(Story story, ExpectedContact contact) {
        return Wire.eventTypes(story, contact.contactId()).stream()
                .filter(type -> !type.equals("CONTACT_DATA_UPDATED"))
                .toList();
    }

    private static JsonNode lastRecord(Story story, ExpectedContact contact) {
        return Wire.contactRecords(story, contact.contactId()).getLast();
    }

    private static long agentsWhoEverHad(Story story, ExpectedContact contact) {
        return Wire.read(story, RecordKind.AGENT_EVENT).stream()
                .filter(event -> event.get("CurrentAgentSnapshot").toString().contains(contact.contactId()))
                .map(event -> event.get("AgentARN").stringValue())
                .distinct()
                .count();
    }
}
