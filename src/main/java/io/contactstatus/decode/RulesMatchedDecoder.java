package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.FieldName;
import java.util.List;
import java.util.Set;

/// Reads the events that tell of a rule of Contact Lens that has matched. Most rules look at contacts, some at queues
/// or agents: only an event that names a contact concerns one.
final class RulesMatchedDecoder {

    /// As they were called at first.
    private static final Set<String> FORMER =
            Set.of("Rule for Contact Lens Post Call Matched", "Rule for Contact Lens Realtime Matched");

    private static final FieldName ID = FieldName.of("id");
    private static final FieldName TIME = FieldName.of("time");
    private static final FieldName DETAIL = FieldName.of("detail");
    private static final FieldName CONTACT_ARN = FieldName.of("contactArn", "contactARN");
    private static final FieldName INSTANCE_ARN = FieldName.of("instanceArn", "instanceARN");
    private static final FieldName RULE_NAME = FieldName.of("ruleName");

    private RulesMatchedDecoder() {}

    static boolean isOne(String detailType) {
        return detailType.endsWith("Rules Matched") || FORMER.contains(detailType);
    }

    static Decoded decode(JsonRecord json, String type) {
        var envelope = json.fields();
        var detail = envelope.object(DETAIL);
        var arn = detail.text(CONTACT_ARN);
        if (arn == null) {
            return new Decoded.Ignored("rule-of-no-contact");
        }
        var contact = Arns.lastPart(arn);
        if (contact == null || !ContactId.isValid(contact)) {
            return json.malformed("rule without a valid contactArn");
        }
        var name = detail.text(RULE_NAME);
        if (name == null) {
            return json.malformed("rule without a ruleName");
        }
        var id = new ContactId(contact);
        var told = envelope.time(TIME);
        var at = told == null ? Stamp.UNTIMED : told;
        var matched = new ConversationFacts();
        matched.rule(name, type, at);
        var testimony = Facts.about(id, Source.CONTACT_LENS)
                .instance(detail.text(INSTANCE_ARN), at)
                .insights(matched.insights())
                .testimony(at);
        var entry = new HistoryEntry(
                id,
                at,
                Source.CONTACT_LENS,
                type,
                "A rule of Contact Lens matched",
                json.nameOr(envelope.text(ID)),
                new JsonRecord.Tree(detail.tree()));
        return json.said("contact-lens-rule", new Decoded.ContactUpdate(testimony, List.of(entry)));
    }
}
