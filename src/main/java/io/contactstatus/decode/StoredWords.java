package io.contactstatus.decode;

/// Which words of a conversation are stored. While people talk, Contact Lens takes nothing out of a call's words,
/// whatever the flow asks for: that comes after the call.
enum StoredWords {
    /// Those that Contact Lens has redacted.
    REDACTED,
    /// All, as they were said.
    ALL,
    NONE;

    boolean keeps(boolean raw) {
        return switch (this) {
            case REDACTED -> !raw;
            case ALL -> true;
            case NONE -> false;
        };
    }

    /// Which of two outputs of one conversation is read; the other one says the same again.
    boolean prefers(boolean raw) {
        return raw == (this == ALL);
    }
}
