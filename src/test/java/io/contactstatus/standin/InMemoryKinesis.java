package io.contactstatus.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contactstatus.standin.StreamInMemory.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Kinesis inside this JVM, as fast as what is put behind it: for benches, and for machines without the emulator.
///
/// It speaks to producers and to consumers that poll, in JSON and in CBOR. It has no limits, and its shards are
/// never split nor merged: whatever depends on that belongs to the emulator.
public final class InMemoryKinesis implements AutoCloseable {

    private static final String ACCOUNT = "000000000000";
    private static final int MOST_RECORDS = 10_000;

    static {
        // Else every answer that takes two packets waits for an acknowledgement. Read when the server's class is
        // loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, StreamInMemory> streams = new ConcurrentHashMap<>();

    public InMemoryKinesis() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
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

    public void create(String stream, int shards) {
        streams.put(stream, new StreamInMemory(stream, shards, Instant.now()));
    }

    /// Puts a record without going through the network, which a bench may have no time for.
    ///
    /// @param hashKey decides on the shard, in place of the partition key
    public void put(String stream, String partitionKey, String hashKey, byte[] data) {
        stream(stream).put(partitionKey, hashKey, data, Instant.now());
    }

    /// How many shards of the stream have been asked for records.
    public int shardsRead(String stream) {
        return (int) stream(stream).shards().stream().filter(Shard::isRead).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// What a request is answered with when it is not fulfilled.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var wire = AwsWire.of(String.valueOf(headers.getFirst("Content-Type")));
            var target = String.valueOf(headers.getFirst("X-Amz-Target"));
            var request = wire.read(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", wire.contentType());
            try {
                var response = fulfilled(target.substring(target.indexOf('.') + 1), new Request(request));
                send(exchange, 200, wire.write(response));
            } catch (Refused refused) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", refused.code);
                var error = Map.<String, Object>of("__type", refused.code, "message", refused.getMessage());
                send(exchange, 400, wire.write(error));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Map<String, Object> fulfilled(String action, Request request) {
        return switch (action) {
            case "CreateStream" -> created(request);
            case "DescribeStream" -> Map.of("StreamDescription", described(stream(request)));
            case "DescribeStreamSummary" -> Map.of("StreamDescriptionSummary", summary(stream(request)));
            case "ListStreams" ->
                Map.of("StreamNames", streams.keySet().stream().sorted().toList(), "HasMoreStreams", false);
            case "ListShards" -> Map.of("Shards", shards(stream(request), request.text("ExclusiveStartShardId")));
            case "GetShardIterator" -> Map.of("ShardIterator", iterator(request));
            case "GetRecords" -> records(request);
            case "PutRecord" -> put(stream(request), request);
            case "PutRecords" -> putAll(request);
            default -> throw new Refused("UnknownOperationException", action + " is not known here");
        };
    }

    private Map<String, Object> created(Request request) {
        var shards = request.number("ShardCount");
        create(request.required("StreamName"), shards == null ? 4 : shards.intValue());
        return Map.of();
    }

    private StreamInMemory stream(Request request) {
        var name = request.text("StreamName");
        return stream(name == null ? afterSlash(request.required("StreamARN")) : name);
    }

    private StreamInMemory stream(String name) {
        var stream = streams.get(name);
        if (stream == null) {
            throw new Refused("ResourceNotFoundException", "no stream " + name);
        }
        return stream;
    }

    private static String afterSlash(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }

    private static Map<String, Object> summary(StreamInMemory stream) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("StreamName", stream.name());
        summary.put("StreamARN", "arn:aws:kinesis:eu-west-2:" + ACCOUNT + ":stream/" + stream.name());
        summary.put("StreamStatus", "ACTIVE");
        summary.put("StreamModeDetails", Map.of("StreamMode", "PROVISIONED"));
        summary.put("RetentionPeriodHours", 24);
        summary.put("StreamCreationTimestamp", stream.created());
        summary.put("EnhancedMonitoring", List.of());
        summary.put("EncryptionType", "NONE");
        summary.put("OpenShardCount", stream.shards().size());
        summary.put("ConsumerCount", 0);
        return summary;
    }

    private static Map<String, Object> described(StreamInMemory stream) {
        var description = new LinkedHashMap<>(summary(stream));
        description.put("Shards", shards(stream, null));
        description.put("HasMoreShards", false);
        return description;
    }

    private static List<Map<String, Object>> shards(StreamInMemory stream, @Nullable String after) {
        return stream.shards().stream()
                .filter(shard -> after == null || shard.id().compareTo(after) > 0)
                .map(shard -> Map.<String, Object>of(
                        "ShardId",
                        shard.id(),
                        "HashKeyRange",
                        Map.of(
                                "StartingHashKey", shard.firstKey().toString(),
                                "EndingHashKey", shard.lastKey().toString()),
                        "SequenceNumberRange",
                        Map.of("StartingSequenceNumber", Shard.sequence(0))))
                .toList();
    }

    private String iterator(Request request) {
        var stream = stream(request);
        var shard = stream.shard(request.required("ShardId"));
        var type = request.required("ShardIteratorType");
        var from = switch (type) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> shard.size();
            case "AT_SEQUENCE_NUMBER" -> Shard.index(request.required("StartingSequenceNumber"));
            case "AFTER_SEQUENCE_NUMBER" -> Shard.index(request.required("StartingSequenceNumber")) + 1;
            case "AT_TIMESTAMP" -> shard.firstAt(request.moment("Timestamp"));
            default -> throw new Refused("InvalidArgumentException", type);
        };
        return iterator(stream, shard, from);
    }

    private static String iterator(StreamInMemory stream, Shard shard, int from) {
        return stream.name() + "/" + shard.id() + "/" + from;
    }

    private Map<String, Object> records(Request request) {
        var iterator = request.required("ShardIterator").split("/", -1);
        var stream = stream(iterator[0]);
        var shard = stream.shard(iterator[1]);
        var from = Integer.parseInt(iterator[2]);
        var limit = request.number("Limit");
        var records = shard.read(from, limit == null ? MOST_RECORDS : limit.intValue());
        var next = from + records.size();
        return Map.of(
                "Records",
                records.stream().map(InMemoryKinesis::shown).toList(),
                "NextShardIterator",
                iterator(stream, shard, next),
                "MillisBehindLatest",
                shard.millisBehind(next, Instant.now()));
    }

    private static Map<String, Object> shown(StreamInMemory.Held record) {
        return Map.of(
                "SequenceNumber",
                record.sequence(),
                "ApproximateArrivalTimestamp",
                record.arrived(),
                "PartitionKey",
                record.partitionKey(),
                "Data",
                record.data());
    }

    private Map<String, Object> putAll(Request request) {
        var stream = stream(request);
        var results = new ArrayList<Map<String, Object>>();
        request.maps("Records").forEach(entry -> results.add(put(stream, new Request(entry))));
        return Map.of("FailedRecordCount", 0, "Records", results);
    }

    private static Map<String, Object> put(StreamInMemory stream, Request entry) {
        var put = stream.put(
                entry.required("PartitionKey"), entry.text("ExplicitHashKey"), entry.bytes("Data"), Instant.now());
        return Map.of("ShardId", put.shardId(), "SequenceNumber", put.sequence());
    }

    /// What was asked, by the names that Amazon gives to its parts.
    private record Request(Map<String, Object> fields) {

        @Nullable
        String text(String name) {
            return (String) fields.get(name);
        }

        String required(String name) {
            var text = text(name);
            if (text == null) {
                throw new Refused("InvalidArgumentException", name + " is missing");
            }
            return text;
        }

        @Nullable
        Number number(String name) {
            return (Number) fields.get(name);
        }

        Instant moment(String name) {
            return fields.get(name) instanceof Instant moment ? moment : Instant.EPOCH;
        }

        byte[] bytes(String name) {
            return fields.get(name) instanceof byte[] bytes ? bytes : new byte[0];
        }

        List<Map<String, Object>> maps(String name) {
            var maps = new ArrayList<Map<String, Object>>();
            if (fields.get(name) instanceof List<?> list) {
                for (var one : list) {
                    if (one instanceof Map<?, ?> map) {
                        var fields = new LinkedHashMap<String, Object>();
                        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
                        maps.add(fields);
                    }
                }
            }
            return maps;
        }
    }
}
