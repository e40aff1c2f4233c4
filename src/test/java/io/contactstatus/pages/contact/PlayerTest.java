package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.contactstatus.recordings.RecordedContact.inS3;
import static io.contactstatus.recordings.RecordedContact.inStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.contactstatus.audit.AuditLines;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.pages.Browser;
import io.contactstatus.recordings.CapturedFiles;
import io.contactstatus.recordings.RecordedContact;
import io.contactstatus.recordings.RecordingServices;
import io.contactstatus.recordings.StoredObjects;
import io.contactstatus.recordings.Wav;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Recordings as people hear them on the page of a contact, and who hears, keeps and reads what there.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, RecordingServices.Start.class})
@Import(RecordingServices.class)
class PlayerTest {

    /// Twenty seconds before the agent answered.
    private static final Instant CAPTURED_FROM = Instant.parse("2026-01-05T20:09:10Z");

    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final String FOLDER = "example-recordings/connect/example/";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    private int port;

    @Autowired
    private CapturedFiles captured;

    private final String id = UUID.randomUUID().toString();

    private Page opened(String... recordings) {
        ingest(recordings);
        var page = browser.page();
        logIn(page, GuardedService.LISTENER);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        return page;
    }

    private void ingest(String... recordings) {
        var answer = PublishedApi.of(port)
                .exchange(
                        "POST",
                        "/ingest",
                        RecordedContact.record(id, recordings),
                        "X-Api-Key",
                        GuardedService.ALL,
                        "Content-Type",
                        "application/json");
        assertThat(answer.body()).contains("\"rejected\":[]");
    }

    private void logIn(Page page, String key) {
        page.navigate("http://localhost:" + port + "/ui/contacts/" + id);
        page.locator("input[name=key]").fill(key);
        page.locator("input[name=key]").press("Enter");
    }

    @AfterEach
    void connectionsLast() {
        RecordingServices.S3.breakOffAfter(Integer.MAX_VALUE);
    }

    private static void waitFor(Page page, String condition) {
        page.waitForFunction(
                "() => { const audio = document.getElementById('player-audio'); return " + condition + "; }");
    }

    @Test
    void capturedAudioIsHeardSeenAndSearchedByPhases() {
        var pause = new AudioRun.Pause(CAPTURED_FROM.plusSeconds(40), CAPTURED_FROM.plusSeconds(50));
        captured.put(id, captured.run(State.AVAILABLE, CAPTURED_FROM, 90_000, pause));
        var page = opened(inStream(CapturedFiles.STREAM), inStream(CapturedFiles.STREAM + "-2"));
        assertThat(page.locator("#part-recordings")).containsText("what the customer heard");
        assertThat(page.locator("#part-recordings")).containsText("in the media stream only");
        assertThat(page.locator("#part-recordings")).containsText("Paused, and silent");
        assertThat(page.locator("#player")).isHidden();
        assertThat(page.locator(".phases .jump").first()).isHidden();

        page.locator("#hear-100").click();

        waitFor(page, "!audio.paused && audio.currentTime > 0.3 && Math.round(audio.duration) === 90");
        assertThat(page.locator("#player-what")).containsText("both sides");
        assertThat(page.locator("#player-talk")).containsText("Customer 40 s, agent 35 s");
        assertThat(page.locator("#player-wave")).hasAttribute("aria-label", Pattern.compile("Customer 40 s"));
        assertThat(painted(page)).hasSize(2).allMatch(pixels -> ((Number) pixels).intValue() > 1_000);

        page.locator(".phases tr:has-text('With agent') .jump, .phases tr:has-text('Connected') .jump")
                .first()
                .click();
        waitFor(page, "audio.currentTime >= 20 && audio.currentTime < 24");
        page.keyboard().press("l");
        waitFor(page, "audio.currentTime >= 30 && audio.currentTime < 36");
        page.keyboard().press("j");
        waitFor(page, "audio.currentTime >= 20 && audio.currentTime < 28");
        page.keyboard().press("k");
        waitFor(page, "audio.paused");
        page.locator("#player-speed").selectOption("1.5");
        waitFor(page, "audio.playbackRate === 1.5");
        page.locator("[data-skip='10']").click();
        waitFor(page, "audio.currentTime >= 30 && !audio.seeking && audio.seekable.end(0) > 80");
        page.locator(".phases .jump").first().click();
        assertThat(page.locator("#player-said")).hasText("That was before the recording began.");
        Browser.assertAccessible(page);
    }

