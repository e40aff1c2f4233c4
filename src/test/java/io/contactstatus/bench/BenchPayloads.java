package io.contactstatus.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Records of invented contacts, with fields as long as the published ones: what a contact costs depends on
/// little else.
final class BenchPayloads {

    static final String INSTANCE =
            "arn:aws:connect:eu-west-2:111122223333:instance/7b2d5c9e-41f8-4c3a-9a66-0e5d1f7c8b21";
    static final String QUEUE = INSTANCE + "/queue/c1f0a9d4-3b57-4a0e-8a4f-2f9e6d1b7c35";
    static final String AGENT = INSTANCE + "/agent/5e8c2b71-90d3-4f6e-b1a2-7d4c3e9f0a18";
    static final String FLOW = INSTANCE + "/contact-flow/0d9b7e36-5a2c-4c81-97fe-84b3a1c6d250";
    static final String QUEUE_FLOW = INSTANCE + "/contact-flow/e4a61c08-7f3d-4b95-8c20-196d5b7f3ea4";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final SplittableRandom random;
    private final String contactId;

    BenchPayloads(long seed) {
        random = new SplittableRandom(seed);
        contactId = uuid();
    }

    String contactId() {
        return contactId;
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static String millis(Instant at) {
        return MILLIS.format(at);
    }

    static String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /// @param more of `detail`, beginning with a comma
    byte[] contactEvent(String type, Instant emitted, String channel, String subtype, String more) {
        return bytes("""
                {"version":"0","id":"%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",\
                "account":"111122223333","time":"%s","region":"eu-west-2","resources":["%s","%s/contact/%s"],\
                "detail":{"eventType":"%s","contactId":"%s","channel":"%s","instanceArn":"%s",\
                "initiationMethod":"%s"%s,"tags":{"aws:connect:instanceId":"7b2d5c9e-41f8-4c3a-9a66-0e5d1f7c8b21"%s},\
                "segmentAttributes":{"connect:Subtype":{"valueString":"%s"}}}}""".formatted(
                        uuid(),
                        seconds(emitted),
                        INSTANCE,
                        INSTANCE,
                        contactId,
                        type,
                        contactId,
                        channel,
                        INSTANCE,
                        channel.equals("VOICE") ? "INBOUND" : "API",
                        more,
                        channel.equals("VOICE") ? ",\"aws:connect:systemEndpoint\":\"+442079460123\"" : "",
                        subtype));
    }

    /// @param more what follows the timestamp, beginning with a comma
    String flowLine(String flow, String name, String type, String identifier, Instant at, String more) {
        return """
                {"ContactId":"%s","ContactFlowId":"%s","ContactFlowName":"%s","ContactFlowModuleType":"%s",\
                "Identifier":"%s","Timestamp":"%s"%s}""".formatted(contactId, flow, name, type, identifier, millis(at), more);
    }

    /// The lines as CloudWatch Logs delivers them.
    byte[] envelope(List<String> lines, Instant at) {
        var events = lines.stream()
                .map(line -> Map.of("id", logEventId(at), "timestamp", at.toEpochMilli(), "message", line))
                .toList();
        return gzip(MAPPER.writeValueAsBytes(Map.of(
                "messageType",
                "DATA_MESSAGE",
                "owner",
                "111122223333",
                "logGroup",
                "/aws/connect/example-centre",
                "logStream",
                "2026/11/20/12/stream-Gk3_vT0aS1yqQdM8w2bXlQ==",
                "subscriptionFilters",
                List.of("contact-status"),
                "logEvents",
                events)));
    }

    private String logEventId(Instant at) {
        return "3"
                + at.toEpochMilli()
                + random.ints(42, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    byte[] agentEvent(Instant at, Snapshot before, Snapshot after) {
        return bytes("""
                {"AWSAccountId":"111122223333","AgentARN":"%s","CurrentAgentSnapshot":%s,"EventId":"%s",\
                "EventTimestamp":"%s","EventType":"STATE_CHANGE","InstanceARN":"%s","PreviousAgentSnapshot":%s,\
                "Version":"2017-10-01"}""".formatted(AGENT, snapshot(after), uuid(), millis(at), INSTANCE, snapshot(before)));
    }

    /// What an agent event shows of the seat.
    ///
    /// @param state of the contact on the agent's desktop; null where it is not there
    record Snapshot(
            @Nullable String state, Instant since, @Nullable Instant connected, Instant queued) {}

    private String snapshot(Snapshot snapshot) {
        var contacts = snapshot.state() == null
                ? ""
                : """
                {"Channel":"VOICE","ConnectedToAgentTimestamp":%s,"ContactId":"%s","InitialContactId":null,\
                "InitiationMethod":"INBOUND","Queue":{"ARN":"%s","Name":"Customer service"},"QueueTimestamp":"%s",\
                "State":"%s","StateStartTimestamp":"%s"}""".formatted(
                                snapshot.connected() == null ? "null" : '"' + millis(snapshot.connected()) + '"',
                                contactId,
                                QUEUE,
                                millis(snapshot.queued()),
                                snapshot.state(),
                                millis(snapshot.since()));
        return """
                {"AgentStatus":{"ARN":"%1$s/agent-state/91a7d3f0-2c5e-4b68-a7c4-3e0f9d8b6a52","Name":"Available",\
                "StartTimestamp":"2026-11-20T08:59:12.310Z","Type":"ROUTABLE"},"Configuration":{"AgentHierarchyGroups":null,\
                "FirstName":"Robin","LastName":"Example","Proficiencies":[],"RoutingProfile":{"ARN":"%1$s/routing-profile/\
                f37b0c62-18d4-4a9e-85b1-6c2e7d904f13","Concurrency":[{"AvailableSlots":0,"Channel":"VOICE","MaximumSlots":1},\
                {"AvailableSlots":2,"Channel":"CHAT","MaximumSlots":2}],"DefaultOutboundQueue":{"ARN":"%2$s","Channels":\
                ["VOICE"],"Name":"Customer service"},"InboundQueues":[{"ARN":"%2$s","Channels":["VOICE","CHAT"],\
                "Name":"Customer service"},{"ARN":"%3$s","Channels":["VOICE"],"Name":null}],"Name":"Customer service profile"},\
                "Username":"robin.example"},"Contacts":[%4$s],"NextAgentStatus":null}""".formatted(INSTANCE, QUEUE, INSTANCE + "/queue/agent/5e8c2b71-90d3-4f6e-b1a2-7d4c3e9f0a18", contacts);
    }

    byte[] contactRecord(
            Instant initiated, Instant enqueued, Instant connected, Instant disconnected, Instant cleared) {
        var start = seconds(initiated);
        return bytes("""
                {"AWSAccountId":"111122223333","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":{"ARN":"%1$s",\
                "AfterContactWorkDuration":24,"AfterContactWorkEndTimestamp":"%2$s","AfterContactWorkStartTimestamp":"%3$s",\
                "AgentInteractionDuration":212,"ConnectedToAgentTimestamp":"%4$s","CustomerHoldDuration":31,\
                "DeviceInfo":{"OperatingSystem":null,"PlatformName":null,"PlatformVersion":null},"HierarchyGroups":null,\
                "LongestHoldDuration":31,"NumberOfHolds":1,"RoutingProfile":{"ARN":"%5$s/routing-profile/\
                f37b0c62-18d4-4a9e-85b1-6c2e7d904f13","Name":"Customer service profile"},"StateTransitions":[],\
                "Username":"robin.example"},"AgentConnectionAttempts":1,"AnsweringMachineDetectionStatus":null,\
                "Attributes":{"language":"en-GB","customerTier":"gold","accountNumber":"00412873"},\
                "Campaign":{"CampaignId":null},"Channel":"VOICE","ConnectedToSystemTimestamp":"%6$s","ContactDetails":{},\
                "ContactId":"%7$s","CustomerEndpoint":{"Address":"+447700900123","Type":"TELEPHONE_NUMBER"},\
                "CustomerVoiceActivity":null,"DisconnectReason":"CUSTOMER_DISCONNECT","DisconnectTimestamp":"%3$s",\
                "InitialContactId":null,"InitiationMethod":"INBOUND","InitiationTimestamp":"%6$s","InstanceARN":"%5$s",\
                "LastUpdateTimestamp":"%8$s","MediaStreams":[{"Type":"AUDIO"}],"NextContactId":null,\
                "PreviousContactId":null,"Queue":{"ARN":"%9$s","DequeueTimestamp":"%4$s","Duration":17,\
                "EnqueueTimestamp":"%10$s","Name":"Customer service"},"Recording":%11$s,"Recordings":[%11$s],\
                "References":[],"ScheduledTimestamp":null,"SegmentAttributes":{"connect:Subtype":{"ValueString":\
                "connect:Telephony"}},"SystemEndpoint":{"Address":"+442079460123","Type":"TELEPHONE_NUMBER"},\
                "Tags":{"aws:connect:instanceId":"7b2d5c9e-41f8-4c3a-9a66-0e5d1f7c8b21",\
                "aws:connect:systemEndpoint":"+442079460123"},"TransferCompletedTimestamp":null,\
                "TransferredToEndpoint":null,"VoiceIdResult":null}""".formatted(
                        AGENT,
                        seconds(cleared),
                        seconds(disconnected),
                        seconds(connected),
                        INSTANCE,
                        start,
                        contactId,
                        seconds(cleared.plusSeconds(64)),
                        QUEUE,
                        seconds(enqueued),
                        recording(connected, disconnected)));
    }

    private String recording(Instant connected, Instant disconnected) {
        return """
                {"DeletionReason":null,"FragmentStartNumber":null,"FragmentStopNumber":null,"Location":\
                "example-centre-recordings/connect/example-centre/CallRecordings/2026/11/20/%s_20261120T12:00_UTC.wav",\
                "MediaStreamType":"AUDIO","ParticipantType":null,"StartTimestamp":"%s","Status":"AVAILABLE",\
                "StopTimestamp":"%s","StorageType":"S3"}""".formatted(contactId, seconds(connected), seconds(disconnected));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream(4096);
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return zipped.toByteArray();
    }
}
