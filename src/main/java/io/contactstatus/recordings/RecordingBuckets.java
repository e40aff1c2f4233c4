package io.contactstatus.recordings;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.recordings.RecordingsProperties.RecordingBucket;
import io.contactstatus.s3.BucketAddressing;
import io.contactstatus.security.MediaOrigins;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The configured buckets of recordings: the only ones that are signed for or read.
@Component
final class RecordingBuckets implements MediaOrigins, DisposableBean {

    private final List<RecordingBucket> buckets;
    private final Duration urlLifetime;
    private final Map<Place, Access> places = new HashMap<>();
    private final Set<String> origins = new LinkedHashSet<>();

    private record Place(String region, @Nullable URI endpoint) {}

    private record Access(S3Presigner presigner, S3Client client) {}

    RecordingBuckets(RecordingsProperties properties, Environment environment) {
        buckets = properties.buckets();
        urlLifetime = properties.urlLifetime();
        for (var bucket : buckets) {
            places.computeIfAbsent(place(bucket), place -> access(place, environment));
            origins.add(origin(bucket, environment));
        }
    }

    Optional<RecordingBucket> holding(ObjectLocation object) {
        return buckets.stream().filter(bucket -> bucket.holds(object)).findFirst();
    }

    /// An address that opens the object until it has run out, and less long where the credentials end before.
    URI signed(RecordingBucket bucket, ObjectLocation object, String mediaType, String disposition) {
        var request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .responseContentType(mediaType)
                .responseContentDisposition(disposition)
                .build();
        try {
            return URI.create(access(bucket)
                    .presigner()
                    .presignGetObject(
                            signing -> signing.signatureDuration(urlLifetime).getObjectRequest(request))
                    .url()
                    .toString());
        } catch (SdkException unsigned) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "There are no credentials to sign with");
        }
    }

    /// @param most an object that is longer is not read
    /// @throws ProblemException when it cannot be read, with the reason
    byte[] read(RecordingBucket bucket, ObjectLocation object, int most) {
        var request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .build();
        try (var opened = access(bucket).client().getObject(request)) {
            var bytes = opened.readNBytes(most + 1);
            if (bytes.length > most) {
                // Closing would read the rest.
                opened.abort();
                throw new ProblemException(ProblemType.RECORDING_NOT_PLAYABLE, "It is longer than what is shown here");
            }
            return bytes;
        } catch (S3Exception refused) {
            throw switch (refused.statusCode()) {
                case 404 -> new ProblemException(ProblemType.RECORDING_GONE, "It is not in its bucket");
                case 403 ->
                    new ProblemException(
                            ProblemType.RECORDING_NOT_PLAYABLE, "The service is not allowed to read it, or it is gone");
                default -> unreached();
            };
        } catch (SdkException | IOException unreached) {
            throw unreached();
        }
    }

    private static ProblemException unreached() {
        return new ProblemException(ProblemType.UNAVAILABLE, "S3 was not reached");
    }

    @Override
    public Set<String> mediaOrigins() {
        return Set.copyOf(origins);
    }

    private Access access(RecordingBucket bucket) {
        return Objects.requireNonNull(places.get(place(bucket)));
    }

    private static Place place(RecordingBucket bucket) {
        return new Place(bucket.region(), bucket.endpoint());
    }

    private static Access access(Place place, Environment environment) {
        var byPath = BucketAddressing.isByPath(place.endpoint(), environment);
        var client = S3Client.builder()
                .region(Region.of(place.region()))
                .forcePathStyle(byPath)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(8).socketTimeout(Duration.ofSeconds(10)));
        if (place.endpoint() != null) {
            client.endpointOverride(place.endpoint());
        }
        return new Access(presigner(place, environment).build(), client.build());
    }

    private static S3Presigner.Builder presigner(Place place, Environment environment) {
        var presigner = S3Presigner.builder()
                .region(Region.of(place.region()))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(BucketAddressing.isByPath(place.endpoint(), environment))
                        .build());
        if (place.endpoint() != null) {
            presigner.endpointOverride(place.endpoint());
        }
        return presigner;
    }

    /// Asked of what signs, so that browsers are allowed exactly where it sends them. With credentials that open
    /// nothing: the real ones may need the network, and are not needed to start.
    private static String origin(RecordingBucket bucket, Environment environment) {
        var nothing = StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));
        try (var presigner = presigner(place(bucket), environment)
                .credentialsProvider(nothing)
                .build()) {
            var url = presigner
                    .presignGetObject(signing -> signing.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(
                                    object -> object.bucket(bucket.name()).key("origin")))
                    .url();
            return url.getProtocol() + "://" + url.getAuthority();
        }
    }

    @Override
    public void destroy() {
        for (var access : places.values()) {
            access.presigner().close();
            access.client().close();
        }
    }
}
