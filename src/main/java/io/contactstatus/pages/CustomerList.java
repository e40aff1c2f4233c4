package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Query;
import io.contactstatus.view.Veil;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A customer's contacts, newest first, some at a time.
@Component
class CustomerList {

    private static final int PAGE = 25;
    private static final int MOST = 200;

    private final ContactStore contacts;
    private final Latecomers latecomers;
    private final Cursors cursors;
    private final LearntNames names;

    CustomerList(ContactStore contacts, Latecomers latecomers, Cursors cursors, LearntNames names) {
        this.contacts = contacts;
        this.latecomers = latecomers;
        this.cursors = cursors;
        this.names = names;
    }

    /// @param cursor where the older ones begin; null when there are no more
    record Rows(
            String contactId,
            List<ContactSummaryView> contacts,
            @Nullable String cursor) {

        /// Of so many a page that shows them can be brought up to date.
        public int most() {
            return MOST;
        }
    }

    /// @param shown how many are on the page already: so many are shown again
    Rows of(
            StoredContact stored,
            CustomerFilter filter,
            @Nullable String cursor,
            int shown,
            Map<ContactId, Long> demand,
            Veil veil) {
        var id = stored.contact().id().value();
        var identifier = stored.customerIdentifier();
        if (identifier == null) {
            return new Rows(id, List.of(ContactSummaryView.of(stored, veil).named(names)), null);
        }
        var query = Query.of("/ui/customers", identifier, filter.show(), filter.channel());
        Predicate<StoredContact> wanted = one -> filter.admits(one.contact().snapshot());
        var page = contacts.ofCustomer(
                identifier, null, null, wanted, Math.clamp(shown, PAGE, MOST), cursors.opened(cursor, query));
        var newest = cursor == null ? latecomers.among(page.items(), identifier, demand) : page.items();
        return new Rows(
                id,
                newest.stream()
                        .filter(wanted)
                        .map(one -> ContactSummaryView.of(one, veil).named(names))
                        .toList(),
                cursors.sealed(page.next(), query));
    }
}