    private Stream<StoredObjects.Request> asked() {
        return RecordingServices.S3.requests().stream()
                .filter(request -> request.path().contains(id));
    }

    /// Pixels that are of a colour, above and below the middle.
    private static List<?> painted(Page page) {
        return (List<?>) page.evaluate("""
                () => {
                  const wave = document.getElementById("player-wave");
                  const { data } = wave.getContext("2d").getImageData(0, 0, wave.width, wave.height);
                  const painted = (half) => half.filter((value, index) => index % 4 === 0 && Math.abs(value - half[index + 2]) > 20).length;
                  return [painted(data.slice(0, data.length / 2)), painted(data.slice(data.length / 2))];
                }""");
    }

    @Test
    void audioThatStillGrowsGoesOnWhereItWasHeardTo() {
        captured.put(id, captured.run(State.CAPTURING, CAPTURED_FROM, 1_500, null));
        var page = opened();
        page.locator("#hear-101").click();
        assertThat(page.locator("#player-said")).hasText("That is all up to now.");
        waitFor(page, "audio.paused");

        captured.put(id, captured.run(State.CAPTURING, CAPTURED_FROM, 6_000, null));
        page.keyboard().press("k");

        waitFor(page, "audio.currentTime > 2 && Math.round(audio.duration) === 6");
        assertThat(page.locator("#player-said")).isEmpty();
    }

    @Test
    void aUrlThatHasRunOutIsRenewedAtTheSameSecond() {
        var location = "example-recordings/connect/example/CallRecordings/" + id + ".wav";
        // A connection brings five seconds and breaks off, so that the browser has to ask again.
        RecordingServices.S3.put(location, Wav.tone(48_000, 60));
        RecordingServices.S3.breakOffAfter(1_000_000);
        var page = opened(inS3("AUDIO", location, "AVAILABLE"));

        page.evaluate("""
                () => {
                  const audio = document.getElementById("player-audio");
                  window.went = [];
                  audio.addEventListener("timeupdate", () => { window.last = audio.currentTime || window.last; });
                  audio.addEventListener("seeking", () => window.went.push([window.last, audio.currentTime]));
                }""");

        page.locator("#hear-0").click();
        page.waitForCondition(() -> asked().anyMatch(request -> request.status() == 403));
        waitFor(page, "window.went.length === 1 && !audio.paused && audio.currentTime > window.went[0][1] + 0.5");

        var went = (List<?>) page.evaluate("window.went[0]");
        assertThat(((Number) went.get(1)).doubleValue())
                .isGreaterThan(4)
                .isCloseTo(((Number) went.get(0)).doubleValue(), within(0.5));
        assertThat(asked().map(request -> request.query().get("X-Amz-Signature"))
                        .distinct()
                        .count())
                .isGreaterThan(1);
        page.evaluate("document.getElementById('player-audio').currentTime = 50");
        waitFor(page, "audio.currentTime > 50.5 && audio.currentTime < 55");
        assertThat(page.locator("#player-said")).isEmpty();
        assertThat(browser.takeComplaints()).allMatch(complaint -> complaint.contains("Failed to load resource"));
    }

