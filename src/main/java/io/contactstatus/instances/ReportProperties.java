package io.contactstatus.instances;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How instances report.
///
/// @param reportInterval how often an instance reports how it does, for the page about data streaming
@Validated
@ConfigurationProperties("contact-status.ingest")
record ReportProperties(
        @DefaultValue("15s") @DurationMin(seconds = 1) Duration reportInterval) {}
