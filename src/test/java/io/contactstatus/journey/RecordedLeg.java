package io.contactstatus.journey;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import java.util.List;
import java.util.Locale;

/// A contact and its history, as a store would give them.
record RecordedLeg(Contact contact, List<HistoryEntry> history) {

    List<Step> steps(Perspective perspective, Veil veil, Locale locale) {
        return Journey.of(contact, history, true, List.of(), new LearntNames(), perspective, veil, locale);
    }

    List<Step> friendly() {
        return steps(Perspective.FRIENDLY, Veil.LIFTED, Locale.ENGLISH);
    }

    List<Step> techy() {
        return steps(Perspective.TECHY, Veil.LIFTED, Locale.ENGLISH);
    }
}
