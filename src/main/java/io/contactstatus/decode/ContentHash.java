package io.contactstatus.decode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Names a record that has no name of its own by what it says: neither whitespace nor the order of keys matters.
final class ContentHash {

    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(JsonNode tree) {
        var canonical = new StringBuilder(1024);
        append(tree, canonical);
        var digest = sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
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
        var sorted = new TreeMap<String, JsonNode>();
        object.forEachEntry(sorted::put);
        canonical.append('{');
        sorted.forEach((name, value) -> {
            canonical.append(name.length()).append(':').append(name);
            append(value, canonical);
        });
        canonical.append('}');
    }

    /// With its length, so that two different records never read the same.
    private static void appendScalar(JsonNode scalar, StringBuilder canonical) {
        var text = scalar.asString();
        canonical.append(scalar.getNodeType()).append('/');
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
