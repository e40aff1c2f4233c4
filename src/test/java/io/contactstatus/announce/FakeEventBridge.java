package io.contactstatus.announce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks PutEvents and DescribeEventBus of EventBridge (AWS JSON 1.1) over a real socket, and misbehaves as
/// it is told.
public final class FakeEventBridge implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /// An event as it was taken.
    public record Event(String source, String detailType, String bus, JsonNode detail) {

        String contactId() {
            return detail.path("contactId").asString("");
        }

        long version() {
            return detail.path("version").longValue();
        }
    }

    /// What it does with a request.
    sealed interface Manner {

        /// Takes all but those that get a code.
        record Answer(Function<Event, @Nullable String> code) implements Manner {}

        /// Takes nothing of the request, and says so.
        record Refuse(int status, String code) implements Manner {}

        /// Ends the connection without an answer.
        ///
        /// @param taking whether the events had been taken before
        record Reset(boolean taking) implements Manner {}
    }

    static final Manner WELL = new Manner.Answer(event -> null);
    static final Manner AWAY = new Manner.Reset(false);
    static final Manner THROTTLED = new Manner.Refuse(400, "ThrottlingException");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Event>> requests = new CopyOnWriteArrayList<>();
    private final List<Event> taken = new CopyOnWriteArrayList<>();
    private volatile Function<List<Event>, Manner> manner = request -> WELL;

    private volatile @Nullable String busTrouble;

    public FakeEventBridge() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// One that does not try again by itself, so that tests count what they see.
    EventBridgeClient client() {
        return EventBridgeClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    void behave(Manner always) {
        manner = request -> always;
    }

    void behave(Function<List<Event>, Manner> byRequest) {
        manner = byRequest;
    }

    /// What it answers to whoever asks for a bus; null when every bus is there. It takes events for it all the
    /// same.
    void describeWith(@Nullable String code) {
        busTrouble = code;
    }

    List<List<Event>> requests() {
        return List.copyOf(requests);
    }

    public List<Event> taken() {
        return List.copyOf(taken);
    }

    List<Event> taken(String contactId) {
        return taken.stream()
                .filter(event -> event.contactId().equals(contactId))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var body = exchange.getRequestBody().readAllBytes();
            if ("AWSEvents.DescribeEventBus".equals(target)) {
                describe(exchange, JSON.readTree(body).path("Name").stringValue());
                return;
            }
            if (!"AWSEvents.PutEvents".equals(target)) {
                respond(exchange, 400, "{\"__type\":\"UnknownOperationException\"}");
                return;
            }
            var request = events(JSON.readTree(body).path("Entries"));
            requests.add(request);
            switch (manner.apply(request)) {
                case Manner.Answer(var code) -> respond(exchange, 200, taken(request, code));
                case Manner.Refuse(var status, var code) ->
                    respond(exchange, status, "{\"__type\":\"" + code + "\",\"message\":\"as told\"}");
                case Manner.Reset(var taking) -> {
                    if (taking) {
                        taken.addAll(request);
                    }
                }
            }
        }
    }

    private void describe(HttpExchange exchange, String bus) throws IOException {
        var trouble = busTrouble;
        if (trouble == null) {
            respond(exchange, 200, JSON.createObjectNode().put("Name", bus).toString());
        } else {
            respond(exchange, 400, "{\"__type\":\"" + trouble + "\",\"message\":\"as told\"}");
        }
    }

    private static List<Event> events(JsonNode entries) {
        var events = new ArrayList<Event>();
        entries.forEach(entry -> events.add(new Event(
                entry.path("Source").stringValue(),
                entry.path("DetailType").stringValue(),
                entry.path("EventBusName").stringValue(),
                JSON.readTree(entry.path("Detail").stringValue()))));
        return events;
    }

    private String taken(List<Event> request, Function<Event, @Nullable String> code) {
        var answer = JSON.createObjectNode();
        var entries = answer.putArray("Entries");
        var failed = 0;
        for (var event : request) {
            var error = code.apply(event);
            if (error == null) {
                taken.add(event);
                entries.addObject().put("EventId", "event-" + taken.size());
            } else {
                failed++;
                entries.addObject().put("ErrorCode", error).put("ErrorMessage", "as told");
            }
        }
        answer.put("FailedEntryCount", failed);
        return answer.toString();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
