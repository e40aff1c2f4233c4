package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// Of the moments that it is told.
final class FirstAndLast {

    private @Nullable Moment first;
    private @Nullable Moment last;

    void tell(Moment moment) {
        first = Moment.earliest(first, moment);
        last = Moment.latest(last, moment);
    }

    /// Null when it was told nothing, as is [#last].
    @Nullable
    Moment first() {
        return first;
    }

    @Nullable
    Moment last() {
        return last;
    }
}
