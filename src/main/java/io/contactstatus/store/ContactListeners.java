package io.contactstatus.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls every listener. One that throws harms neither the others nor the store.
record ContactListeners(List<ContactListener> all) implements ContactListener {

    static final ContactListeners NOBODY = new ContactListeners(List.of());

    private static final Logger log = LoggerFactory.getLogger(ContactListeners.class);

    ContactListeners {
        all = List.copyOf(all);
    }

    @Override
    public void changed(@Nullable StoredContact before, StoredContact after) {
        for (var listener : all) {
            try {
                listener.changed(before, after);
            } catch (RuntimeException failure) {
                // Its message may quote the contact.
                log.error(
                        "{} failed to hear of a change: {}",
                        listener.getClass().getSimpleName(),
                        failure.getClass().getName());
            }
        }
    }
}
