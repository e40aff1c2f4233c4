package io.contactstatus.ingest;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How records are taken in.
///
/// @param concurrency contacts written at the same time, over all pipes
/// @param maxRecordSize a larger body of `POST /ingest` is refused
/// @param http the two endpoints that take records
@Validated
@ConfigurationProperties("contact-status.ingest")
public record IngestProperties(
        @DefaultValue("64") @Min(1) int concurrency,
        @DefaultValue("10MB") DataSize maxRecordSize,
        @DefaultValue Http http) {

    /// @param enabled whether they are there at all
    /// @param patience how long a client is kept waiting for a store that is away, before it has to come again;
    ///   Firehose itself waits three minutes
    public record Http(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("20s") Duration patience) {}

    /// @param accessKey what Firehose has to send in `X-Amz-Firehose-Access-Key`. Without one nothing is taken
    ///   from Firehose, except by the embedded default
    @ConfigurationProperties("contact-status.firehose")
    record Firehose(@Nullable String accessKey) {

        @Override
        public String toString() {
            return "Firehose[accessKey=" + (accessKey == null ? "none" : "***") + "]";
        }
    }
}
