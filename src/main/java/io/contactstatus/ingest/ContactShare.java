package io.contactstatus.ingest;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.decode.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a batch says about one contact. All of it together costs one read and one write of the contact.
final class ContactShare {

    private final List<BatchRecord> records = new ArrayList<>();
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final List<Testimony> unlisted = new ArrayList<>();
    private final List<Decoded.ContactUpdate> updates = new ArrayList<>();
    private final List<Testimony> conclusions = new ArrayList<>();
    private @Nullable Contact facts;

    void add(BatchRecord record, Decoded.ContactUpdate about) {
        records.add(record);
        updates.add(about);
        entries.addAll(about.entries());
        if (!about.isListed()) {
            unlisted.add(about.testimony());
        }
        add(about.facts());
    }

    /// @param conclusion from the agent's events, which no record says itself
    void conclude(Testimony conclusion) {
        conclusions.add(conclusion);
        unlisted.add(conclusion);
        add(conclusion.facts());
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

    /// What was told without an entry of its own.
    List<Testimony> unlisted() {
        return unlisted;
    }

    List<HistoryEntry> entries() {
        return entries;
    }

    /// What was said on it.
    List<Utterance> utterances() {
        return updates.stream().flatMap(about -> about.utterances().stream()).toList();
    }

    List<Testimony> conclusions() {
        return conclusions;
    }

    /// Whether only files that Contact Lens wrote afterwards tell of it.
    boolean isOfFilesAlone() {
        return conclusions.isEmpty() && updates.stream().allMatch(Decoded.ContactUpdate::isOfFile);
    }

    Contact facts() {
        var known = facts;
        if (known == null) {
            throw new IllegalStateException("a share of nothing");
        }
        return known;
    }
}
