package io.contactstatus.decode;

import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.util.List;

/// Reads the segments that Contact Lens sends while people talk. They are history only: all their times are
/// counted from the begin of the media, which they do not tell.
final class ContactLensEventDecoder {

    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName EVENT_TYPE = FieldName.of("EventType");
    private static final FieldName LANGUAGE_CODE = FieldName.of("LanguageCode");
    private static final FieldName SEGMENTS = FieldName.of("Segments");

    private ContactLensEventDecoder() {}

    static boolean isOne(Fields record) {
        return record.has(EVENT_TYPE) && (record.has(SEGMENTS) || record.has(LANGUAGE_CODE));
    }

    static Decoded decode(JsonRecord json) {
        var id = json.fields().contactId(CONTACT_ID);
        if (id == null) {
            return json.malformed("Contact Lens event without a valid ContactId");
        }
        var type = json.fields().text(EVENT_TYPE);
        if (type == null) {
            return json.malformed("Contact Lens event without an EventType");
        }
        var entry = new HistoryEntry(
                id,
                Stamp.UNTIMED,
                Source.CONTACT_LENS,
                type,
                summary(type),
                ContentHash.of(json.tree()),
                new JsonRecord.Tree(json.tree()));
        var testimony = Facts.about(id, Source.CONTACT_LENS).testimony(Stamp.UNTIMED);
        return json.said("contact-lens", new Decoded.ContactUpdate(testimony, List.of(entry)));
    }

    private static String summary(String type) {
        return switch (type) {
            case "STARTED" -> "Contact Lens started";
            case "SEGMENTS" -> "Contact Lens heard something";
            case "COMPLETED" -> "Contact Lens completed";
            case "FAILED" -> "Contact Lens failed";
            default -> "Contact Lens event of another type";
        };
    }
}
