package io.contactstatus.media.capture;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.contactstatus.audit.AuditLines;
import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.DrawnSpectrum;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.InMemoryVideoStreams.Stream;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// Calls captured by the service as it is, from what a flow says to what can be played.
@GuardedService
@TestPropertySource(
        properties = {
            "contact-status.media.enabled=true",
            "contact-status.media.retention=30d",
            "contact-status.media.stream-prefix=connect-",
            "contact-status.media.pause-attribute=pause",
            "contact-status.media.consent-attribute=consent",
            "contact-status.media.capture-attribute=capture",
            "contact-status.media.queues=" + CaptureServiceTest.QUEUE,
            "contact-status.media.segment=1s",
            "contact-status.media.lease=1s",
            "contact-status.live.heartbeat=500ms"
        })
class CaptureServiceTest {

    static final String QUEUE = "f1e2d3c4-0000-4000-8000-00000000000a";

    private static final byte LOUD = 0x35;

    /// What must not be kept sounds otherwise.
    private static final byte SECRET = 0x47;

    private static final InMemoryVideoStreams KINESIS = new InMemoryVideoStreams();

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @TempDir
    static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private AudioRuns recordings;

    @Autowired
    private JobStore jobs;

    @Autowired
    private MeterRegistry meters;

    private final String contact = UUID.randomUUID().toString();
    private long start;
    private Stream stream;
    private PublishedApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("contact-status.media.endpoint", KINESIS::endpoint);
        properties.add("contact-status.media.directory", directory.resolve("recordings")::toString);
        properties.add("contact-status.tables.prefix", LocalDynamoDb::freshPrefix);
    }

    @BeforeAll
    static void idle() {
        KINESIS.idle(300);
    }

    @AfterAll
    static void end() {
        KINESIS.close();
    }

    @BeforeEach
    void open() {
        // The service starts after the test's fields are set.
        start = System.currentTimeMillis() - 5_000;
        api = PublishedApi.of(port);
        stream = KINESIS.stream("connect-" + contact);
    }

    @Test
    void aCallIsThreeRecordingsThatPlayFromTheFlowEventOn() throws IOException {
        var customer = tone(1_000, 0.5, 160_000);
        var agent = tone(440, 0.25, 160_000);
        stream.speak(contact, start, customer, agent);

        flowSays();
        var growing = run(State.CAPTURING);
        assertThat(growing.number()).isZero();
        assertThat(growing.stoppedAt()).isNull();
        assertThat(Arrays.copyOfRange(played(growing, AudioTrack.ALL), 44, 48))
                .isEqualTo(interleaved(customer, agent, 1));

        over();

        var finished = run(State.AVAILABLE);
        assertThat(finished.millis()).isEqualTo(20_000);
        assertThat(finished.startedAt()).isEqualTo(Instant.ofEpochMilli(start));
        assertThat(Objects.requireNonNull(finished.talk()).customerSeconds()).isEqualTo(20);
        assertThat(played(finished, AudioTrack.CUSTOMER)).isEqualTo(wav(1, customer));
        assertThat(played(finished, AudioTrack.AGENT)).isEqualTo(wav(1, agent));
        var both = wav(2, interleaved(customer, agent, 160_000));
        assertThat(played(finished, AudioTrack.ALL)).isEqualTo(both);
        assertThat(range(finished, AudioTrack.ALL, 100_001, 100_123))
                .isEqualTo(Arrays.copyOfRange(both, 100_001, 100_123));
        var wave = recordings.wave(finished, 100).orElseThrow();
        assertThat(wave.pointMillis()).isEqualTo(200);
        assertThat(wave.customer()).hasSize(100).containsOnly(127);
        assertThat(wave.agent()).hasSize(100).allMatch(peak -> peak == 63 || peak == 64);
    }

    @Test
    void aCallIsHeardOfByItsRecordAlone() throws IOException {
        var customer = tone(1_000, 0.5, 80_000);
        stream.speak(contact, start, customer, customer);
        wanted(contact);

        ingest("""
                {"ContactTraceRecordFormatVersion": "2017-03-10", "AWSContactTraceRecordFormatVersion": "2017-03-10",
                 "ContactId": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "%s",
                 "DisconnectTimestamp": "%s", "LastUpdateTimestamp": "%s", "Recordings": [{"StorageType":
                 "KINESIS_VIDEO_STREAM", "Location": "%s", "MediaStreamType": "VIDEO", "ParticipantType": "CUSTOMER",
                 "FragmentStartNumber": "1", "FragmentStopNumber": "2", "StartTimestamp": "%s", "StopTimestamp": "%s"}]}
                """.formatted(
                        contact,
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start + 11_000),
                        Instant.ofEpochMilli(start + 60_000),
                        stream.arn(),
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start + 10_000)));

        var finished = run(State.AVAILABLE);
        assertThat(played(finished, AudioTrack.CUSTOMER)).isEqualTo(wav(1, customer));
    }

    @Test
    void aStreamThatIsToldLongAfterItsUntoldStartIsReadFromTheBeginningOfItsContact() throws IOException {
        start = System.currentTimeMillis() - 120_000;
        var customer = tone(1_000, 0.5, 80 * 8_000);
        stream.speak(contact, start, customer, customer);
        wanted(contact);

        attribute(contact, "mediaStreamArn", stream.arn(), 60_000);
        over();

        assertThat(played(run(State.AVAILABLE), AudioTrack.CUSTOMER)).isEqualTo(wav(1, customer));
    }

    @Test
    void aPauseThatIsSetByTheApiIsSilenceAlsoInWhatIsFinished() throws Exception {
        var loud = tone(1_000, 0.5, 30 * 8_000);
        stream.speak(contact, start, loud, loud);
        flowSays();
        over();
        run(State.AVAILABLE);
        var from = System.currentTimeMillis();
        patch("{\"attributes\":{\"pause\":\"yes\"}}");
        var until = System.currentTimeMillis();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        patch("{\"attributes\":{\"pause\":\"no\"}}");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var wav = played(run(State.AVAILABLE), AudioTrack.CUSTOMER);
            var silent = longestSilence(wav);
            assertThat(silent).isBetween(300 * 8, 3_000 * 8);
        });
        await().until(() -> json().contains("\"pauses\":[{"));
        var first = (int) (until - start) * 16 + 44;
        var wav = played(run(State.AVAILABLE), AudioTrack.AGENT);
        assertThat(Arrays.copyOfRange(wav, first, first + 100 * 16)).containsOnly(0);
        var before = (int) (from - start) * 16 + 44;
        assertThat(Arrays.copyOfRange(wav, 44, before - 16))
                .isEqualTo(Arrays.copyOfRange(wav(1, loud), 44, before - 16));
    }

    @Test
    void whatIsSaidOfACallThatGoesOnDecidesWhatIsKeptOfIt() {
        var spoken = new byte[60 * 16_000];
        Arrays.fill(spoken, LOUD);
        Arrays.fill(spoken, 30 * 16_000, 31 * 16_000, SECRET);
        var unmarked = UUID.randomUUID().toString();
        for (var one : List.of(contact, unmarked)) {
            var its = KINESIS.stream("connect-" + one);
            its.speak(one, start, spoken, spoken);
            queued(one);
            attribute(one, "mediaStreamStart", Long.toString(start), 0);
            // No flow event: the flow, or a program beside it, has set attributes.
            patch(one, "{\"attributes\":{\"mediaStreamArn\":\"" + its.arn() + "\"}}");
        }
        patch(contact, "{\"attributes\":{\"capture\":\"yes\"}}");
        patch(unmarked, "{\"attributes\":{\"capture\":\"no\",\"consent\":\"yes\"}}");
        await().until(() -> isTakenUp(contact) && isTakenUp(unmarked));
        assertThat(stream.places()).isEmpty();

        var agreed = System.currentTimeMillis();
        patch(contact, "{\"attributes\":{\"consent\":\"yes\"}}");
        assertThat(run(State.CAPTURING).startedAt())
                .isBetween(Instant.ofEpochMilli(agreed), Instant.ofEpochMilli(start + 30_000));
        await().until(() -> longest(SECRET) > 8_000);

        attribute(contact, "pause", "no", 31_000);
        attribute(contact, "pause", "yes", 30_000);

        await().until(() -> longest(SECRET) == 0);
        assertThat(longest(LOUD)).isGreaterThan(8_000);

        patch(contact, "{\"attributes\":{\"consent\":\"no\"}}");

        assertThat(run(State.DELETED).reason()).isEqualTo("consent withdrawn");
        await().until(() -> longest(LOUD) == 0);
        assertThat(KINESIS.stream("connect-" + unmarked).places()).isEmpty();
    }

    /// Its log came late: the capture that waited had ended with the call.
    @Test
    void aYesThatIsHeardOfAfterTheCallHasItCaptured() throws IOException {
        var spoken = new byte[4 * 8_704];
        Arrays.fill(spoken, LOUD);
        stream.speak(contact, start, spoken, spoken);
        queued(contact);
        attribute(contact, "capture", "yes", 0);
        ingest(flowEvent(stream.arn()));
        over();
        await().until(() -> jobs.find(CaptureWork.KIND, contact + "/" + start)
                .filter(job -> job.state() == Job.State.DONE)
                .isPresent());
        assertThat(stream.places()).isEmpty();

        attribute(contact, "consent", "yes", 0);

        assertThat(played(run(State.AVAILABLE), AudioTrack.CUSTOMER)).isEqualTo(wav(1, spoken));
    }

    @Test
    void consentThatOnlyTheContactRecordSaysIsTakenBackDeletesWhatIsFinished() throws IOException {
        var spoken = new byte[4 * 8_704];
        Arrays.fill(spoken, LOUD);
        stream.speak(contact, start, spoken, spoken);
        flowSays();
        ingest(contactEvent(contact, "DISCONNECTED", disconnected()));
        assertThat(played(run(State.AVAILABLE), AudioTrack.CUSTOMER)).isEqualTo(wav(1, spoken));

        // A program has said so to Amazon Connect, and nothing else tells of it.
        ingest("""
                {"ContactTraceRecordFormatVersion": "2017-03-10", "AWSContactTraceRecordFormatVersion": "2017-03-10",
                 "ContactId": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "%s",
                 "DisconnectTimestamp": "%s", "LastUpdateTimestamp": "%s", "Attributes": {"consent": "no"}}
                """.formatted(
                        contact,
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start + 11_000),
                        Instant.ofEpochMilli(start + 60_000)));

        assertThat(run(State.DELETED).reason()).isEqualTo("consent withdrawn");
        await().until(() -> longest(LOUD) == 0);
    }

    private boolean isTakenUp(String one) {
        return jobs.find(CaptureWork.KIND, one + "/" + start)
                .filter(job -> job.lease().owner() != null)
                .isPresent();
    }

    private String json() {
        var files = new DirectoryObjectStore(directory.resolve("recordings"));
        return files.list(contact).stream()
                .filter(key -> key.endsWith(".json"))
                .flatMap(key -> files.read(key).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /// In all that is stored of the contact's audio. Up to 8 bytes may be chance.
    private int longest(byte sample) {
        var files = new DirectoryObjectStore(directory.resolve("recordings"));
        var longest = 0;
        for (var key : files.list("")) {
            var run = 0;
            for (var octet : key.contains(contact) ? files.read(key).orElse(new byte[0]) : new byte[0]) {
                run = octet == sample ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return longest < 8 ? 0 : longest;
    }

    @Test
    void theSpectrumShowsAToneAfterHeartbeats() throws Exception {
        flowSays();
        var lines = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + port + "/live/contacts/" + contact + "/spectrum"))
                                .header("X-Api-Key", GuardedService.ALL)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .iterator();
        while (!lines.next().matches("data: \\{\"at\":\".*Z\"}")) {
            // Nothing was said yet.
        }
        var quarter = tone(1_000, Math.pow(10, -6 / 20.0), 5 * 8_704);
        stream.speak(contact, start, quarter, new byte[quarter.length]);

        var data = "";
        while (!data.contains("\"customer\"")) {
            data = lines.next();
        }

        var message = new JsonMapper().readTree(data.substring("data: ".length()));
        assertThat(message.path("frameMillis").asInt()).isEqualTo(64);
        assertThat(message.path("bars").size()).isEqualTo(17);
        assertThat(message.path("bars").path(3).path(16).asInt()).isBetween(238, 240);
        assertThat(message.path("levelDb").path(3).asDouble()).isEqualTo(-6.0);
        assertThat(message.path("startedAt").asString())
                .isEqualTo(Instant.ofEpochMilli(start).toString());
    }

    @Test
    void thePagesShowItMovingWhileSomebodyLooks() {
        ingest(contactEvent(contact, "INITIATED", ""));
        flowSays();
        try (var speaking = Executors.newSingleThreadScheduledExecutor()) {
            var spoken = new AtomicInteger();
            var speech = speaking.scheduleAtFixedRate(() -> speak(spoken.getAndIncrement()), 0, 1_088, MILLISECONDS);
            var page = opened("/ui/contacts/" + contact, options -> {});
            assertThat(page.locator("#spectrum-panel")).isHidden();
            assertThat(looking()).isZero();

            var drawn = new DrawnSpectrum(page);
            drawn.open();
            drawn.untilItHasMoved();
            assertThat(page.locator("#spectrum-words")).hasText(Pattern.compile("Customer: (normal|loud)\\. What .*"));
            Browser.assertAccessible(page);
            assertThat(audit.text()).anyMatch(line -> line.contains("STREAM_OPENED") && line.contains(contact));

            drawn.isSeen(false);
            await().atMost(Duration.ofSeconds(20)).until(() -> looking() == 0);
            assertThat(audit.text()).anyMatch(line -> line.contains("STREAM_ENDED") && line.contains(contact));
            drawn.isSeen(true);
            drawn.untilBothSidesAreDrawn();

            var softphone = opened(
                    "/ui/softphone?contact=" + contact,
                    options -> options.setLocale("ja")
                            .setColorScheme(ColorScheme.DARK)
                            .setReducedMotion(ReducedMotion.REDUCE));
            new DrawnSpectrum(softphone).open();
            assertThat(softphone.locator("#spectrum-words")).hasText(Pattern.compile("お客様:(普通|大きい).*"));
            Browser.assertAccessible(softphone);

            var listening = opened("/ui/contacts/" + contact, options -> {});
            listening.locator("[data-play]").first().click();
            assertThat(listening.locator("#player-wave"))
                    .hasAttribute("aria-label", "Customer, above what the customer hears, below.");
            Browser.assertAccessible(listening);

            speech.cancel(true);
            over();
            assertThat(page.locator("#spectrum-words")).hasText("Nothing is captured any more.");
        }
    }

    private Page opened(String path, Consumer<com.microsoft.playwright.Browser.NewContextOptions> settings) {
        var page = browser.page(settings);
        page.navigate("http://localhost:" + port + path);
        page.locator("input[name=key]").fill(GuardedService.LISTENER);
        page.locator("input[name=key]").press("Enter");
        assertThat(page.locator("#spectrum")).isVisible();
        return page;
    }

    private double looking() {
        return meters.get("contact_status.live.subscribers")
                .tag("feed", "spectrum")
                .gauge()
                .value();
    }

    /// Each second higher than the one before.
    private void speak(int second) {
        var pitch = 300 + 100 * (second % 8);
        stream.speak(contact, start + 1_088L * second, tone(pitch, 0.4, 8_704), tone(2 * pitch, 0.2, 8_704));
    }

    @Test
    void theSpectrumIsForThoseWhoMayHearRecordings() {
        var path = "/live/contacts/" + contact + "/spectrum";

        assertThat(api.get(path).statusCode()).isEqualTo(401);
        assertThat(api.get(path, "X-Api-Key", GuardedService.READER).statusCode())
                .isEqualTo(403);
        assertThat(api.get(path, "X-Api-Key", GuardedService.ALL).statusCode()).isEqualTo(404);
    }

    @Test
    void aStreamOfAnotherNameIsNotRead() {
        var foreign = KINESIS.stream("foreign-" + contact);
        foreign.speak(contact, start, tone(440, 0.5, 8_704), tone(440, 0.5, 8_704));

        ingest(flowEvent(foreign.arn()));

        assertThat(recordings.runs(new ContactId(contact))).isEmpty();
        assertThat(foreign.places()).isEmpty();
    }

    @Test
    void filesAreNamedByTheContactAndItsFirstSample() throws IOException {
        stream.speak(contact, start, tone(440, 0.5, 8_704), tone(440, 0.5, 8_704));
        flowSays();
        over();
        run(State.AVAILABLE);

        try (var files = Files.list(directory.resolve("recordings"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(contact)))
                    .hasSize(3)
                    .allMatch(name -> name.matches(contact + "_\\d{8}T\\d{9}Z(-cu\\.wav|-op\\.wav|\\.json)"));
        }
    }

    @Test
    void theNextLegOfItsChainIsCapturedUnannounced() throws IOException {
        var leg = UUID.randomUUID().toString();
        var first = CaptureContract.spoken(1, 2 * 8_704);
        var second = CaptureContract.spoken(2, 2 * 8_704);
        stream.speak(contact, start, first, first);
        stream.speak(leg, start + 2_176, second, second);
        wanted(leg);
        ingest(contactEvent(
                leg,
                "INITIATED",
                ", \"initialContactId\": \"%1$s\", \"previousContactId\": \"%1$s\"".formatted(contact)));

        flowSays();

        assertThat(played(run(State.AVAILABLE), AudioTrack.CUSTOMER)).isEqualTo(wav(1, first));
        ingest(contactEvent(leg, "DISCONNECTED", disconnected()));
        assertThat(played(run(leg, State.AVAILABLE), AudioTrack.AGENT)).isEqualTo(wav(1, second));
    }

    @Test
    void theNextLegIsCapturedThoughItIsKnownBeforeItsChainIs() throws IOException {
        var leg = UUID.randomUUID().toString();
        var first = CaptureContract.spoken(1, 2 * 8_704);
        var second = CaptureContract.spoken(2, 2 * 8_704);
        stream.speak(contact, start, first, first);
        stream.speak(leg, start + 2_176, second, second);
        // Lines of its flow's log have come, which tell of no chain.
        attribute(leg, "capture", "yes", 0);
        attribute(leg, "consent", "yes", 0);
        flowSays();
        await().until(() -> !stream.places().isEmpty());

        var chain = ", \"initialContactId\": \"%1$s\", \"previousContactId\": \"%1$s\"".formatted(contact);
        ingest(contactEvent(leg, "INITIATED", chain));
        queued(leg, chain);

        assertThat(played(run(State.AVAILABLE), AudioTrack.CUSTOMER)).isEqualTo(wav(1, first));
        ingest(contactEvent(leg, "DISCONNECTED", disconnected()));
        assertThat(played(run(leg, State.AVAILABLE), AudioTrack.AGENT)).isEqualTo(wav(1, second));
    }

    private void flowSays() {
        wanted(contact);
        ingest(flowEvent(stream.arn()));
    }

    private void wanted(String one) {
        queued(one);
        attribute(one, "capture", "yes", 0);
        attribute(one, "consent", "yes", 0);
    }

    private void queued(String one) {
        queued(one, "");
    }

    private void queued(String one, String more) {
        ingest(contactEvent(
                one,
                "QUEUED",
                ", \"queueInfo\": {\"queueArn\": \"arn:aws:connect:eu-west-2:1:instance/i/queue/" + QUEUE
                        + "\", \"queueType\": \"STANDARD\", \"enqueueTimestamp\": \"" + Instant.ofEpochMilli(start)
                        + "\"}" + more));
    }

    private void attribute(String one, String name, String value, long millis) {
        ingest("""
                {"ContactId": "%s", "ContactFlowId": "arn:aws:connect:eu-west-2:1:instance/i/contact-flow/f",
                 "ContactFlowModuleType": "SetAttributes", "ContactFlowName": "Main", "Timestamp": "%s",
                 "Parameters": {"Key": "%s", "Value": "%s"}}
                """.formatted(one, Instant.ofEpochMilli(start + millis), name, value));
    }

    private String flowEvent(String arn) {
        return """
                {"Details": {"ContactData": {"ContactId": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND",
                  "MediaStreams": {"Customer": {"Audio": {"StreamARN": "%s", "StartTimestamp": "%d",
                    "StartFragmentNumber": "1", "StopTimestamp": null, "StopFragmentNumber": null}}}}}, "Name": "ContactFlowEvent"}
                """.formatted(contact, arn, start);
    }

    private void over() {
        ingest(contactEvent(contact, "DISCONNECTED", disconnected()));
    }

    private String disconnected() {
        return """
                , "disconnectTimestamp": "%s", "agentInfo": {"agentArn": "arn:aws:connect:eu-west-2:1:instance/i/agent/a",
                 "connectedToAgentTimestamp": "%s"}""".formatted(Instant.ofEpochMilli(start + 30_000), Instant.ofEpochMilli(start));
    }

    private String contactEvent(String one, String type, String more) {
        return """
                {"version": "0", "id": "%s", "source": "aws.connect", "detail-type": "Amazon Connect Contact Event",
                 "time": "%s", "detail": {"eventType": "%s", "contactId": "%s", "channel": "VOICE",
                 "initiationMethod": "INBOUND", "initiationTimestamp": "%s", "connectedToSystemTimestamp": "%s"%s}}
                """.formatted(
                        UUID.randomUUID(),
                        Instant.ofEpochMilli(start + 30_000),
                        type,
                        one,
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start),
                        more);
    }

    private void ingest(String record) {
        var answer = api.exchange(
                "POST", "/ingest", record, "X-Api-Key", GuardedService.ALL, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":1");
    }

    private void patch(String body) {
        patch(contact, body);
    }

    private void patch(String one, String body) {
        assertThat(api.exchange(
                                "PATCH",
                                "/contacts/" + one,
                                body,
                                "X-Api-Key",
                                GuardedService.ALL,
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    private AudioRun run(State state) {
        return run(contact, state);
    }

    private AudioRun run(String one, State state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> recordings.runs(new ContactId(one)),
                        runs -> runs.size() == 1 && runs.getFirst().state() == state)
                .getFirst();
    }

    private byte[] played(AudioRun run, AudioTrack track) throws IOException {
        return range(run, track, 0, recordings.length(run, track, run.millis()));
    }

    private byte[] range(AudioRun run, AudioTrack track, long from, long until) throws IOException {
        var out = new ByteArrayOutputStream();
        recordings.write(run, track, run.millis(), from, until, out);
        return out.toByteArray();
    }

    private static int longestSilence(byte[] wav) {
        var longest = 0;
        var run = 0;
        for (var i = 44; i < wav.length; i += 2) {
            run = wav[i] == 0 && wav[i + 1] == 0 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static byte[] wav(int channels, byte[] samples) {
        var wav = new ByteArrayOutputStream();
        wav.writeBytes(WavHeader.of(channels, samples.length));
        wav.writeBytes(samples);
        return wav.toByteArray();
    }

    private static byte[] interleaved(byte[] left, byte[] right, int samples) {
        var both = new byte[samples * 4];
        for (var i = 0; i < samples; i++) {
            System.arraycopy(left, 2 * i, both, 4 * i, 2);
            System.arraycopy(right, 2 * i, both, 4 * i + 2, 2);
        }
        return both;
    }

    private static byte[] tone(double hertz, double amplitude, int samples) {
        var bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            bytes.putShort((short) Math.round(32_767 * amplitude * Math.sin(2 * Math.PI * hertz * i / 8_000 + 0.1)));
        }
        return bytes.array();
    }
}
