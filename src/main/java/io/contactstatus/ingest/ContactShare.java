package io.contactstatus.ingest;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.decode.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a batch says about one contact. All of it together costs one read and one write of the contact.
final class ContactShare {

    private final List<BatchRecord> records = new ArrayList<>();
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final List<Decoded.ContactUpdate> updates = new ArrayList<>();
    private final List<Contact> conclusions = new ArrayList<>();
    private @Nullable Contact facts;

    void add(BatchRecord record, Decoded.ContactUpdate about) {
        records.add(record);
        updates.add(about);
        entries.addAll(about.entries());
        add(about.facts());
    }

    /// @param conclusion from the agent's events, which no record says itself
    void conclude(Contact conclusion) {
        conclusions.add(conclusion);
        add(conclusion);
    }

    private void add(Contact more) {
        var known = facts;
        facts = known == null ? more : known.join(more);
    }

    List<BatchRecord> records() {
        return records;
    }

    List<Decoded.ContactUpdate> updates() {
        return updates;
    }

    List<HistoryEntry> entries() {
        return entries;
    }

    List<Contact> conclusions() {
        return conclusions;
    }

    Contact facts() {
        var known = facts;
        if (known == null) {
            throw new IllegalStateException("a share of nothing");
        }
        return known;
    }
}
