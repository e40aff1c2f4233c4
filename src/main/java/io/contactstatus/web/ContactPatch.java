package io.contactstatus.web;

import io.contactstatus.problems.InvalidParameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a CRM or a flow has to add to a contact.
@Schema(name = "ContactPatch", description = "What a CRM or a flow has to add to a contact: at least one of the two.")
record ContactPatch(
        @Schema(description = "Who the customer is; phone numbers may be written in any way.", maxLength = 256)
        @Nullable
        String customerIdentifier,

        @Schema(description = "Attributes to set; null removes one. At most 100, with keys of 1 to 256 characters.")
        @Nullable
        Map<String, @Nullable String> attributes) {

    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_KEY = 256;

    Map<String, @Nullable String> attributesInOrder() {
        return attributes == null ? Collections.emptyMap() : new TreeMap<>(attributes);
    }

    /// @throws InvalidParameter when there is something that cannot be stored, or nothing at all
    void check() {
        var all = attributesInOrder();
        if (customerIdentifier == null && all.isEmpty()) {
            throw new InvalidParameter("body", "has neither customerIdentifier nor attributes");
        }
        if (all.size() > MOST_ATTRIBUTES) {
            throw new InvalidParameter("attributes", "has more than " + MOST_ATTRIBUTES + " keys");
        }
        if (all.keySet().stream().anyMatch(key -> key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new InvalidParameter("attributes", "has a key that is blank or longer than " + LONGEST_KEY);
        }
    }
}
