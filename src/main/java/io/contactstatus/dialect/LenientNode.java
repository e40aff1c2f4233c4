package io.contactstatus.dialect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A part of what a source said, read without asking what is there: absent, null, blank and of the wrong type
/// are all null. The first letter of a name may be of either case.
///
/// It asks each time which spelling is there; what is read from every record is read by [Fields] and [FieldName].
public record LenientNode(JsonNode node) {

    public static final LenientNode NONE = new LenientNode(MissingNode.getInstance());

    public LenientNode part(String name) {
        if (!node.isObject()) {
            return NONE;
        }
        var usual = node.get(name);
        var found = usual == null ? node.get(FieldName.otherCase(name)) : usual;
        return found == null ? NONE : new LenientNode(found);
    }

    public boolean has(String name) {
        var found = part(name).node;
        return !found.isMissingNode() && !found.isNull();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public @Nullable String text(String name) {
        return part(name).text();
    }

    /// ARNs are spelled in two ways.
    public @Nullable String arn() {
        var usual = text("ARN");
        return usual == null ? text("Arn") : usual;
    }

    public @Nullable String text() {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = node.isString() ? node.stringValue() : node.asString("");
        return text.isBlank() ? null : text;
    }

    public @Nullable Instant time(String name) {
        var text = text(name);
        return text == null ? null : TimestampParser.read(text);
    }

    public int number(String name) {
        var found = part(name).node;
        return found.isIntegralNumber() && found.canConvertToInt() ? found.intValue() : 0;
    }
}
