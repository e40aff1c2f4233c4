package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Contacts in DynamoDB, one item each, and their histories, one item for each entry.
final class DynamoDbContactStore implements ContactStore {

    private final ContactTable contacts;
    private final ContactWriter writer;
    private final ContactHistoryTable histories;
    private final ContactPasts pasts;
    private final TranscriptTable transcripts;
    private final ContactLists lists;
    private final EndedList ended;
    private final boolean listingChanges;

    /// @param announcing whether changes are marked for the [Outbox]
    /// @param listingChanges whether contacts that are over are listed by when they changed
    /// @param erased whose late contacts are not stored
    /// @param listener is called after each write
    /// @param archive what the table has no longer
    DynamoDbContactStore(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            Departures departures,
            QueueLedger ledger,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            boolean listingChanges,
            ErasedCustomers erased,
            ContactListener listener,
            HistoryArchive archive) {
        var expiry = new HistoryExpiry(dynamo, tables, retention, clock);
        var keys = new CustomerKeyTable(dynamo, tables);
        this.contacts = contacts;
        var archived = new ArchivedHistories(archive, contacts);
        transcripts = new TranscriptTable(dynamo, tables, expiry, clock, archived);
        histories = new ContactHistoryTable(dynamo, tables, expiry, clock, archived);
        writer = new ContactWriter(
                contacts,
                histories,
                new FurtherKeys(keys, expiry, retention),
                expiry,
                transcripts,
                ledger,
                retention,
                identifiers,
                clock,
                new ChangeMarks(announcing, listingChanges),
                new LateContacts(contacts, erased, ledger, retention, identifiers, clock),
                listener);
        pasts = new ContactPasts(histories, transcripts, identifiers, clock);
        lists = new ContactLists(dynamo, tables, contacts, keys, clock);
        this.listingChanges = listingChanges;
        ended = new EndedList(departures, contacts);
    }

    @Override
    public StoredContact join(Contact facts, Collection<HistoryEntry> entries, Collection<Testimony> unlisted) {
        return writer.join(facts, entries, unlisted);
    }

    @Override
    public void append(Collection<HistoryEntry> entries) {
        histories.append(entries);
    }

    @Override
    public void retract(Collection<HistoryEntry> entries) {
        histories.retract(entries);
    }

    @Override
    public Optional<StoredContact> find(ContactId id) {
        return contacts.find(id).map(pasts::whole);
    }

    @Override
    public Optional<StoredContact> find(ContactId id, long atLeast) {
        return contacts.find(id, atLeast).map(pasts::whole);
    }

    @Override
    public Optional<StoredContact> findAsOf(ContactId id, Instant at) {
        return contacts.find(id).flatMap(now -> pasts.asOf(now, at));
    }

    @Override
    public boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor) {
        return pasts.replay(now, visitor);
    }

    @Override
    public List<StoredContact> findAll(Collection<ContactId> ids) {
        return contacts.findAll(ids);
    }

    @Override
    public Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        return histories.history(id, sources, newestFirst, limit, from);
    }

    @Override
    public Optional<HistoryEntry> recordEntry(StoredContact contact) {
        return histories.recordEntry(contact);
    }

    @Override
    public void keep(Collection<Utterance> utterances) {
        transcripts.keep(utterances);
    }

    @Override
    public void retractUtterances(Collection<Utterance> utterances) {
        transcripts.retractUtterances(utterances);
    }

    @Override
    public Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from) {
        return transcripts.transcript(id, origin, limit, from);
    }

    @Override
    public Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before) {
        return transcripts.latestTranscript(id, origin, limit, before);
    }

    @Override
    public List<StoredContact> chain(ContactId anyId, int limit) {
        return lists.chain(anyId, limit);
    }

    @Override
    public List<StoredContact> chainNow(ContactId first, int limit) {
        return lists.chainNow(first, limit);
    }

    @Override
    public Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        return lists.ofCustomer(identifier, since, until, wanted, limit, from);
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        return lists.active(wanted, limit, from);
    }

    @Override
    public Page<StoredContact> ended(EndedContacts asked, int limit, @Nullable String from) {
        return ended.page(asked, limit, from);
    }

    @Override
    public boolean listsChanges() {
        return listingChanges;
    }

    @Override
    public Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from) {
        return lists.changed(asked, limit, from);
    }

    @Override
    public Page<StoredContact> abandoned(Instant since, int limit, @Nullable String from) {
        return lists.abandoned(since, limit, from);
    }
}
