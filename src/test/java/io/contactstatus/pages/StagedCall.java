package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call as Amazon Connect tells of it, step by step, whenever a test wants the next one. It began two minutes
/// ago.
public final class StagedCall {

    public static final String PHONE = "+819012345678";
    private static final String INSTANCE =
            "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11";
    public static final String QUEUE_ID = "0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f";
    private static final String QUEUE = INSTANCE + "/queue/" + QUEUE_ID;
    /// One of its own: calls are staged at overlapping times, and an agent who is elsewhere later has let this
    /// one go.
    private String agent = INSTANCE + "/agent/" + UUID.randomUUID();

    public final String id = UUID.randomUUID().toString();
    private final int port;
    private final String phone;
    private final Instant began;
    private final String kin;
    private final String method;
    private @Nullable StringBuilder waiting;

    private StagedCall(int port, String phone, Instant began, String method, String kin) {
        this.port = port;
        this.phone = phone;
        this.began = began;
        this.method = method;
        this.kin = kin;
    }

    public static StagedCall to(int port) {
        return from(port, PHONE);
    }

    /// @param phone E.164
    public static StagedCall from(int port, String phone) {
        return begun(port, phone, Duration.ofMinutes(2));
    }

    /// One that began so long ago.
    public static StagedCall begun(int port, String phone, Duration ago) {
        return new StagedCall(port, phone, Instant.now().minus(ago).truncatedTo(ChronoUnit.MILLIS), "INBOUND", "");
    }

