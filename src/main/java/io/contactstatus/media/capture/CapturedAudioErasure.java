package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioErasure;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.CaptureStore;

/// A capture without an order ends by itself and leaves nothing: see [StoredCall].
final class CapturedAudioErasure implements AudioErasure {

    private final CaptureStore captures;
    private final ObjectStore store;

    CapturedAudioErasure(CaptureStore captures, ObjectStore store) {
        this.captures = captures;
        this.store = store;
    }

    @Override
    public int erase(ContactId contact) {
        captures.erase(contact);
        return RecordingFiles.deleteAll(store, contact.value());
    }
}
