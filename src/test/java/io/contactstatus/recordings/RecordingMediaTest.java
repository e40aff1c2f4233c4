package io.contactstatus.recordings;

import static io.contactstatus.recordings.RecordedContact.inS3;
import static io.contactstatus.recordings.RecordedContact.inStream;
import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.LISTENER;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.audit.AuditLines;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Recordings as clients of the API hear them.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, RecordingServices.Start.class})
@Import(RecordingServices.class)
class RecordingMediaTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LISTENING = "one-who-listens-to-recordings";
    private static final Instant ANSWERED = Instant.parse("2026-01-05T20:09:30.280Z");
    private static final String FOLDER = "example-recordings/connect/example/CallRecordings/";
    private static final byte[] SOUND = "RIFF, and what comes after".getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    private int port;

    @Autowired
    private CapturedFiles captured;

    private final String id = UUID.randomUUID().toString();
    private PublishedApi api;

    @BeforeEach
    void open() {
        api = PublishedApi.of(port);
    }

    private void recorded(String... recordings) {
        ingest(RecordedContact.record(id, recordings));
    }

    private void ingest(String record) {
        var answer = api.exchange("POST", "/ingest", record, "X-Api-Key", ALL, "Content-Type", "application/json");
        assertThat(answer.body()).contains("\"rejected\":[]");
    }

    private String media(int index) {
        return "/contacts/" + id + "/recordings/" + index + "/media";
    }

    private HttpResponse<String> get(String path, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "X-Api-Key";
        all[1] = LISTENER;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return api.get(path, all);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port).resolve(path))
                    .header("X-Api-Key", LISTENER);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void aRecordingInAConfiguredFolderIsOpenedByAUrlThatRunsOutSoon() throws IOException, InterruptedException {
        var location = FOLDER + "2026/01/05/+819012345678_20260105T20:09_UTC.wav";
        RecordingServices.S3.put(location, SOUND);
        recorded(inS3("AUDIO", location, "AVAILABLE"));

        var answer = get(media(0));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.body()).isEmpty();
        var url = header(answer, "Location");
        // The caller sees the number masked everywhere; what is signed is where the recording is.
        assertThat(url)
                .startsWith(RecordingServices.S3.endpoint() + "/example-recordings/connect/example/")
                .contains("X-Amz-Expires=5", "response-content-type=audio%2Fwav", "X-Amz-SignedHeaders=host&")
                .contains("response-content-disposition=inline");
        try (var client = HttpClient.newHttpClient()) {
            var part = client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Range", "bytes=6-8")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("and");
            assertThat(header(part, "Content-Type")).isEqualTo("audio/wav");
        }
    }

    @Test
    void whatIsRecordedIsListedWithWhereItIsHeard() {
        recorded(
                inS3("AUDIO", FOLDER + "a.wav", "AVAILABLE"),
                inS3("AUDIO", "another-bucket/a.wav", "AVAILABLE"),
                inStream(CapturedFiles.STREAM));
        var pause = new AudioRun.Pause(ANSWERED.plusMillis(100), ANSWERED.plusMillis(400));
        captured.put(id, captured.run(State.AVAILABLE, ANSWERED, 1_000, pause));

        var list = recordings();

        // The stream is what was captured of it.
        assertThat(list).extracting(one -> one.path("index").intValue()).containsExactly(0, 1, 100, 101, 102);
        assertThat(list)
                .extracting(one -> one.path("mediaUrl").asString(""))
                .containsExactly(media(0), "", media(100), media(101), media(102));
        var all = list.get(2);
        assertThat(all.path("storage").stringValue()).isEqualTo("LIVE_CAPTURE");
        assertThat(all.path("participantType").stringValue()).isEqualTo("ALL");
        assertThat(all.path("status").stringValue()).isEqualTo("AVAILABLE");
        assertThat(all.path("talk").path("longestSilenceSeconds").intValue()).isEqualTo(6);
        assertThat(all.path("pauses").path(0).path("from").stringValue()).isEqualTo("2026-01-05T20:09:30.380Z");
        assertThat(get(media(2)).statusCode()).isEqualTo(200);
    }

    private List<JsonNode> recordings() {
        var answer = get("/contacts/" + id + "/recordings");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("recordings").valueStream().toList();
    }

    @Test
    void whyThereIsNothingToHearIsSaid() {
        recorded(
                inS3("AUDIO", FOLDER + "a.wav", "DELETED"),
                inStream("arn:aws:kinesisvideo:eu-west-2:123456789012:stream/connect-2/1"),
                inS3("AUDIO", "another-bucket/connect/example/a.wav", "AVAILABLE"),
                inS3("AUDIO", "example-recordings/connect/example-2/a.wav", "AVAILABLE"),
                inS3("AUDIO", FOLDER + "../../../another/a.wav", "AVAILABLE"),
                inS3("AUDIO", null, null));
        captured.put(
                id,
                captured.run(State.DELETED, ANSWERED, 500, null),
                captured.run(State.FAILED, ANSWERED.plusSeconds(60), 500, null));

        assertProblem(0, 410, "deleted");
        assertProblem(1, 409, "only");
        assertProblem(2, 409, "configured");
        assertProblem(3, 409, "configured");
        assertProblem(4, 409, "configured");
        assertProblem(5, 404, "expected");
        assertThat(header(get(media(5)), "Retry-After")).isEqualTo("10");
        assertProblem(6, 404, "no recording of this number");
        assertThat(header(get(media(6)), "Retry-After")).isEqualTo("none");
        assertProblem(100, 410, "deleted");
        assertProblem(103, 409, "failed");
    }

    private void assertProblem(int index, int status, String reason) {
        var answer = get(media(index));
        assertThat(answer.statusCode()).as("recording %d", index).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("detail").stringValue()).contains(reason);
    }

    @Test
    void beforeTheContactRecordHasComeARecordingIsExpected() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));

        var answer = get(media(0));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("recording-not-yet");
        assertThat(header(answer, "Retry-After")).isEqualTo("10");
        assertThat(get("/contacts/" + UUID.randomUUID() + "/recordings/0/media").body())
                .contains("problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1/media", "x/media", "0/media?until=0", "0/media?until=soon", "0/media?download=perhaps"})
    void whatCannotBeAskedForIsRefused(String what) {
        recorded(inS3("AUDIO", FOLDER + "a.wav", "AVAILABLE"));

        var answer = get("/contacts/" + id + "/recordings/" + what);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid-parameter");
    }

    @Test
    void whatIsPlayedIsSaidByItsKind() {
        recorded(
                inS3("VIDEO", FOLDER + "screen.mp4", "AVAILABLE"),
                inS3("AUDIO", FOLDER + "a.mp3", null),
                inS3("CHAT", FOLDER + "chat.json", "AVAILABLE"));

        assertThat(header(get(media(0)), "Location")).contains("response-content-type=video%2Fmp4");
        assertThat(header(get(media(1)), "Location")).contains("response-content-type=audio%2Fmpeg");
        assertThat(get(media(2)).statusCode()).isEqualTo(403);
        assertThat(header(api.get(media(2), "X-Api-Key", ALL), "Location"))
                .contains("response-content-type=application%2Fjson");
    }

    @Test
    void capturedAudioIsGivenInWholeAndInParts() throws IOException, InterruptedException {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));
        captured.put(id, captured.run(State.AVAILABLE, ANSWERED, 2_000, null));

        var all = bytes(media(101));

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.body()).hasSize(44 + 2_000 * 16).startsWith('R', 'I', 'F', 'F');
        assertThat(header(all, "Content-Type")).isEqualTo("audio/wav");
        assertThat(header(all, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(all, "Content-Disposition"))
                .startsWith("inline")
                .contains(id + "_20260105T200930280Z-cu.wav");
        for (var part : List.of("0-43", "40-99", "32000-", "-100", "0-99999999")) {
            var asked = bytes(media(101), "Range", "bytes=" + part);
            assertThat(asked.statusCode()).as(part).isEqualTo(206);
            var place = header(asked, "Content-Range")
                    .replaceAll("bytes (\\d+)-(\\d+)/32044", "$1 $2")
                    .split(" ", -1);
            assertThat(asked.body())
                    .as(part)
                    .isEqualTo(
                            Arrays.copyOfRange(all.body(), Integer.parseInt(place[0]), Integer.parseInt(place[1]) + 1));
        }
        assertThat(bytes(media(100)).body()).hasSize(44 + 2_000 * 32);
    }

    @Test
    void aFileThatSomethingElseHasDeletedIsGone() throws IOException, InterruptedException {
        var run = captured.run(State.AVAILABLE, ANSWERED, 1_000, null);
        captured.put(id, run);
        captured.lose(run, AudioTrack.CUSTOMER);

        var gone = bytes(media(101), "Range", "bytes=0-");

        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(new String(gone.body(), StandardCharsets.UTF_8)).contains("something else has deleted it");
        assertThat(bytes(media(102)).statusCode()).isEqualTo(200);
        assertThat(audit.text()).noneMatch(line -> line.contains("\"recording\":101"));
    }

    @Test
    void partsAreNeverPutTogetherWithThoseOfAnotherFile() throws IOException, InterruptedException {
        captured.put(id, captured.run(State.AVAILABLE, ANSWERED, 1_000, null));
        var eTag = header(bytes(media(102)), "ETag");

        assertThat(bytes(media(102), "Range", "bytes=9-", "If-Range", eTag).statusCode())
                .isEqualTo(206);
        assertThat(bytes(media(102), "Range", "bytes=9-", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(bytes(media(102), "If-None-Match", eTag).statusCode()).isEqualTo(304);
        assertThat(header(bytes(media(101)), "ETag")).isNotEqualTo(eTag);
        for (var odd : List.of("bytes=0-1,4-5", "lines=1-2", "bytes=x")) {
            assertThat(bytes(media(102), "Range", odd).statusCode()).as(odd).isEqualTo(200);
        }
        var behind = bytes(media(102), "Range", "bytes=16044-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(header(behind, "Content-Range")).isEqualTo("bytes */16044");
        assertThat(header(behind, "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void audioThatStillGrowsIsHeardUpToNow() throws IOException, InterruptedException {
        captured.put(id, captured.run(State.CAPTURING, ANSWERED, 1_000, null));

        var growing = bytes(media(100), "Range", "bytes=0-");

        assertThat(growing.statusCode()).isEqualTo(302);
        assertThat(header(growing, "Location")).isEqualTo("?until=1000");
        var cut = bytes(media(100) + "?until=1000", "Range", "bytes=0-");
        assertThat(cut.statusCode()).isEqualTo(206);
        captured.put(id, captured.run(State.CAPTURING, ANSWERED, 3_000, null));
        assertThat(header(bytes(media(100)), "Location")).isEqualTo("?until=3000");
        var same = bytes(media(100) + "?until=1000");
        assertThat(same.body()).isEqualTo(cut.body());
        assertThat(header(same, "ETag")).isEqualTo(header(cut, "ETag"));
        assertThat(bytes(media(100) + "?until=3001").statusCode()).isEqualTo(404);
        // Nothing but captured audio is known of the contact.
        assertThat(recordings())
                .hasSize(3)
                .allMatch(one -> one.path("status").asString("").equals("CAPTURING"));
    }

    @Test
    void hearingAndKeepingAreRightsOfTheirOwn() {
        recorded(inS3("AUDIO", FOLDER + "a.wav", "AVAILABLE"));
        captured.put(id, captured.run(State.AVAILABLE, ANSWERED, 1_000, null));

        assertThat(api.get(media(0), "X-Api-Key", READER).statusCode()).isEqualTo(403);
        assertThat(api.get(media(100), "X-Api-Key", READER).statusCode()).isEqualTo(403);
        assertThat(get(media(0) + "?download=true").statusCode()).isEqualTo(403);
        assertThat(get(media(100) + "?download=true").statusCode()).isEqualTo(403);
        assertThat(header(api.get(media(0) + "?download=true", "X-Api-Key", ALL), "Location"))
                .contains("response-content-disposition=attachment");
        assertThat(header(api.get(media(100) + "?download=true", "X-Api-Key", ALL), "Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    void whoHearsWhatIsWrittenDownOnceAndWithoutTheUrl() {
        recorded(inS3("AUDIO", FOLDER + "a.wav", "AVAILABLE"), inS3("AUDIO", "another-bucket/a.wav", "AVAILABLE"));
        audit.text().clear();

        get(media(1));
        assertThat(audit.text()).isEmpty();
        for (var time = 0; time < 3; time++) {
            get(media(0));
        }
        api.get(media(0), "X-Api-Key", ALL);

        assertThat(audit.of(LISTENING)).singleElement().satisfies(line -> {
            assertThat(line.path("kind").stringValue()).isEqualTo("PLAYBACK");
            assertThat(line.path("contacts").path(0).stringValue()).isEqualTo(id);
            assertThat(line.path("recording").intValue()).isZero();
        });
        assertThat(audit.text()).hasSize(2).noneMatch(line -> line.contains("X-Amz") || line.contains("a.wav"));
    }
}
