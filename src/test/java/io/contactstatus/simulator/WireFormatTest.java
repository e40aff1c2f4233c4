package io.contactstatus.simulator;

import static io.contactstatus.simulator.Wire.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The records have the shape that is documented and was observed, whatever story they belong to.
class WireFormatTest {

    private static final String MILLIS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String SECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final List<Story> STORIES = new ArrayList<>();

    @BeforeAll
    static void tellSomeOfEach() {
        var simulation = new Simulation(11, START, 1, "simulated-recordings");
        for (var scenario : Scenario.values()) {
            for (var told = 0; told < 10; told++) {
                STORIES.add(simulation.play(scenario));
            }
        }
    }

    @Test
    void givesContactEventsTheEnvelopeOfEventBridge() {
        assertThat(all(RecordKind.CONTACT_EVENT)).allSatisfy(event -> {
            assertThat(event.propertyNames())
                    .containsExactlyInAnyOrder(
                            "version",
                            "id",
                            "detail-type",
                            "source",
                            "account",
                            "time",
                            "region",
                            "resources",
                            "detail");
            assertThat(text(event, "detail-type")).isEqualTo("Amazon Connect Contact Event");
            assertThat(text(event, "source")).isEqualTo("aws.connect");
            assertThat(text(event, "id")).matches(ID);
            assertThat(text(event, "time")).matches(SECONDS);
            assertThat(event.get("resources").get(1).stringValue()).endsWith(text(event.get("detail"), "contactId"));
        });
    }

    @Test
    void givesContactEventsTheDetailThatIsAlwaysThere() {
        assertThat(details()).allSatisfy(detail -> {
            assertThat(detail.propertyNames())
                    .contains(
                            "eventType",
                            "contactId",
                            "channel",
                            "instanceArn",
                            "initiationMethod",
                            "initiationTimestamp",
                            "tags")
                    .allMatch(name -> Character.isLowerCase(name.charAt(0)));
            assertThat(timestampsIn(detail)).isNotEmpty().allMatch(timestamp -> timestamp.matches(MILLIS));
        });
    }

    @Test
    void tellsTheQueueOfAnEventByArnOnly() {
        var queues = details().stream()
                .flatMap(detail -> optional(detail, "queueInfo"))
                .toList();

        assertThat(queues)
                .isNotEmpty()
                .allSatisfy(queue -> assertThat(queue.propertyNames())
                        .containsExactlyInAnyOrder("queueArn", "queueType", "enqueueTimestamp"));
        assertThat(queues.stream().map(queue -> text(queue, "queueType")).distinct())
                .containsExactlyInAnyOrder("STANDARD", "AGENT");
    }

    @Test
    void leavesTheQueueOutOfEventsOfOutboundCalls() {
        var outbound = details().stream()
                .filter(detail -> text(detail, "initiationMethod").equals("OUTBOUND"))
                .toList();

        assertThat(outbound).isNotEmpty().noneMatch(detail -> detail.has("queueInfo"));
    }

