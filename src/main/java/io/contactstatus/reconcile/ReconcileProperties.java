package io.contactstatus.reconcile;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How Amazon Connect is asked about contacts that may be over.
///
/// @param interval how often live contacts are looked through
/// @param gap an interruption of this job that is longer makes all contacts doubtful that were live before it
/// @param maxRequestsPerSecond of DescribeContact, for the whole installation
/// @param maxNamesPerSecond of DescribeQueue and DescribeUser together
@Validated
@ConfigurationProperties("contact-status.reconcile")
record ReconcileProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("1m") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration gap,

        @DefaultValue("1") @DecimalMin("0.01") @DecimalMax("10")
        double maxRequestsPerSecond,

        @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("2")
        double maxNamesPerSecond) {}
