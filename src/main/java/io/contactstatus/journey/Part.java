package io.contactstatus.journey;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A part of what a source said, read without asking what is there: absent, null, blank and of the wrong type are all
/// null. The first letter of a name may be of either case.
record Part(JsonNode node) {

    static final Part NONE = new Part(MissingNode.getInstance());

    /// Amazon Connect writes one millisecond after the epoch for "not yet".
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    Part part(String name) {
        if (!node.isObject()) {
            return NONE;
        }
        var usual = node.get(name);
        var found = usual == null ? node.get(otherCase(name)) : usual;
        return found == null ? NONE : new Part(found);
    }

    boolean has(String name) {
        var found = part(name).node;
        return !found.isMissingNode() && !found.isNull();
    }

    boolean isObject() {
        return node.isObject();
    }

    @Nullable
    String text(String name) {
        return part(name).text();
    }

    /// ARNs are spelled in two ways.
    @Nullable
    String arn() {
        var usual = text("ARN");
        return usual == null ? text("Arn") : usual;
    }

    @Nullable
    String text() {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = node.isString() ? node.stringValue() : node.asString("");
        return text.isBlank() ? null : text;
    }

    @Nullable
    Instant time(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            var time = Instant.parse(text);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    int number(String name) {
        var found = part(name).node;
        return found.isIntegralNumber() && found.canConvertToInt() ? found.intValue() : 0;
    }

    private static String otherCase(String name) {
        var first = name.charAt(0);
        var other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + name.substring(1);
    }
}
