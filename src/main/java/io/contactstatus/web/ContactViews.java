package io.contactstatus.web;

import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Staleness;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Views of contacts: with staleness and learnt names, which change without a new version of the
/// contact.
@Component
class ContactViews {

    private final Staleness staleness;
    private final LearntNames names;

    ContactViews(Staleness staleness, LearntNames names) {
        this.staleness = staleness;
        this.names = names;
    }

    ContactView contact(StoredContact stored, HttpServletRequest request) {
        var seen = ContactView.of(stored, Clearance.of(request), staleness).named(names);
        return Clearance.readsWords(request) ? seen.withWords(stored) : seen;
    }

    ContactView asOf(Instant at, StoredContact then, HttpServletRequest request) {
        var seen = ContactView.asOf(at, then, Clearance.of(request), staleness).named(names);
        return Clearance.readsWords(request) ? seen.withWords(then) : seen;
    }

    ContactSummaryView summary(ContactSummaryView contact) {
        return staleness.now(contact).named(names);
    }

    List<ContactSummaryView> summaries(List<StoredContact> stored, Veil veil) {
        return ContactSummaryView.all(stored, veil).stream().map(this::summary).toList();
    }

    static List<String> ids(List<StoredContact> stored) {
        return stored.stream().map(one -> one.contact().id().value()).toList();
    }

    /// For views that are not whole contacts.
    LearntNames names() {
        return names;
    }
}
