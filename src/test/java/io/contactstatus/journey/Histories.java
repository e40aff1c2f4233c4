package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.simulator.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Histories as the store would give them: decoded from what is on the wire, each entry once.
final class Histories {

    private static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy(null);
    private static final ContactId CONTACT = new ContactId("a-contact");

    private Histories() {}

    /// By contact, in the order of the story.
    static Map<String, List<HistoryEntry>> of(Story story) {
        var histories = new LinkedHashMap<String, List<HistoryEntry>>();
        story.expected().forEach(contact -> histories.put(contact.contactId(), new ArrayList<>()));
        for (var record : story.records()) {
            for (var entry : decoded(record.payload())) {
                histories
                        .computeIfAbsent(entry.contactId().value(), id -> new ArrayList<>())
                        .add(entry);
            }
        }
        histories.replaceAll((id, entries) -> entries.stream().sorted().toList());
        return histories;
    }

    static List<HistoryEntry> of(Collection<byte[]> payloads) {
        return payloads.stream()
                .flatMap(payload -> decoded(payload).stream())
                .sorted()
                .toList();
    }

    private static List<HistoryEntry> decoded(byte[] payload) {
        var entries = new ArrayList<HistoryEntry>();
        for (var decoded : DECODER.decode(payload)) {
            assertThat(decoded).isNotInstanceOf(Decoded.Malformed.class);
            if (decoded instanceof Decoded.Said said) {
                said.contacts().forEach(about -> entries.addAll(about.entries()));
            }
        }
        return entries;
    }

    static HistoryEntry entry(Source source, String at, String type, String detail) {
        var moment = at.isEmpty() ? Stamp.UNTIMED : Instant.parse(at);
        var json = detail.replace('\'', '"');
        return new HistoryEntry(
                CONTACT,
                moment,
                source,
                type,
                "",
                Integer.toHexString((type + json).hashCode()),
                HistoryEntry.Detail.of(json));
    }

    /// @param more members of the line behind those that all have
    static HistoryEntry line(String at, String type, String block, String more) {
        return entry(
                Source.FLOW_LOG,
                at,
                type,
                "{'ContactId':'a-contact','ContactFlowId':'arn:aws:connect:eu-west-2:123456789012:instance/i/contact-flow/f',"
                        + "'ContactFlowName':'Main','ContactFlowModuleType':'" + type + "','Identifier':'" + block
                        + "'" + (more.isEmpty() ? "" : "," + more) + "}");
    }
}
