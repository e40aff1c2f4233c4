package io.contactstatus.archive;

import static io.contactstatus.web.GuardedService.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.standin.InMemoryS3;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoredText;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What lies wherever the service stores something, with all that it can store switched on: tables with their dead
/// letters, the archive, captured audio, and the log.
@GuardedService
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "contact-status.archive.enabled=true",
            "contact-status.archive.after=0s",
            "contact-status.archive.bucket=" + InMemoryS3.BUCKET,
            "contact-status.media.enabled=true",
            "contact-status.media.retention=30d",
            "contact-status.media.stream-prefix=connect-",
            "contact-status.media.segment=1s",
            "contact-status.media.lease=1s",
            "contact-status.erasure.refresh=100ms",
            "contact-status.jobs.lease=1s"
        })
class EverythingStoredTest {

    private static final byte LOUD = 0x35;

    private static final InMemoryS3 S3 = new InMemoryS3();
    private static final InMemoryVideoStreams KINESIS = new InMemoryVideoStreams();

    @TempDir
    static Path directory;

    @LocalServerPort
    private int port;

    @Value("${contact-status.tables.prefix}")
    private String prefix;

    @Autowired
    private ArchiveWork archive;

    private final HttpClient client = HttpClient.newHttpClient();
    private PublishedApi api;
    private final String contact = UUID.randomUUID().toString();
    private final String digits = "%08d".formatted(Math.floorMod(contact.hashCode(), 100_000_000));
    private final String phone = "+8190" + digits;
    private final Instant began =
            Instant.ofEpochMilli(Instant.now().minus(Duration.ofMinutes(10)).toEpochMilli() / 1_000 * 1_000 + 123);

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("contact-status.archive.endpoint", S3::endpoint);
        properties.add("contact-status.media.endpoint", KINESIS::endpoint);
        properties.add("contact-status.media.directory", directory.resolve("recordings")::toString);
        properties.add("contact-status.tables.prefix", LocalDynamoDb::freshPrefix);
    }

    @AfterAll
    static void end() {
        S3.close();
        KINESIS.close();
    }

    @BeforeEach
    void connect() {
        KINESIS.idle(300);
        api = PublishedApi.of(port);
    }

    @Test
    void nothingOfAnErasedCustomerIsAnywhere(CapturedOutput log) throws Exception {
        var neighbour = UUID.randomUUID().toString();
        var word = "word-of-" + digits;
        recorded(contact);
        ingest(call(contact, phone));
        ingest(call(neighbour, phone + "9"));
        ingest(Records.flowLog(contact, at(2), "StoreUserInput", ",\"Parameters\":{},\"Results\":\"" + word + "\""));
        ingest("{\"from\":\"" + phone + "\",\"contactId\":\"" + contact + "\",\"eventType\":");
        patch("{\"attributes\":{\"note\":\"" + word + "\"}}");
        archived();
        patch("{\"attributes\":{\"second\":\"" + word + "\"}}");
        assertThat(S3.objects()).containsKey("archive/histories/" + contact + ".jsonl.gz");
        assertThat(everything()).anyMatch(text -> text.contains(phone)).anyMatch(text -> text.contains(word));
        assertThat(longest()).isGreaterThan(8_000);

        var erased = done(api.exchange("DELETE", "/customers/" + phone.replace("+", "%2B"), null, "X-Api-Key", ALL));

        assertThat(erased.at("/counts/contacts").intValue()).isOne();
        assertThat(erased.at("/counts/objects").intValue()).isOne();
        assertThat(erased.at("/counts/recordings").intValue()).isOne();
        assertThat(erased.at("/counts/letters").intValue()).isOne();
        // The neighbour's is one digit longer.
        var number = Pattern.compile(digits + "(?!\\d)");
        assertThat(everything())
                .noneMatch(text -> text.contains(word) || number.matcher(text).find());
        assertThat(S3.objects().keySet()).noneMatch(key -> key.contains(contact));
        assertThat(S3.uploadsInProgress()).isZero();
        assertThat(longest()).isZero();
        assertThat(everything()).anyMatch(text -> text.contains(phone + "9"));
        assertThat(log.getAll()).doesNotContain(word);
        assertThat(number.matcher(log.getAll()).find()).isFalse();
    }

    @Test
    void whatIsCapturedWhileItsCustomerIsErasedIsNowhereAfterwards() {
        // What has just begun is listened to.
        var start = System.currentTimeMillis() - 5_000;
        var stream = recording(contact, start);
        await().atMost(Duration.ofSeconds(60)).until(() -> longest() > 8_000);

        var accepted = api.exchange("DELETE", "/customers/" + phone.replace("+", "%2B"), null, "X-Api-Key", ALL);
        ingest(Records.disconnected(contact, at(0), at(400)));
        stream.speak(contact, start + 20_000, loud(20), loud(20));
        done(accepted);

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> longest() == 0);
        assertThat(everything()).noneMatch(text -> text.contains(digits));
    }

    @Test
    void digitsAndWordsSpokenOnACallAreNowhere(CapturedOutput log) throws Exception {
        var card = "4111 1111 " + digits.substring(0, 4) + " " + digits.substring(4);
        var event = segments(card);
        ingest(Records.initiated(contact, at(0), Records.PHONE));
        ingest(event);
        // Cut off by a pipe, anywhere in what was said, and in a compressed one.
        for (var cut = event.indexOf(card); cut < event.indexOf(card) + 80; cut += 7) {
            ingest(event.substring(0, cut));
            ingest(event.substring(cut));
            ingest(compressed(event.repeat(3).substring(0, 2 * event.length() + cut)));
        }
        // Of a kind that is not known, in an envelope that is damaged, and of no contact.
        ingest(event.replace("\"EventType\"", "\"Kind\"").replace("\"ContactId\"", "\"Whose\""));
        ingest("{\"Records\":[{\"body\":\"" + event.replace("\"", "\\\"").replace("\n", " ") + "\"");
        ingest(event.replace("\"" + contact + "\"", "\"the ID of the contact\""));
        ingest(Records.disconnected(contact, at(0), at(400)));
        archived();

        assertThat(json(api.get("/contacts/" + contact + "/transcript", "X-Api-Key", ALL))
                        .path("items"))
                .hasSize(2);
        assertThat(json(api.get("/dead-letters?limit=200", "X-Api-Key", ALL)).path("items"))
                .hasSizeGreaterThan(10);
        assertThat(S3.objects()).containsKey("archive/histories/" + contact + ".jsonl.gz");
        assertThat(everything()).noneMatch(this::isSpoken);
        assertThat(isSpoken(log.getAll())).isFalse();
    }

    /// Numbers of four digits alone are in every second item by chance.
    private boolean isSpoken(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(
                        "4111 1111",
                        digits.substring(0, 4) + " " + digits.substring(4),
                        "4111, 4111",
                        "four one",
                        "one one",
                        "my card",
                        "does not work",
                        "how can i help")
                .anyMatch(lower::contains);
    }

    private String segments(String card) {
        try (var file = EverythingStoredTest.class.getResourceAsStream("/connect/contact-lens/voice-segments.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("0a1b2c3d-1111-4222-8333-444455556666", contact)
                    .replace("4111 1111 1111 1111", card + ", four one one one, \\\"" + card + "\\\" 4111, 4111,");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String call(String id, String number) {
        return Records.initiated(id, at(0), number)
                + "\n"
                + Records.queued(id, at(0), at(5))
                + "\n"
                + Records.disconnected(id, at(0), at(400));
    }

    private String at(int second) {
        return began.plusSeconds(second).toString();
    }

    /// All that was due.
    private void archived() throws InterruptedException {
        for (var bucket : archive.standing().keySet()) {
            archive.round(bucket);
        }
    }

    /// A call whose audio is captured, and is over.
    private void recorded(String id) {
        recording(id, began.toEpochMilli());
        ingest(Records.disconnected(id, at(0), at(400)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> files().stream()
                        .anyMatch(file -> file.getFileName().toString().matches(id + ".*-op\\.wav")));
    }

    private InMemoryVideoStreams.Stream recording(String id, long start) {
        var stream = KINESIS.stream("connect-" + id);
        stream.speak(id, start, loud(20), loud(20));
        ingest(Records.initiated(id, at(0), phone));
        ingest("""
                {"Details":{"ContactData":{"ContactId":"%s","Channel":"VOICE","InitiationMethod":"INBOUND",
                  "MediaStreams":{"Customer":{"Audio":{"StreamARN":"%s","StartTimestamp":"%d",
                    "StartFragmentNumber":"1","StopTimestamp":null,"StopFragmentNumber":null}}}}},"Name":"ContactFlowEvent"}
                """.formatted(id, stream.arn(), start));
        return stream;
    }

    private static byte[] loud(int seconds) {
        var samples = new byte[seconds * 16_000];
        Arrays.fill(samples, LOUD);
        return samples;
    }

    private static List<Path> files() {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException moved) {
            return List.of();
        }
    }

    /// Of the sound that was spoken, in all audio; up to 8 bytes may be chance.
    private int longest() {
        var longest = 0;
        for (var file : files()) {
            var run = 0;
            for (var octet : bytes(file)) {
                run = octet == LOUD ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return longest < 8 ? 0 : longest;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException goneMeanwhile) {
            return new byte[0];
        }
    }

    /// All text, decoded.
    private List<String> everything() {
        var all = new ArrayList<>(StoredText.of(LocalDynamoDb.shared().client(), prefix));
        S3.objects().forEach((key, object) -> {
            all.add(key);
            if (key.contains("histories/")) {
                var id = key.replaceAll(".*/|\\.jsonl\\.gz$", "");
                all.addAll(StoredText.archived(new ContactId(id), object));
            } else {
                all.add(StoredText.text(object));
            }
        });
        for (var file : files()) {
            all.add(file.toString());
            if (!file.toString().endsWith(".wav")) {
                all.add(StoredText.text(bytes(file)));
            }
        }
        return all;
    }

    private void ingest(String records) {
        ingest(records.getBytes(StandardCharsets.UTF_8));
    }

    private void ingest(byte[] records) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest"))
                .header("X-Api-Key", ALL)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(records))
                .build();
        assertThat(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .join()
                        .statusCode())
                .isEqualTo(202);
    }

    private void patch(String body) {
        assertThat(api.exchange(
                                "PATCH",
                                "/contacts/" + contact,
                                body,
                                "X-Api-Key",
                                ALL,
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    private JsonNode done(HttpResponse<String> accepted) {
        assertThat(accepted.statusCode()).isEqualTo(202);
        var location = accepted.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(json(api.get(location, "X-Api-Key", ALL))
                                .path("state")
                                .asString())
                        .isEqualTo("DONE"));
        return json(api.get(location, "X-Api-Key", ALL));
    }
}
