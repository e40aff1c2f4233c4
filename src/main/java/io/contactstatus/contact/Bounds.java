package io.contactstatus.contact;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long the texts of a contact may be. A contact is one item of bounded size, and nothing that a source
/// says may fill it; the whole is in the history. Cutting comes before joining, so it cannot make the order
/// matter.
final class Bounds {

    /// ARNs, names, ids and addresses. Amazon Connect itself allows 256 characters.
    static final int NAME = 512;

    /// Words such as channels, states and reasons.
    static final int WORD = 128;

    /// Values of attributes, in bytes: Amazon Connect allows 32 KB for all of a contact's attributes together.
    private static final int VALUE = 1000;

    private static final int MOST_ENTRIES = 256;

    private Bounds() {}

    static @Nullable String nameOrNull(@Nullable String text) {
        return text == null ? null : name(text);
    }

    static @Nullable String wordOrNull(@Nullable String text) {
        return text == null ? null : word(text);
    }

    static String name(String text) {
        return cut(text, NAME);
    }

    static String word(String text) {
        return cut(text, WORD);
    }

    static String value(String text) {
        if (text.length() <= VALUE / 3) {
            return text;
        }
        var bytes = 0;
        for (var index = 0; index < text.length(); index++) {
            bytes += bytesOf(text.charAt(index));
            if (bytes > VALUE) {
                return cut(text, index);
            }
        }
        return text;
    }

    /// In UTF-8. Half of a surrogate pair takes half of four.
    private static int bytesOf(char character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }

    static SortedMap<String, String> entries(SortedMap<String, String> all) {
        var kept = new TreeMap<String, String>();
        for (var entry : all.entrySet()) {
            if (kept.size() == MOST_ENTRIES) {
                break;
            }
            kept.putIfAbsent(name(entry.getKey()), value(entry.getValue()));
        }
        return kept;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        // Half of a surrogate pair would not come back from the store as it went in.
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
