package io.contactstatus.media.files;

import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.S3ObjectStore;
import io.contactstatus.objects.S3Clients;
import io.contactstatus.media.MediaProperties;
import java.util.Objects;

/// Where recordings lie, as it is configured.
public final class MediaStores {

    private static final String PREFIX = "captured/";

    private MediaStores() {}

    public static ObjectStore of(MediaProperties properties) {
        var directory = properties.directory();
        if (directory != null) {
            return new DirectoryObjectStore(directory);
        }
        var client = S3Clients.builder();
        if (properties.bucketEndpoint() != null) {
            client.endpointOverride(properties.bucketEndpoint()).forcePathStyle(true);
        }
        return new S3ObjectStore(
                client.build(), Objects.requireNonNull(properties.bucket()), PREFIX, properties.kmsKey());
    }
}
