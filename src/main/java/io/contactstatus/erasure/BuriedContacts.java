package io.contactstatus.erasure;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.JobLeft;
import io.contactstatus.media.AudioErasure;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.HistoryArchive;
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
    private final HistoryArchive archive;

    BuriedContacts(ContactEraser contacts, ObjectProvider<AudioErasure> audio, ObjectProvider<HistoryArchive> archive) {
        this.contacts = contacts;
        this.audio = audio;
        this.archive = archive.getIfAvailable(() -> HistoryArchive.NONE);
    }

    /// @param entries of the history
    /// @param objects of the archive
    record Cleared(int entries, int objects, int recordings) {

        boolean isNothing() {
            return entries + objects + recordings == 0;
        }
    }

    Cleared clear(ContactId id) {
        var entries = contacts.deleteHistory(id);
        var recordings = audio.stream().mapToInt(each -> each.erase(id)).sum();
        return new Cleared(entries, archive.delete(id) ? 1 : 0, recordings);
    }

    /// Removes what a late record left of an erased contact. Counted once, whichever instance removes it.
    ///
    /// @return false while that is not possible here
    boolean takeLate(ContactEraser.Late late, ErasureStore erasures) {
        var cleared = clear(late.id());
        if (!isForgettable(late.id())) {
            return false;
        }
        if (!cleared.isNothing()) {
            erasures.add(
                    late.erasureId(),
                    new Erasure.Counts(0, cleared.entries(), cleared.objects(), cleared.recordings(), 0, 0, 0));
        }
        contacts.forget(late.id());
        return true;
    }

    /// What there is left to do is another instance's.
    static JobLeft left() {
        return new JobLeft("recordings can only be deleted by an instance that captures audio");
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
