package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Identifiers;
import io.contactstatus.contact.Introductions;
import io.contactstatus.contact.Mood;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Joins facts to contacts, optimistically: a write whose item has changed since it was read is done again from
/// the read on, so no update is lost.
///
/// # How long things live
/// A contact expires a time after the last thing received about it that depends on what it is ([Retention]). Its
/// history must not go first, and rewriting it at every reception would cost more than everything else. So
/// entries are written with twice the retention of contacts that are over, and the contact remembers until when
/// *all* of its history is sure to be there ([ContactItem#HISTORY_KEPT_UNTIL]). Only when a contact that is over
/// still gets events almost a retention later is the expiry of its entries moved. [LiveHistories] keeps the
/// histories of live contacts: they are kept though nothing is written.
final class ContactWriter {

    /// Conflicts are rare and short. A writer that loses this often competes with many others.
    private static final int MOST_CONFLICTS = 50;

    /// Enough for a run of both sides.
    private static final int NEWEST_UTTERANCES = 4 * Mood.LONGEST_RUN;

    /// Those of instances differ.
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final Dynamo dynamo;
    private final Tables tables;
    private final ContactTable contacts;
    private final CustomerKeyTable keys;
    private final ContactHistoryTable histories;
    private final HistoryExpiry expiry;
    private final TranscriptTable transcripts;
    private final QueueLedger ledger;
    private final Retention retention;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final boolean announcing;
    private final boolean listingChanges;
    private final ErasedCustomers erased;
    private final ContactListener listener;

