package io.contactstatus.journey;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;

/// Entries of histories, written by hand.
final class Histories {

    static final ContactId CONTACT = new ContactId("a-contact");

    private Histories() {}

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
