package io.contactstatus.media;

import io.contactstatus.contact.ContactId;

/// Takes the captured audio of erased contacts away.
public interface AudioErasure {

    /// Deletes all there is and all that is known of it, and ends capturing. What a capture writes in the second until
    /// it
    /// has ended is there again, so this has to be repeated a while later.
    ///
    /// @return how many recordings it were
    int erase(ContactId contact);
}
