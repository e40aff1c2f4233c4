package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Contacts that something is to be done about at a certain time. Every method may throw [StoreUnavailable].
public interface DueContacts {

    /// What is to be done.
    enum Task {
        /// To see whether the conversation that has begun with it is over for good.
        CONVERSATION,
        /// To ask what machines did on it.
        AI_AGENTS
    }

    /// @param at to the millisecond
    record Due(ContactId id, Instant at) {

        public Due {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// Does nothing where it is known.
    void keep(Task task, Due due);

    /// Those that are due by now, the oldest first.
    List<Due> due(Task task, Instant now, int limit);

    /// Does nothing where it is not known.
    void done(Task task, Due due);
}
