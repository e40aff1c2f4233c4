package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.contactstatus.recordings.RecordedContact.inS3;
import static io.contactstatus.recordings.RecordedContact.inStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.recordings.CapturedFiles;
import io.contactstatus.recordings.RecordedContact;
import io.contactstatus.recordings.RecordingServices;
import io.contactstatus.recordings.StoredObjects;
import io.contactstatus.recordings.Wav;
import io.contactstatus.web.PublishedApi;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/// Recordings as people hear them on the page of a contact.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("embedded")
@ContextConfiguration(initializers = {OpenService.Start.class, RecordingServices.Start.class})
@Import(RecordingServices.class)
class PlayerTest {

    /// Twenty seconds before the agent answered.
    private static final Instant CAPTURED_FROM = Instant.parse("2026-01-05T20:09:10Z");

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    private int port;

    @Autowired
    private CapturedFiles captured;

    private final String id = UUID.randomUUID().toString();

    private Page opened(String... recordings) {
        var answer = PublishedApi.of(port)
                .exchange(
                        "POST", "/ingest", RecordedContact.record(id, recordings), "Content-Type", "application/json");
        assertThat(answer.body()).contains("\"rejected\":[]");
        var page = browser.page();
        page.navigate("http://localhost:" + port + "/ui/contacts/" + id);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        return page;
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
}
