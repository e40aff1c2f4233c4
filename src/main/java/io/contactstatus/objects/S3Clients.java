package io.contactstatus.objects;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// How buckets are spoken to that things are kept in.
public final class S3Clients {

    /// All attempts together, at parts of 5 MiB and histories that are compressed.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private S3Clients() {}

    public static S3ClientBuilder builder() {
        return S3Client.builder()
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(64).socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(override -> override.apiCallTimeout(LONGEST_CALL))
                // The length of all that is sent is known: nothing has to be sent in chunks with sums behind them,
                // which stand-ins do not know.
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
}
