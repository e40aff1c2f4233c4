package io.contactstatus.pages;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the page of the seats makes of them.
///
/// @param staleAfter a seat of which nothing was heard for so long is marked, unless its agent is offline: Amazon
///   Connect tells of each at least every two minutes
/// @param missedWithin contacts that were missed since then are counted
@Validated
@ConfigurationProperties("contact-status.pages.seats")
record AgentsProperties(
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration staleAfter,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration missedWithin) {}
