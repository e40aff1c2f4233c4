package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Drops what is told of an erased customer's contacts after the erasure.
///
/// A contact whose customer was erased after it had begun is a tombstone from the moment on that it is known to be
/// theirs: one that comes into being now at once, one that was heard of before when it is over. Of that there is
/// something to take away. A later leg of an erased call is one when it is over, even if it is new: while the call goes
/// on it has to be on the boards.
record LateContacts(
        ContactTable contacts,
        ErasedCustomers erased,
        QueueLedger ledger,
        Retention retention,
        CustomerIdentifiers identifiers,
        Clock clock) {

    /// @throws ContactErased when it is such a contact, and buried
    void drop(HeldContact held, Contact joined) {
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
            var bare = Tombstone.of(
                    joined.id(), held.version(), erasure.erasureId(), clock.instant(), erasure.keptUntil());
            var known = isNew ? null : held.stored();
            if (known == null ? contacts.put(bare, held.version()) : isBuried(held, known, joined, bare)) {
                throw new ContactErased(erasure.erasureId());
            }
        });
    }

    /// It counts as what it turned out to be: what is over only now was among the live ones, and would be in no figures
    /// any more.
    private boolean isBuried(
            HeldContact held, StoredContact known, Contact joined, Map<String, AttributeValue> tombstone) {
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
        var listed = Tombstone.listed(counted, Tombstone.LATE, List.copyOf(keys), ContactItem.startedMillis(joined));
        var isBuried = contacts.put(listed, held.version());
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
}
