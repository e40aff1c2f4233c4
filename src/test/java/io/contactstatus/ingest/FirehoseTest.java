package io.contactstatus.ingest;

import static io.contactstatus.ingest.SmallRecords.POISON;
import static io.contactstatus.ingest.SmallRecords.contactEvent;
import static io.contactstatus.ingest.SmallRecords.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.web.GuardedService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The Firehose HTTP endpoint protocol over a real socket, word for word.
@GuardedService
@TestPropertySource(properties = "contact-status.firehose.access-key=the-access-key")
class FirehoseTest {

    private static final String REQUEST_ID = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ContactStore contacts;

    @Test
    void answersInExactlyTheFormThatFirehoseDemands() throws Exception {
        var id = freshId();

        var response = deliver(body(contactEvent(id, "INITIATED", "2026-01-05T12:00:00.500Z")), "the-access-key");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/json");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.body()).matches("\\{\"requestId\":\"" + REQUEST_ID + "\",\"timestamp\":\\d{13}}");
        assertThat(contacts.find(new ContactId(id))).isPresent();
    }

    @Test
    void doesNotFailARequestForOneRecordThatCannotBeRead() throws Exception {
        var id = freshId();

        var response = deliver(
                body(POISON, contactEvent(id, "INITIATED", "2026-01-05T12:00:00.500Z"), "hello"), "the-access-key");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contacts.find(new ContactId(id))).isPresent();
    }

    @Test
    void readsCompressedRequests() throws Exception {
        var id = freshId();
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes(body(contactEvent(id, "INITIATED", "2026-01-05T12:00:00.500Z"))));
        }

        var response = client.send(
                request("the-access-key", BodyPublishers.ofByteArray(compressed.toByteArray()))
                        .header("Content-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contacts.find(new ContactId(id))).isPresent();
    }

    @Test
    void readsCompressedRecordsThatADelimiterJoined() throws Exception {
        var one = freshId();
        var other = freshId();
        var record = new ByteArrayOutputStream();
        for (var id : List.of(one, other)) {
            try (var gzip = new GZIPOutputStream(record)) {
                gzip.write(bytes(contactEvent(id, "INITIATED", "2026-01-05T12:00:00.500Z")));
            }
            record.write('\n');
        }

        var body = "{\"requestId\":\"r\",\"records\":[{\"data\":\""
                + Base64.getEncoder().encodeToString(record.toByteArray()) + "\"}]}";

        assertThat(deliver(body, "the-access-key").statusCode()).isEqualTo(200);
        assertThat(contacts.find(new ContactId(one))).isPresent();
        assertThat(contacts.find(new ContactId(other))).isPresent();
    }

    @Test
    void refusesAWrongOrMissingAccessKey() throws Exception {
        for (var key : List.of("", "the-access-kez", "the-access-key-and-more")) {
            var response = deliver(body("{}"), key);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body())
                    .startsWith("{\"requestId\":\"" + REQUEST_ID)
                    .contains("errorMessage");
        }
    }

    @Test
    void asksForARequestAgainThatBreaksOff() throws Exception {
        var whole = body(contactEvent(freshId(), "INITIATED", "2026-01-05T12:00:00.500Z"));

        for (var broken :
                List.of(whole.substring(0, whole.length() / 2), "", "[]", "{\"records\":7}", "{\"records\":[7]}")) {
            var response = deliver(broken, "the-access-key");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("errorMessage").contains(REQUEST_ID);
        }
    }

    @Test
    void takesABodyOfSixtyFourMebibytesAndNeverAnswers413() throws Exception {
        // SmallRecords of no known kind: it is the size that matters, and they end as one dead letter.
        var record = "{\"data\":\"" + base64("x".repeat(1_000_000)) + "\"}";
        var parts = 48;
        var body = new SequenceInputStream(Collections.enumeration(IntStream.rangeClosed(0, parts)
                .<InputStream>mapToObj(part -> new ByteArrayInputStream(bytes(
                        part == 0
                                ? "{\"requestId\":\"" + REQUEST_ID + "\",\"timestamp\":1578090901599,\"records\":["
                                        + record
                                : part == parts ? "]}" : "," + record)))
                .toList()));

        var response = client.send(
                request("the-access-key", BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void answersABodyBeyondAnyLimitWithAnythingBut413() throws Exception {
        var chunk = bytes(" ".repeat(1024 * 1024));
        var body = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 120)
                .<InputStream>mapToObj(part -> new ByteArrayInputStream(chunk))
                .toList()));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            body.transferTo(gzip);
        }

        var response = client.send(
                request("the-access-key", BodyPublishers.ofByteArray(compressed.toByteArray()))
                        .header("Content-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> deliver(String body, String key) throws IOException, InterruptedException {
        return client.send(request(key, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String key, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ingest/firehose"))
                .header("Content-Type", "application/json")
                .header("X-Amz-Firehose-Protocol-Version", "1.0")
                .header("X-Amz-Firehose-Request-Id", REQUEST_ID)
                .header("X-Amz-Firehose-Source-Arn", "arn:aws:firehose:eu-west-2:111122223333:deliverystream/s")
                .header("X-Amz-Firehose-Access-Key", key)
                .POST(body);
    }

    private static String body(String... records) {
        return Arrays.stream(records)
                .map(record -> "{\"data\":\"" + base64(record) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"requestId\":\"" + REQUEST_ID + "\",\"timestamp\":1578090901599,\"records\":[", "]}"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
