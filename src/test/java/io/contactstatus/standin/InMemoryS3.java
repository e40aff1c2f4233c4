package io.contactstatus.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One bucket over a real socket, that can be written to. It honours `If-None-Match: *` and `If-Match`, and
/// refuses parts that are too small only when their upload is completed, as S3 does.
public final class InMemoryS3 implements AutoCloseable {

    public static final String BUCKET = "recordings";

    private static final int SMALLEST_PART = 5 * 1024 * 1024;
    private static final int PAGE = 100;

    private record Upload(String key, Instant initiated, SortedMap<Integer, byte[]> parts) {}

    private final HttpServer server;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final Map<String, String> encryptedBy = new TreeMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger parts = new AtomicInteger();
    private volatile int mostParts = Integer.MAX_VALUE;
    private volatile Consumer<String> written = key -> {};

    public InMemoryS3() {
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

    public synchronized Map<String, byte[]> objects() {
        return new TreeMap<>(objects);
    }

    /// By which key of KMS an object is encrypted, for those of which that was said.
    public synchronized Map<String, String> encryptedBy() {
        return new TreeMap<>(encryptedBy);
    }

    public synchronized int uploadsInProgress() {
        return uploads.size();
    }

    /// Refuses so many requests from now on.
    public void refuse(int requests) {
        refusals.set(requests);
    }

    /// Hears the key of each object that is written from now on, before the one who writes it is answered.
    public void tell(Consumer<String> listener) {
        written = listener;
    }

    /// Refuses parts after so many.
    public void takeParts(int most) {
        parts.set(0);
        mostParts = most;
    }

    /// How many parts were uploaded since [#takeParts].
    public int partsTaken() {
        return parts.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 500, "InternalError");
                return;
            }
            var path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/" + BUCKET)) {
                error(exchange, 404, "NoSuchBucket");
                return;
            }
            var key = path.length() <= BUCKET.length() + 2 ? "" : path.substring(BUCKET.length() + 2);
            var query = query(exchange.getRequestURI().getRawQuery());
            synchronized (this) {
                dispatch(exchange, key, query, body);
            }
        }
    }

    private void dispatch(HttpExchange exchange, String key, Map<String, String> query, byte[] body)
            throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (query.containsKey("uploadId")) {
                    putPart(exchange, query, body);
                } else {
                    put(exchange, key, body);
                }
            }
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    var id = "upload-" + System.nanoTime();
                    encrypt(exchange, key);
                    uploads.put(id, new Upload(key, Instant.now(), new TreeMap<>()));
                    answer(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                                    .formatted(id));
                } else {
                    complete(exchange, query);
                }
            }
            case "GET" -> {
                if (query.containsKey("uploads")) {
                    listUploads(exchange, query);
                } else if (query.containsKey("uploadId")) {
                    listParts(exchange, query);
                } else if (key.isEmpty()) {
                    list(exchange, query);
                } else {
                    get(exchange, key);
                }
            }
            case "DELETE" -> {
                if (query.containsKey("uploadId")) {
                    uploads.remove(query.get("uploadId"));
                } else {
                    objects.remove(key);
                }
                exchange.sendResponseHeaders(204, -1);
            }
            default -> error(exchange, 405, "MethodNotAllowed");
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) && objects.containsKey(key)) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        var expected = exchange.getRequestHeaders().getFirst("If-Match");
        var there = objects.get(key);
        if (expected != null && (there == null || !expected.equals(tag(there)))) {
            error(exchange, there == null ? 404 : 412, there == null ? "NoSuchKey" : "PreconditionFailed");
            return;
        }
        objects.put(key, body);
        written.accept(key);
        encrypt(exchange, key);
        tagged(exchange, body);
    }

    private void encrypt(HttpExchange exchange, String key) {
        var by = exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption-aws-kms-key-id");
        if (by != null && "aws:kms".equals(exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption"))) {
            encryptedBy.put(key, by);
        }
    }

    private void putPart(HttpExchange exchange, Map<String, String> query, byte[] body) throws IOException {
        var upload = uploads.get(query.get("uploadId"));
        if (upload == null) {
            error(exchange, 404, "NoSuchUpload");
        } else if (parts.incrementAndGet() > mostParts) {
            error(exchange, 403, "AccessDenied");
        } else {
            upload.parts().put(Integer.valueOf(query.getOrDefault("partNumber", "")), body);
            tagged(exchange, body);
        }
    }

    private void complete(HttpExchange exchange, Map<String, String> query) throws IOException {
        var upload = uploads.get(query.get("uploadId"));
        if (upload == null) {
            error(exchange, 404, "NoSuchUpload");
            return;
        }
        var last = upload.parts().lastKey();
        if (upload.parts().headMap(last).values().stream().anyMatch(part -> part.length < SMALLEST_PART)) {
            error(exchange, 400, "EntityTooSmall");
            return;
        }
        var whole = new ByteArrayOutputStream();
        upload.parts().values().forEach(whole::writeBytes);
        objects.put(upload.key(), whole.toByteArray());
        uploads.remove(query.get("uploadId"));
        answer(exchange, 200, "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>");
    }

    private void listUploads(HttpExchange exchange, Map<String, String> query) throws IOException {
        var xml = new StringBuilder("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>");
        uploads.forEach((id, upload) -> {
            if (upload.key().startsWith(query.getOrDefault("prefix", ""))) {
                xml.append("<Upload><Key>%s</Key><UploadId>%s</UploadId><Initiated>%s</Initiated></Upload>"
                        .formatted(upload.key(), id, upload.initiated()));
            }
        });
        answer(exchange, 200, xml.append("</ListMultipartUploadsResult>").toString());
    }

    private void listParts(HttpExchange exchange, Map<String, String> query) throws IOException {
        var upload = uploads.get(query.get("uploadId"));
        if (upload == null) {
            error(exchange, 404, "NoSuchUpload");
            return;
        }
        var xml = new StringBuilder("<ListPartsResult><IsTruncated>false</IsTruncated>");
        upload.parts()
                .forEach((number, part) ->
                        xml.append("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><Size>%d</Size></Part>"
                                .formatted(number, tag(part), part.length)));
        answer(exchange, 200, xml.append("</ListPartsResult>").toString());
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        var after = query.getOrDefault("continuation-token", "");
        var keys = objects.tailMap(after, false).keySet().stream()
                .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
                .limit(PAGE + 1)
                .toList();
        var xml = new StringBuilder("<ListBucketResult><IsTruncated>%b</IsTruncated>".formatted(keys.size() > PAGE));
        keys.stream().limit(PAGE).forEach(key -> xml.append("<Contents><Key>" + key + "</Key></Contents>"));
        if (keys.size() > PAGE) {
            xml.append("<NextContinuationToken>" + keys.get(PAGE - 1) + "</NextContinuationToken>");
        }
        answer(exchange, 200, xml.append("</ListBucketResult>").toString());
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        var bytes = objects.get(key);
        if (bytes == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag(bytes));
        var range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            return;
        }
        var ends = range.substring("bytes=".length()).split("-", -1);
        var from = Integer.parseInt(ends[0]);
        var to = (int) Math.min(bytes.length, Long.parseLong(ends[1]) + 1);
        if (from >= to) {
            error(exchange, 416, "InvalidRange");
            return;
        }
        exchange.sendResponseHeaders(206, to - from);
        exchange.getResponseBody().write(bytes, from, to - from);
    }

    private static void tagged(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(200, -1);
    }

    private static String tag(byte[] bytes) {
        return '"' + Integer.toHexString(Arrays.hashCode(bytes)) + '"';
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var equals = pair.indexOf('=');
            query.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, "<Error><Code>" + code + "</Code></Error>");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
