package io.contactstatus.decode;

import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what Contact Lens sends while people talk (`EventType`) or write (`StreamingEventType`).
///
/// Words go into utterances and nowhere else: neither the history nor, unless all words are stored, a dead letter has
/// any. A conversation may come twice, as it was and redacted; one of both is read.
final class ContactLensEventDecoder {

    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName EVENT_TYPE = FieldName.of("EventType", "StreamingEventType");
    private static final FieldName LANGUAGE_CODE = FieldName.of("LanguageCode");
    /// The second one is in samples of the events at the end.
    private static final FieldName SETTINGS = FieldName.of("StreamingSettings", "StreamingEventSettings");
    private static final FieldName OUTPUT = FieldName.of("Output");
    private static final FieldName OUTPUT_TYPE = FieldName.of("OutputType");
    private static final FieldName SEGMENTS = FieldName.of("Segments");

    private final StoredWords stored;

    ContactLensEventDecoder(StoredWords stored) {
        this.stored = stored;
    }

    static boolean isOne(Fields record) {
        return record.has(EVENT_TYPE)
                ? record.has(SEGMENTS) || record.has(LANGUAGE_CODE) || record.has(SETTINGS)
                : record.has(SEGMENTS) && record.has(CONTACT_ID);
    }

    Decoded decode(JsonRecord json) {
        var record = json.fields();
        var id = record.contactId(CONTACT_ID);
        if (id == null) {
            return malformed(json, "Contact Lens event without a valid ContactId");
        }
        var type = record.text(EVENT_TYPE);
        if (type == null) {
            return malformed(json, "Contact Lens event without an EventType");
        }
        var raw = !"Redacted".equalsIgnoreCase(record.text(OUTPUT_TYPE));
        if (record.has(SEGMENTS) && comesTwice(record) && !stored.prefers(raw)) {
            return new Decoded.Ignored("contact-lens-twin");
        }
        var segments = ContactLensSegments.of(id, raw, stored.keeps(raw), record.get(SEGMENTS));
        var told = segments.told();
        if (type.equals("COMPLETED") || type.equals("FAILED")) {
            told.analysed();
        }
        var testimony =
                Facts.about(id, Source.CONTACT_LENS).insights(told.insights()).testimony(segments.at());
        var entries = type.equals("SEGMENTS") && !segments.hasNews()
                ? List.<HistoryEntry>of()
                : List.of(entry(record, type, segments));
        return new Decoded.Update(
                "contact-lens",
                List.of(new Decoded.ContactUpdate(testimony, entries, null, segments.utterances())),
                () -> bytes(json));
    }

    private static HistoryEntry entry(Fields record, String type, ContactLensSegments segments) {
        var detail = WordlessRecord.of(record.tree());
        return new HistoryEntry(
                segments.contact(),
                segments.at(),
                Source.CONTACT_LENS,
                type,
                type.equals("SEGMENTS") ? segments.summary() : summary(type),
                segments.placeName() + ContentHash.of(detail),
                new JsonRecord.Tree(detail));
    }

    private static boolean comesTwice(Fields record) {
        return "RedactedAndRaw".equalsIgnoreCase(record.object(SETTINGS).text(OUTPUT));
    }

    /// Without words, unless all are stored.
    Decoded.Malformed malformed(JsonRecord json, String reason) {
        return new Decoded.Malformed(reason, bytes(json));
    }

    /// For the dead letters.
    private byte[] bytes(JsonRecord json) {
        return stored == StoredWords.ALL
                ? json.bytes().get()
                : WordlessRecord.of(json.tree()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String summary(String type) {
        return switch (type) {
            case "STARTED" -> "Contact Lens started";
            case "COMPLETED" -> "Contact Lens completed";
            case "FAILED" -> "Contact Lens failed";
            default -> "Contact Lens event of another type";
        };
    }
}
