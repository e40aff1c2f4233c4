package io.contactstatus.store;

import org.jspecify.annotations.Nullable;

/// Hears of every contact that this process has written, after it was written. What other processes write is
/// not heard, and what is heard may be lost with the process or with an answer of the store: what must
/// not miss anything needs the [Outbox].
public interface ContactListener {

    /// Is called by the thread that stores, possibly by many at once: hand it over and return. An exception
    /// is logged and does no harm; waiting holds up the ingestion.
    ///
    /// For one contact these calls may overtake each other; the version tells which is newer. Both may be
    /// contacts that only other legs have spoken of, which are not shown.
    ///
    /// @param before what the write was based on; null for a contact that was not there, or had expired
    void changed(@Nullable StoredContact before, StoredContact after);
}
