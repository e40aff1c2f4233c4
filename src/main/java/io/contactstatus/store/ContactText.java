package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Source;

/// A contact's facts as one line of text, and back, without loss.
///
/// Fields follow one another in a fixed order, so names cost nothing; each is a value or, for what is not
/// there, a mark. Another order or more fields need another [#FORMAT]; what was written in an older one is
/// still read.
final class ContactText {

    /// The one before, and behind it what few contacts have. Only those are written in it, so that an older version can
    /// go on with all others.
    private static final String FORMAT = "4";

    private static final String THIRD_FORMAT = "3";

    private static final String SECOND_FORMAT = "2";

    private static final String FIRST_FORMAT = "1";

    private ContactText() {}

    static String written(Contact contact) {
        var writer = new ContactTextWriter();
        var hasMore = contact.callBack() != null
                || !contact.insights().isEmpty()
                || contact.heard().lastBySource().containsKey(Source.RECONCILED);
        var hasMost = contact.insights().aiAgent() != null || contact.insights().analysis() == Insights.Analysis.FILED;
        writer.text(hasMost ? FORMAT : hasMore ? THIRD_FORMAT : SECOND_FORMAT);
        writer.contact(contact);
        if (hasMore) {
            writer.additions(contact);
        }
        if (hasMost) {
            writer.aiAgent(contact.insights());
        }
        return writer.written();
    }

    /// @throws IllegalArgumentException when the text was not written by [#written]
    static Contact read(ContactId id, String text) {
        var reader = new ContactTextReader(text);
        return switch (reader.text()) {
            case FORMAT -> reader.withAiAgent(reader.withAdditions(reader.contact(id)));
            case THIRD_FORMAT -> reader.withAdditions(reader.contact(id));
            case SECOND_FORMAT -> reader.contact(id);
            case FIRST_FORMAT -> new FirstFormat(reader).contact(id);
            // While one version replaces the other, the old one leaves such contacts to the new one.
            default ->
                throw new StoreUnavailable("a contact was written by a newer version", new IllegalStateException());
        };
    }
}
