package io.contactstatus.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// FilterLogEvents over a real socket: it pages, answers empty pages, throttles, fails and is away on demand.
final class FakeLogs implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, List<Event>> groups = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile int pageSize = 10;
    private volatile boolean emptyPages;
    private final AtomicInteger epoch = new AtomicInteger();
    private volatile IntPredicate throttled = number -> false;
    private volatile IntPredicate broken = number -> false;
    private volatile IntPredicate cutOff = number -> false;
    private volatile @Nullable String refusal;
    private volatile boolean tokensAreRefused;

    record Event(String stream, String id, long timestamp, String message) {}

    /// A request that was answered with a page.
    record Asked(
            String group,
            long from,
            long to,
            @Nullable String filterPattern,
            @Nullable String token,
            int events) {}

    FakeLogs() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    CloudWatchLogsClient client() {
        return CloudWatchLogsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
    }

    synchronized void put(String group, List<Event> events) {
        groups.computeIfAbsent(group, name -> new ArrayList<>()).addAll(events);
    }

    void pageSize(int events) {
        pageSize = events;
    }

    /// Every other page has nothing but a token.
    void answerEmptyPages() {
        emptyPages = true;
    }

    /// @param which requests, by their numbers from 1
    void throttle(IntPredicate which) {
        throttled = which;
    }

    void answerServerErrors(IntPredicate which) {
        broken = which;
    }

    void cutOff(IntPredicate which) {
        cutOff = which;
    }

    /// @param errorCode null to answer again
    void refuse(@Nullable String errorCode) {
        refusal = errorCode;
    }

    void refuseTokens() {
        tokensAreRefused = true;
    }

    void letTokensExpire() {
        epoch.incrementAndGet();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    int requests() {
        return requests.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var number = requests.incrementAndGet();
            var refused = refusal;
            if (cutOff.test(number)) {
                return;
            }
            if (broken.test(number)) {
                answer(exchange, 500, error("InternalFailure"));
            } else if (throttled.test(number)) {
                answer(exchange, 400, error("ThrottlingException"));
            } else if (refused != null) {
                answer(exchange, 400, error(refused));
            } else {
                filter(exchange, request);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private synchronized void filter(HttpExchange exchange, JsonNode request) throws IOException {
        if (!"Logs_20140328.FilterLogEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
            answer(exchange, 400, error("UnknownOperationException"));
            return;
        }
        var group = request.path("logGroupName").asString("");
        var events = groups.get(group);
        if (events == null) {
            answer(exchange, 400, error("ResourceNotFoundException"));
            return;
        }
        var token = request.has("nextToken") ? request.path("nextToken").asString() : null;
        var range = request.path("startTime").asLong() + "-"
                + request.path("endTime").asLong();
        if (token != null && (tokensAreRefused || !token.startsWith("e" + epoch.get() + "/" + range + "/"))) {
            answer(exchange, 400, error("InvalidParameterException"));
            return;
        }
        page(exchange, request, group, events, token, "e" + epoch.get() + "/" + range + "/");
    }

    private void page(
            HttpExchange exchange,
            JsonNode request,
            String group,
            List<Event> events,
            @Nullable String token,
            String tokenPrefix)
            throws IOException {
        var from = request.path("startTime").asLong();
        var to = request.path("endTime").asLong();
        var all = events.stream()
                .filter(event -> event.timestamp() >= from && event.timestamp() <= to)
                .sorted(Comparator.comparingLong(Event::timestamp))
                .toList();
        var rest = token == null ? "0" : token.substring(tokenPrefix.length());
        var start = Integer.parseInt(rest.replace("empty", ""));
        var empty = emptyPages && !rest.contains("empty");
        var end = empty ? start : Math.min(start + pageSize, all.size());
        var answer = JSON.createObjectNode();
        var array = answer.putArray("events");
        all.subList(start, end)
                .forEach(event -> array.addObject()
                        .put("logStreamName", event.stream())
                        .put("timestamp", event.timestamp())
                        .put("ingestionTime", event.timestamp() + 1)
                        .put("eventId", event.id())
                        .put("message", event.message()));
        if (empty) {
            answer.put("nextToken", tokenPrefix + start + "empty");
        } else if (end < all.size()) {
            answer.put("nextToken", tokenPrefix + end);
        }
        var pattern =
                request.has("filterPattern") ? request.path("filterPattern").asString() : null;
        asked.add(new Asked(group, from, to, pattern, token, end - start));
        answer(exchange, 200, answer.toString());
    }

    private static String error(String code) {
        return JSON.createObjectNode()
                .put("__type", code)
                .put("message", "quotes +819012345678")
                .toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
