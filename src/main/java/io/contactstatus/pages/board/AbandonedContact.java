package io.contactstatus.pages.board;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A contact whose customer left before an agent was reached.
///
/// @param abandonment where the customer was when they left, and for how long
/// @param contact unmasked
/// @param keys by which later contacts of the customer are found: see [#keys(ContactSummaryView)]
record AbandonedContact(
        Snapshot seen, Snapshot.Abandonment abandonment, ContactSummaryView contact, List<String> keys, Instant at) {

    /// Each costs a query.
    private static final int MOST_KEYS = 4;

    private static final String CHAIN = " ";

    /// Empty for a contact that was not abandoned, and for a test call: there is no customer to call back.
    static Optional<AbandonedContact> of(StoredContact stored) {
        var seen = stored.contact().snapshot();
        var abandonment = seen.abandonment();
        if (abandonment == null || seen.synthetic()) {
            return Optional.empty();
        }
        var ended = seen.timestamps().ended();
        var contact = ContactSummaryView.of(stored, Veil.LIFTED);
        return Optional.of(new AbandonedContact(
                seen,
                abandonment,
                contact,
                keys(contact).limit(MOST_KEYS).toList(),
                ended == null ? Instant.EPOCH : ended));
    }

    /// The customer's keys, or the chain where the customer is unknown. A customer's key never begins with a
    /// space.
    static Stream<String> keys(ContactSummaryView contact) {
        var customer = contact.customer();
        if (customer != null
                && (customer.identifier() != null || !customer.furtherKeys().isEmpty())) {
            return Stream.concat(Stream.ofNullable(customer.identifier()), customer.furtherKeys().stream());
        }
        var first = contact.chain().initialContactId();
        return Stream.of(CHAIN + (first == null ? contact.contactId() : first));
    }

    /// The same, found by the keys of the customer's other attempts too.
    ///
    /// @param attempts this one is the first
    AbandonedContact among(List<AbandonedContact> attempts) {
        var all = attempts.stream().flatMap(one -> one.keys().stream()).distinct();
        return new AbandonedContact(
                seen, abandonment, contact, all.limit(MOST_KEYS).toList(), at);
    }

    String contactId() {
        return contact.contactId();
    }

    /// One leg that knows the customer is enough: all legs of its chain have the customer's keys.
    boolean isOfUnknownCustomer() {
        return keys.getFirst().startsWith(CHAIN);
    }

    boolean isSameAs(StoredContact other) {
        return other.contact().id().equals(seen.contactId());
    }
}
