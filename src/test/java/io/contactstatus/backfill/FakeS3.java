package io.contactstatus.backfill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// One bucket over a real socket: it lists, gives objects in whole and in part, throttles, breaks off and refuses
/// on demand.
final class FakeS3 implements AutoCloseable {

    static final String BUCKET = "firehose-records";

    private static final int PAGE = 3;

    private final HttpServer server;
    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, Instant> modifications = new HashMap<>();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile IntPredicate throttled = number -> false;
    private volatile int mostBytesAtOnce = Integer.MAX_VALUE;
    private volatile @Nullable String refusal;
    private volatile boolean beginsWithAnEmptyPage;
    private final Deque<byte[]> replacements = new ArrayDeque<>();

    FakeS3() {
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

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    synchronized void put(String key, byte[] bytes) {
        put(key, bytes, Instant.EPOCH);
    }

    synchronized void put(String key, byte[] bytes, Instant modified) {
        objects.put(key, bytes);
        modifications.put(key, modified);
    }

    synchronized void remove(String key) {
        objects.remove(key);
    }

    /// What is fetched from its beginning is the next of these afterwards.
    synchronized void replaceWhatIsRead(List<byte[]> objects) {
        replacements.addAll(objects);
    }

    /// Breaks every connection off after so many bytes.
    void breakOffAfter(int bytes) {
        mostBytesAtOnce = bytes;
    }

    /// @param which requests, by their numbers from 1
    void throttle(IntPredicate which) {
        throttled = which;
    }

    /// @param errorCode null to answer again
    void refuse(@Nullable String errorCode) {
        refusal = errorCode;
    }

    /// What a bucket with many delete markers does.
    void beginWithAnEmptyPage() {
        beginsWithAnEmptyPage = true;
    }

    /// Keys of the objects that were asked for, with the byte from which on.
    List<String> fetched() {
        return List.copyOf(fetched);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var refused = refusal;
            if (throttled.test(requests.incrementAndGet())) {
                error(exchange, 503, "SlowDown");
            } else if (refused != null) {
                error(exchange, "AccessDenied".equals(refused) ? 403 : 400, refused);
            } else if (!path.startsWith("/" + BUCKET)) {
                error(exchange, 404, "NoSuchBucket");
            } else if (path.length() <= BUCKET.length() + 2) {
                list(exchange);
            } else {
                get(exchange, path.substring(BUCKET.length() + 2));
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private synchronized void list(HttpExchange exchange) throws IOException {
        var query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                .build()
                .getQueryParams()
                .toSingleValueMap();
        if (beginsWithAnEmptyPage && !query.containsKey("continuation-token")) {
            answer(
                    exchange,
                    200,
                    "<ListBucketResult><IsTruncated>true</IsTruncated>"
                            + "<NextContinuationToken>more</NextContinuationToken></ListBucketResult>");
            return;
        }
        var prefix = decoded(query.get("prefix"));
        var after = decoded(query.get("start-after"));
        var found = objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .toList();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Name>" + BUCKET
                + "</Name><EncodingType>url</EncodingType><IsTruncated>" + (found.size() > PAGE) + "</IsTruncated>");
        found.stream()
                .limit(PAGE)
                .forEach(key -> xml.append("<Contents><Key>")
                        .append(UriUtils.encode(key, StandardCharsets.UTF_8))
                        .append("</Key><Size>1</Size><LastModified>")
                        .append(modifications.getOrDefault(key, Instant.EPOCH))
                        .append("</LastModified><ETag>")
                        .append(Arrays.hashCode(objects.get(key)))
                        .append("</ETag></Contents>"));
        answer(exchange, 200, xml.append("</ListBucketResult>").toString());
    }

    private static String decoded(@Nullable String value) {
        return value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] bytes;
        synchronized (this) {
            bytes = objects.get(key);
        }
        if (bytes == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        var range = exchange.getRequestHeaders().getFirst("Range");
        var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        var tag = '"' + Integer.toHexString(Arrays.hashCode(bytes)) + '"';
        if (range != null && !tag.equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        fetched.add(key + "@" + from);
        synchronized (this) {
            if (from == 0 && !replacements.isEmpty()) {
                objects.put(key, replacements.remove());
            }
        }
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length == 0 ? -1 : bytes.length - from);
        exchange.getResponseBody().write(bytes, from, Math.min(mostBytesAtOnce, bytes.length - from));
        exchange.getResponseBody().flush();
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, "<Error><Code>" + code + "</Code><Message>quotes a key</Message></Error>");
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
