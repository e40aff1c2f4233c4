package io.contactstatus.decode;

import io.contactstatus.dialect.Key;
import org.jspecify.annotations.Nullable;

/// Recognises what a record is from the record itself: any kind may come through any pipe.
final class RecordKinds {

    static final String UNKNOWN = "no known kind of record";

    private static final Key DETAIL_TYPE = Key.of("detail-type");
    private static final Key EVENT_VERSION = Key.of("eventVersion");
    private static final Key EVENT_SOURCE = Key.of("eventSource");
    private static final Key USER_IDENTITY = Key.of("userIdentity");

    private final ContactRecords contactRecords;
    private final FlowLogs flowLogs;
    private final FlowEvents flowEvents;

    /// @param customerAttribute name of the contact attribute that tells who the customer is
    RecordKinds(@Nullable String customerAttribute) {
        contactRecords = new ContactRecords(customerAttribute);
        flowLogs = new FlowLogs(customerAttribute);
        flowEvents = new FlowEvents(customerAttribute);
    }

    /// Null when it is no record that is known here.
    @Nullable
    Decoded decode(Piece piece) {
        try {
            return recognised(piece);
        } catch (RuntimeException unexpected) {
            // A record that nobody has foreseen must not stop the stream behind it.
            return piece.malformed("unexpected " + unexpected.getClass().getSimpleName());
        }
    }

    private @Nullable Decoded recognised(Piece piece) {
        var record = piece.fields();
        if (record.has(DETAIL_TYPE)) {
            return eventBridge(piece);
        }
        if (FlowLogs.isOne(record)) {
            return flowLogs.decode(piece);
        }
        if (AgentEvents.isOne(record)) {
            return AgentEvents.decode(piece);
        }
        if (ContactRecords.isOne(record)) {
            return contactRecords.decode(piece);
        }
        if (FlowEvents.isOne(record)) {
            return flowEvents.decode(piece);
        }
        if (ContactLensEvents.isOne(record)) {
            return ContactLensEvents.decode(piece);
        }
        return null;
    }

    private static Decoded eventBridge(Piece piece) {
        var type = piece.fields().text(DETAIL_TYPE);
        if (type == null) {
            return piece.malformed("event without a detail-type");
        }
        return switch (type) {
            // The second is what the documentation of 2026 prints, after the product was renamed.
            case "Amazon Connect Contact Event", "Connect Customer Contact Event" -> ContactEvents.decode(piece);
            default -> new Decoded.Ignored("eventbridge-event");
        };
    }

    /// What to make of something that is neither a record nor an envelope.
    static Decoded other(Piece piece) {
        if (piece.line() != null) {
            return new Decoded.Ignored("log-line");
        }
        var record = piece.fields();
        var isAwsRecord = record.has(EVENT_SOURCE) || (record.has(EVENT_VERSION) && record.has(USER_IDENTITY));
        return isAwsRecord ? new Decoded.Ignored("aws-record") : piece.malformed(UNKNOWN);
    }
}
