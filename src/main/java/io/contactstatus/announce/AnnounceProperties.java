package io.contactstatus.announce;

import io.contactstatus.masking.Veil;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whether and how changes are announced.
///
/// Names are checked at the start: EventBridge would refuse every event for one that it does not accept.
///
/// @param enabled announces changes, and marks them in the contacts until they are announced. On for all
///   instances or for none: changes written by an instance that does not announce are never announced
/// @param source what rules recognise the events by
/// @param bus name or ARN of the event bus
/// @param personalData whether rules and their targets get to see phone numbers and identifiers
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_EVENTBRIDGE` says)
/// @param concurrency requests to EventBridge under way at once
/// @param capacity changes held in memory; more wait in the table
/// @param sweep when what was left in the table is looked for
@Validated
@ConfigurationProperties("contact-status.announce")
record AnnounceProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("contact-status") @Pattern(regexp = "(?!aws\\.)[A-Za-z0-9._/\\-]{1,256}")
        String source,

        @DefaultValue("default")
        @Pattern(regexp = "(arn:aws[\\w\\-]*:events:[\\w\\-]+:[0-9]{12}:event-bus/)?[A-Za-z0-9._/\\-]{1,256}")
        String bus,

        @DefaultValue("masked") PersonalData personalData,
        @Nullable URI endpoint,
        @DefaultValue("4") @Min(1) @Max(64) int concurrency,
        @DefaultValue("1000") @Min(10) @Max(1_000_000) int capacity,
        @DefaultValue Sweep sweep) {

    enum PersonalData {
        MASKED(Veil.DRAWN),
        PLAIN(Veil.LIFTED);

        final Veil veil;

        PersonalData(Veil veil) {
            this.veil = veil;
        }
    }

    /// @param interval how often, give or take half of it, so that instances do not keep sweeping together
    /// @param after how long a change waits until no instance is expected to have it in memory any more
    record Sweep(
            @DefaultValue("10s") @DurationMin(millis = 10) Duration interval,
            @DefaultValue("30s") @DurationMin Duration after) {}
}
