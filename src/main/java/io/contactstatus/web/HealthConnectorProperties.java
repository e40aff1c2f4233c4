package io.contactstatus.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// The port for health checks.
///
/// @param port answers `/actuator/health/**` and nothing else, by plain HTTP; null for none, 0 for a free one
@Validated
@ConfigurationProperties("contact-status.health")
record HealthConnectorProperties(
        @Nullable @Min(0) @Max(65_535) Integer port) {}