    /// One that an agent dials.
    public static StagedCall outgoing(int port, String phone) {
        return new StagedCall(
                port, phone, Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.MILLIS), "OUTBOUND", "");
    }

    /// @param arn of the agent whose events come
    public StagedCall of(String arn) {
        agent = arn;
        return this;
    }

    /// The leg of a supervisor who listens to this one.
    public StagedCall listenedTo() {
        var kinship = ",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\"".formatted(id, id);
        return new StagedCall(port, phone, began.plusSeconds(60), "MONITOR", kinship);
    }

    /// The leg that this one was transferred to.
    public StagedCall transferred() {
        var kinship = ",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\"".formatted(id, id);
        return new StagedCall(port, phone, began.plusSeconds(60), "TRANSFER", kinship);
    }

    public StagedCall initiated() {
        return event(
                "INITIATED",
                0,
                ",\"customerEndpoint\":{\"type\":\"TELEPHONE_NUMBER\",\"address\":\"%s\"}".formatted(phone));
    }

    public StagedCall hears(int second, String prompt) {
        return log(
                second,
                "PlayPrompt",
                ",\"Parameters\":{\"Text\":\"%s\",\"TextToSpeechType\":\"text\"}".formatted(prompt));
    }

    public StagedCall setsAttribute(int second, String key, String value) {
        return log(second, "SetAttributes", ",\"Parameters\":{\"Key\":\"%s\",\"Value\":\"%s\"}".formatted(key, value));
    }

    public StagedCall log(int second, String type, String more) {
        return post("""
                {"ContactId":"%s","ContactFlowId":"%s/contact-flow/c4b3a291-8f7e-4d6c-a5b4-938271605f4e",
                 "ContactFlowName":"Main","ContactFlowModuleType":"%s","Identifier":"e2d1c0b9-%d",
                 "Timestamp":"%s"%s}""".formatted(id, INSTANCE, type, second, at(second), more));
    }

    /// What Contact Lens hears the customer say, who is annoyed by it.
    public StagedCall says(int second, String words) {
        return says(second, words, "Refund");
    }

    /// @param category that Contact Lens finds in it
    public StagedCall says(int second, String words, String category) {
        return post(
                """
                {"Version":"1.0.0","Channel":"VOICE","ContactId":"%s","LanguageCode":"en-US","EventType":"SEGMENTS",
                 "Segments":[{"Transcript":{"Id":"%s","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER",
                 "Content":"%s","BeginOffsetMillis":%d,"EndOffsetMillis":%d,"Sentiment":"NEGATIVE"}},
                 {"Categories":{"MatchedCategories":["%s"],"MatchedDetails":{"%s":{}}}}]}""".formatted(id, UUID.randomUUID(), words, second * 1000, second * 1000 + 900, category, category));
    }

    /// What Contact Lens reads in a chat, with what it has taken out of it: such words are stored.
    public StagedCall writes(int second, String words) {
        return post("""
                {"Version":"2.0.0","Channel":"CHAT","AccountId":"123456789012","ContactId":"%s","OutputType":"Redacted",
                 "StreamingEventType":"SEGMENTS","StreamingSettings":{"LanguageCode":"en-US","Output":"Redacted"},
                 "Segments":[{"Transcript":{"Id":"%s","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER",
                 "Content":"%s","ContentType":"text/plain","Time":{"AbsoluteTime":"%s"},"Sentiment":"NEUTRAL"}}]}""".formatted(id, UUID.randomUUID(), words, at(second)));
    }

    /// A rule of Contact Lens matches.
    public StagedCall matchesRule(int second, String name) {
        return post("""
                {"version":"0","id":"%s","detail-type":"Contact Lens Realtime Rules Matched","source":"aws.connect",
                 "account":"123456789012","time":"%s","region":"eu-west-2","resources":[],
                 "detail":{"version":"1.0","ruleName":"%s","actionName":"Tell","instanceArn":"%s",
                 "contactArn":"%s/contact/%s"}}""".formatted(UUID.randomUUID(), second(second), name, INSTANCE, INSTANCE, id));
    }

    public StagedCall queued(int second) {
        return queued(second, "Billing");
    }

    public StagedCall queued(int second, String name) {
        return event(
                "QUEUED",
                second,
                ",\"queueInfo\":{\"queueArn\":\"%s\",\"queueType\":\"STANDARD\",\"queueName\":\"%s\",\"enqueueTimestamp\":\"%s\"}"
                        .formatted(QUEUE, name, at(second)));
    }

    /// In another queue, whose name may not be told.
    public StagedCall queuedIn(int second, String queueId, @Nullable String name) {
        return event(
                "QUEUED",
                second,
                ",\"queueInfo\":{\"queueArn\":\"%s\",\"queueType\":\"STANDARD\"%s,\"enqueueTimestamp\":\"%s\"}"
                        .formatted(
                                INSTANCE + "/queue/" + queueId,
                                name == null ? "" : ",\"queueName\":\"%s\"".formatted(name),
                                at(second)));
    }

    /// With an agent of whom nothing but the id is told.
    public StagedCall withStranger(int second, String agentId) {
        return event(
                "CONNECTED_TO_AGENT",
                second,
                ",\"agentInfo\":{\"agentArn\":\"%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                        .formatted(INSTANCE + "/agent/" + agentId, at(second)));
    }

    public StagedCall atAgent(String state, int second) {
        return post("""
                {"AgentARN":"%s","AWSAccountId":"123456789012","InstanceARN":"%s","EventId":"%s",
                 "EventTimestamp":"%s","EventType":"STATE_CHANGE","Version":"2017-10-01",
                 "PreviousAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available",
                 "StartTimestamp":"2026-01-05T18:00:12.481Z"},"Contacts":[]},
                 "CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available",
                 "StartTimestamp":"2026-01-05T18:00:12.481Z","Type":"ROUTABLE"},"NextAgentStatus":null,
                 "Configuration":{"FirstName":"Hanako","LastName":"Mori","Username":"mori","AgentHierarchyGroups":null,
                 "RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic","InboundQueues":[]}},
                 "Contacts":[{"ContactId":"%s","InitialContactId":null,"Channel":"VOICE","InitiationMethod":"%s",
                 "State":"%s","StateStartTimestamp":"%s",
                 "Queue":{"ARN":"%s","Name":"Billing"}}]}}""".formatted(
                        agent,
                        INSTANCE,
                        UUID.randomUUID(),
                        at(second),
                        INSTANCE,
                        INSTANCE,
                        INSTANCE,
                        id,
                        method,
                        state,
                        at(second),
                        QUEUE));
    }

    public StagedCall disconnected(int second) {
        return event("DISCONNECTED", second, ",\"disconnectTimestamp\":\"%s\"".formatted(at(second)));
    }

    public StagedCall recorded(int second, String attributes) {
        return post("""
                {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"%s",
                 "InstanceARN":"%s","Channel":"VOICE","InitiationMethod":"%s",
                 "InitiationTimestamp":"%s","ConnectedToSystemTimestamp":"%s",
                 "DisconnectTimestamp":"%s","DisconnectReason":"CUSTOMER_DISCONNECT",
                 "LastUpdateTimestamp":"%s","AgentConnectionAttempts":1,
                 "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"%s"},
                 "SystemEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"+81312345678"},
                 "Queue":{"ARN":"%s","Name":"Billing","EnqueueTimestamp":"%s","DequeueTimestamp":"%s","Duration":20},
                 "Attributes":%s,"Tags":{},
                 "Recordings":[{"Location":"bucket/CallRecordings/a.wav","MediaStreamType":"AUDIO",
                 "ParticipantType":null,"StorageType":"Amazon S3","Status":"AVAILABLE",
                 "StartTimestamp":"%s","StopTimestamp":"%s","DeletionReason":null}]}""".formatted(
                        id,
                        INSTANCE,
                        method,
                        second(0),
                        second(0),
                        second(second),
                        second(second + 5),
                        phone,
                        QUEUE,
                        second(10),
                        second(30),
                        attributes,
                        second(30),
                        second(second)));
    }

    private StagedCall event(String type, int second, String more) {
        return post("""
                {"version":"0","id":"%s-%s-%d","detail-type":"Amazon Connect Contact Event","source":"aws.connect",
                 "account":"123456789012","time":"%s","region":"eu-west-2","resources":[],
                 "detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","instanceArn":"%s",
                 "initiationMethod":"%s","initiationTimestamp":"%s"%s%s}}""".formatted(id, type, second, second(second), type, id, INSTANCE, method, at(0), kin, more));
    }

    private Instant at(int second) {
        return began.plusSeconds(second);
    }

    private Instant second(int second) {
        return at(second).truncatedTo(ChronoUnit.SECONDS);
    }

    /// All of its steps arrive at once.
    public StagedCall atOnce(Consumer<StagedCall> more) {
        waiting = new StringBuilder();
        more.accept(this);
        var all = waiting.toString();
        waiting = null;
        send(port, all);
        return this;
    }

    /// Calls that are over.
    public static void ended(int port, String phone, int count) {
        var all = new StringBuilder();
        for (var number = 0; number < count; number++) {
            var call = from(port, phone);
            call.waiting = all;
            call.initiated().disconnected(30);
        }
        send(port, all.toString());
    }

    private StagedCall post(String record) {
        if (waiting == null) {
            send(port, record);
        } else {
            waiting.append(record).append('\n');
        }
        return this;
    }

    private static void send(int port, String records) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ingest"))
                // Without a login it is not checked.
                .header("X-Api-Key", GuardedService.ALL)
                .POST(HttpRequest.BodyPublishers.ofString(records))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"ignored\":0", "\"rejected\":[]");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
