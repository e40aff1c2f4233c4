package io.contactstatus.decode;

import io.contactstatus.dialect.FieldName;
import org.jspecify.annotations.Nullable;

/// Recognises what a record is from the record itself: any kind may come through any pipe.
final class RecordKinds {

    static final String UNKNOWN = "no known kind of record";

    private static final FieldName DETAIL_TYPE = FieldName.of("detail-type");
    private static final FieldName EVENT_VERSION = FieldName.of("eventVersion");
    private static final FieldName EVENT_SOURCE = FieldName.of("eventSource");
    private static final FieldName USER_IDENTITY = FieldName.of("userIdentity");

    private final ContactRecordDecoder contactRecords;
    private final FlowLogDecoder flowLogs;
    private final FlowEventDecoder flowEvents;
    private final ContactLensEventDecoder contactLens;
    private final ContactLensFileDecoder contactLensFiles;
    private final DescriptionDecoder descriptions;

    /// @param customerAttribute name of the contact attribute that tells who the customer is
    /// @param words which are stored
    RecordKinds(@Nullable String customerAttribute, StoredWords words) {
        contactRecords = new ContactRecordDecoder(customerAttribute);
        flowLogs = new FlowLogDecoder(customerAttribute);
        flowEvents = new FlowEventDecoder(customerAttribute);
        contactLens = new ContactLensEventDecoder(words);
        contactLensFiles = new ContactLensFileDecoder(words);
        descriptions = new DescriptionDecoder(customerAttribute);
    }

    /// Null when it is no record that is known here.
    @Nullable
    Decoded decode(JsonRecord json) {
        try {
            return recognised(json);
        } catch (RuntimeException unexpected) {
            // An unforeseen record must not stop the stream behind it.
            var reason = "unexpected " + unexpected.getClass().getSimpleName();
            if (ContactLensFileDecoder.isOne(json.fields())) {
                return contactLensFiles.malformed(json, reason);
            }
            return ContactLensEventDecoder.isOne(json.fields())
                    ? contactLens.malformed(json, reason)
                    : json.malformed(reason);
        }
    }

    private @Nullable Decoded recognised(JsonRecord json) {
        var record = json.fields();
        if (record.has(DETAIL_TYPE)) {
            return eventBridge(json);
        }
        if (ContactLensFileDecoder.isOne(record)) {
            return contactLensFiles.decode(json);
        }
        if (DescriptionDecoder.isOne(record)) {
            return descriptions.decode(json);
        }
        if (FlowLogDecoder.isOne(record)) {
            return flowLogs.decode(json);
        }
        if (AgentEventDecoder.isOne(record)) {
            return AgentEventDecoder.decode(json);
        }
        if (ContactRecordDecoder.isOne(record)) {
            return contactRecords.decode(json);
        }
        if (FlowEventDecoder.isOne(record)) {
            return flowEvents.decode(json);
        }
        if (ContactLensEventDecoder.isOne(record)) {
            return contactLens.decode(json);
        }
        return null;
    }

    private static Decoded eventBridge(JsonRecord json) {
        var type = json.fields().text(DETAIL_TYPE);
        if (type == null) {
            return json.malformed("event without a detail-type");
        }
        return switch (type) {
            // The second is what the documentation of 2026 prints, after the product was renamed.
            case "Amazon Connect Contact Event", "Connect Customer Contact Event" -> ContactEventDecoder.decode(json);
            default ->
                RulesMatchedDecoder.isOne(type)
                        ? RulesMatchedDecoder.decode(json, type)
                        : new Decoded.Ignored("eventbridge-event");
        };
    }

    /// What to make of something that is neither a record nor an envelope.
    static Decoded other(JsonRecord json) {
        if (json.line() != null) {
            return new Decoded.Ignored("log-line");
        }
        var record = json.fields();
        var isAwsRecord = record.has(EVENT_SOURCE) || (record.has(EVENT_VERSION) && record.has(USER_IDENTITY));
        return isAwsRecord ? new Decoded.Ignored("aws-record") : json.malformed(UNKNOWN);
    }
}
