package io.contactstatus.masking;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Masks a received record for callers without the scope `pii:read`.
///
/// An allow-list: text is shown only where its key says that it is a word of Amazon Connect or of the operator
/// and it looks like one, or where it cannot be anything but an id or a time. A key that Amazon Connect adds
/// tomorrow is hidden until it is known here.
public final class Redaction {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode HIDDEN = StringNode.valueOf(Veil.HIDDEN);

    /// Parts that callers, flows and Lambda functions fill with what they like.
    private static final Set<String> FOREIGN_PARTS = Set.of(
            "attributes",
            "externalresults",
            "resultdata",
            "results",
            "contactdetails",
            "additionalemailrecipients",
            "lexsessionattributes",
            "sessionattributes");

    /// The kind of object a value stands in; it decides whether the value is shown.
    private enum Ground {
        /// Words of Amazon Connect.
        SOURCE {
            @Override
            Ground of(String parent, String key) {
                return switch (key) {
                    case "segmentattributes" -> SEGMENTS;
                    case "tags" -> TAGS;
                    case "references" -> REFERENCES;
                    // A Lambda function's parameters are the flow's; those of a block are mostly Amazon Connect's.
                    case "parameters", "events" -> parent.equals("details") ? FOREIGN : BLOCK;
                    default -> FOREIGN_PARTS.contains(key) ? FOREIGN : SOURCE;
                };
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                if (value.isNumber()) {
                    return AllowedFields.isMeasure(key) ? value : HIDDEN;
                }
                return value.isString() ? shownText(AllowedFields.ofSource(parent, key, value.stringValue())) : value;
            }
        },
        /// The inputs of a block of a flow.
        BLOCK {
            @Override
            Ground of(String parent, String key) {
                return Set.of("parameters", "tags", "references").contains(key) || FOREIGN_PARTS.contains(key)
                        ? FOREIGN
                        : BLOCK;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                if (value.isNumber()) {
                    return AllowedFields.isMeasure(key) ? value : HIDDEN;
                }
                return value.isString() ? shownText(AllowedFields.ofBlock(key, value.stringValue())) : value;
            }
        },
        SEGMENTS {
            @Override
            Ground of(String parent, String key) {
                return AllowedFields.isShownSegment(key) ? SEGMENT : FOREIGN;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                return HIDDEN;
            }
        },
        SEGMENT {
            @Override
            Ground of(String parent, String key) {
                return SEGMENT;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                return value.isString() ? shownText(HarmlessText.word(value.stringValue())) : value;
            }
        },
        /// Words of the operator, under keys of the operator.
        TAGS {
            @Override
            Ground of(String parent, String key) {
                return FOREIGN;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                return value.isString() ? shownText(PhoneNumbersInText.hiddenIn(value.stringValue())) : HIDDEN;
            }
        },
        REFERENCES {
            @Override
            Ground of(String parent, String key) {
                return REFERENCES;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                return value.isString() ? shownText(AllowedFields.ofReference(key, value.stringValue())) : HIDDEN;
            }
        },
        FOREIGN {
            @Override
            Ground of(String parent, String key) {
                return FOREIGN;
            }

            @Override
            JsonNode shown(String parent, String key, JsonNode value) {
                return value.isString() ? shownText(Veil.hidden(value.stringValue())) : HIDDEN;
            }
        };

        /// The ground of the container with that name.
        abstract Ground of(String parent, String key);

        /// @param value neither object nor array nor null
        abstract JsonNode shown(String parent, String key, JsonNode value);
    }

    private Redaction() {}

    public static JsonNode of(JsonNode detail) {
        return redacted(Ground.SOURCE, "", "", detail);
    }

    /// @param ground of the node itself when it is an object or an array, of what it stands in otherwise
    private static JsonNode redacted(Ground ground, String parent, String key, JsonNode node) {
        if (node.isObject()) {
            var shown = NODES.objectNode();
            node.properties()
                    .forEach(part -> shown.set(
                            part.getKey(), part(ground, key, part.getKey().toLowerCase(Locale.ROOT), part.getValue())));
            return shown;
        }
        if (node.isArray()) {
            var shown = NODES.arrayNode();
            node.forEach(element -> shown.add(redacted(ground, parent, key, element)));
            return shown;
        }
        return node.isNull() ? node : ground.shown(parent, key, node);
    }

    private static JsonNode part(Ground ground, String parent, String key, JsonNode node) {
        return redacted(node.isContainer() ? ground.of(parent, key) : ground, parent, key, node);
    }

    private static JsonNode shownText(String text) {
        return StringNode.valueOf(text);
    }
}
