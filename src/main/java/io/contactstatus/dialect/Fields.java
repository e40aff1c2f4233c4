package io.contactstatus.dialect;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object, read without asking what is there: absent, null, blank and of the wrong type are all null.
public record Fields(ObjectNode tree) {

    private static final Fields NONE = new Fields(JsonNodeFactory.instance.objectNode());

    private static final FieldName TYPE = FieldName.of("Type");
    private static final FieldName ADDRESS = FieldName.of("Address");
    private static final FieldName VALUE_STRING = FieldName.of("ValueString");
    private static final String SUBTYPE = "connect:Subtype";
    private static final String VALIDATION_TEST = "connect:ValidationTestType";

    public static Fields of(@Nullable JsonNode node) {
        return node instanceof ObjectNode tree ? new Fields(tree) : NONE;
    }

    public boolean isEmpty() {
        return tree.isEmpty();
    }

    public @Nullable JsonNode get(FieldName key) {
        return key.in(tree);
    }

    public boolean has(FieldName key) {
        return key.in(tree) != null;
    }

    public Fields object(FieldName key) {
        return of(key.in(tree));
    }

    public @Nullable String text(FieldName key) {
        var text = scalar(key.in(tree));
        return text == null || text.isBlank() ? null : text;
    }

    /// Null also for what Amazon Connect writes for "not yet".
    public @Nullable Instant time(FieldName key) {
        var node = key.in(tree);
        return node != null && node.isString() ? TimestampParser.read(node.stringValue()) : null;
    }

    public @Nullable Integer number(FieldName key) {
        var node = key.in(tree);
        return node != null && node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
    }

    public @Nullable ContactId contactId(FieldName key) {
        var node = key.in(tree);
        if (node == null || !node.isString() || !ContactId.isValid(node.stringValue())) {
            return null;
        }
        return new ContactId(node.stringValue());
    }

    /// A contact of the same chain; null for the contact itself, which is how some sources mark the first leg.
    public @Nullable ContactId otherContact(FieldName key, ContactId self) {
        var other = contactId(key);
        return self.equals(other) ? null : other;
    }

    public @Nullable String channel(FieldName key) {
        var channel = text(key);
        return channel == null ? null : Channels.spelled(channel);
    }

    public @Nullable Endpoint endpoint(FieldName key) {
        var endpoint = object(key);
        var address = endpoint.text(ADDRESS);
        if (address == null) {
            return null;
        }
        var type = endpoint.text(TYPE);
        return new Endpoint(type == null ? "" : type, address);
    }

    /// Of segment attributes: `{"connect:Subtype": {"ValueString": "connect:Chat"}}`.
    public @Nullable String subtype(FieldName segmentAttributes) {
        return of(object(segmentAttributes).tree.get(SUBTYPE)).text(VALUE_STRING);
    }

    /// Whether segment attributes mark a test that no customer has made.
    public boolean isSynthetic(FieldName segmentAttributes) {
        return object(segmentAttributes).tree.has(VALIDATION_TEST);
    }

    /// All values that are scalars; attributes are not always strings.
    public SortedMap<String, String> texts(FieldName key) {
        var texts = new TreeMap<String, String>();
        object(key).tree.forEachEntry((name, value) -> {
            var text = scalar(value);
            if (text != null && !name.isEmpty()) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    public static @Nullable String scalar(@Nullable JsonNode node) {
        if (node == null || node.isNull() || !node.isValueNode()) {
            return null;
        }
        return node.isString() ? node.stringValue() : node.asString();
    }
}
