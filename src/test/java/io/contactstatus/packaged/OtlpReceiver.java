package io.contactstatus.packaged;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// What an OpenTelemetry collector is to the service: takes spans by OTLP over HTTP, in protocol buffers.
final class OtlpReceiver implements AutoCloseable {

    /// @param parent the id of the span above it, empty for the first one of a trace
    /// @param attributes those that are text; the first text of lists
    record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                bodies.add(body.readAllBytes());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /// All that was received, as far as it is text.
    String text() {
        var text = new StringBuilder();
        bodies.forEach(body -> text.append(new String(body, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    List<Span> spans() {
        return bodies.stream()
                .map(body -> message(ByteString.copyFrom(body)))
                .flatMap(request -> messages(request, 1))
                .flatMap(resource -> messages(resource, 2))
                .flatMap(scope -> messages(scope, 2))
                .map(OtlpReceiver::span)
                .toList();
    }

    Optional<Span> first(String name, String attribute, String value) {
        return spans().stream()
                .filter(span -> span.name().equals(name)
                        && value.equals(span.attributes().get(attribute)))
                .findFirst();
    }

    /// Whether one is below the other, however far.
    boolean isBelow(Span span, Span above) {
        var byId = new TreeMap<String, Span>();
        spans().forEach(one -> byId.put(one.id(), one));
        for (var current = span; current != null; current = byId.get(current.parent())) {
            if (current.parent().equals(above.id())) {
                return true;
            }
        }
        return false;
    }

    private static Span span(UnknownFieldSet span) {
        var attributes = new TreeMap<String, String>();
        messages(span, 9)
                .forEach(attribute -> messages(attribute, 2)
                        .findFirst()
                        .ifPresent(value -> attributes.put(text(attribute, 1), value(value))));
        return new Span(hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes);
    }

    private static String value(UnknownFieldSet value) {
        return messages(value, 5)
                .flatMap(list -> messages(list, 1))
                .map(OtlpReceiver::value)
                .findFirst()
                .orElseGet(() -> text(value, 1));
    }

    private static Stream<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream().map(OtlpReceiver::message);
    }

    private static UnknownFieldSet message(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException notOne) {
            throw new AssertionError("this is not OTLP", notOne);
        }
    }

    private static String text(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .findFirst()
                .orElse("");
    }

    private static String hex(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
