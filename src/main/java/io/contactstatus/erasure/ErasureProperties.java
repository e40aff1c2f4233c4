package io.contactstatus.erasure;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param keep how long tombstones and digests recognize what comes late: at least as long as anything of a contact is
///   kept anywhere that may bring it back. With the archive at least as long as that keeps contacts
/// @param refresh how soon other instances know of an erasure; it takes twice as long before it can be done
@Validated
@ConfigurationProperties("contact-status.erasure")
record ErasureProperties(
        @DefaultValue("730d") @DurationMin(days = 1) Duration keep,
        @DefaultValue("1m") @DurationMin(millis = 10) Duration refresh) {}
