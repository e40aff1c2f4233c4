package io.contactstatus.web;

import io.contactstatus.identity.CustomerIdentifiers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Customers' identifiers as callers write them, brought to the form they are found by.
@Component
class Identifiers {

    private static final int LONGEST = 256;

    private final CustomerIdentifiers identifiers;

    Identifiers(CustomerIdentifiers identifiers) {
        this.identifiers = identifiers;
    }

    String normalised(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new InvalidParameter(field, "has 1 to 256 characters");
        }
        return identifiers.normalised(text);
    }

    /// What the customer at this address is found by; null when it may be anybody's.
    @Nullable
    String ofEndpoint(@Nullable String type, String address) {
        return identifiers.keyOfEndpoint(type == null ? "" : type, address).orElse(null);
    }
}
