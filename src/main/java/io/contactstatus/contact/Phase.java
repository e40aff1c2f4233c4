package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of a contact's life.
///
/// @param until null while it lasts, or when nobody told of its end
public record Phase(Kind kind, Instant from, @Nullable Instant until) {

    public enum Kind {
        FLOW,
        QUEUE,
        RINGING,
        TALKING,
        HOLD,
        PAUSE,
        AFTER_CONTACT_WORK
    }
}
