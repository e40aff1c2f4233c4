package io.contactstatus.ingest;

import io.contactstatus.decode.FirehoseBody;
import io.contactstatus.store.DeliveryProgressStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The other end of a Firehose stream with an HTTP endpoint as its destination.
///
/// Firehose takes a 200 for "all of it is delivered", a 413 for "throw it away" and everything else for "send
/// all of it again". So a record that cannot be read goes to the dead letters and does not fail its request,
/// and nothing is ever answered with 413. "Again" means the same request: see [FirehoseDelivery].
///
/// @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">the
///   protocol</a>
@RestController
@ConditionalOnSwitch(value = "contact-status.ingest.http.enabled", byDefault = true)
class FirehoseController {

    private static final Logger log = LoggerFactory.getLogger(FirehoseController.class);

    /// What Firehose sends at most, with room for the JSON around it.
    private static final long LONGEST_BODY = 96L * 1024 * 1024;

    private static final int LONGEST_ID = 256;

    private final ContactIngest ingest;
    private final IngestMemory memory;
    private final DeliveryProgressStore progress;
    private final IngestProperties properties;
    private final @Nullable String accessKey;
    private final boolean embedded;
    private final Clock clock;

    FirehoseController(
            ContactIngest ingest,
            IngestMemory memory,
            DeliveryProgressStore progress,
            IngestProperties properties,
            IngestProperties.Firehose firehose,
            Environment environment,
            Clock clock) {
        this.ingest = ingest;
        this.memory = memory;
        this.progress = progress;
        this.properties = properties;
        accessKey = firehose.accessKey();
        embedded = environment.acceptsProfiles(Profiles.of("embedded"));
        this.clock = clock;
    }

    /// @param errorMessage absent when all went well
    record FirehoseAnswer(
            String requestId, long timestamp, @Nullable String errorMessage) {}

    @PostMapping(path = "/ingest/firehose", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FirehoseAnswer> ingestFirehose(
            @RequestHeader(name = "X-Amz-Firehose-Request-Id", required = false) @Nullable String requestId,
            @RequestHeader(name = "X-Amz-Firehose-Access-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        var id = requestId == null ? "" : requestId;
        if (!isAdmitted(key)) {
            return answer(id, HttpStatus.UNAUTHORIZED, "the access key is missing or wrong");
        }
        try {
            var client = ClientPatience.of(request);
            var told = accept(id, body(request, client), client);
            return answer(id.isEmpty() && told != null ? told : id, HttpStatus.OK, null);
        } catch (FirehoseBody.Broken | IOException | UncheckedIOException broken) {
            return answer(id, HttpStatus.BAD_REQUEST, "the request's body is not what the protocol says");
        } catch (StoreUnavailable unavailable) {
            log.warn("Firehose has to come again: {}", unavailable.getMessage());
            return answer(id, HttpStatus.SERVICE_UNAVAILABLE, "the store cannot be reached");
        } catch (IngestOverloaded | FirehoseDelivery.Unfinished unfinished) {
            log.info("Firehose has to come again: {}", unfinished.getMessage());
            return answer(id, HttpStatus.SERVICE_UNAVAILABLE, unfinished.getMessage());
        }
    }

    private @Nullable String accept(String requestId, InputStream body, ClientPatience client) {
        var http = properties.http();
        try (var share = memory.within(http.memoryPatience())) {
            // What cannot be an id of Firehose's is no key of ours.
            var id = requestId.length() <= LONGEST_ID ? requestId : "";
            return new FirehoseDelivery(id, ingest, share, client, http.patience(), progress).take(body);
        }
    }

    private static InputStream body(HttpServletRequest request, ClientPatience client) throws IOException {
        var encoding = request.getHeader("Content-Encoding");
        var body = new DeadlineInputStream(request.getInputStream(), client.until());
        var plain = encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip")
                ? new GZIPInputStream(body, 64 * 1024)
                : body;
        return new BoundedInputStream(plain, LONGEST_BODY);
    }

    private boolean isAdmitted(@Nullable String key) {
        if (accessKey == null || accessKey.isEmpty()) {
            return embedded;
        }
        // Digests of one length: neither the key's length nor its beginning can be learned from the time this takes.
        return MessageDigest.isEqual(digest(accessKey), digest(key == null ? "" : key));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every JVM has SHA-256", exception);
        }
    }

    private ResponseEntity<FirehoseAnswer> answer(String requestId, HttpStatus status, @Nullable String error) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, IngestOverloaded.RETRY_AFTER_SECONDS);
        }
        return answer.body(new FirehoseAnswer(requestId, clock.millis(), error));
    }
}
