package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Utterance;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Contacts of some instances, as if there were no others. Which instance a contact is of is asked of the contact
/// itself, as it is now.
record LimitedContacts(ContactReader all, VisibleInstances visible) implements ContactReader {

    private boolean shows(StoredContact contact) {
        return visible.includeArn(contact.snapshot().instanceArn());
    }

    @Override
    public Optional<StoredContact> find(ContactId id) {
        return all.find(id).filter(this::shows);
    }

    @Override
    public Optional<StoredContact> find(ContactId id, long atLeast) {
        return all.find(id, atLeast).filter(this::shows);
    }

    /// The instance may have been told later.
    @Override
    public Optional<StoredContact> findAsOf(ContactId id, Instant at) {
        return find(id).flatMap(now -> all.findAsOf(id, at));
    }

    @Override
    public boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor) {
        return all.replay(now, visitor);
    }

    @Override
    public List<StoredContact> findAll(Collection<ContactId> ids) {
        return all.findAll(ids).stream().filter(this::shows).toList();
    }

    @Override
    public Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        return find(id).isPresent() ? all.history(id, sources, newestFirst, limit, from) : Page.empty();
    }

    @Override
    public Optional<HistoryEntry> recordEntry(StoredContact contact) {
        return all.recordEntry(contact);
    }

    /// A contact that is not shown leads to no chain either.
    @Override
    public List<StoredContact> chain(ContactId anyId, int limit) {
        var legs = all.chain(anyId, limit);
        var isHidden = legs.stream().anyMatch(leg -> leg.contact().id().equals(anyId) && !shows(leg));
        return isHidden ? List.of() : legs.stream().filter(this::shows).toList();
    }

    @Override
    public Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        return all.ofCustomer(identifier, since, until, shown(wanted), limit, from);
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        return all.active(shown(wanted), limit, from);
    }

    @Override
    public Page<StoredContact> ended(EndedContacts asked, int limit, @Nullable String from) {
        var queues = asked.queues().stream()
                .filter(queue -> visible.include(queue.instanceId()))
                .toList();
        return all.ended(
                new EndedContacts(queues, asked.from(), asked.until(), asked.departure(), shown(asked.wanted())),
                limit,
                from);
    }

    @Override
    public boolean listsChanges() {
        return all.listsChanges();
    }

    @Override
    public Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from) {
        return all.changed(new ChangedContacts(asked.queues(), asked.since(), shown(asked.wanted())), limit, from);
    }

    @Override
    public Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from) {
        return find(id).isPresent() ? all.transcript(id, origin, limit, from) : Page.empty();
    }

    @Override
    public Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before) {
        return find(id).isPresent() ? all.latestTranscript(id, origin, limit, before) : Page.empty();
    }

    private Predicate<StoredContact> shown(Predicate<StoredContact> wanted) {
        return stored -> shows(stored) && wanted.test(stored);
    }
}
