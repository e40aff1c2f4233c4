package io.contactstatus.erasure;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioErasure;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.ErasureStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What there is of contacts besides themselves, and is taken away when they are buried.
@Component
final class BuriedContacts {

    private static final Logger log = LoggerFactory.getLogger(BuriedContacts.class);

    private final ContactEraser contacts;
    private final ObjectProvider<AudioErasure> audio;

    BuriedContacts(ContactEraser contacts, ObjectProvider<AudioErasure> audio) {
        this.contacts = contacts;
        this.audio = audio;
    }

    /// @param entries of the history
    record Cleared(int entries, int recordings) {}

    Cleared clear(ContactId id) {
        var entries = contacts.deleteHistory(id);
        return new Cleared(
                entries, audio.stream().mapToInt(each -> each.erase(id)).sum());
    }

    /// Takes away what is left of one that was buried by what was said of it. It counts once, whoever takes it away.
    ///
    /// @return false while that is not possible here
    boolean takeLate(ContactEraser.Late late, ErasureStore erasures) {
        var cleared = clear(late.id());
        if (!isForgettable(late.id())) {
            return false;
        }
        var contact = contacts.forget(late.id()) ? 1 : 0;
        erasures.add(
                late.erasureId(), new Erasure.Counts(contact, cleared.entries(), 0, cleared.recordings(), 0, 0, 0));
        return true;
    }

    /// False while it has recordings that only an instance which captures audio can delete: once it is forgotten,
    /// nothing leads to them any more.
    boolean isForgettable(ContactId id) {
        if (audio.stream().findAny().isPresent() || !contacts.isRecorded(id)) {
            return true;
        }
        log.warn("the recordings of erased contact {} wait for an instance that captures audio", id);
        return false;
    }
}
