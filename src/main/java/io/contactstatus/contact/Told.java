package io.contactstatus.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who says something, and of when that is.
///
/// @param sources all that are known to say so
/// @param at of the contact record: when it was written; null where the source tells no time
public record Told(SortedSet<Source> sources, @Nullable Instant at) {

    public Told {
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    }

    static Told by(Source source, @Nullable Instant at) {
        return new Told(new TreeSet<>(Collections.singleton(source)), Stamp.UNTIMED.equals(at) ? null : at);
    }

    static Told by(Stamp stamp) {
        return by(stamp.source(), stamp.at());
    }

    Told andBy(Source other) {
        var all = new TreeSet<>(sources);
        all.add(other);
        return new Told(all, at);
    }
}
