package io.contactstatus.connect;

import io.contactstatus.dialect.Arns;
import io.contactstatus.visibility.ConnectInstances;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// One client for each Region that has an instance, and for each role as which instances of other accounts are asked.
final class ConnectClients implements AutoCloseable {

    /// Regions come from ARNs that records carry. AWS has fewer than this, and few instances have roles.
    private static final int MOST_CLIENTS = 64;

    private static final String SESSION = "contact-status";

    private final @Nullable URI endpoint;
    private final ConnectInstances instances;
    private final Map<Caller, ConnectClient> byCaller = new ConcurrentHashMap<>();
    private final List<SdkAutoCloseable> roles = new ArrayList<>();
    private @Nullable SdkHttpClient connections;

    /// @param endpoint of a stand-in, which hands out roles as well
    /// @param instances of which some are asked in roles of their own
    ConnectClients(@Nullable URI endpoint, ConnectInstances instances) {
        this.endpoint = endpoint;
        this.instances = instances;
    }

    /// Where an instance is asked, and as which.
    record Instance(ConnectClient client, String id) {}

    private record Caller(String region, @Nullable String roleArn) {}

    /// Empty where the ARN does not tell where the instance is.
    Optional<Instance> of(@Nullable String instanceArn) {
        var region = Arns.regionOf(instanceArn);
        var id = Arns.lastPart(instanceArn);
        if (region == null || id == null) {
            return Optional.empty();
        }
        var client = client(new Caller(region, instances.roleArn(id).orElse(null)));
        return client == null ? Optional.empty() : Optional.of(new Instance(client, id));
    }

    private synchronized @Nullable ConnectClient client(Caller caller) {
        var known = byCaller.get(caller);
        if (known != null || byCaller.size() >= MOST_CLIENTS || !isRegion(caller.region())) {
            return known;
        }
        if (connections == null) {
            connections = Apache5HttpClient.builder().maxConnections(16).build();
        }
        var made = ConnectClient.builder()
                .region(Region.of(caller.region()))
                .httpClient(connections)
                // The pace is kept by the callers, which know who waits for the answer.
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofMillis(1500))
                        .build());
        if (endpoint != null) {
            made.endpointOverride(endpoint);
        }
        var role = caller.roleArn();
        if (role != null) {
            made.credentialsProvider(inRole(role, caller.region(), connections));
        }
        var client = made.build();
        byCaller.put(caller, client);
        return client;
    }

    /// Renewed when they are needed and about to end.
    private StsAssumeRoleCredentialsProvider inRole(String roleArn, String region, SdkHttpClient by) {
        var sts = StsClient.builder().region(Region.of(region)).httpClient(by);
        if (endpoint != null) {
            sts.endpointOverride(endpoint);
        }
        var client = sts.build();
        var credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(role -> role.roleArn(roleArn).roleSessionName(SESSION))
                .build();
        roles.add(credentials);
        roles.add(client);
        return credentials;
    }

    /// A host is made of it, and what is sent there is signed.
    private static boolean isRegion(String word) {
        return word.matches("[a-z]{2,4}(-[a-z]{2,20}){1,3}-[0-9]{1,2}");
    }

    @Override
    public synchronized void close() {
        byCaller.values().forEach(ConnectClient::close);
        roles.forEach(SdkAutoCloseable::close);
        if (connections != null) {
            connections.close();
        }
    }
}
