package io.contactstatus.objects;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Buckets as they are configured.
public final class ObjectStores {

    private ObjectStores() {}

    /// @param prefix of all keys
    /// @param kmsKey by which objects are encrypted; null leaves that to the bucket
    /// @param endpoint of a stand-in; null for the real one, or what AWS's own variables say
    /// @param byPath whether the bucket's name is part of the path, as at a stand-in
    public static ObjectStore bucket(
            String bucket, String prefix, @Nullable String kmsKey, @Nullable URI endpoint, boolean byPath) {
        var client = S3Clients.builder().forcePathStyle(byPath);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return new S3ObjectStore(client.build(), bucket, prefix, kmsKey);
    }
}
