package io.contactstatus.web;

import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Staleness;
import io.contactstatus.view.Veil;
import java.util.List;
import org.springframework.stereotype.Component;

/// Contacts as they are answered at this moment: with what depends on when and where it is asked, and so is in no
/// version. That is which are stale, and the names that were learnt from others.
@Component
class Answers {

    private final Staleness staleness;
    private final LearntNames names;

    Answers(Staleness staleness, LearntNames names) {
        this.staleness = staleness;
        this.names = names;
    }

    ContactView contact(StoredContact stored, Veil veil) {
        return ContactView.of(stored, veil, staleness).named(names);
    }

    ContactSummaryView summary(ContactSummaryView contact) {
        return staleness.now(contact).named(names);
    }

    List<ContactSummaryView> summaries(List<StoredContact> stored, Veil veil) {
        return ContactSummaryView.all(stored, veil).stream().map(this::summary).toList();
    }

    /// For what is not a whole contact.
    LearntNames names() {
        return names;
    }
}
