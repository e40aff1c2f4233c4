package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Identifiers;
import java.time.Instant;
import java.util.List;

/// Keeps the further keys of a contact with it. Before the contact, as its history is: a crash in between repeats
/// harmlessly.
record FurtherKeys(CustomerKeyTable keys, HistoryExpiry expiry, Retention retention) {

    void keep(HeldContact held, Contact next, CustomerKeys customer, Instant historyKeptUntil) {
        put(held, next, customer, historyKeptUntil);
        delete(held, next, customer);
    }

    /// Keys live as long as the history. So those that are there already are written again only when the history's
    /// expiry was moved on, or when the contact's place in the lists has changed.
    private void put(HeldContact held, Contact next, CustomerKeys customer, Instant historyKeptUntil) {
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

    /// What a contact record took out must not stay behind. A key that was only replaced finds nothing, and expires.
    private void delete(HeldContact held, Contact next, CustomerKeys customer) {
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
}
