package io.contactstatus.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The name of a field. Sources and even samples of one source differ in the case of its first letter, so both
/// are tried, the usual one first.
public final class FieldName {

    private final String[] spellings;

    private FieldName(List<String> spellings) {
        this.spellings = spellings.toArray(String[]::new);
    }

    /// @param names the usual spelling, then others that differ by more than the first letter
    public static FieldName of(String... names) {
        var spellings = new ArrayList<String>();
        for (var name : names) {
            spellings.add(name);
            spellings.add(otherCase(name));
        }
        return new FieldName(spellings);
    }

    public @Nullable JsonNode in(ObjectNode tree) {
        for (var spelling : spellings) {
            var value = tree.get(spelling);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static String otherCase(String name) {
        var first = name.charAt(0);
        var other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + name.substring(1);
    }
}
