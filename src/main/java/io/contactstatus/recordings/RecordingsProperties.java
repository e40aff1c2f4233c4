package io.contactstatus.recordings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which recordings in S3 may be heard.
///
/// @param buckets recordings that lie elsewhere are listed, and cannot be heard
/// @param urlLifetime how long a presigned URL opens its recording. Players ask for a new one when it has run out
@Validated
@ConfigurationProperties("contact-status.media.recordings")
record RecordingsProperties(
        @DefaultValue List<@Valid RecordingBucket> buckets,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration urlLifetime) {

    RecordingsProperties {
        buckets = List.copyOf(buckets);
    }

    /// @param prefix a folder, with or without a slash at its end: `connect/example` opens nothing of
    ///   `connect/example-2`. Empty for the whole bucket
    /// @param endpoint of a stand-in, as browsers reach it; absent for the real one
    record RecordingBucket(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
            String name,

            @DefaultValue("") String prefix,

            @NotNull @Pattern(regexp = "[a-z]{2}(-[a-z]+)+-[0-9]+")
            String region,

            @Nullable URI endpoint) {

        boolean holds(ObjectLocation object) {
            return name.equals(object.bucket()) && object.key().startsWith(folder());
        }

        private String folder() {
            return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        }
    }
}
