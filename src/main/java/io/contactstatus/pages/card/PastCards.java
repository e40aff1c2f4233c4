package io.contactstatus.pages.card;

import io.contactstatus.contact.Provenance;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Staleness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Lays out all that a contact was, in as many stages as a page can hold.
@Component
public class PastCards {

    private static final int MOST = 200;

    /// Who said it differs from record to record, and would make a stage of every one.
    private static final Provenance UNTOLD = new Provenance(Map.of(), Collections.emptySortedMap());

    private final VisibleContacts contacts;
    private final Staleness staleness;
    private final LearntNames names;
    private final CalledNames called;

    PastCards(VisibleContacts contacts, Staleness staleness, LearntNames names, CalledNames called) {
        this.contacts = contacts;
        this.staleness = staleness;
        this.names = names;
        this.called = called;
    }

    public PastCard of(StoredContact now, Veil veil) {
        var stages = new ArrayList<PastCard.Stage>();
        var complete = contacts.replay(now, (at, then) -> {
            var stage = stage(at, then, veil);
            if (stages.isEmpty() || !stage.isSameAs(stages.getLast())) {
                stages.add(stage);
            }
        });
        return PastCard.of(stages, complete, MOST);
    }

    private PastCard.Stage stage(Instant at, StoredContact then, Veil veil) {
        var view = ContactView.asOf(at, then, veil, staleness).named(names);
        return new PastCard.Stage(at, view.status(), view.phase(), FactLines.of(view, UNTOLD, called));
    }
}