    @Test
    void saysNotYetOnlyBeforeItIs() {
        var asked = details().stream()
                .filter(detail -> detail.path("agentInfo")
                        .path("connectedToAgentTimestamp")
                        .asString("")
                        .equals("1970-01-01T00:00:00.001Z"))
                .toList();

        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(text(detail, "eventType")).isEqualTo("CONTACT_DATA_UPDATED"));
    }

    @Test
    void namesNoEarlierContactOnAFirstLeg() {
        assertThat(details())
                .allSatisfy(detail -> assertThat(detail.has("initialContactId")).isEqualTo(isLaterLeg(detail)))
                .allSatisfy(
                        detail -> assertThat(detail.has("previousContactId")).isEqualTo(isLaterLeg(detail)));
    }

    @Test
    void tellsTheCustomerOnlyOfTheFirstLegOfACall() {
        assertThat(details())
                .allSatisfy(detail -> assertThat(detail.has("customerEndpoint"))
                        .isEqualTo(text(detail, "channel").equals("VOICE") && !isLaterLeg(detail)));
    }

    @Test
    void doesNotPopulateTheSystemEndpointOfCallbacksAndQueueTransfers() {
        var without = details().stream()
                .filter(detail -> List.of("CALLBACK", "QUEUE_TRANSFER").contains(text(detail, "initiationMethod")))
                .toList();

        assertThat(without).isNotEmpty().noneMatch(detail -> detail.has("systemEndpoint"));
    }

    @Test
    void givesAgentEventsTwoSnapshotsAndNullBeforeALogin() {
        assertThat(all(RecordKind.AGENT_EVENT)).allSatisfy(event -> {
            assertThat(event.propertyNames())
                    .containsExactlyInAnyOrder(
                            "AWSAccountId",
                            "AgentARN",
                            "CurrentAgentSnapshot",
                            "EventId",
                            "EventTimestamp",
                            "EventType",
                            "InstanceARN",
                            "PreviousAgentSnapshot",
                            "Version");
            assertThat(text(event, "EventId")).matches(ID);
            assertThat(text(event, "EventType")).isIn("LOGIN", "LOGOUT", "STATE_CHANGE", "HEART_BEAT");
            assertThat(event.get("PreviousAgentSnapshot").isNull())
                    .isEqualTo(text(event, "EventType").equals("LOGIN"));
            assertThat(timestampsIn(event)).isNotEmpty().allMatch(timestamp -> timestamp.matches(MILLIS));
            assertThat(event.get("CurrentAgentSnapshot").propertyNames())
                    .containsExactlyInAnyOrder("AgentStatus", "NextAgentStatus", "Configuration", "Contacts");
        });
    }

    @Test
    void showsEverythingAboutAContactInASnapshot() {
        var contacts = all(RecordKind.AGENT_EVENT).stream()
                .flatMap(event -> event.at("/CurrentAgentSnapshot/Contacts").valueStream())
                .toList();

        assertThat(contacts).isNotEmpty().allSatisfy(contact -> {
            assertThat(contact.propertyNames())
                    .containsExactlyInAnyOrder(
                            "Channel",
                            "ConnectedToAgentTimestamp",
                            "ContactId",
                            "InitialContactId",
                            "InitiationMethod",
                            "Queue",
                            "QueueTimestamp",
                            "State",
                            "StateStartTimestamp");
            assertThat(text(contact, "Channel")).isIn("VOICE", "CHAT", "TASKS");
            assertThat(contact.get("Queue").propertyNames()).containsExactlyInAnyOrder("ARN", "Name");
        });
    }

    @Test
    void announcesANextStatusWithTheMomentItWasChosen() {
        var planned = all(RecordKind.AGENT_EVENT).stream()
                .map(event -> event.at("/CurrentAgentSnapshot/NextAgentStatus"))
                .filter(JsonNode::isObject)
                .toList();

        assertThat(planned)
                .isNotEmpty()
                .allSatisfy(status -> assertThat(status.propertyNames())
                        .containsExactlyInAnyOrder("ARN", "Name", "EnqueuedTimestamp"));
    }

    @Test
    void writesContactRecordsInWholeSeconds() {
        assertThat(all(RecordKind.CONTACT_RECORD)).allSatisfy(record -> {
            assertThat(record.propertyNames())
                    .contains(
                            "AWSAccountId",
                            "AWSContactTraceRecordFormatVersion",
                            "Agent",
                            "AgentConnectionAttempts",
                            "Attributes",
                            "Campaign",
                            "Channel",
                            "ConnectedToSystemTimestamp",
                            "ContactDetails",
                            "ContactId",
                            "CustomerEndpoint",
                            "DisconnectReason",
                            "DisconnectTimestamp",
                            "InitialContactId",
                            "InitiationMethod",
                            "InitiationTimestamp",
                            "InstanceARN",
                            "LastUpdateTimestamp",
                            "MediaStreams",
                            "NextContactId",
                            "PreviousContactId",
                            "Queue",
                            "Recording",
                            "Recordings",
                            "References",
                            "ScheduledTimestamp",
                            "SegmentAttributes",
                            "SystemEndpoint",
                            "Tags",
                            "TransferCompletedTimestamp",
                            "TransferredToEndpoint");
            assertThat(timestampsIn(record)).isNotEmpty().allMatch(timestamp -> timestamp.matches(SECONDS));
        });
    }

    @Test
    void givesTheRecordOfACallbackTheEndpointSoftphone() {
        var callbacks = all(RecordKind.CONTACT_RECORD).stream()
                .filter(record -> text(record, "InitiationMethod").equals("CALLBACK"))
                .toList();

        assertThat(callbacks)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(text(record.get("SystemEndpoint"), "Address"))
                        .isEqualTo("Softphone"));
    }

    @Test
    void recordsACallAtALocationWithoutScheme() {
        var recorded = all(RecordKind.CONTACT_RECORD).stream()
                .flatMap(record -> record.get("Recordings").valueStream())
                .toList();

        assertThat(recorded)
                .isNotEmpty()
                .allSatisfy(recording -> assertThat(text(recording, "Location"))
                        .matches("simulated-recordings/connect/.*/2026/\\d\\d/\\d\\d/" + ID
                                + "_\\d{8}T\\d\\d:\\d\\d_UTC_\\d+s\\.wav"));
    }

    @Test
    void namesNoRecordingWhereThereIsNoBucketOfThem() {
        assertThat(all(RecordKind.CONTACT_RECORD))
                .anyMatch(record -> record.get("Recordings").isEmpty());
        assertThat(new Simulation(11, START)
                        .play(Scenario.INBOUND_CALL).records().stream()
                                .map(record -> new String(record.payload(), StandardCharsets.UTF_8)))
                .noneMatch(record -> record.contains(".wav"));
    }

    @Test
    void wrapsFlowLogsLikeCloudWatch() {
        var ids = new HashSet<String>();

        assertThat(all(RecordKind.FLOW_LOGS)).allSatisfy(envelope -> {
            assertThat(envelope.propertyNames())
                    .containsExactlyInAnyOrder(
                            "messageType", "owner", "logGroup", "logStream", "subscriptionFilters", "logEvents");
            if (text(envelope, "messageType").equals("DATA_MESSAGE")) {
                assertThat(envelope.get("logEvents").valueStream().toList())
                        .isNotEmpty()
                        .allSatisfy(event -> assertThat(text(event, "id")).matches("3\\d{55}"))
                        .allMatch(event -> ids.add(text(event, "id")));
            }
        });
        assertThat(ids).hasSizeGreaterThan(1_000);
    }

    @Test
    void asksNowAndThenWhetherAnybodyIsThere() {
        var controls = all(RecordKind.FLOW_LOGS).stream()
                .filter(envelope -> text(envelope, "messageType").equals("CONTROL_MESSAGE"))
                .toList();

        assertThat(controls)
                .isNotEmpty()
                .hasSizeLessThan(STORIES.size() / 10)
                .allSatisfy(control -> assertThat(text(control.get("logEvents").get(0), "message"))
                        .startsWith("CWL CONTROL MESSAGE"));
    }

    @Test
    void writesFlowLogLinesWithTheirBlock() {
        var lines = STORIES.stream()
                .flatMap(story -> Wire.flowLogLines(story).stream())
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.propertyNames())
                    .contains(
                            "ContactId",
                            "ContactFlowId",
                            "ContactFlowName",
                            "ContactFlowModuleType",
                            "Identifier",
                            "Timestamp")
                    .containsAnyOf("Parameters", "Results");
            assertThat(text(line, "Timestamp")).matches(MILLIS);
        });
        assertThat(lines.stream().map(line -> text(line, "ContactFlowModuleType")))
                .contains(
                        "SetLoggingBehavior",
                        "SetRecordingBehavior",
                        "PlayPrompt",
                        "GetUserInput",
                        "StoreUserInput",
                        "InvokeExternalResource",
                        "SetAttributes",
                        "SetQueue",
                        "Transfer",
                        "AddToPlayLoop");
    }

    @Test
    void letsAFirstLegBeItsOwnBeginningInAFlowEvent() {
        assertThat(all(RecordKind.FLOW_EVENT)).isNotEmpty().allSatisfy(event -> {
            var data = event.at("/Details/ContactData");
            assertThat(text(event, "Name")).isEqualTo("ContactFlowEvent");
            assertThat(text(data, "InitialContactId")).isEqualTo(text(data, "ContactId"));
            assertThat(text(data, "PreviousContactId")).isEqualTo(text(data, "ContactId"));
            assertThat(text(data.get("CustomerEndpoint"), "Address")).startsWith("+");
            assertThat(event.at("/Details/Parameters").isObject()).isTrue();
        });
    }

    @Test
    void namesTheQueueInAFlowEventOnceItIsChosen() {
        var names = all(RecordKind.FLOW_EVENT).stream()
                .map(event -> event.at("/Details/ContactData/Queue/Name"))
                .toList();

        assertThat(names).anyMatch(JsonNode::isString).anyMatch(JsonNode::isMissingNode);
    }

    @Test
    void showsOnlyNumbersThatNobodyHas() {
        var customers = STORIES.stream()
                .flatMap(story -> story.expected().stream())
                .flatMap(contact -> Stream.ofNullable(contact.customerIdentifier()))
                .toList();

        assertThat(customers).isNotEmpty().allMatch(number -> number.matches("\\+1\\d{3}55501\\d\\d"));
    }

    private static boolean isLaterLeg(JsonNode detail) {
        return List.of(
                        "TRANSFER",
                        "QUEUE_TRANSFER",
                        "CALLBACK",
                        "CALLBACK_CUSTOMER_FIRST_QUEUED",
                        "CALLBACK_CUSTOMER_FIRST_DIALED",
                        "MONITOR")
                .contains(text(detail, "initiationMethod"));
    }

    private static List<JsonNode> all(RecordKind kind) {
        return STORIES.stream()
                .flatMap(story -> Wire.read(story, kind).stream())
                .toList();
    }

    private static List<JsonNode> details() {
        return all(RecordKind.CONTACT_EVENT).stream()
                .map(event -> event.get("detail"))
                .toList();
    }

    private static Stream<JsonNode> optional(JsonNode holder, String name) {
        return holder.has(name) ? Stream.of(holder.get(name)) : Stream.empty();
    }

    private static String text(JsonNode holder, String name) {
        return holder.get(name).stringValue();
    }

    /// Every value anywhere inside whose name ends like a moment.
    private static Collection<String> timestampsIn(JsonNode node) {
        var found = new ArrayList<String>();
        node.forEachEntry((name, value) -> {
            if (name.endsWith("Timestamp") && value.isString()) {
                found.add(value.stringValue());
            }
        });
        node.forEach(child -> found.addAll(timestampsIn(child)));
        return found;
    }
}
