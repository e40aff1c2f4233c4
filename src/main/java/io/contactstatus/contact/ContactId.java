package io.contactstatus.contact;

/// Amazon Connect's identifier of one contact. A transfer starts a new contact with a new id.
public record ContactId(String value) implements Comparable<ContactId> {

    /// What Amazon Connect documents as the longest id.
    public static final int LONGEST = 256;

    public ContactId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a contact id has 1 to 256 visible characters");
        }
    }

    /// Whether `value` may be an id at all: outside text is asked first, so that bad input is not an exception.
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        // A loop, because this is asked of every id of every record: as a stream it took a tenth of the decoding.
        for (var index = 0; index < value.length(); index++) {
            var character = value.charAt(index);
            if (character <= ' ' || character >= 127) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(ContactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
