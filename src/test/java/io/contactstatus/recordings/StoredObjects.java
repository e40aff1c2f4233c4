package io.contactstatus.recordings;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;
import org.springframework.web.util.UriComponentsBuilder;

/// An S3 over a real socket: gives objects in whole and in part to whoever has signed, and refuses presigned URLs that
/// have run out, at the request and not in the middle of its answer. Remembers the last thousand requests.
public final class StoredObjects implements AutoCloseable {

    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int REMEMBERED = 1_000;

    private final HttpServer server;
    private final Function<String, byte @Nullable []> made;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int mostBytesAtOnce = Integer.MAX_VALUE;

    /// @param query as it was sent, decoded
    public record Request(
            String path,
            Map<String, String> query,
            @Nullable String range,
            int status) {}

    public StoredObjects() {
        this(location -> null);
    }

    /// @param made what was never put: from bucket and key to bytes, or null
    public StoredObjects(Function<String, byte @Nullable []> made) {
        this.made = made;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// @param location bucket and key
    public void put(String location, byte[] bytes) {
        objects.put("/" + location, bytes);
    }

    /// Breaks every connection off after so many bytes.
    public void breakOffAfter(int bytes) {
        mostBytesAtOnce = bytes;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                    .build()
                    .getQueryParams()
                    .toSingleValueMap();
            var range = exchange.getRequestHeaders().getFirst("Range");
            var held = objects.get(path);
            var object = held == null ? made.apply(path.substring(1)) : held;
            var status = !isOpen(query, exchange) ? 403 : object == null ? 404 : range == null ? 200 : 206;
            requests.add(new Request(path, query, range, status));
            if (requests.size() > REMEMBERED) {
                requests.removeFirst();
            }
            if (status >= 400 || object == null) {
                refuse(exchange, status);
            } else {
                give(exchange, object, range, query.getOrDefault("response-content-type", "binary/octet-stream"));
            }
        }
    }

    private static boolean isOpen(Map<String, String> query, HttpExchange exchange) {
        if (!query.containsKey("X-Amz-Signature")) {
            return exchange.getRequestHeaders().containsKey("Authorization");
        }
        var from = Instant.from(SIGNED.parse(query.get("X-Amz-Date")));
        return Instant.now().isBefore(from.plus(Duration.ofSeconds(Long.parseLong(query.get("X-Amz-Expires")))));
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        var code = status == 403 ? "AccessDenied" : "NoSuchKey";
        var body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void give(HttpExchange exchange, byte[] object, @Nullable String range, String type) throws IOException {
        var from = 0;
        var until = object.length;
        if (range != null) {
            var part = HttpRange.parseRanges(range).getFirst();
            from = (int) part.getRangeStart(object.length);
            until = (int) part.getRangeEnd(object.length) + 1;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, until - 1, object.length));
        }
        exchange.getResponseHeaders().set("Content-Type", type.replace("%2F", "/"));
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        exchange.sendResponseHeaders(range == null ? 200 : 206, until - from);
        exchange.getResponseBody().write(object, from, Math.min(until - from, mostBytesAtOnce));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