    /// @param announcing whether changes are marked for the [Outbox]
    /// @param listingChanges whether contacts that are over are listed by when they changed
    /// @param erased whose late contacts are not stored
    /// @param listener is called after each write
    ContactWriter(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            ContactHistoryTable histories,
            CustomerKeyTable keys,
            HistoryExpiry expiry,
            TranscriptTable transcripts,
            QueueLedger ledger,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            boolean listingChanges,
            ErasedCustomers erased,
            ContactListener listener) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.contacts = contacts;
        this.keys = keys;
        this.histories = histories;
        this.expiry = expiry;
        this.transcripts = transcripts;
        this.ledger = ledger;
        this.retention = retention;
        this.identifiers = identifiers;
        this.clock = clock;
        this.announcing = announcing;
        this.listingChanges = listingChanges;
        this.erased = erased;
        this.listener = listener;
    }

    /// What a write is based on: the item as it was read, if any.
    ///
    /// @param contact unseen when there is no item, or only one that has expired
    /// @param hasGrace whether it, its history and its keys are there for long enough to be archived
    private record Held(
            Contact contact, long version, @Nullable StoredContact stored, Instant historyKeptUntil, boolean hasGrace) {

        private static Held nothing(ContactId id, long version) {
            return new Held(Contact.unseen(id), version, null, Instant.MAX, true);
        }
    }

    StoredContact join(Contact facts, Collection<HistoryEntry> entries, Collection<Testimony> unlisted) {
        var kept = entries.stream()
                .filter(entry -> !entry.mayGiveWay())
                .map(HistoryEntry::testimony)
                .filter(Objects::nonNull)
                .toList();
        return join(facts, null, known -> histories.appendUnlisted(Testimony.news(known, kept, unlisted)));
    }

    /// @param teller the contact that has this told to the other; it takes the answer home itself
    /// @param history keeps what is not in it yet, before the contact is written
    private StoredContact join(Contact facts, @Nullable ContactId teller, Consumer<Contact> history) {
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            // A stale read is found out by the condition of the write, and costs half as much.
            var held = hold(facts.id(), conflicts > 0);
            var joined = held.contact().join(facts);
            dropIfErased(held, joined);
            history.accept(held.contact());
            var next = Introductions.made(held.contact(), heard(held.contact(), joined), teller, this::told);
            if (held.stored() != null
                    && next.looksLike(held.contact())
                    && isFresh(held, held.stored())
                    && !(teller == null && missesTheArchive(held.stored()))) {
                return held.stored();
            }
            var written = write(held, next);
            if (written.isPresent()) {
                ledger.written(held.stored(), written.get());
                listener.changed(held.stored(), written.get());
                return written.get();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1 + Math.min(conflicts, 10) * 2_000_000L));
        }
        throw new StoreUnavailable("too many others write the same contact", new IllegalStateException());
    }

    /// A contact whose customer was erased after it had begun is a tombstone from the moment on that it is known to be
    /// theirs: one that comes into being now at once, one that was heard of before when it is over. Of that there
    /// is something to take away. A later leg of an erased call is one when it is over, even if it is new: while
    /// the call goes on it has to be on the boards.
    private void dropIfErased(Held held, Contact joined) {
        if (erased.areNone() || !joined.isHeardOf()) {
            return;
        }
        var isNew = !held.contact().isHeardOf();
        var isLive = joined.snapshot().isListedAsActive();
        if (!isNew && isLive) {
            return;
        }
        var customer = CustomerKeys.of(joined, identifiers);
        var by = erasedCustomer(joined, customer);
        if (by.isEmpty() && !isLive) {
            by = erasedChain(joined);
        }
        by.ifPresent(erasure -> {
            var bare = Tombstone.of(joined.id(), held.version(), erasure.erasureId(), now(), erasure.keptUntil());
            var known = isNew ? null : held.stored();
            if (known == null ? put(held, bare) : isBuried(held, known, joined, bare)) {
                throw new ContactErased(erasure.erasureId());
            }
        });
    }

    /// It counts as what it turned out to be: what is over only now was among the live ones, and would be in no figures
    /// any more.
    private boolean isBuried(Held held, StoredContact known, Contact joined, Map<String, AttributeValue> tombstone) {
        var over = new StoredContact(
                joined,
                known.version(),
                known.expiresAt(),
                CustomerKeys.of(joined, identifiers),
                null,
                known.archive(),
                null);
        var counted = Tombstone.counted(tombstone, ContactItem.of(over, held.historyKeptUntil(), retention));
        var keys = new LinkedHashSet<>(Tombstone.keysOf(over));
        keys.addAll(Tombstone.keysOf(known));
        ledger.announce(known, over);
        var isBuried = put(
                held, Tombstone.listed(counted, Tombstone.LATE, List.copyOf(keys), ContactItem.startedMillis(joined)));
        if (isBuried) {
            ledger.written(known, over);
        }
        return isBuried;
    }

    private Optional<ErasedCustomers.Erased> erasedCustomer(Contact joined, CustomerKeys customer) {
        var started = joined.snapshot().started();
        var keys = customer.all();
        return started == null || keys.isEmpty() ? Optional.empty() : erased.of(keys, started);
    }

    /// A later leg of an erased call is no new customer's, whenever it began.
    private Optional<ErasedCustomers.Erased> erasedChain(Contact joined) {
        if (joined.chainId().equals(joined.id())) {
            return Optional.empty();
        }
        var first = contacts.item(joined.chainId(), false);
        return Tombstone.is(first)
                ? Optional.of(new ErasedCustomers.Erased(Tombstone.erasureId(first), Tombstone.keptUntil(first)))
                : Optional.empty();
    }

    private Held hold(ContactId id, boolean consistently) {
        var item = contacts.item(id, consistently);
        if (item.isEmpty()) {
            return Held.nothing(id, 0);
        }
        // As long as its history is there, a contact that is heard of again is the one it was.
        if (contacts.isExpired(item)
                && (Tombstone.is(item) || !retention.archive().enabled())) {
            return Held.nothing(id, ContactItem.version(item));
        }
        if (Tombstone.is(item)) {
            throw new ContactErased(Tombstone.erasureId(item));
        }
        var stored = contacts.read(item);
        var hasGrace = !retention.archive().enabled() || ContactItem.hasGrace(item);
        return new Held(stored.contact(), stored.version(), stored, ContactItem.historyKeptUntil(item), hasGrace);
    }

    /// Null where the other one was erased: it has nothing to learn, and nothing to tell.
    private @Nullable Contact told(Contact told, ContactId teller) {
        try {
            return join(told, teller, any -> {}).contact();
        } catch (ContactErased gone) {
            return null;
        }
    }

    /// Sentences that changed nothing of what is shown were not written here, so what a late one changes can only be
    /// told with the transcript, which has them all.
    private Contact heard(Contact before, Contact next) {
        if (next.insights().soundsLike(before.insights())) {
            return next;
        }
        var told = new ConversationFacts();
        for (var utterance : transcripts.newest(next.id(), Utterance.Origin.LIVE, NEWEST_UTTERANCES)) {
            told.sentiment(utterance.participant(), utterance.sentiment(), utterance.place());
        }
        return next.join(Contact.unseen(next.id()).with(told.insights()));
    }

    private Optional<StoredContact> write(Held held, Contact next) {
        var kept = retention.of(next, now());
        var historyKeptUntil = historyKeptUntil(held, kept);
        var customer = CustomerKeys.of(next, identifiers);
        writeKeys(held, next, customer, historyKeptUntil);
        deleteKeys(held, next, customer);
        var archive = archiveState(held, kept);
        var stored = new StoredContact(
                next,
                held.version() + 1,
                expiresAt(held, kept, archive),
                customer,
                outboxMark(held, next),
                archive,
                changedAt(held, next));
        ledger.announce(held.stored(), stored);
        return put(held, ContactItem.of(stored, historyKeptUntil, retention)) ? Optional.of(stored) : Optional.empty();
    }

    /// What waits for the archive is answered until it is archived or deleted.
    private Instant expiresAt(Held held, Retention.Kept kept, ArchiveState archive) {
        var known = held.stored();
        var until = archive.due() == null ? kept.until() : retention.deletionOfDue(kept.until());
        return known != null && known.isArchived() && known.expiresAt().isAfter(until) ? known.expiresAt() : until;
    }

    /// Due once, at the end; what comes of it after that does not move it.
    private ArchiveState archiveState(Held held, Retention.Kept kept) {
        var known = held.stored() == null ? ArchiveState.NONE : held.stored().archive();
        if (kept.live()) {
            return known.notDue();
        }
        return retention.archive().enabled()
                ? known.dueFrom(now().plus(retention.archive().after()))
                : known;
    }

    /// Something was received, and is in its history, though it says nothing new: what is archived already has to be
    /// archived again, and what is being archived just now is so only if it is still the same afterwards.
    private boolean missesTheArchive(StoredContact stored) {
        if (!retention.archive().enabled()) {
            return false;
        }
        var due = stored.archive().due();
        return due == null ? stored.isArchived() : !due.isAfter(now().plus(CLOCKS));
    }

    /// False when another one has written meanwhile.
    private boolean put(Held held, Map<String, AttributeValue> item) {
        var put = PutItemRequest.builder()
                .tableName(tables.contacts())
                .item(item)
                .expressionAttributeNames(Map.of("#version", Tables.VERSION));
        if (held.version() == 0) {
            put.conditionExpression("attribute_not_exists(#version)");
        } else {
            put.conditionExpression("#version = :held")
                    .expressionAttributeValues(Map.of(":held", number(held.version())));
        }
        return dynamo.put(put);
    }

    /// Before the contact, as its history is: a crash in between repeats harmlessly. Keys live as long as the
    /// history. So those that are there already are written again only when the history's expiry was moved on,
    /// or when the contact's place in the lists has changed.
    private void writeKeys(Held held, Contact next, CustomerKeys customer, Instant historyKeptUntil) {
        if (customer.further().isEmpty()) {
            return;
        }
        var started = ContactItem.startedMillis(next);
        var known = held.stored();
        var there = known != null
                        && held.hasGrace()
                        && historyKeptUntil.equals(held.historyKeptUntil())
                        && started == ContactItem.startedMillis(known.contact())
                ? known.customer().further()
                : List.<String>of();
        for (var key : customer.further()) {
            if (!there.contains(key)) {
                keys.put(key, Instant.ofEpochMilli(started), next.id(), retention.deletionOfKey(expiry.expiry()));
            }
        }
    }

    /// What a contact record took out must not stay behind, so this comes before the contact as well. A key
    /// that was only replaced finds nothing, and expires.
    private void deleteKeys(Held held, Contact next, CustomerKeys customer) {
        var known = held.stored();
        if (known == null || !Identifiers.anyWithdrawn(next)) {
            return;
        }
        for (var key : known.customer().further()) {
            if (!customer.contains(key)) {
                keys.delete(
                        key,
                        Instant.ofEpochMilli(ContactItem.startedMillis(known.contact())),
                        known.contact().id());
            }
        }
    }

    /// A mark that is there goes along, also where nothing is announced: another instance may have made it.
    private @Nullable OutboxMark outboxMark(Held held, Contact next) {
        if (announcing) {
            return OutboxMark.after(held.stored(), next, held.version() + 1, now());
        }
        return held.stored() == null ? null : held.stored().outboxMark();
    }

    /// Likewise, an entry that is there goes along where none are made.
    private @Nullable Instant changedAt(Held held, Contact next) {
        if (listingChanges) {
            return ChangedList.changedAt(held.stored(), next, now());
        }
        return held.stored() == null ? null : held.stored().changedAt();
    }

    private Instant historyKeptUntil(Held held, Retention.Kept kept) {
        var promised = expiry.promised();
        if (held.stored() == null) {
            return promised;
        }
        // What was written since its entries were prolonged goes sooner than those.
        var until = held.historyKeptUntil().isBefore(promised) ? held.historyKeptUntil() : promised;
        if (held.stored().isArchived()) {
            // What was written before is in the archive.
            return promised;
        }
        var isLong =
                kept.live() || retention.archive().enabled() || !kept.until().isAfter(until);
        if (isLong && held.hasGrace()) {
            return until;
        }
        expiry.prolong(held.contact().id(), promised, expiry.expiry());
        return promised;
    }

    /// Whether nothing is gained by writing it again: something was received about it lately, and its history
    /// is as it says. An entry that comes twice goes as early as a new one, though it may have been prolonged.
    private boolean isFresh(Held held, StoredContact stored) {
        return retention.of(stored.contact(), now()).isHardlyLonger(stored.expiresAt())
                && !held.historyKeptUntil().isAfter(expiry.promised());
    }

    private Instant now() {
        return clock.instant();
    }
}
