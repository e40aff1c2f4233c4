package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Introductions;
import io.contactstatus.contact.Mood;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private final ContactTable contacts;
    private final ContactHistoryTable histories;
    private final FurtherKeys keys;
    private final HistoryExpiry expiry;
    private final TranscriptTable transcripts;
    private final QueueLedger ledger;
    private final Retention retention;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final ChangeMarks marks;
    private final LateContacts late;
    private final ContactListener listener;

    /// @param late of erased customers, which are not stored
    /// @param listener is called after each write
    ContactWriter(
            ContactTable contacts,
            ContactHistoryTable histories,
            FurtherKeys keys,
            HistoryExpiry expiry,
            TranscriptTable transcripts,
            QueueLedger ledger,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            ChangeMarks marks,
            LateContacts late,
            ContactListener listener) {
        this.contacts = contacts;
        this.histories = histories;
        this.keys = keys;
        this.expiry = expiry;
        this.transcripts = transcripts;
        this.ledger = ledger;
        this.retention = retention;
        this.identifiers = identifiers;
        this.clock = clock;
        this.marks = marks;
        this.late = late;
        this.listener = listener;
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
            late.drop(held, joined);
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

    private HeldContact hold(ContactId id, boolean consistently) {
        var item = contacts.item(id, consistently);
        if (item.isEmpty()) {
            return HeldContact.nothing(id, 0);
        }
        // As long as its history is there, a contact that is heard of again is the one it was.
        if (contacts.isExpired(item)
                && (Tombstone.is(item) || !retention.archive().enabled())) {
            return HeldContact.nothing(id, ContactItem.version(item));
        }
        if (Tombstone.is(item)) {
            throw new ContactErased(Tombstone.erasureId(item));
        }
        var stored = contacts.read(item);
        var hasGrace = !retention.archive().enabled() || ContactItem.hasGrace(item);
        return new HeldContact(
                stored.contact(), stored.version(), stored, ContactItem.historyKeptUntil(item), hasGrace);
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

    private Optional<StoredContact> write(HeldContact held, Contact next) {
        var kept = retention.of(next, now());
        var historyKeptUntil = expiry.keptUntil(held, kept);
        var customer = CustomerKeys.of(next, identifiers);
        keys.keep(held, next, customer, historyKeptUntil);
        var archive = archiveState(held, kept);
        var stored = new StoredContact(
                next,
                held.version() + 1,
                expiresAt(held, kept, archive),
                customer,
                marks.outboxMark(held, next, now()),
                archive,
                marks.changedAt(held, next, now()));
        ledger.announce(held.stored(), stored);
        return contacts.put(ContactItem.of(stored, historyKeptUntil, retention), held.version())
                ? Optional.of(stored)
                : Optional.empty();
    }

    /// What waits for the archive is answered until it is archived or deleted.
    private Instant expiresAt(HeldContact held, Retention.Kept kept, ArchiveState archive) {
        var known = held.stored();
        var until = archive.due() == null ? kept.until() : retention.deletionOfDue(kept.until());
        return known != null && known.isArchived() && known.expiresAt().isAfter(until) ? known.expiresAt() : until;
    }

    /// Due once, at the end; what comes of it after that does not move it.
    private ArchiveState archiveState(HeldContact held, Retention.Kept kept) {
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

    /// Whether nothing is gained by writing it again: something was received about it lately, and its history
    /// is as it says. An entry that comes twice goes as early as a new one, though it may have been prolonged.
    private boolean isFresh(HeldContact held, StoredContact stored) {
        return retention.of(stored.contact(), now()).isHardlyLonger(stored.expiresAt())
                && !held.historyKeptUntil().isAfter(expiry.promised());
    }

    private Instant now() {
        return clock.instant();
    }
}
