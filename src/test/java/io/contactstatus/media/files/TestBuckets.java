package io.contactstatus.media.files;

import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.S3Clients;
import io.contactstatus.objects.S3ObjectStore;
import io.contactstatus.standin.InMemoryS3;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The bucket of a stand-in, spoken to as the real one is.
public final class TestBuckets {

    private TestBuckets() {}

    public static ObjectStore of(URI endpoint) {
        return of(endpoint, "captured/", null);
    }

    public static ObjectStore of(URI endpoint, String prefix, @Nullable String kmsKey) {
        return new S3ObjectStore(
                S3Clients.builder()
                        .endpointOverride(endpoint)
                        .forcePathStyle(true)
                        .region(Region.EU_WEST_2)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .build(),
                InMemoryS3.BUCKET,
                prefix,
                kmsKey);
    }
}
