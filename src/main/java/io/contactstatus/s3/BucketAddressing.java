package io.contactstatus.s3;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Whether the name of a bucket is part of the host, as at the real S3, or of the path, as at a stand-in.
public final class BucketAddressing {

    private BucketAddressing() {}

    /// @param endpoint of a stand-in, as our own settings name it
    public static boolean isByPath(@Nullable URI endpoint, Environment environment) {
        return endpoint != null || isStandIn(environment);
    }

    /// What the SDK takes an address from by itself.
    private static boolean isStandIn(Environment environment) {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "aws.endpointUrlS3", "aws.endpointUrl")
                .anyMatch(environment::containsProperty);
    }
}
