package io.contactstatus.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which sources have spoken, and when what they last said about the contact's state happened. A source whose
/// words carry no time is there with [Stamp#UNTIMED].
public record LastBySource(SortedMap<Source, Instant> lastBySource) {

    static final LastBySource NOTHING = new LastBySource(Collections.emptySortedMap());

    public LastBySource {
        lastBySource = Collections.unmodifiableSortedMap(new TreeMap<>(lastBySource));
    }

    LastBySource join(LastBySource other) {
        if (!other.addsTo(this)) {
            return this;
        }
        var joined = new TreeMap<>(lastBySource);
        other.lastBySource.forEach(
                (source, at) -> joined.merge(source, at, (one, two) -> one.isAfter(two) ? one : two));
        return new LastBySource(joined);
    }

    private boolean addsTo(LastBySource other) {
        for (var entry : lastBySource.entrySet()) {
            var known = other.lastBySource.get(entry.getKey());
            if (known == null || known.isBefore(entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    /// Of the live sources and the API. The contact record's own time says when it was written, not when
    /// something happened.
    @Nullable
    Instant lastEvent() {
        return lastBySource.entrySet().stream()
                .filter(entry -> entry.getKey() != Source.CONTACT_RECORD)
                .map(Map.Entry::getValue)
                .filter(at -> !at.equals(Stamp.UNTIMED))
                .max(Instant::compareTo)
                .orElse(null);
    }
}
