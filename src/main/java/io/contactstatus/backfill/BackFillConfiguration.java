package io.contactstatus.backfill;

import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.s3.BucketAddressing;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.backfill.enabled")
class BackFillConfiguration {

    private static final int MOST_DAMAGES = 1_000;

    @Bean
    S3Client s3Client(BackFillProperties properties, Environment environment) {
        return client(properties.endpoint(), environment);
    }

    /// @param endpoint of a stand-in
    static S3Client client(@Nullable URI endpoint, Environment environment) {
        var client = S3Client.builder()
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(16).socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(3)
                                .build())
                        .build())
                // An access point says itself where it is.
                .useArnRegion(true)
                // A body that is read in parts cannot be summed up.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        // Names of buckets are no hosts there.
        return client.forcePathStyle(BucketAddressing.isByPath(endpoint, environment))
                .build();
    }

    @Bean
    BackFillWork backFillWork(
            S3Client client,
            ContactIngest ingest,
            DeadLetterStore deadLetters,
            BackFillProperties properties,
            @Value("${contact-status.ingest.max-record-size:10MB}") DataSize largestRecord,
            MeterRegistry meters) {
        return new BackFillWork(
                new ObjectReader(new Bucket(client), ingest, deadLetters, (int) largestRecord.toBytes(), MOST_DAMAGES),
                new Bucket(client),
                properties.progressInterval(),
                new BackFillMetrics(meters));
    }
}
