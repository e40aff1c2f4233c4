package io.contactstatus.pages.agents;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the page of the agents.
///
/// @param staleAfter an agent without an event for so long is marked, unless offline: Amazon Connect sends a
///   heartbeat of each at least every two minutes
/// @param missedWithin how far back missed contacts are counted
@Validated
@ConfigurationProperties("contact-status.pages.seats")
record AgentsProperties(
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration staleAfter,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration missedWithin) {}
