package io.contactstatus.media.files;

import io.contactstatus.media.MediaProperties;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStores;
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
        return ObjectStores.bucket(
                Objects.requireNonNull(properties.bucket()),
                PREFIX,
                properties.kmsKey(),
                properties.bucketEndpoint(),
                properties.bucketEndpoint() != null);
    }
}
