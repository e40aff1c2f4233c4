package io.contactstatus.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Collects what flows log and ships it the way CloudWatch Logs does: lines of one contact that are close
/// together travel in one gzip envelope.
final class FlowLogWriter {

    private static final long TOGETHER_MILLIS = 5_000;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/").withZone(ZoneOffset.UTC);

    private final Dice dice;
    private final Pace pace;
    private final List<SimulatedRecord> records;
    private final String stream;
    private final List<Line> lines = new ArrayList<>();

    FlowLogWriter(Dice dice, Pace pace, Instant start, List<SimulatedRecord> records) {
        this.dice = dice;
        this.pace = pace;
        this.records = records;
        this.stream = HOUR.format(start) + "stream-" + dice.uuid();
    }

    /// @param outcome writes `Parameters`, `Results` or `ExternalResults`
    void log(
            SimulatedLeg leg,
            SimulatedInstance.Flow flow,
            String blockType,
            String identifier,
            Instant at,
            Consumer<Json> outcome) {
        var message = Json.text(json -> {
            json.put("ContactId", leg.contactId)
                    .put("ContactFlowId", flow.arn())
                    .put("ContactFlowName", flow.name())
                    .put("ContactFlowModuleType", blockType)
                    .put("Identifier", identifier)
                    .millis("Timestamp", at);
            outcome.accept(json);
        });
        lines.add(new Line(leg.contactId, at, message));
    }

    void ship() {
        lines.sort(Comparator.comparing(Line::contactId).thenComparing(Line::at));
        var envelope = new ArrayList<Line>();
        for (var line : lines) {
            if (!envelope.isEmpty() && !belongTogether(envelope.getFirst(), line)) {
                ship(envelope);
                envelope.clear();
            }
            envelope.add(line);
        }
        if (!envelope.isEmpty()) {
            ship(envelope);
        }
    }

    /// CloudWatch asks now and then whether anybody is there.
    void shipControlMessage(Instant at) {
        var payload = compressed(json -> json.put("messageType", "CONTROL_MESSAGE")
                .put("owner", "CloudwatchLogs")
                .put("logGroup", "")
                .put("logStream", "")
                .strings("subscriptionFilters", List.of())
                .objects(
                        "logEvents",
                        List.of(at),
                        (member, moment) -> member.put("id", "")
                                .put("timestamp", moment.toEpochMilli())
                                .put("message", "CWL CONTROL MESSAGE: Checking health of destination Firehose.")));
        // It names no log stream, but a stream takes no record without a partition key.
        records.add(new SimulatedRecord(at, RecordKind.FLOW_LOGS, stream, payload));
    }

    private boolean belongTogether(Line first, Line line) {
        return first.contactId().equals(line.contactId())
                && !line.at().isAfter(pace.after(first.at(), TOGETHER_MILLIS));
    }

    private void ship(List<Line> together) {
        var payload = compressed(json -> json.put("messageType", "DATA_MESSAGE")
                .put("owner", SimulatedInstance.ACCOUNT)
                .put("logGroup", "/aws/connect/" + SimulatedInstance.ALIAS)
                .put("logStream", stream)
                .strings("subscriptionFilters", List.of("contact-status"))
                .objects(
                        "logEvents",
                        together,
                        (member, line) -> member.put("id", eventId(line))
                                .put("timestamp", line.at().toEpochMilli())
                                .put("message", line.message())));
        var emitted = pace.after(together.getLast().at(), dice.between(400, 2_500));
        records.add(new SimulatedRecord(emitted, RecordKind.FLOW_LOGS, stream, payload));
    }

    /// Like the real ones: 56 digits that begin with a 3.
    private String eventId(Line line) {
        return "3" + line.at().toEpochMilli() + dice.digits(42);
    }

    private static byte[] compressed(Consumer<Json> members) {
        var bytes = new ByteArrayOutputStream(2048);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.text(members).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private record Line(String contactId, Instant at, String message) {}
}
