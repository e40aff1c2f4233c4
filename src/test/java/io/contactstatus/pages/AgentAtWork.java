package io.contactstatus.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agent whose events a test posts, one after the other, to the service at a port.
public final class AgentAtWork {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/i";

    private final int port;
    private final String id;
    private final ObjectNode configuration = JSON.createObjectNode();
    private @Nullable ObjectNode previous;
    private Instant at = Instant.now().minusSeconds(30);

    public AgentAtWork(int port, String id, String username) {
        this.port = port;
        this.id = id;
        configuration.put("Username", username);
        configuration.put("FirstName", "Hanako").put("LastName", "Mori");
        configuration.putNull("AgentHierarchyGroups");
        configuration.putObject("RoutingProfile").put("Name", "Basic");
    }

    public AgentAtWork in(String... groups) {
        var levels = configuration.putObject("AgentHierarchyGroups");
        for (var level = 0; level < groups.length; level++) {
            levels.putObject("Level" + (level + 1)).put("Name", groups[level]);
        }
        return this;
    }

    public AgentAtWork with(String routingProfile) {
        configuration.putObject("RoutingProfile").put("Name", routingProfile);
        return this;
    }

    /// The next event is of then.
    public AgentAtWork at(Instant moment) {
        at = moment;
        return this;
    }

    public void sets(String status, String type) {
        post(snapshot(status, type));
    }

    public void has(String contactId, String state, String queue) {
        has(contactId, state, "q", queue);
    }

    public void has(String contactId, String state, String queueId, String queue) {
        var snapshot = snapshot("Available", "ROUTABLE");
        var contact = snapshot.withArray("Contacts").addObject();
        contact.put("ContactId", contactId)
                .put("State", state)
                .put("Channel", "VOICE")
                .put("InitiationMethod", "INBOUND")
                .put("StateStartTimestamp", at.toString());
        contact.putObject("Queue").put("ARN", INSTANCE + "/queue/" + queueId).put("Name", queue);
        post(snapshot);
    }

    private ObjectNode snapshot(String status, String type) {
        var snapshot = JSON.createObjectNode();
        snapshot.putObject("AgentStatus")
                .put("ARN", INSTANCE + "/agent-state/" + status)
                .put("Name", status)
                .put("Type", type)
                .put("StartTimestamp", at.toString());
        snapshot.set("Configuration", configuration.deepCopy());
        snapshot.putArray("Contacts");
        return snapshot;
    }

    private void post(ObjectNode current) {
        var event = JSON.createObjectNode();
        event.put("AgentARN", INSTANCE + "/agent/" + id)
                .put("InstanceARN", INSTANCE)
                .put("EventId", UUID.randomUUID().toString())
                .put("EventType", "STATE_CHANGE")
                .put("EventTimestamp", at.toString());
        event.set("CurrentAgentSnapshot", current);
        event.set("PreviousAgentSnapshot", previous == null ? JSON.nullNode() : previous);
        ingest(port, event.toString());
        previous = current;
        at = at.plusSeconds(1);
    }

    /// What the service answers.
    public static String ingest(int port, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ingest"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
