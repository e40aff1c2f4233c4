package io.contactstatus.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How instances share long work.
///
/// @param lease how long an instance is silent before another one takes its jobs over
/// @param atOnce jobs of one kind that one instance does at the same time; the others wait
@Validated
@ConfigurationProperties("contact-status.jobs")
record JobProperties(
        @DefaultValue("15s") @DurationMin(millis = 100) Duration lease,
        @DefaultValue("4") @Min(1) @Max(100) int atOnce) {

    /// Several within a lease, so that a late one does not lose the job.
    static Duration beat(Duration lease) {
        return lease.dividedBy(4);
    }
}