    private void aCallAndAChatWereRecorded() {
        RecordingServices.S3.put(FOLDER + id + ".json", """
                {"Version":"2019-08-26","ContactId":"x","Transcript":[
                 {"Id":"1","AbsoluteTime":"2026-01-05T20:09:02.125Z","Type":"EVENT",
                  "ContentType":"application/vnd.amazonaws.connect.event.participant.joined","ParticipantRole":"CUSTOMER","DisplayName":"Kobayashi"},
                 {"Id":"2","AbsoluteTime":"2026-01-05T20:09:12.125Z","Type":"MESSAGE","ContentType":"text/markdown",
                  "Content":"My card is 4111111111111111, <b>order 4815</b>","ParticipantRole":"CUSTOMER","DisplayName":"Kobayashi"}]}""".getBytes(StandardCharsets.UTF_8));
        ingest(
                inS3("AUDIO", FOLDER + id + ".wav", "AVAILABLE"),
                inS3("CHAT", FOLDER + id + ".json", "AVAILABLE"),
                inS3("VIDEO", FOLDER + id + ".mp4", "AVAILABLE"));
        audit.text().clear();
    }

    @Test
    void whoReadsContactsAloneHearsNothing() {
        var page = loggedIn(GuardedService.READER);

        assertThat(page.locator("#part-head")).isVisible();
        assertThat(page.locator("#player, [data-play]")).hasCount(0);
        for (var what : new String[] {"0/media", "0/levels", "1/conversation", "../spectrum"}) {
            assertThat(status(page, what)).as(what).isEqualTo(403);
        }
    }

    @Test
    void whoListensNeitherKeepsNorReads() {
        var page = loggedIn(GuardedService.LISTENER);

        assertThat(page.locator("#hear-0")).hasText("Listen");
        assertThat(page.getByText("Watch the screen recording")).isVisible();
        assertThat(page.getByText("Reading chats is a right of its own.")).isVisible();
        assertThat(page.getByText("Download")).hasCount(0);
        assertThat(status(page, "0/media")).isEqualTo(302);
        assertThat(status(page, "0/media?download=true")).isEqualTo(403);
        assertThat(status(page, "1/media")).isEqualTo(403);
        assertThat(status(page, "1/conversation")).isEqualTo(403);
        assertThat(status(page, "0/levels")).isEqualTo(404);
        assertThat(status(page, "7/media")).isEqualTo(404);
        assertThat(status(page, "0/media?until=0")).isEqualTo(400);
    }

    @Test
    void aChatIsReadAsTextWithoutItsCards() {
        var page = loggedIn(GuardedService.ALL);
        assertThat(page.getByText("Download")).hasCount(2);

        page.getByText("Read the conversation").click();

        assertThat(page.locator(".utterances li")).hasCount(2);
        assertThat(page.locator(".utterances")).containsText("My card is ************1111, <b>order 4815</b>");
        assertThat(page.locator(".utterances")).containsText("joined");
        Browser.assertAccessible(page);
        assertThat(audit.text()).anyMatch(line -> line.contains("\"TRANSCRIPT\"") && line.contains("\"recording\":1"));

        RecordingServices.S3.put(FOLDER + id + ".json", transcriptOf(MOST_BYTES));
        assertThat(status(page, "1/conversation")).isEqualTo(200);
        RecordingServices.S3.put(FOLDER + id + ".json", transcriptOf(MOST_BYTES + 1));
        assertThat(status(page, "1/conversation")).isEqualTo(409);
    }

    @Test
    void browsersMayLoadMediaFromTheConfiguredBucketsAlone() {
        var page = loggedIn(GuardedService.LISTENER);

        var policy = page.request()
                .get("http://localhost:" + port + "/ui/contacts/" + id)
                .headers()
                .get("content-security-policy");

        assertThat(policy).contains("media-src 'self' " + RecordingServices.S3.endpoint() + ";", "connect-src 'self';");
    }

    private static byte[] transcriptOf(int bytes) {
        var json = new byte[bytes];
        Arrays.fill(json, (byte) ' ');
        var transcript = "{\"Transcript\":[]}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(transcript, 0, json, 0, transcript.length);
        return json;
    }

    private int status(Page page, String what) {
        return page.request()
                .get(
                        "http://localhost:" + port + "/ui/contacts/" + id + "/recordings/" + what,
                        RequestOptions.create().setMaxRedirects(0))
                .status();
    }

    private Page loggedIn(String key) {
        aCallAndAChatWereRecorded();
        var page = browser.page();
        logIn(page, key);
        assertThat(page.locator("#part-head")).isVisible();
        return page;
    }
}
