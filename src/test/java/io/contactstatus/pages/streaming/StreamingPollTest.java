package io.contactstatus.pages.streaming;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mockingDetails;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.contactstatus.instances.InstanceReports;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.ReportStore;
import io.contactstatus.store.StoreFailures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/// The page of data streaming while it is open: what arrives without a reload.
@OpenService
@TestPropertySource(properties = "contact-status.live.refresh=500ms")
class StreamingPollTest {

    private static final Counts COUNTS = new Counts(1_234, 1_234, 0, 0, 0);

    /// What was read is shown for so long.
    private static final Duration KEPT = Duration.ofMillis(450);

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @MockitoSpyBean
    ReportStore reports;

    @MockitoSpyBean
    JobStore jobs;

    @MockitoSpyBean
    DeadLetterStore letters;

    @BeforeEach
    void forgetLetters() {
        letters.newest(100, null).items().forEach(letter -> letters.delete(letter.id()));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private Page opened() {
        var page = browser.page();
        page.navigate(at("/ui/streaming").toString());
        return page;
    }

    private static Locator instance(Page page, String name) {
        return page.locator(".instances li", new Page.LocatorOptions().setHasText(name));
    }

    private void say(String instance, Instant at) {
        reports.keep(new InstanceReport(
                instance, at.minusSeconds(60), at, false, COUNTS, List.of(), List.of(), Map.of(), Map.of()));
    }

    private void takeAway() {
        var away = StoreFailures.unavailable();
        doThrow(away).when(reports).all();
        doThrow(away).when(jobs).running(anyString());
        doThrow(away).when(letters).newest(anyInt(), any());
    }

    private void bringBack() {
        doCallRealMethod().when(reports).all();
        doCallRealMethod().when(jobs).running(anyString());
        doCallRealMethod().when(letters).newest(anyInt(), any());
    }

    @Test
    void pollsWithoutAStreamAndSaysSo() {
        var page = opened();

        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.locator("[sse-connect]")).hasCount(0);
        page.waitForResponse(answer -> answer.url().endsWith("/ui/streaming/status"), () -> {});
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
    }

    @Test
    void whatAnotherInstanceSaysIsShown() {
        var page = opened();
        assertThat(page.locator(".instances")).containsText("this one");

        say("speaks-later", Instant.now());

        assertThat(instance(page, "speaks-later")).containsText("1,234 read");
    }

    @Test
    void anInstanceThatSaysNothingMoreIsShownAsSilentWhenItsTimeHasCome() {
        var page = opened();
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");

        say("falls-silent", Instant.now().minus(InstanceReports.SILENCE.minus(Duration.ofSeconds(30))));
        assertThat(instance(page, "falls-silent")).hasCount(1);
        assertThat(instance(page, "falls-silent").locator(".warn")).hasCount(0);

        assertThat(instance(page, "falls-silent").locator(".warn")).hasText("not heard of any more");
    }

    @Test
    void aLetterThatIsBeingReadStaysWhereItIs() {
        letters.keep("no schema", "kinesis", "shard/1", "x".getBytes(StandardCharsets.UTF_8));
        var page = opened();
        var list = page.locator("#letters-list").elementHandle();
        page.locator("#letters").getByText("no schema").focus();
        var shown = page.locator("#streaming-status").elementHandle();

        page.waitForCondition(() -> !(boolean) shown.evaluate("element => element.isConnected"));
        page.waitForResponse(
                answer -> answer.url().contains("/ui/streaming/dead-letters") && answer.status() == 204, () -> {});

        assertThat(page.locator("#letters").getByText("no schema")).isFocused();
        assertThat((boolean) list.evaluate("element => element.isConnected")).isTrue();
    }

    @Test
    void saysThatTheStoreIsAwayAndRecoversWithoutReloading() {
        say("shares-the-store", Instant.now());
        var page = opened();
        page.evaluate("window.sameDocument = true");
        assertThat(instance(page, "shares-the-store")).hasCount(1);
        assertThat(page.locator("#streaming-status .say.alert")).hasCount(0);

        takeAway();

        assertThat(page.locator("#streaming-status .say.alert")).containsText("switched off");
        assertThat(page.locator(".instances li")).hasCount(1);
        assertThat(page.locator(".instances li")).containsText("this one");
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");

        bringBack();

        assertThat(instance(page, "shares-the-store")).hasCount(1);
        assertThat(page.locator("#streaming-status .say.alert")).hasCount(0);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        tolerateUnavailable();
    }

    @Test
    void isThereWhileTheStoreIsAwayAndShowsTheRestWhenItIsBack() {
        letters.keep("kept before", "kinesis", "shard/1", "x".getBytes(StandardCharsets.UTF_8));
        takeAway();
        var page = opened();
        assertThat(page.locator("#streaming-status .say.alert")).containsText("switched off");
        assertThat(page.locator("#letters")).containsText("The database does not answer");

        bringBack();

        assertThat(page.locator("#letters")).containsText("kept before");
        assertThat(page.locator("#streaming-status .say.alert")).hasCount(0);
        tolerateUnavailable();
    }

    @Test
    void doesNotCallTheOthersSilentWhenOnlyWhatTheySayCannotBeRead() {
        say("well-but-unread", Instant.now());
        var page = opened();
        assertThat(instance(page, "well-but-unread")).hasCount(1);

        doThrow(StoreFailures.unavailable()).when(reports).all();

        assertThat(page.locator("#streaming-status .say.alert")).containsText("this instance only");
        assertThat(page.locator(".instances li")).hasCount(1);
        bringBack();
        assertThat(instance(page, "well-but-unread")).hasCount(1);
    }

    /// Chromium itself says on the console what was answered, if the page asked for anything meanwhile.
    private static void tolerateUnavailable() {
        assertThat(browser.takeComplaints()).allMatch(complaint -> complaint.contains("503"));
    }

    @Test
    void tenWhoLookCostNoMoreReadsThanOne() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            clearInvocations(reports);
            var began = System.nanoTime();

            for (var look = 0; look < 100; look++) {
                var status = HttpRequest.newBuilder(at("/ui/streaming/status")).build();
                assertThat(client.send(status, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }

            var periods = Duration.ofNanos(System.nanoTime() - began).dividedBy(KEPT);
            // One more may be under way, and one is of the instance that gives its own sign of life.
            assertThat(readsOfReports()).isPositive().isLessThanOrEqualTo(periods + 2);
        }
    }

    private long readsOfReports() {
        return mockingDetails(reports).getInvocations().stream()
                .filter(call -> call.getMethod().getName().equals("all"))
                .count();
    }
}
