package io.contactstatus.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The name of a field. Sources and even samples of one source differ in the case of its first letter, so both are
/// tried, the usual one first.
final class Key {

    private final String[] spellings;

    private Key(List<String> spellings) {
        this.spellings = spellings.toArray(String[]::new);
    }

    /// @param names the usual spelling, then others that differ by more than the first letter
    static Key of(String... names) {
        var spellings = new ArrayList<String>();
        for (var name : names) {
            spellings.add(name);
            spellings.add(otherCase(name.charAt(0)) + name.substring(1));
        }
        return new Key(spellings);
    }

    @Nullable
    JsonNode in(ObjectNode tree) {
        for (var spelling : spellings) {
            var value = tree.get(spelling);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static char otherCase(char letter) {
        return Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter);
    }
}
