package io.contactstatus.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What is captured, and where it is kept.
///
/// @param enabled whether calls are captured
/// @param directory where recordings lie; must be one that all instances share, unless there is one only
/// @param bucket where they lie instead
/// @param kmsKey by which they are encrypted there; without it as the bucket has it
/// @param retention how long audio is kept; has to be set when calls are captured
/// @param accounts whose streams are read; without any those of `streamPrefix` in every account that may be read
/// @param streamPrefix what the names of streams have to begin with to be read
/// @param queues only contacts that were in one of these (ids) are captured; without any, all
/// @param captureAttribute only contacts of which this attribute says yes are captured
/// @param consentAttribute nothing is written before this one says yes, and all is deleted when it says no
/// @param pauseAttribute while it says yes nothing that is said is kept
/// @param streamAttribute the contact attribute that has the stream's ARN, where flows set one
/// @param startAttribute the one that has when streaming began, in milliseconds since 1970
/// @param maxGap a longer jump of a stream's clock begins another recording
/// @param silence how long there may be no audio before a call is taken for over
/// @param segment how much is stored at a time; what is not stored yet is read again after a crash
/// @param lease how long an instance is silent before another one goes on with its captures
/// @param calls how many are captured by one instance at the same time
/// @param endpoint of a stand-in for Kinesis Video Streams; absent for the real one
/// @param bucketEndpoint of a stand-in for the bucket; absent for the real one
@Validated
@ConfigurationProperties("contact-status.media")
public record MediaProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Path directory,
        @Nullable String bucket,
        @Nullable String kmsKey,
        @Nullable @DurationMin(minutes = 1) Duration retention,
        @DefaultValue Set<String> accounts,
        @Nullable String streamPrefix,
        @DefaultValue Set<String> queues,
        @Nullable String captureAttribute,
        @Nullable String consentAttribute,
        @Nullable String pauseAttribute,
        @DefaultValue("mediaStreamArn") String streamAttribute,
        @DefaultValue("mediaStreamStart") String startAttribute,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration maxGap,
        @DefaultValue("15m") @DurationMin(seconds = 1) Duration silence,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 15)
        Duration segment,

        @DefaultValue("8s") @DurationMin(seconds = 1) @DurationMax(seconds = 8)
        Duration lease,

        @DefaultValue("200") @Min(1) @Max(10_000) int calls,
        @Nullable URI endpoint,
        @Nullable URI bucketEndpoint) {

    public MediaProperties {
        accounts = Set.copyOf(accounts);
        queues = Set.copyOf(queues);
        if (enabled) {
            if (retention == null) {
                throw new IllegalArgumentException(
                        "contact-status.media.retention has to be set when calls are captured");
            }
            if ((directory == null) == (bucket == null)) {
                throw new IllegalArgumentException(
                        "either contact-status.media.directory or .bucket has to be set when calls are captured");
            }
            if (accounts.isEmpty() && streamPrefix == null) {
                throw new IllegalArgumentException(
                        "contact-status.media.accounts or .stream-prefix has to say whose streams may be read");
            }
        }
    }

    /// Set wherever anything is captured.
    public Duration keep() {
        if (retention == null) {
            throw new IllegalStateException("nothing is captured");
        }
        return retention;
    }
}
