package io.contactstatus.contact;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What an attribute was set to; null when it was removed.
public record Note(@Nullable String text) implements Comparable<Note> {

    private static final Comparator<Note> ORDER =
            Comparator.comparing(Note::text, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Note other) {
        return ORDER.compare(this, other);
    }
}
