package io.contactstatus.decode;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A record of Contact Lens without what people said, wrote or are called: text is left only where its key says what it
/// is, so that what Amazon Connect adds tomorrow is taken out until it is known here.
final class WordlessRecord {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> HARMLESS = Set.of(
            "version",
            "channel",
            "accountid",
            "instanceid",
            "contactid",
            "languagecode",
            "eventtype",
            "streamingeventtype",
            "output",
            "outputtype",
            "redactiontypes",
            "redactionmaskmode",
            "id",
            "transcriptid",
            "participantid",
            "participantrole",
            "sentiment",
            "contenttype",
            "absolutetime",
            "status",
            "attachmentid",
            "jobstatus",
            "matchedcategories");

    private WordlessRecord() {}

    static ObjectNode of(ObjectNode record) {
        var kept = NODES.objectNode();
        record.forEachEntry((name, value) -> {
            if (value.isContainer() || value.isNumber() || value.isBoolean() || isHarmless(name)) {
                kept.set(name, kept(name, value));
            }
        });
        return kept;
    }

    private static JsonNode kept(String name, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> of(object);
            case ArrayNode array -> {
                var kept = NODES.arrayNode();
                for (var element : array) {
                    if (element.isContainer() || isHarmless(name)) {
                        kept.add(kept(name, element));
                    }
                }
                yield kept;
            }
            default -> value;
        };
    }

    static boolean isHarmless(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }
}
