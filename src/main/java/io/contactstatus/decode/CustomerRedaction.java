package io.contactstatus.decode;

import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a contact record says of the customer's data having been deleted: fields that it names as redacted, or a
/// customer's endpoint that is *there and null*.
///
/// @param fields in whichever form the list comes: no example of it has been published
record CustomerRedaction(@Nullable JsonNode fields, boolean deniesEndpoint) {

    private static final FieldName CUSTOMER_ENDPOINT = FieldName.of("CustomerEndpoint");
    private static final FieldName SEGMENT_ATTRIBUTES = FieldName.of("SegmentAttributes");
    private static final String REDACTED_FIELDS = "connect:RedactedFields";

    static CustomerRedaction in(Fields record) {
        var endpoint = record.get(CUSTOMER_ENDPOINT);
        return new CustomerRedaction(
                record.object(SEGMENT_ATTRIBUTES).tree().get(REDACTED_FIELDS), endpoint != null && endpoint.isNull());
    }

    boolean isAny() {
        return hasFields() || deniesEndpoint;
    }

    boolean hasFields() {
        return names(fields, "");
    }

    /// Chats and tasks have no endpoint as a rule: only where the record says so has it been taken out.
    boolean isOfCustomer() {
        return names(fields, "CustomerEndpoint");
    }

    private static boolean names(@Nullable JsonNode node, String field) {
        if (node == null) {
            return false;
        }
        var text = Fields.scalar(node);
        if (text != null) {
            return !text.isBlank() && text.contains(field);
        }
        for (var element : node.values()) {
            if (names(element, field)) {
                return true;
            }
        }
        return false;
    }
}
