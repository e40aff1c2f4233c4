package io.contactstatus.masking;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Where recordings lie, in whatever a record says: shown only to callers with the scope `recordings:read`, who need
/// not have `pii:read`, and not to others who have.
public enum RecordingLocations {
    SHOWN,
    HIDDEN;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode MASK = StringNode.valueOf(Veil.HIDDEN);

    public static RecordingLocations of(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_recordings:read") ? SHOWN : HIDDEN;
    }

    /// A received record, or a part of one.
    public JsonNode in(JsonNode detail) {
        return this == SHOWN ? detail : hidden("", detail);
    }

    /// Values by their path in a record, as `Recordings[0].Location`.
    public Map<String, String> in(Map<String, String> byPath) {
        if (this == SHOWN || byPath.entrySet().stream().noneMatch(RecordingLocations::isLocation)) {
            return byPath;
        }
        var shown = new LinkedHashMap<>(byPath);
        shown.entrySet().stream().filter(RecordingLocations::isLocation).forEach(part -> part.setValue(Veil.HIDDEN));
        return shown;
    }

    private static boolean isLocation(Map.Entry<String, String> part) {
        var path = part.getKey();
        return isLocation(path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", ""), part.getValue());
    }

    private static JsonNode hidden(String key, JsonNode node) {
        if (node.isObject()) {
            var shown = NODES.objectNode();
            node.properties().forEach(part -> shown.set(part.getKey(), hidden(part.getKey(), part.getValue())));
            return shown;
        }
        if (node.isArray()) {
            var shown = NODES.arrayNode();
            node.forEach(element -> shown.add(hidden(key, element)));
            return shown;
        }
        return node.isString() && isLocation(key, node.stringValue()) ? MASK : node;
    }

    /// `Location` of a recording, `ExportLocation` of an evaluation, `StreamARN` of live audio; and an address in S3
    /// wherever it stands.
    private static boolean isLocation(String key, String value) {
        var name = key.toLowerCase(Locale.ROOT);
        return name.endsWith("location") || name.equals("streamarn") || value.contains("s3://");
    }
}
