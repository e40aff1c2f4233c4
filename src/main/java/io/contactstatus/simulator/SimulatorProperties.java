package io.contactstatus.simulator;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whether and how a world without customers is played.
///
/// @param enabled plays simulated contacts into this service; only ever against a stand-in for DynamoDB
/// @param output where the records go: straight into the ingestion, or into the streams of
/// `contact-status.kinesis.streams`
/// @param rate contacts started per minute
/// @param seed another seed is another world; the same one repeats it only from the same moment on
/// @param loss how many contact events and flow logs never arrive, 0 to 1
/// @param duplicates how many records arrive twice, 0 to 1
/// @param disorder how many records arrive late, 0 to 1
/// @param lateness how late those are at most
/// @param speed how many times faster than life a contact is played
/// @param recordings bucket of a stand-in that has a recording wherever a contact record names one; without it none
/// does
@Validated
@ConfigurationProperties("contact-status.simulator")
record SimulatorProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("INGEST") Output output,
        @DefaultValue("20") @Positive double rate,
        @DefaultValue("1") long seed,

        @DefaultValue("0.02") @DecimalMin("0") @DecimalMax("1")
        double loss,

        @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1")
        double duplicates,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double disorder,

        @DefaultValue("5s") @DurationMin Duration lateness,
        @DefaultValue("4") @Positive double speed,
        @Nullable String recordings) {

    enum Output {
        INGEST,
        STREAMS
    }

    Disturbance disturbance() {
        return new Disturbance(loss, duplicates, disorder, lateness, seed);
    }
}
