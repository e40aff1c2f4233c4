package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Stamp;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Story;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Decodes what is on the wire into contacts and histories, each entry once. The legs of a chain have told each
/// other what they know, as they do in a store.
final class RecordedLegs {

    private static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy(null);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<ContactId, Contact> contacts = new TreeMap<>();
    private final Map<ContactId, List<HistoryEntry>> histories = new LinkedHashMap<>();

    private RecordedLegs() {}

    /// In the order of the story.
    static List<RecordedLeg> of(Story story) {
        var legs = new RecordedLegs();
        story.expected()
                .forEach(expected -> legs.histories.put(new ContactId(expected.contactId()), new ArrayList<>()));
        story.records().stream().map(SimulatedRecord::payload).forEach(legs::hear);
        return legs.told();
    }

    /// In the order of their first records.
    static List<RecordedLeg> of(Collection<byte[]> payloads) {
        var legs = new RecordedLegs();
        payloads.forEach(legs::hear);
        return legs.told();
    }

    /// Of entries that were written by hand: what their records would have told of the contact. Those that no
    /// record has told, or none that can be read, tell nothing.
    static RecordedLeg of(List<HistoryEntry> history) {
        var legs = new RecordedLegs();
        history.stream()
                .map(RecordedLegs::wire)
                .filter(record -> !record.isEmpty())
                .forEach(record -> legs.facts(record.toString().getBytes(StandardCharsets.UTF_8)));
        var id = history.isEmpty() ? Histories.CONTACT : history.getFirst().contactId();
        return new RecordedLeg(legs.contacts.getOrDefault(id, Contact.unseen(id)), history);
    }

    private void facts(byte[] payload) {
        for (var decoded : DECODER.decode(payload)) {
            if (decoded instanceof Decoded.Update said) {
                said.contacts().forEach(about -> join(about.facts()));
            }
        }
    }

    private void hear(byte[] payload) {
        for (var decoded : DECODER.decode(payload)) {
            assertThat(decoded).isNotInstanceOf(Decoded.Malformed.class);
            if (decoded instanceof Decoded.Update said) {
                said.contacts().forEach(about -> {
                    join(about.facts());
                    about.entries()
                            .forEach(entry -> histories
                                    .computeIfAbsent(entry.contactId(), id -> new ArrayList<>())
                                    .add(entry));
                });
            }
        }
    }

    private boolean join(Contact facts) {
        var known = contacts.getOrDefault(facts.id(), Contact.unseen(facts.id()));
        var next = known.join(facts);
        contacts.put(facts.id(), next);
        return !next.equals(known);
    }

    private List<RecordedLeg> told() {
        var isNew = true;
        while (isNew) {
            isNew = false;
            for (var contact : List.copyOf(contacts.values())) {
                for (var told : contact.told().values()) {
                    isNew |= join(told);
                }
                var first = contacts.get(contact.chainId());
                if (first != null && !contact.isFirstLeg()) {
                    isNew |= join(contacts.getOrDefault(contact.id(), contact).inheriting(first));
                }
            }
        }
        var legs = new ArrayList<RecordedLeg>();
        histories.forEach((id, entries) -> legs.add(new RecordedLeg(
                contacts.getOrDefault(id, Contact.unseen(id)),
                entries.stream().sorted().distinct().toList())));
        return legs;
    }

    private static ObjectNode wire(HistoryEntry entry) {
        if (!(parsed(entry) instanceof ObjectNode detail)) {
            return JSON.createObjectNode();
        }
        var at = entry.at().toString();
        return switch (entry.source()) {
            case CONTACT_EVENT -> event(entry, detail, at);
            case AGENT_EVENT -> agentEvent(entry, detail, at);
            case FLOW_LOG -> timed(detail, "Timestamp", entry);
            case CONTACT_RECORD -> {
                var record = withContact(detail, "ContactId", entry);
                yield record.put("AWSContactTraceRecordFormatVersion", "2017-03-10")
                        .put("LastUpdateTimestamp", at);
            }
            case FLOW_EVENT, CONTACT_LENS, RECONCILED -> detail;
            case API -> JSON.createObjectNode();
        };
    }

    private static ObjectNode event(HistoryEntry entry, ObjectNode detail, String at) {
        var event = JSON.createObjectNode();
        event.put("detail-type", "Amazon Connect Contact Event")
                .put("source", "aws.connect")
                .put("id", entry.id())
                .put("time", at)
                .set("detail", withContact(detail, "contactId", entry).put("eventType", entry.type()));
        return event;
    }

    private static ObjectNode agentEvent(HistoryEntry entry, ObjectNode detail, String at) {
        var event = JSON.createObjectNode();
        event.set("AgentARN", detail.path("AgentARN"));
        event.put("EventId", entry.id()).put("EventType", "STATE_CHANGE").put("EventTimestamp", at);
        var seat = event.putObject("CurrentAgentSnapshot");
        seat.putObject("Configuration").set("Username", detail.path("Username"));
        seat.putArray("Contacts").add(timed(withContact(detail, "ContactId", entry), "StateStartTimestamp", entry));
        event.putObject("PreviousAgentSnapshot").putArray("Contacts");
        return event;
    }

    private static ObjectNode timed(ObjectNode detail, String name, HistoryEntry entry) {
        return entry.at().equals(Stamp.UNTIMED)
                ? detail
                : detail.put(name, entry.at().toString());
    }

    private static ObjectNode withContact(ObjectNode detail, String name, HistoryEntry entry) {
        return detail.has(name) ? detail : detail.put(name, entry.contactId().value());
    }

    private static JsonNode parsed(HistoryEntry entry) {
        try {
            return JSON.readTree(entry.detail().json());
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
