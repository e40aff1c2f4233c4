package io.contactstatus.identity;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How phone numbers are read.
///
/// @param defaultRegion the country whose way of writing phone numbers is assumed where no `+` says otherwise
@Validated
@ConfigurationProperties("contact-status")
record IdentityProperties(
        @DefaultValue("JP") @Pattern(regexp = "[A-Z]{2}") String defaultRegion) {}
