package io.contactstatus.web;

import io.contactstatus.identity.CustomerIdentifiers;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.visibility.CallerIdentifiers;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Validates and normalizes customer identifiers in paths and bodies.
@Component
class CustomerIdentifierParameter {

    private static final int LONGEST = 256;

    private final CustomerIdentifiers identifiers;
    private final CallerIdentifiers written;

    CustomerIdentifierParameter(CustomerIdentifiers identifiers, CallerIdentifiers written) {
        this.identifiers = identifiers;
        this.written = written;
    }

    String normalised(String field, String text, HttpServletRequest request) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new InvalidParameter(field, "has 1 to 256 characters");
        }
        return written.normalised(text, VisibleInstances.of(request));
    }

    /// As the store will have it: longer ones are not found by it.
    String ofAttribute(String value) {
        return identifiers.normalised(value);
    }

    /// The key of an endpoint; null when it identifies no single customer.
    @Nullable
    String ofEndpoint(@Nullable String type, String address) {
        return identifiers.keyOfEndpoint(type == null ? "" : type, address).orElse(null);
    }
}
