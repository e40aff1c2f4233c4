package io.contactstatus.pages.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Somebody whose call is told of as it goes on: each step is posted to the service when it is taken. All of it
/// lies a little in the past.
final class Caller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String phone;
    private final String queue;
    private final String agent;
    private final Instant began;
    private final String id = UUID.randomUUID().toString();
    private String held = "";
    private boolean isThere;
    private boolean isOver;

    Caller(int port, String phone, String queue, String agent, Instant began) {
        this.port = port;
        this.phone = phone;
        this.queue = queue;
        this.agent = agent;
        this.began = began.truncatedTo(ChronoUnit.MILLIS);
    }

    String id() {
        return id;
    }

    /// One of its own for each name.
    String queueId() {
        return uuid(queue);
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String queueArn() {
        return Records.INSTANCE + "/queue/" + queueId();
    }

    private String at(int second) {
        var at = began.plusSeconds(second).toString();
        return at.contains(".") ? at : at.replace("Z", ".000Z");
    }

    Caller calls() {
        return post(Records.initiated(id, at(0), phone));
    }

    Caller isCalledBack() {
        return post(Records.initiated(id, at(0), phone).replace("INBOUND", "CALLBACK"));
    }

    /// The customer picks up, where we call.
    Caller answers(int second) {
        return post(Records.contactEvent(
                id,
                "CONNECTED_TO_SYSTEM",
                at(second),
                ",\"initiationTimestamp\":\"%s\",\"connectedToSystemTimestamp\":\"%s\"".formatted(at(0), at(second))));
    }

    Caller queues(int second) {
        return post(Records.queued(id, at(0), at(second)).replace(Records.QUEUE, queueArn()));
    }

    Caller hangsUp(int second) {
        isOver = true;
        return post(Records.disconnected(id, at(0), at(second)));
    }

    Caller completes(int second) {
        return post(Records.contactEvent(
                id,
                "COMPLETED",
                at(second),
                ",\"initiationTimestamp\":\"%s\",\"disconnectTimestamp\":\"%s\"".formatted(at(0), at(second - 1))));
    }

    Caller rings(int second) {
        return seat(second, "CONNECTING");
    }

    Caller talks(int second) {
        return seat(second, "CONNECTED");
    }

    Caller isPutOnHold(int second) {
        return seat(second, "CONNECTED_ONHOLD");
    }

    Caller isWorkedOn(int second) {
        return seat(second, "ENDED");
    }

    /// After an agent has had them, so that they are not one of those who gave up.
    void leaves() {
        if (isThere && !isOver) {
            talks(92).hangsUp(94).isWorkedOn(94).completes(95);
        }
    }

    private Caller seat(int second, String state) {
        var before = held.isEmpty() ? snapshot("") : snapshot(held);
        held = """
                {"ContactId":"%s","InitialContactId":null,"Channel":"VOICE","InitiationMethod":"INBOUND",
                "State":"%s","StateStartTimestamp":"%s","ConnectedToAgentTimestamp":%s,"QueueTimestamp":null,
                "Queue":{"ARN":"%s","Name":"%s"}}""".formatted(
                id, state, at(second), state.equals("CONNECTING") ? "null" : '"' + at(second) + '"', queueArn(), queue);
        return post("""
                {"AgentARN":"%s/agent/%s","AWSAccountId":"123456789012","InstanceARN":"%s","EventId":"%s",
                "EventTimestamp":"%s","EventType":"STATE_CHANGE","Version":"2017-10-01",
                "PreviousAgentSnapshot":%s,"CurrentAgentSnapshot":%s}""".formatted(
                        Records.INSTANCE,
                        uuid(agent),
                        Records.INSTANCE,
                        UUID.randomUUID(),
                        at(second),
                        before,
                        snapshot(held)));
    }

    private String snapshot(String contacts) {
        return """
                {"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available","StartTimestamp":"%s","Type":"ROUTABLE"},
                "NextAgentStatus":null,"Configuration":{"FirstName":"Hanako","LastName":"Mori","Username":"%s",
                "AgentHierarchyGroups":null,"RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic",
                "InboundQueues":[]}},"Contacts":[%s]}""".formatted(Records.INSTANCE, at(0), agent, Records.INSTANCE, contacts);
    }

    private Caller post(String record) {
        isThere = true;
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ingest"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(record))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"rejected\":[]");
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        return this;
    }
}
