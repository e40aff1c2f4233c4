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
/// @param memory what everything that is being taken in may hold at once, as it came, inflated and parsed; without it
///   a quarter of the heap, which is also the most
/// @param http the two endpoints that take records
@Validated
@ConfigurationProperties("contact-status.ingest")
public record IngestProperties(
        @DefaultValue("64") @Min(1) int concurrency,
        @DefaultValue("10MB") DataSize maxRecordSize,
        @Nullable DataSize memory,
        @DefaultValue Http http) {

    private static final DataSize LEAST = DataSize.ofMegabytes(4);

    public IngestProperties {
        var most = IngestMemory.most();
        if (memory != null && (memory.compareTo(LEAST) < 0 || memory.compareTo(most) > 0)) {
            throw new IllegalArgumentException(
                    "contact-status.ingest.memory has to be from 4MB to a quarter of the heap," + " which is "
                            + most.toMegabytes() + "MB here, not " + memory);
        }
    }

    DataSize memoryOrDefault() {
        return memory == null ? IngestMemory.most() : memory;
    }

    /// @param enabled whether they are there at all
    /// @param patience how long a client is kept waiting for a store that is away, before it has to come again;
    ///   Firehose itself waits three minutes
    /// @param memoryPatience how long it is kept waiting for memory
    public record Http(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("20s") Duration patience,
            @DefaultValue("2s") Duration memoryPatience) {}

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
