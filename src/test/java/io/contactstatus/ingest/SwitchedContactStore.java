package io.contactstatus.ingest;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.store.ChangedContacts;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.EndedContacts;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoreFailures;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A store that can be switched off and on, and that has something against certain entries.
public final class SwitchedContactStore implements ContactStore {

    private final ContactStore store;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean away;

    public SwitchedContactStore(ContactStore store) {
        this.store = store;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    int attempts() {
        return attempts.get();
    }

    @Override
    public StoredContact join(Contact facts, Collection<HistoryEntry> entries, Collection<Testimony> unlisted) {
        answer();
        return store.join(facts, entries, unlisted);
    }

    @Override
    public void append(Collection<HistoryEntry> entries) {
        answer();
        if (entries.stream().anyMatch(entry -> entry.type().equals("REFUSED_TYPE"))) {
            throw StoreFailures.refused();
        }
        store.append(entries);
    }

    @Override
    public void retract(Collection<HistoryEntry> entries) {
        answer();
        store.retract(entries);
    }

    @Override
    public void retractUtterances(Collection<Utterance> utterances) {
        answer();
        store.retractUtterances(utterances);
    }

    @Override
    public void keep(Collection<Utterance> utterances) {
        answer();
        store.keep(utterances);
    }

    @Override
    public Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from) {
        answer();
        return store.transcript(id, origin, limit, from);
    }

    @Override
    public Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before) {
        answer();
        return store.latestTranscript(id, origin, limit, before);
    }

    @Override
    public Optional<StoredContact> find(ContactId id) {
        answer();
        return store.find(id);
    }

    @Override
    public Optional<StoredContact> find(ContactId id, long atLeast) {
        answer();
        return store.find(id, atLeast);
    }

    @Override
    public Optional<StoredContact> findAsOf(ContactId id, Instant at) {
        answer();
        return store.findAsOf(id, at);
    }

    @Override
    public boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor) {
        answer();
        return store.replay(now, visitor);
    }

    @Override
    public List<StoredContact> findAll(Collection<ContactId> ids) {
        answer();
        return store.findAll(ids);
    }

    @Override
    public Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        answer();
        return store.history(id, sources, newestFirst, limit, from);
    }

    @Override
    public Optional<HistoryEntry> recordEntry(StoredContact contact) {
        answer();
        return store.recordEntry(contact);
    }

    @Override
    public List<StoredContact> chain(ContactId anyId, int limit) {
        answer();
        return store.chain(anyId, limit);
    }

    @Override
    public List<StoredContact> chainNow(ContactId first, int limit) {
        answer();
        return store.chainNow(first, limit);
    }

    @Override
    public Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        answer();
        return store.ofCustomer(identifier, since, until, wanted, limit, from);
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        answer();
        return store.active(wanted, limit, from);
    }

    @Override
    public boolean listsChanges() {
        return store.listsChanges();
    }

    @Override
    public Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from) {
        answer();
        return store.changed(asked, limit, from);
    }

    @Override
    public Page<StoredContact> ended(EndedContacts asked, int limit, @Nullable String from) {
        answer();
        return store.ended(asked, limit, from);
    }

    @Override
    public Page<StoredContact> abandoned(Instant since, int limit, @Nullable String from) {
        answer();
        return store.abandoned(since, limit, from);
    }

    private void answer() {
        attempts.incrementAndGet();
        if (away) {
            throw StoreFailures.unavailable();
        }
    }
}
