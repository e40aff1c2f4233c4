package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A running instance as its clients see it.
record Service(URI address) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// What arrived there, acknowledged or not.
    HttpResponse<String> post(String path, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(request);
    }

    /// Records that have to be taken as they are.
    void ingest(byte[]... payloads) {
        for (var payload : payloads) {
            var outcome = outcomeOf(payload);
            assertThat(outcome.get("rejected")).as("rejected").isEmpty();
        }
    }

    JsonNode outcomeOf(byte[] payload) {
        try {
            var response = post("/ingest", payload);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            return MAPPER.readTree(response.body());
        } catch (IOException exception) {
            throw new AssertionError("the service was not reached", exception);
        }
    }

    void ingestThroughFirehose(List<byte[]> payloads) {
        try {
            var response = post("/ingest/firehose", firehoseBody(payloads));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        } catch (IOException exception) {
            throw new AssertionError("the service was not reached", exception);
        }
    }

    /// A request of Firehose with that id; 0 where the client had to hang up.
    int deliver(byte[] body, String requestId, Duration patience) {
        try {
            return send(HttpRequest.newBuilder(address.resolve("/ingest/firehose"))
                            .header("Content-Type", "application/json")
                            .header("X-Amz-Firehose-Request-Id", requestId)
                            .timeout(patience)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                    .statusCode();
        } catch (IOException hungUp) {
            return 0;
        }
    }

    static byte[] firehoseBody(List<byte[]> payloads) {
        var records = payloads.stream()
                .map(payload -> "{\"data\":\"" + Base64.getEncoder().encodeToString(payload) + "\"}")
                .collect(Collectors.joining(","));
        return ("{\"requestId\":\"ed4acda5-034f-9f42-bba1-f29aea6d7d8f\",\"timestamp\":1578090901599,\"records\":["
                        + records + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The status that a GET is answered with; 0 where there is nobody to answer.
    int status(String path) {
        try {
            return send(HttpRequest.newBuilder(address.resolve(path))
                            .timeout(Duration.ofSeconds(60))
                            .GET())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    JsonNode get(String path) {
        return MAPPER.readTree(text(path));
    }

    private String text(String path) {
        try {
            var response = send(HttpRequest.newBuilder(address.resolve(path)).GET());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException exception) {
            throw new AssertionError("the service was not reached", exception);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    /// Without what depends on the way it came about.
    ObjectNode contact(String id) {
        return lasting(get("/contacts/" + id));
    }

    List<JsonNode> history(String id) {
        return pages("/contacts/" + id + "/history?limit=20");
    }

    List<String> historyIds(String id) {
        return history(id).stream().map(entry -> entry.get("id").stringValue()).toList();
    }

    JsonNode related(String id) {
        var related = get("/contacts/" + id + "/related");
        related.get("contacts").forEach(Service::lasting);
        return related;
    }

    List<JsonNode> contactsOf(String customer) {
        var contacts =
                pages("/customers/" + URLEncoder.encode(customer, StandardCharsets.UTF_8) + "/contacts?limit=20");
        contacts.forEach(Service::lasting);
        return contacts;
    }

    List<JsonNode> activeContacts() {
        var contacts = pages("/contacts?active=true&limit=100");
        contacts.forEach(Service::lasting);
        return contacts;
    }

    List<JsonNode> agents() {
        return pages("/agents?limit=100");
    }

    /// With their payloads.
    List<JsonNode> deadLetters() {
        return pages("/dead-letters?limit=200").stream()
                .map(letter -> get("/dead-letters/" + letter.get("id").stringValue()))
                .toList();
    }

    private List<JsonNode> pages(String path) {
        var items = new ArrayList<JsonNode>();
        var page = get(path);
        page.get("items").forEach(items::add);
        while (page.has("nextCursor")) {
            page = get(path + "&cursor=" + page.get("nextCursor").stringValue());
            page.get("items").forEach(items::add);
        }
        return items;
    }

    private static ObjectNode lasting(JsonNode contact) {
        return ((ObjectNode) contact).remove(List.of("version", "expiresAt"));
    }

    /// What became of the records that this instance has read since it was started.
    record Counts(long read, long stored, long ignored, long deadLettered, long returned, long inFlight) {

        void assertThatTheyAddUp() {
            assertThat(read).as(toString()).isEqualTo(stored + ignored + deadLettered + returned + inFlight);
        }
    }

    /// How far behind the newest record of its stream the worst shard is that this instance reads, by stream;
    /// not there for a stream of which it reads no shard.
    Map<String, Long> millisBehind() {
        var behind = new TreeMap<String, Long>();
        var lines = Pattern.compile(
                        "^contact_status_kinesis_millis_behind_latest\\{stream=\"(.*?)\"} ([0-9.E]+)$",
                        Pattern.MULTILINE)
                .matcher(text("/actuator/prometheus"));
        while (lines.find()) {
            behind.put(lines.group(1), (long) Double.parseDouble(lines.group(2)));
        }
        return behind;
    }

    Counts counts() {
        var metrics = text("/actuator/prometheus");
        return new Counts(
                value(metrics, "contact_status_ingest_read_total"),
                outcome(metrics, "stored"),
                outcome(metrics, "ignored"),
                outcome(metrics, "dead_lettered"),
                outcome(metrics, "returned"),
                value(metrics, "contact_status_ingest_in_flight"));
    }

    private static long outcome(String metrics, String outcome) {
        return value(metrics, "contact_status_ingest_records_total{outcome=\"" + outcome + "\"}");
    }

    private static long value(String metrics, String name) {
        var line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return (long) Double.parseDouble(line.group(1));
    }
}
