package io.contactstatus.announce;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whether the ends of conversations are announced.
///
/// @param enabled announces them, where changes of contacts are announced
/// @param settle how long after the end of the last contact its record is waited for, and another contact
@Validated
@ConfigurationProperties("contact-status.conversations")
record ConversationProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10m") @DurationMin(millis = 10) Duration settle) {}
