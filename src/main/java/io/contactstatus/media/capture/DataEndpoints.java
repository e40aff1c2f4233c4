package io.contactstatus.media.capture;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesisvideo.KinesisVideoClient;
import software.amazon.awssdk.services.kinesisvideo.model.APIName;

/// Where the media of streams is served: each stream has addresses of its own, in the region that its ARN names.
///
/// An address is asked for once and kept until a request to it fails. The HTTP client is that of all clients and
/// bounds their connections.
final class DataEndpoints implements AutoCloseable {

    private static final int MOST_ENDPOINTS = 10_000;

    /// Addresses that are known without asking; null for those of Amazon.
    ///
    /// @param control of Kinesis Video Streams itself, which knows all others
    /// @param media of what is live
    /// @param archivedMedia of what is kept
    record Fixed(
            @Nullable URI control,
            @Nullable URI media,
            @Nullable URI archivedMedia) {

        static Fixed control(URI endpoint) {
            return new Fixed(endpoint, null, null);
        }

        private @Nullable URI of(APIName api) {
            return api == APIName.GET_MEDIA ? media : archivedMedia;
        }
    }

    private record Served(String streamArn, APIName api) {}

    private final SdkHttpClient http;
    private final @Nullable AwsCredentialsProvider credentials;
    private final Fixed fixed;
    private final ConcurrentMap<String, KinesisVideoClient> controls = new ConcurrentHashMap<>();
    private final ConcurrentMap<Served, URI> endpoints = new ConcurrentHashMap<>();

    /// @param credentials null for the default chain
    DataEndpoints(SdkHttpClient http, @Nullable AwsCredentialsProvider credentials, Fixed fixed) {
        this.http = http;
        this.credentials = credentials;
        this.fixed = fixed;
    }

    URI of(String streamArn, APIName api) {
        var known = fixed.of(api);
        return known == null ? asked(new Served(streamArn, api)) : known;
    }

    private URI asked(Served served) {
        var known = endpoints.get(served);
        if (known != null) {
            return known;
        }
        var endpoint = URI.create(controls.computeIfAbsent(region(served.streamArn()), this::control)
                .getDataEndpoint(
                        request -> request.streamARN(served.streamArn()).apiName(served.api()))
                .dataEndpoint());
        if (endpoints.size() >= MOST_ENDPOINTS) {
            endpoints.clear();
        }
        endpoints.put(served, endpoint);
        return endpoint;
    }

    /// After a request to it has failed: it may have moved.
    void forget(String streamArn, APIName api) {
        endpoints.remove(new Served(streamArn, api));
    }

    static String region(String streamArn) {
        return Arn.fromString(streamArn).region().orElseThrow(() -> new IllegalArgumentException("no region"));
    }

    private KinesisVideoClient control(String region) {
        return configured(KinesisVideoClient.builder(), region, fixed.control()).build();
    }

    /// @param endpoint null for Amazon's
    <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
            B client, String region, @Nullable URI endpoint) {
        client.region(Region.of(region)).httpClient(http);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        if (credentials != null) {
            client.credentialsProvider(credentials);
        }
        // Each try counts against the quota of the stream, and the callers have a pause of their own between two.
        return client.overrideConfiguration(calls -> calls.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    @Override
    public void close() {
        controls.values().forEach(KinesisVideoClient::close);
        http.close();
    }
}
