package io.contactstatus.decode;

import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Utterance;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the file that Contact Lens writes into a bucket when a conversation is over, once as it was and once redacted.
///
/// Both are read for what was made of the conversation; words and who said them when are taken from one of them, which
/// replaces what was heard live. How often one side cut in on the other, and for how long each spoke, are in here
/// alone.
final class ContactLensFileDecoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static final String ENTRY_TYPE = "ANALYSIS_FILE";

    private static final FieldName CUSTOMER_METADATA = FieldName.of("CustomerMetadata");
    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName CONTENT_METADATA = FieldName.of("ContentMetadata");
    private static final FieldName OUTPUT = FieldName.of("Output");
    private static final FieldName JOB_STATUS = FieldName.of("JobStatus");
    private static final FieldName CATEGORIES = FieldName.of("Categories");
    private static final FieldName CHARACTERISTICS = FieldName.of("ConversationCharacteristics");
    private static final FieldName CONTACT_SUMMARY = FieldName.of("ContactSummary");
    private static final FieldName POST_CONTACT_SUMMARY = FieldName.of("PostContactSummary");
    private static final FieldName CONTENT = FieldName.of("Content");

    /// What is short of each of these stays: lists of single moments do not.
    private static final List<String> SHOWN = List.of(
            "TotalConversationDurationMillis",
            "Sentiment",
            "Interruptions",
            "NonTalkTime",
            "TalkSpeed",
            "TalkTime",
            "ResponseTime");

    /// Of an object within an object, for example of one participant.
    private static final int DEEPEST = 3;

    /// The raw and the redacted file say the same but for words, and are one entry.
    private static final String ENTRY = "analysis-file";

    private final StoredWords stored;

    ContactLensFileDecoder(StoredWords stored) {
        this.stored = stored;
    }

    static boolean isOne(Fields record) {
        return record.has(CUSTOMER_METADATA)
                && (record.has(CHARACTERISTICS) || record.has(JOB_STATUS) || record.has(CATEGORIES));
    }

    Decoded decode(JsonRecord json) {
        var file = json.fields();
        var id = file.object(CUSTOMER_METADATA).contactId(CONTACT_ID);
        if (id == null) {
            return malformed(json, "file of Contact Lens without a valid ContactId");
        }
        var raw = !"Redacted".equalsIgnoreCase(file.object(CONTENT_METADATA).text(OUTPUT));
        var kept = stored.keeps(raw);
        var segments = ContactLensSegments.ofFile(id, raw, kept, file);
        var told = segments.told();
        var isTaken = stored.prefers(raw) && !segments.utterances().isEmpty();
        if (isTaken) {
            told.filed();
        } else {
            told.analysed();
        }
        if (kept && stored.prefers(raw)) {
            told.summary(file.object(CHARACTERISTICS)
                    .object(CONTACT_SUMMARY)
                    .object(POST_CONTACT_SUMMARY)
                    .text(CONTENT));
        }
        var testimony =
                Facts.about(id, Source.CONTACT_LENS).insights(told.insights()).testimony(segments.at());
        var entry = new HistoryEntry(
                id,
                segments.at(),
                Source.CONTACT_LENS,
                ENTRY_TYPE,
                "Contact Lens analysed the whole conversation",
                ENTRY,
                new JsonRecord.Tree(detail(file)));
        var utterances = isTaken ? segments.utterances() : List.<Utterance>of();
        return new Decoded.Update(
                "contact-lens-file",
                List.of(new Decoded.ContactUpdate(testimony, List.of(entry), null, utterances)),
                () -> bytes(json));
    }

    Decoded.Malformed malformed(JsonRecord json, String reason) {
        return new Decoded.Malformed(reason, bytes(json));
    }

    /// For the dead letters, without what was said: the file is still in its bucket.
    private static byte[] bytes(JsonRecord json) {
        return detail(json.fields()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode detail(Fields file) {
        var kept = NODES.objectNode();
        for (var name : List.of("Version", "Channel", "LanguageCode", "JobStatus")) {
            copy(file.tree(), name, kept);
        }
        copy(file.object(CATEGORIES).tree(), "MatchedCategories", kept);
        var characteristics = NODES.objectNode();
        for (var name : SHOWN) {
            copy(file.object(CHARACTERISTICS).tree(), name, characteristics);
        }
        kept.set("ConversationCharacteristics", withoutMoments(characteristics, DEEPEST));
        return WordlessRecord.of(kept);
    }

    private static void copy(ObjectNode from, String name, ObjectNode to) {
        var value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }

    private static ObjectNode withoutMoments(ObjectNode object, int depth) {
        var kept = NODES.objectNode();
        object.forEachEntry((name, value) -> {
            if (value instanceof ObjectNode inner && depth > 0) {
                keepUnlessEmpty(kept, name, withoutMoments(inner, depth - 1));
            } else if (value.isNumber()) {
                kept.set(name, value);
            }
        });
        return kept;
    }

    private static void keepUnlessEmpty(ObjectNode kept, String name, JsonNode inner) {
        if (!inner.isEmpty()) {
            kept.set(name, inner);
        }
    }
}
