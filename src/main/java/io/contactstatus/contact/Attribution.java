package io.contactstatus.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which sources say something, and of when that is.
///
/// @param sources all that are known to say so
/// @param at of the contact record: when it was written; null where the source tells no time
public record Attribution(
        SortedSet<Source> sources, @Nullable Instant at) {

    public Attribution {
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    }

    static Attribution by(Source source, @Nullable Instant at) {
        return new Attribution(new TreeSet<>(Collections.singleton(source)), Stamp.UNTIMED.equals(at) ? null : at);
    }

    static Attribution by(Stamp stamp) {
        return by(stamp.source(), stamp.at());
    }

    Attribution andBy(Source other) {
        var all = new TreeSet<>(sources);
        all.add(other);
        return new Attribution(all, at);
    }
}
