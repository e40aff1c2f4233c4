package io.contactstatus.view;

import io.contactstatus.dialect.TimestampParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A part of a contact record in the form of this API: keys in camelCase, times with milliseconds, no empty
/// values. A value of the wrong type reads as absent.
record RecordPart(JsonNode tree) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Their keys are names of their own, and stay as they are.
    private static final Set<String> NAMED_FREELY = Set.of("segmentAttributes", "contactDetails", "contactEvaluations");

    /// What is wrapped around the value of a segment attribute.
    private static final Set<String> WRAPPINGS =
            Set.of("valueString", "valueMap", "valueInteger", "valueList", "valueArn");

    private static final int DEEPEST = 12;
    private static final int MOST = 500;

    static RecordPart of(JsonNode contactRecord) {
        var tidied = tidied("", contactRecord, false, DEEPEST);
        return new RecordPart(tidied == null ? MissingNode.getInstance() : tidied);
    }

    /// The part of that name, possibly one that says nothing.
    RecordPart part(String name) {
        return new RecordPart(tree.path(name));
    }

    /// Whatever form it has.
    @Nullable
    JsonNode whole() {
        return tree.isObject() ? tree : null;
    }

    <T> @Nullable T as(Function<RecordPart, @Nullable T> form) {
        return tree.isObject() ? form.apply(this) : null;
    }

    /// Null for none.
    <T> @Nullable List<T> all(String name, Function<RecordPart, @Nullable T> form) {
        var all = new ArrayList<T>();
        for (var element : tree.path(name)) {
            var formed = form.apply(new RecordPart(element));
            if (formed != null) {
                all.add(formed);
            }
        }
        return all.isEmpty() ? null : List.copyOf(all);
    }

    @Nullable
    String text() {
        return tree.isString() ? tree.stringValue() : null;
    }

    @Nullable
    String text(String name) {
        return part(name).text();
    }

    /// Some numbers come as text.
    @Nullable
    Integer count(String name) {
        var node = tree.path(name);
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        return node.isString() && node.stringValue().matches("[0-9]{1,9}") ? Integer.valueOf(node.stringValue()) : null;
    }

    @Nullable
    Double number(String name) {
        var node = tree.path(name);
        return node.isNumber() ? node.doubleValue() : null;
    }

    @Nullable
    Boolean truth(String name) {
        var node = tree.path(name);
        return node.isBoolean() ? node.booleanValue() : null;
    }

    @Nullable
    Instant time(String name) {
        var text = text(name);
        return text == null ? null : instant(text);
    }

    /// Null when it says nothing.
    private static @Nullable JsonNode tidied(String name, JsonNode node, boolean namedFreely, int depth) {
        if (node.isObject()) {
            return depth == 0 ? null : tidiedObject(name, node, namedFreely, depth);
        }
        if (node.isArray()) {
            return depth == 0 ? null : tidiedArray(name, node, depth);
        }
        if (node.isString()) {
            return tidiedText(name, node.stringValue());
        }
        return node.isNull() ? null : node;
    }

    private static @Nullable JsonNode tidiedObject(String parent, JsonNode node, boolean namedFreely, int depth) {
        var tree = NODES.objectNode();
        for (var part : node.properties()) {
            var name = namedFreely ? part.getKey() : camelCase(part.getKey());
            var meant = WRAPPINGS.contains(name) ? parent : name;
            var value = tidied(meant, part.getValue(), !namedFreely && NAMED_FREELY.contains(name), depth - 1);
            if (value != null && !tree.has(name) && tree.size() < MOST) {
                tree.set(name, value);
            }
        }
        return tree.isEmpty() ? null : unwrapped(tree);
    }

    private static JsonNode unwrapped(ObjectNode tree) {
        if (tree.size() != 1) {
            return tree;
        }
        var only = tree.properties().iterator().next();
        return WRAPPINGS.contains(only.getKey()) ? only.getValue() : tree;
    }

    private static @Nullable JsonNode tidiedArray(String name, JsonNode node, int depth) {
        var array = NODES.arrayNode();
        for (var element : node) {
            var value = tidied(name, element, false, depth - 1);
            if (value != null && array.size() < MOST) {
                array.add(value);
            }
        }
        return array.isEmpty() ? null : array;
    }

    private static @Nullable JsonNode tidiedText(String name, String text) {
        if (text.isBlank()) {
            return null;
        }
        var instant = name.endsWith("imestamp") ? instant(text) : null;
        if (instant == null) {
            return StringNode.valueOf(text);
        }
        return TimestampParser.isNotYet(instant) ? null : StringNode.valueOf(MillisecondInstants.text(instant));
    }

    /// Not [TimestampParser#read]: it gives null both for "not yet", which is dropped here, and for text that
    /// is no time, which is shown as it is.
    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /// `ARN` becomes `arn`, `AWSAccountId` `awsAccountId`; what begins in lower case stays as it is.
    private static String camelCase(String key) {
        var capitals = 0;
        while (capitals < key.length() && Character.isUpperCase(key.charAt(capitals))) {
            capitals++;
        }
        var lowered = capitals > 1 && capitals < key.length() ? capitals - 1 : capitals;
        return key.substring(0, lowered).toLowerCase(Locale.ROOT) + key.substring(lowered);
    }
}
