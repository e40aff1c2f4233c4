package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What is quick for a queue. How long its figures are kept is a setting of the store, with the same prefix.
///
/// A change counts from the next interval that is summed up: closed ones keep what they were counted by.
///
/// @param defaults for all queues
/// @param byId for single queues, by their ids; what one leaves out is as for all
@Validated
@ConfigurationProperties("contact-status.queues")
record QueueProperties(
        @DefaultValue @Valid Defaults defaults,
        @DefaultValue Map<String, @Valid Own> byId) {

    QueueProperties {
        byId = Map.copyOf(byId);
    }

    /// @param serviceLevel who is answered within it was answered in time
    /// @param shortAbandon who gives up within it is no loss to the service level
    /// @param target the service level, in percent, below which pages mark it
    record Defaults(
            @DefaultValue("20s") @DurationMin Duration serviceLevel,
            @DefaultValue("5s") @DurationMin Duration shortAbandon,
            @DefaultValue("80") @Min(0) @Max(100) int target) {}

    /// @param waitWarn after how long pages mark who waits; as on the board where it is absent
    /// @param waitAlert after how long they mark it more
    record Own(
            @DurationMin @Nullable Duration serviceLevel,
            @DurationMin @Nullable Duration shortAbandon,
            @Min(0) @Max(100) @Nullable Integer target,
            @DurationMin(seconds = 1) @Nullable Duration waitWarn,
            @DurationMin(seconds = 1) @Nullable Duration waitAlert) {

        @AssertTrue(message = "wait-alert has to be no less than wait-warn")
        boolean isInOrder() {
            return waitWarn == null || waitAlert == null || waitWarn.compareTo(waitAlert) <= 0;
        }
    }

    QueueThresholds thresholds(@Nullable String queueId) {
        var own = queueId == null ? null : byId.get(queueId);
        return own == null
                ? new QueueThresholds(defaults.target(), null, null)
                : new QueueThresholds(
                        own.target() == null ? defaults.target() : own.target(), own.waitWarn(), own.waitAlert());
    }

    QueueFigures.Limits limits(@Nullable String queueId) {
        var own = queueId == null ? null : byId.get(queueId);
        return new QueueFigures.Limits(
                own == null || own.serviceLevel() == null ? defaults.serviceLevel() : own.serviceLevel(),
                own == null || own.shortAbandon() == null ? defaults.shortAbandon() : own.shortAbandon());
    }
}
