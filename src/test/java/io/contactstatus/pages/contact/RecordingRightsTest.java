package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.contactstatus.recordings.RecordedContact.inS3;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.contactstatus.audit.AuditLines;
import io.contactstatus.pages.Browser;
import io.contactstatus.recordings.RecordedContact;
import io.contactstatus.recordings.RecordingServices;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Who hears, keeps and reads what on the page of a contact.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, RecordingServices.Start.class})
@Import(RecordingServices.class)
class RecordingRightsTest {

    private static final String FOLDER = "example-recordings/connect/example/";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    private int port;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void aCallAndAChatWereRecorded() {
        RecordingServices.S3.put(FOLDER + id + ".json", """
                {"Version":"2019-08-26","ContactId":"x","Transcript":[
                 {"Id":"1","AbsoluteTime":"2026-01-05T20:09:02.125Z","Type":"EVENT",
                  "ContentType":"application/vnd.amazonaws.connect.event.participant.joined","ParticipantRole":"CUSTOMER","DisplayName":"Kobayashi"},
                 {"Id":"2","AbsoluteTime":"2026-01-05T20:09:12.125Z","Type":"MESSAGE","ContentType":"text/markdown",
                  "Content":"My card is 4111111111111111, <b>order 4815</b>","ParticipantRole":"CUSTOMER","DisplayName":"Kobayashi"}]}""".getBytes(StandardCharsets.UTF_8));
        PublishedApi.of(port)
                .exchange(
                        "POST",
                        "/ingest",
                        RecordedContact.record(
                                id,
                                inS3("AUDIO", FOLDER + id + ".wav", "AVAILABLE"),
                                inS3("CHAT", FOLDER + id + ".json", "AVAILABLE"),
                                inS3("VIDEO", FOLDER + id + ".mp4", "AVAILABLE")),
                        "X-Api-Key",
                        GuardedService.ALL,
                        "Content-Type",
                        "application/json");
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

    private int status(Page page, String what) {
        return page.request()
                .get(
                        "http://localhost:" + port + "/ui/contacts/" + id + "/recordings/" + what,
                        RequestOptions.create().setMaxRedirects(0))
                .status();
    }

    private Page loggedIn(String key) {
        var page = browser.page();
        page.navigate("http://localhost:" + port + "/ui/contacts/" + id);
        page.locator("input[name=key]").fill(key);
        page.locator("input[name=key]").press("Enter");
        assertThat(page.locator("#part-head")).isVisible();
        return page;
    }
}
