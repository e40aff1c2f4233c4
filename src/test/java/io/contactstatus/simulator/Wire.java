package io.contactstatus.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads simulated records the way a receiver would, sharing nothing with what wrote them.
final class Wire {

    static final Instant START = Instant.parse("2026-01-05T21:24:00.999Z");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Wire() {}

    static JsonNode read(SimulatedRecord record) {
        return MAPPER.readTree(record.kind() == RecordKind.FLOW_LOGS ? unzipped(record.payload()) : record.payload());
    }

    static List<JsonNode> read(List<SimulatedRecord> records, RecordKind kind) {
        return records.stream()
                .filter(record -> record.kind() == kind)
                .map(Wire::read)
                .toList();
    }

    static List<JsonNode> read(Story story, RecordKind kind) {
        return read(story.records(), kind);
    }

    /// What contact events of one contact say, in order.
    static List<JsonNode> details(Story story, String contactId) {
        return read(story, RecordKind.CONTACT_EVENT).stream()
                .map(event -> event.get("detail"))
                .filter(detail -> detail.get("contactId").stringValue().equals(contactId))
                .toList();
    }

    static List<String> eventTypes(Story story, String contactId) {
        return details(story, contactId).stream()
                .map(detail -> detail.get("eventType").stringValue())
                .toList();
    }

    /// The states a contact went through on any agent's desktop, without repetitions; "-" where it went away.
    static List<String> agentStates(Story story, String contactId) {
        var states = new ArrayList<String>();
        for (var event : read(story, RecordKind.AGENT_EVENT)) {
            var before = stateIn(event.get("PreviousAgentSnapshot"), contactId);
            var after = stateIn(event.get("CurrentAgentSnapshot"), contactId);
            if (!before.equals(after)) {
                states.add(after);
            }
        }
        return states;
    }

    static List<JsonNode> flowLogLines(Story story) {
        var lines = new ArrayList<JsonNode>();
        for (var envelope : read(story, RecordKind.FLOW_LOGS)) {
            if (envelope.get("messageType").stringValue().equals("DATA_MESSAGE")) {
                envelope.get("logEvents")
                        .forEach(event ->
                                lines.add(MAPPER.readTree(event.get("message").stringValue())));
            }
        }
        return lines;
    }

    static List<JsonNode> contactRecords(Story story, String contactId) {
        return read(story, RecordKind.CONTACT_RECORD).stream()
                .filter(record -> record.get("ContactId").stringValue().equals(contactId))
                .toList();
    }

    static Instant instant(JsonNode holder, String name) {
        return Instant.parse(holder.get(name).stringValue());
    }

    private static String stateIn(JsonNode snapshot, String contactId) {
        for (var contact : snapshot.path("Contacts")) {
            if (contact.get("ContactId").stringValue().equals(contactId)) {
                return contact.get("State").stringValue();
            }
        }
        return "-";
    }

    private static byte[] unzipped(byte[] payload) {
        try (var unzipping = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return unzipping.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
