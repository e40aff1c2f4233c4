package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Who calls a customer back who gave up, as people and programs have agreed through the API.
///
/// @param by who said so
/// @param until for how long an assignment holds, which readers have to compare; null for the other states
public record CallBack(State state, String by, @Nullable Instant until) implements Comparable<CallBack> {

    private static final Comparator<CallBack> ORDER = Comparator.comparing(CallBack::state)
            .thenComparing(CallBack::by)
            .thenComparing(CallBack::until, Comparator.nullsFirst(Comparator.naturalOrder()));

    public enum State {
        /// Nobody has it any more.
        OPEN,
        /// Somebody has it.
        ASSIGNED,
        /// The customer was called back.
        DONE
    }

    public CallBack {
        by = Bounds.name(by);
    }

    @Override
    public int compareTo(CallBack other) {
        return ORDER.compare(this, other);
    }
}
