package io.contactstatus.decode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Names a record that has no name of its own by what it says: neither whitespace nor the order of keys matters.
final class ContentHash {

    private static final int BYTES = 16;
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private ContentHash() {}

    static String of(JsonNode tree) {
        var canonical = new StringBuilder(1024);
        append(tree, canonical);
        var digest = sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /// Weaker and many times faster, for what also has a time to tell it apart.
    static String quick(JsonNode tree) {
        return HexFormat.of().toHexDigits(mixed(tree));
    }

    private static long mixed(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                // A sum, because the order of keys must not matter.
                var sum = 1L;
                for (var field : object.properties()) {
                    sum += mixed(mixed(field.getKey()) * FACTOR + mixed(field.getValue()));
                }
                yield mixed(sum);
            }
            case ArrayNode array -> {
                var chain = 2L;
                for (var element : array.values()) {
                    chain = mixed(chain + mixed(element));
                }
                yield chain;
            }
            default -> mixed(node.asString());
        };
    }

    /// All 64 bits of it: of the 32 of [String#hashCode] two lines of one millisecond could share all.
    private static long mixed(String text) {
        var hash = (long) text.length();
        for (var index = 0; index < text.length(); index++) {
            hash = hash * FACTOR + text.charAt(index);
        }
        return mixed(hash);
    }

    /// The finaliser of SplitMix64.
    private static long mixed(long value) {
        var once = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        var twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
        return twice ^ twice >>> 31;
    }

    private static void append(JsonNode node, StringBuilder canonical) {
        switch (node) {
            case ObjectNode object -> appendSorted(object, canonical);
            case ArrayNode array -> {
                canonical.append('[');
                array.forEach(element -> append(element, canonical));
                canonical.append(']');
            }
            default -> appendScalar(node, canonical);
        }
    }

    private static void appendSorted(ObjectNode object, StringBuilder canonical) {
        var names = object.propertyNames().toArray(String[]::new);
        Arrays.sort(names);
        canonical.append('{');
        for (var name : names) {
            canonical.append(name.length()).append(':').append(name);
            append(object.required(name), canonical);
        }
        canonical.append('}');
    }

    /// With its length, so that two different records never read the same.
    private static void appendScalar(JsonNode scalar, StringBuilder canonical) {
        var text = scalar.asString();
        // Numbers, truths and null cannot be mistaken for each other, only for the text that spells them.
        canonical.append(scalar.isString() ? '"' : '=');
        canonical.append(text.length()).append(':').append(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
