package io.contactstatus.identity;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param identifierSecret keys of the digests that stand for customers' identifiers. Each line has a digest by each of
///   them, so that a new one can be added before the old one goes. Without any, digests cannot be compared with those
///   of another process
@Validated
@ConfigurationProperties("contact-status.security")
record IdentifierDigestProperties(
        @DefaultValue @Size(max = 5) List<@Size(min = 32) String> identifierSecret) {

    IdentifierDigestProperties {
        identifierSecret = List.copyOf(identifierSecret);
    }
}
