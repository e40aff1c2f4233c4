package io.contactstatus.logs;

import io.contactstatus.logs.FakeLogs.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// What flows log, as events of a log group and in the envelope of a subscription.
final class FlowLines {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> BLOCKS = List.of("PlayPrompt", "SetAttributes", "GetUserInput", "SetQueue");

    private FlowLines() {}

    /// Events a second apart that speak of three contacts in turn.
    static List<Event> events(String contactPrefix, Instant first, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> event(contactPrefix + number % 3, first.plusSeconds(number), number))
                .toList();
    }

    static Event event(String contactId, Instant at, int number) {
        // The line carries no time of its own here and there: then the event's is what counts.
        var message = JSON.createObjectNode()
                .put("ContactId", contactId)
                .put("ContactFlowId", "arn:aws:connect:eu-west-2:111122223333:instance/i/contact-flow/f")
                .put("ContactFlowName", "Main")
                .put("ContactFlowModuleType", BLOCKS.get(number % BLOCKS.size()))
                .put("Identifier", "block-" + number);
        if (number % 5 != 0) {
            message.put("Timestamp", at.toString());
        }
        message.putObject("Parameters").put("Key", "step").put("Value", Integer.toString(number));
        return new Event(
                "stream-" + contactId,
                "3%055d".formatted(Math.floorMod(contactId.hashCode(), 1_000_000) * 1_000L + number),
                at.toEpochMilli(),
                message.toString());
    }

    /// As a subscription delivers them.
    static byte[] delivered(String group, List<Event> events) {
        var envelope = JSON.createObjectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", "111122223333")
                .put("logGroup", group)
                .put("logStream", events.getFirst().stream());
        envelope.putArray("subscriptionFilters").add("all");
        var array = envelope.putArray("logEvents");
        events.forEach(event -> array.addObject()
                .put("id", event.id())
                .put("timestamp", event.timestamp())
                .put("message", event.message()));
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(envelope.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
