package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.card.IndexLag;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.VisibleInstances;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A customer's contacts, newest first, in pages.
@Component
class CustomerList {

    private static final int PAGE = 25;
    private static final int MOST = 200;

    private final VisibleContacts contacts;
    private final Cursors cursors;
    private final LearntNames names;

    CustomerList(VisibleContacts contacts, Cursors cursors, LearntNames names) {
        this.contacts = contacts;
        this.cursors = cursors;
        this.names = names;
    }

    /// @param cursor of the older ones; null if there are none
    record Rows(
            String contactId,
            List<ContactSummaryView> contacts,
            @Nullable String cursor) {

        /// A page that shows more than this is not refreshed.
        public int most() {
            return MOST;
        }
    }

    /// @param shown how many the page has: as many are returned
    Rows of(
            StoredContact stored,
            CustomerFilter filter,
            @Nullable String cursor,
            int shown,
            Map<ContactId, Long> expected,
            Veil veil,
            VisibleInstances visible) {
        var id = stored.contact().id().value();
        var identifier = stored.customerIdentifier();
        if (identifier == null) {
            return new Rows(id, List.of(ContactSummaryView.of(stored, veil).named(names)), null);
        }
        var query = CursorQuery.of("/ui/customers", identifier, filter.show(), filter.channel());
        Predicate<StoredContact> wanted = one -> filter.admits(one.contact().snapshot());
        var readable = contacts.to(visible);
        var page = readable.ofCustomer(
                identifier, null, null, wanted, Math.clamp(shown, PAGE, MOST), cursors.opened(cursor, query));
        var newest =
                cursor == null ? IndexLag.withExpected(readable, page.items(), identifier, expected) : page.items();
        return new Rows(
                id,
                newest.stream()
                        .filter(wanted)
                        .map(one -> ContactSummaryView.of(one, veil).named(names))
                        .toList(),
                cursors.sealed(page.next(), query));
    }
}
