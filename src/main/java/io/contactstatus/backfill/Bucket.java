package io.contactstatus.backfill;

import io.contactstatus.jobs.CredentialErrors;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.ExponentialBackOff;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Lists and reads objects of S3. Waits while S3 throttles or is away; a refusal that no retry changes is a
/// [BucketRefused].
final class Bucket {

    private final S3Client client;

    Bucket(S3Client client) {
        this.client = client;
    }

    /// Objects in the order of their keys; empty at the end.
    ///
    /// @param after lists what comes after this key
    List<S3Object> list(String bucket, String prefix, @Nullable String after, Consumer<String> waiting)
            throws InterruptedException {
        var request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(after)
                .build();
        var page = answered(() -> client.listObjectsV2(request), waiting);
        // A page may be empty although others follow, in a bucket with versions where much was deleted.
        while (page.contents().isEmpty() && page.nextContinuationToken() != null) {
            var next = request.toBuilder()
                    .continuationToken(page.nextContinuationToken())
                    .build();
            page = answered(() -> client.listObjectsV2(next), waiting);
        }
        return page.contents();
    }

    /// The object from one of its bytes on.
    ///
    /// @param tag of the object as it was at first: another one under the same key is not the rest of it
    ResponseInputStream<GetObjectResponse> open(
            String bucket, String key, long from, @Nullable String tag, Consumer<String> waiting)
            throws InterruptedException {
        var request = GetObjectRequest.builder().bucket(bucket).key(key);
        if (from > 0) {
            request.range("bytes=" + from + "-").ifMatch(tag);
        }
        return answered(() -> client.getObject(request.build()), waiting);
    }

    private static <T> T answered(Supplier<T> request, Consumer<String> waiting) throws InterruptedException {
        var pauses = new ExponentialBackOff(250, 2);
        pauses.setMaxInterval(30_000);
        pauses.setJitter(250);
        var pause = pauses.start();
        while (true) {
            try {
                return request.get();
            } catch (S3Exception refused) {
                waiting.accept(reasonToWait(refused));
            } catch (SdkException unreached) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                waiting.accept("S3 was not reached: " + unreached.getClass().getSimpleName());
            }
            Thread.sleep(pause.nextBackOff());
        }
    }

    /// @throws BucketRefused when there is none
    private static String reasonToWait(S3Exception refused) {
        var details = refused.awsErrorDetails();
        var code = details == null
                        || details.errorCode() == null
                        || details.errorCode().isEmpty()
                ? "status " + refused.statusCode()
                : details.errorCode();
        if (refused.statusCode() >= 500 || refused.isThrottlingException()) {
            return refused.isThrottlingException() ? "S3 throttles" : "S3 answered " + code;
        }
        if (CredentialErrors.include(code) || code.equals("RequestTimeout")) {
            return "S3 answered " + code;
        }
        throw switch (code) {
            case "NoSuchKey" -> BucketRefused.ofObject("the object is not there any more");
            case "PreconditionFailed" -> BucketRefused.ofRest("the object was replaced while it was read");
            case "InvalidObjectState" -> BucketRefused.ofObject("the object is archived and has to be restored first");
            case "NoSuchBucket" -> BucketRefused.wholly("there is no such bucket");
            case "AccessDenied", "status 403" ->
                BucketRefused.wholly("the service is not allowed to list the bucket or to read its objects");
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "status 301" ->
                BucketRefused.wholly("the bucket is in another Region");
            // Nothing of its message: it may quote what was asked for.
            default -> BucketRefused.wholly("S3 refused: " + code);
        };
    }
}
