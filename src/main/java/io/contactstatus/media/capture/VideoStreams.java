package io.contactstatus.media.capture;

import io.contactstatus.media.capture.StreamRefused.Why;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesisvideo.KinesisVideoClient;
import software.amazon.awssdk.services.kinesisvideo.model.APIName;
import software.amazon.awssdk.services.kinesisvideomedia.KinesisVideoMediaClient;
import software.amazon.awssdk.services.kinesisvideomedia.model.StartSelector;
import software.amazon.awssdk.services.kinesisvideomedia.model.StartSelectorType;

/// Kinesis Video Streams: opens streams by their ARN, in the region that it names.
///
/// Where a stream's media is served is asked once and kept until a request to there fails. The HTTP client is
/// everybody's
/// and bounds the connections.
final class VideoStreams implements AutoCloseable {

    private static final int MOST_ENDPOINTS = 10_000;

    private final SdkHttpClient http;
    private final @Nullable AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final ConcurrentMap<String, KinesisVideoClient> controls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, URI> endpoints = new ConcurrentHashMap<>();
    private final ConcurrentMap<URI, KinesisVideoMediaClient> media = new ConcurrentHashMap<>();

    /// @param credentials null for the default chain
    /// @param endpoint of a stand-in; null for the real one, or what the environment says
    VideoStreams(SdkHttpClient http, @Nullable AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    StreamBody open(String streamArn, StreamPlace place) throws StreamRefused {
        try {
            var region = region(streamArn);
            var client = media.computeIfAbsent(endpointOf(streamArn, region), address -> mediaAt(address, region));
            var body = client.getMedia(request -> request.streamARN(streamArn).startSelector(selector(place)));
            return new StreamBody(new StreamBytes(body), body::abort);
        } catch (AwsServiceException refused) {
            endpoints.remove(streamArn);
            throw new StreamRefused(why(refused), refused);
        } catch (SdkException | IllegalArgumentException | IllegalStateException failed) {
            endpoints.remove(streamArn);
            throw new StreamRefused(Why.UNREACHABLE, failed);
        }
    }

    private URI endpointOf(String streamArn, String region) {
        var known = endpoints.get(streamArn);
        if (known != null) {
            return known;
        }
        var told = URI.create(controls.computeIfAbsent(region, this::control)
                .getDataEndpoint(request -> request.streamARN(streamArn).apiName(APIName.GET_MEDIA))
                .dataEndpoint());
        if (endpoints.size() >= MOST_ENDPOINTS) {
            endpoints.clear();
        }
        endpoints.put(streamArn, told);
        return told;
    }

    private static String region(String streamArn) {
        return Arn.fromString(streamArn).region().orElseThrow(() -> new IllegalArgumentException("no region"));
    }

    private KinesisVideoClient control(String region) {
        var client = KinesisVideoClient.builder().region(Region.of(region));
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        configure(client);
        return client.httpClient(http).build();
    }

    private KinesisVideoMediaClient mediaAt(URI address, String region) {
        var client = KinesisVideoMediaClient.builder().region(Region.of(region)).endpointOverride(address);
        configure(client);
        return client.httpClient(http).build();
    }

    private void configure(AwsClientBuilder<?, ?> client) {
        if (credentials != null) {
            client.credentialsProvider(credentials);
        }
        // Each try counts against the quota of the stream, and whoever captures has a pause of its own between two.
        client.overrideConfiguration(calls -> calls.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private static StartSelector selector(StreamPlace place) {
        return StartSelector.builder().applyMutation(selecting(place)).build();
    }

    private static Consumer<StartSelector.Builder> selecting(StreamPlace place) {
        return switch (place) {
            case StreamPlace.AfterToken(var token) ->
                selector -> selector.startSelectorType(StartSelectorType.CONTINUATION_TOKEN)
                        .continuationToken(token);
            case StreamPlace.AfterFragment(var number) ->
                selector -> selector.startSelectorType(StartSelectorType.FRAGMENT_NUMBER)
                        .afterFragmentNumber(number);
            case StreamPlace.At(var time) ->
                selector -> selector.startSelectorType(StartSelectorType.PRODUCER_TIMESTAMP)
                        .startTimestamp(time);
        };
    }

    private static Why why(AwsServiceException refused) {
        return switch (String.valueOf(
                refused.awsErrorDetails() == null
                        ? ""
                        : refused.awsErrorDetails().errorCode())) {
            case "ResourceNotFoundException" -> Why.NO_SUCH_STREAM;
            case "InvalidArgumentException", "ValidationException" -> Why.NO_SUCH_PLACE;
            case "ConnectionLimitExceededException", "ClientLimitExceededException" -> Why.TOO_MANY;
            case "NotAuthorizedException", "AccessDeniedException" -> Why.FORBIDDEN;
            default -> Why.UNREACHABLE;
        };
    }

    @Override
    public void close() {
        controls.values().forEach(KinesisVideoClient::close);
        media.values().forEach(KinesisVideoMediaClient::close);
        http.close();
    }
}
