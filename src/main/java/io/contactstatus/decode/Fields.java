package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object, read without asking what is there: absent, null, blank and of the wrong type are all null.
record Fields(ObjectNode tree) {

    private static final Fields NONE = new Fields(JsonNodeFactory.instance.objectNode());

    private static final Key TYPE = Key.of("Type");
    private static final Key ADDRESS = Key.of("Address");
    private static final Key VALUE_STRING = Key.of("ValueString");
    private static final String SUBTYPE = "connect:Subtype";

    static Fields of(@Nullable JsonNode node) {
        return node instanceof ObjectNode tree ? new Fields(tree) : NONE;
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    @Nullable
    JsonNode get(Key key) {
        return key.in(tree);
    }

    boolean has(Key key) {
        return key.in(tree) != null;
    }

    Fields object(Key key) {
        return of(key.in(tree));
    }

    @Nullable
    String text(Key key) {
        var text = scalar(key.in(tree));
        return text == null || text.isBlank() ? null : text;
    }

    /// Null also for what Amazon Connect writes for "not yet".
    @Nullable
    Instant time(Key key) {
        var node = key.in(tree);
        return node != null && node.isString() ? Timestamps.read(node.stringValue()) : null;
    }

    @Nullable
    Integer number(Key key) {
        var node = key.in(tree);
        return node != null && node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
    }

    @Nullable
    ContactId contactId(Key key) {
        var node = key.in(tree);
        if (node == null || !node.isString() || !ContactId.isValid(node.stringValue())) {
            return null;
        }
        return new ContactId(node.stringValue());
    }

    /// A contact of the same chain; null for the contact itself, which is how some sources mark the first leg.
    @Nullable
    ContactId otherContact(Key key, ContactId self) {
        var other = contactId(key);
        return self.equals(other) ? null : other;
    }

    /// In Amazon Connect's capitals, whatever the source makes of it.
    @Nullable
    String channel(Key key) {
        var channel = text(key);
        if (channel == null) {
            return null;
        }
        var capitals = channel.toUpperCase(Locale.ROOT);
        return capitals.equals("TASKS") ? "TASK" : capitals;
    }

    @Nullable
    Endpoint endpoint(Key key) {
        var endpoint = object(key);
        var address = endpoint.text(ADDRESS);
        if (address == null) {
            return null;
        }
        var type = endpoint.text(TYPE);
        return new Endpoint(type == null ? "" : type, address);
    }

    /// Of segment attributes: `{"connect:Subtype": {"ValueString": "connect:Chat"}}`.
    @Nullable
    String subtype(Key segmentAttributes) {
        return of(object(segmentAttributes).tree.get(SUBTYPE)).text(VALUE_STRING);
    }

    /// All values that are scalars; attributes are not always strings.
    SortedMap<String, String> texts(Key key) {
        var texts = new TreeMap<String, String>();
        object(key).tree.forEachEntry((name, value) -> {
            var text = scalar(value);
            if (text != null && !name.isEmpty()) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    static @Nullable String scalar(@Nullable JsonNode node) {
        if (node == null || node.isNull() || !node.isValueNode()) {
            return null;
        }
        return node.isString() ? node.stringValue() : node.asString();
    }
}
