package io.contactstatus.media.capture;

import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What lies beside the files of a recording, as it was read.
///
/// @param tag by which it is replaced only where it is still the same
record StoredJson(byte[] bytes, String tag) {

    static StoredJson read(ObjectStore.Opened opened) {
        try (opened) {
            return new StoredJson(opened.content().readAllBytes(), opened.tag());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
