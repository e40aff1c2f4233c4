package io.contactstatus.store;

import java.time.Instant;

/// Marks between and in the fields of a [ContactText]. Part of the format.
final class FieldText {

    static final char END = '\u001F';
    static final char ABSENT = '\u001E';

    /// In place of what stands in another field already.
    static final char SAME = '\u001D';

    /// Before a UUID at the end of a value.
    static final char UUID_FOLLOWS = '\u001C';

    static final char ESCAPE = '\u001B';

    private FieldText() {}

    /// A time with the mark at its end. [ContactItem] puts such times into the dictionary.
    static String of(Instant at) {
        return Long.toString(at.toEpochMilli(), Character.MAX_RADIX) + END;
    }
}
