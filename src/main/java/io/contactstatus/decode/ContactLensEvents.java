package io.contactstatus.decode;

import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import java.util.List;

/// Reads the segments that Contact Lens sends while people talk. They are history only: all their times are
/// counted from the begin of the media, which they do not tell.
final class ContactLensEvents {

    private static final Key CONTACT_ID = Key.of("ContactId");
    private static final Key EVENT_TYPE = Key.of("EventType");
    private static final Key LANGUAGE_CODE = Key.of("LanguageCode");
    private static final Key SEGMENTS = Key.of("Segments");

    private ContactLensEvents() {}

    static boolean isOne(Fields record) {
        return record.has(EVENT_TYPE) && (record.has(SEGMENTS) || record.has(LANGUAGE_CODE));
    }

    static Decoded decode(Piece piece) {
        var id = piece.fields().contactId(CONTACT_ID);
        if (id == null) {
            return piece.malformed("Contact Lens event without a valid ContactId");
        }
        var type = piece.fields().text(EVENT_TYPE);
        if (type == null) {
            return piece.malformed("Contact Lens event without an EventType");
        }
        var entry = new HistoryEntry(
                id,
                Stamp.UNTIMED,
                Source.CONTACT_LENS,
                type,
                summary(type),
                ContentHash.of(piece.tree()),
                new Piece.Tree(piece.tree()));
        var facts = Facts.about(id, Source.CONTACT_LENS).toContact();
        return piece.said("contact-lens", new Decoded.About(facts, List.of(entry)));
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
