package io.contactstatus.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param customerIdentifierAttribute the contact attribute that identifies the customer, if any
@ConfigurationProperties("contact-status")
record FlowLookupProperties(@Nullable String customerIdentifierAttribute) {

    FlowLookupProperties {
        // An environment variable can be emptied but hardly be taken away.
        if (customerIdentifierAttribute != null && customerIdentifierAttribute.isBlank()) {
            customerIdentifierAttribute = null;
        }
    }
}
