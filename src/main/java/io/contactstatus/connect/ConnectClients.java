package io.contactstatus.connect;

import io.contactstatus.dialect.Arns;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.connect.ConnectClient;

/// One client for each Region that has an instance.
final class ConnectClients implements AutoCloseable {

    /// Regions come from ARNs that records carry. AWS has fewer than this.
    private static final int MOST_REGIONS = 64;

    private final @Nullable URI endpoint;
    private final Map<String, ConnectClient> byRegion = new ConcurrentHashMap<>();
    private @Nullable SdkHttpClient connections;

    ConnectClients(@Nullable URI endpoint) {
        this.endpoint = endpoint;
    }

    /// Where an instance is asked, and as which.
    record Instance(ConnectClient client, String id) {}

    /// Empty where the ARN does not tell where the instance is.
    Optional<Instance> of(@Nullable String instanceArn) {
        var region = Arns.regionOf(instanceArn);
        var id = Arns.lastPart(instanceArn);
        if (region == null || id == null) {
            return Optional.empty();
        }
        var client = client(region);
        return client == null ? Optional.empty() : Optional.of(new Instance(client, id));
    }

    private synchronized @Nullable ConnectClient client(String region) {
        var known = byRegion.get(region);
        if (known != null || byRegion.size() >= MOST_REGIONS || !isRegion(region)) {
            return known;
        }
        if (connections == null) {
            connections = Apache5HttpClient.builder().maxConnections(16).build();
        }
        var made = ConnectClient.builder()
                .region(Region.of(region))
                .httpClient(connections)
                // The pace is kept by the callers, which know who waits for the answer.
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofMillis(1500))
                        .build());
        if (endpoint != null) {
            made.endpointOverride(endpoint);
        }
        var client = made.build();
        byRegion.put(region, client);
        return client;
    }

    /// A host is made of it, and what is sent there is signed.
    private static boolean isRegion(String word) {
        return word.matches("[a-z]{2,4}(-[a-z]{2,20}){1,3}-[0-9]{1,2}");
    }

    @Override
    public synchronized void close() {
        byRegion.values().forEach(ConnectClient::close);
        if (connections != null) {
            connections.close();
        }
    }
}
