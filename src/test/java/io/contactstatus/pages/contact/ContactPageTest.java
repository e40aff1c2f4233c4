package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import io.contactstatus.standin.InMemoryConnect;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The page of one contact while the contact goes on.
@OpenService
class ContactPageTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void aCallIsSeenToMoveOnWithoutTheBrowserLoadingThePageAgain() {
        var call = StagedCall.to(port).initiated();
        var page = opened(call.id);
        page.evaluate("window.stillHere = true");
        var status = page.locator("#part-head .chip");
        assertThat(status).hasText("Initiated");

        call.hears(3, "Welcome to Example Bank").queued(10);
        assertThat(status).hasText("Queued");
        // By its name, where an agent's event has told it of another contact before.
        assertThat(page.locator("#part-head")).containsText(Pattern.compile("0f6d1c36|Billing"));
        call.atAgent("CONNECTING", 20);
        assertThat(status).hasText("Ringing");
        assertThat(page.locator("#part-head")).containsText("mori");
        call.atAgent("CONNECTED", 25);
        assertThat(status).hasText("Connected");
        call.atAgent("CONNECTED_ONHOLD", 40);
        assertThat(status).hasText("On hold");
        assertThat(page.locator("#part-timeline")).containsText("Ringing");
        assertThat(page.locator("#said")).hasText("On hold");
        call.atAgent("ENDED", 60).disconnected(60);
        assertThat(status).hasText("After-contact work");
        assertThat(page.locator("#part-freshness")).containsText("Contact record not yet received");
        call.recorded(60, "{\"language\":\"ja\"}");
        assertThat(status).hasText("Completed");
        assertThat(page.locator("#part-freshness")).containsText("Complete");
        assertThat(page.locator("#part-attributes")).containsText("language");
        assertThat(page.locator("#part-recordings")).containsText("bucket/CallRecordings/a.wav");
        assertThat(page.locator("#journey")).containsText("Welcome to Example Bank");
        assertThat(page.locator("#history .said-list")).containsText("CONNECTED_ONHOLD");

        assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
    }

    @Test
    void itsPastIsSeenBySlidingAlongAndIsAskedForOnce() {
        var call = StagedCall.to(port)
                .initiated()
                .queued(10)
                .atAgent("CONNECTED", 25)
                .disconnected(40)
                .recorded(40, "{}");
        var page = browser.page();
        var asked = new AtomicInteger();
        page.onRequest(request -> {
            if (request.url().endsWith("/past")) {
                asked.incrementAndGet();
            }
        });
        open(page, call.id);

        page.getByText("Look back").click();
        var slider = page.locator("#past-moment");
        var stage = page.locator(".past-stages > li:visible");
        assertThat(slider).isFocused();
        assertThat(stage).containsText("Completed");
        page.keyboard().press("Home");
        assertThat(stage.locator(".chip")).hasText("Initiated");
        assertThat(stage).not().containsText("Queue");
        page.keyboard().press("ArrowRight");
        assertThat(stage.locator(".chip")).hasText("Queued");
        assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("\\d\\d:\\d\\d:\\d\\d Queued"));
        assertThat(page.locator("#part-head .chip")).hasText("Completed");
        var box = slider.boundingBox();
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
        assertThat(stage.locator(".chip")).not().hasText("Initiated");
        Browser.assertAccessible(page);
        page.getByText("Now", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(stage.locator(".chip")).hasText("Completed");

        assertThat(asked).hasValue(1);
    }

    @Test
    void thePastOfALongCallEndsWithThePresent() {
        var call = StagedCall.begun(port, StagedCall.PHONE, Duration.ofMinutes(30))
                .atOnce(all -> {
                    all.initiated().queued(10);
                    for (var second = 20; second < 1_280; second += 10) {
                        all.atAgent("CONNECTED", second).atAgent("CONNECTED_ONHOLD", second + 5);
                    }
                    all.disconnected(1_300).recorded(1_300, "{}");
                });
        var page = browser.page();
        open(page, call.id);

        page.getByText("Look back").click();

        assertThat(page.locator(".past-stages > li")).hasCount(200);
        assertThat(page.locator("#past-panel")).containsText("more than can be shown");
        var stage = page.locator(".past-stages > li:visible");
        assertThat(stage).containsText("Completed");
        page.keyboard().press("ArrowLeft");
        assertThat(stage).not().containsText("Completed");
        page.getByText("Now", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(stage).containsText("Completed");
        page.locator("#past-moment").press("Home");
        assertThat(stage.locator(".chip")).hasText("Initiated");
    }

    @Test
    void whatWasUnfoldedAndFocusedStaysSoWhenTheContactMovesOn() {
        var call = StagedCall.to(port).initiated().queued(10);
        var page = opened(call.id);
        page.locator("#history .said-list summary").first().click();
        page.locator("#history-all").focus();
        var unfolded = page.locator("#history details[open]");
        var anchor = unfolded.getAttribute("id");

        call.atAgent("CONNECTED", 25);

        assertThat(page.locator("#history .said-list")).containsText("CONNECTED");
        assertThat(page.locator("#" + anchor)).hasAttribute("open", "");
        assertThat(page.locator("#history-all")).isFocused();
    }

    @Test
    void aContactIsEndedFromItsPageWhichAsksBackFirst() {
        var call = StagedCall.to(port).initiated().queued(10);
        var connect = InMemoryConnect.shared();
        var page = opened(call.id);

        page.locator("#stop").click();
        assertThat(page.locator("h1").first()).hasText("End this contact?");
        assertThat(connect.stopped()).doesNotContain(call.id);
        page.getByText("End it").click();

        assertThat(page.locator(".contact-told")).containsText("Amazon Connect was asked");
        assertThat(connect.stopped()).contains(call.id);
        assertThat(page.locator("#part-head .chip")).hasText("Queued");
        call.disconnected(60);
        assertThat(page.locator("#stop")).hasCount(0);
        page.navigate(at("/ui/board"));
        assertThat(page.locator("main.board.controls")).isVisible();
    }

    @Test
    void theLegsOfAChainLeadToEachOtherAndAreFollowedTogether() {
        var call = StagedCall.to(port).initiated().queued(10).atAgent("CONNECTED", 20);
        var page = opened(call.id);
        assertThat(page.locator("#part-chain")).containsText("No transfer");

        var second = call.transferred().initiated();

        assertThat(page.locator("#part-chain li")).hasCount(2);
        assertThat(page.locator("#part-chain li[aria-current]")).containsText("Leg 1");
        second.queued(5);
        assertThat(page.locator("#part-chain li").nth(1)).containsText("Queued");
        page.locator("#leg-2").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#contact-id")).hasText(second.id);
        assertThat(page.locator("#part-chain li[aria-current]")).containsText("Leg 2");
        assertThat(page.locator("#contact-number")).hasText(StagedCall.PHONE);
    }

    @Test
    void theJourneyIsToldForPeopleAndForEngineers() {
        var call = StagedCall.to(port)
                .initiated()
                .hears(2, "Welcome to Example Bank")
                .queued(10);
        var page = opened(call.id);
        assertThat(page.locator("#journey .steps")).containsText("Welcome to Example Bank");

        page.getByText("For engineers").click();

        assertThat(page.locator("#journey")).containsText("PlayPrompt");
        assertThat(page.locator("#journey-techy")).hasAttribute("aria-current", "true");
        assertThat(page).hasURL(at("/ui/contacts/" + call.id + "?view=techy"));
        page.reload();
        assertThat(page.locator("#journey-techy")).hasAttribute("aria-current", "true");
        assertThat(page.locator("details.flow > summary")).containsText("Main");
        // What one entry tells is below, in the raw history.
        assertThat(page.locator("#journey li[data-kind=QUEUE] details")).hasCount(0);
        assertThat(page.locator("#journey li[data-kind=PROMPT] details")).hasCount(1);
        page.locator("#history-FLOW_LOG").click();
        page.locator("#journey-errors").click();
        assertThat(page.locator("#journey")).containsText("Nothing failed.");
        assertThat(page).hasURL(at("/ui/contacts/" + call.id + "?view=techy&source=FLOW_LOG&errors=true"));
        page.reload();
        assertThat(page.locator("#history .said-list > li")).hasCount(1);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.getByText("Copy as text").click();
        assertThat(page.locator("#said")).hasText("Copied as text");
        assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                .contains("Contact id: " + call.id, "Status: Queued", "/ui/contacts/" + call.id);
    }

    @Test
    void itIsReadableWithoutScripts() {
        var call = StagedCall.to(port).initiated().hears(2, "Welcome").queued(10);
        var page = browser.page(options -> options.setJavaScriptEnabled(false));

        page.navigate(at("/ui/contacts/" + call.id + "?view=techy"));
        assertThat(page.locator("#part-head .chip")).hasText("Queued");
        assertThat(page.locator("#journey")).containsText("PlayPrompt");
        page.locator("#history-FLOW_LOG").click();

        assertThat(page.locator("#history .said-list > li")).hasCount(1);
    }

    @Test
    void olderEntriesOfALongHistoryAreFetchedWhenAskedFor() {
        var call = StagedCall.to(port).initiated().atOnce(it -> {
            for (var second = 1; second <= 30; second++) {
                it.hears(second, "Prompt " + second);
            }
        });
        var page = opened(call.id);
        var entries = page.locator("#history .said-list > li:not(.more)");
        assertThat(entries).hasCount(25);

        page.getByText("Older entries").click();

        assertThat(entries).hasCount(31);
        assertThat(page.getByText("Older entries")).hasCount(0);
        page.navigate(page.url());
        assertThat(entries).hasCount(31);
    }

    @Test
    void nothingThatPeopleSayOrDoBecomesPartOfThePage() {
        var hostile = "<img src=x onerror=alert(1)><script>document.title='taken'</script>";
        var call = StagedCall.to(port)
                .initiated()
                .hears(2, hostile)
                .setsAttribute(3, hostile, hostile)
                .queued(10, hostile)
                .disconnected(60)
                .recorded(60, "{\"x\":\"%s\"}".formatted(hostile));
        var page = opened(call.id);

        assertThat(page.locator("#part-attributes")).containsText(hostile);
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(page).hasTitle("Contact · Contact status");
        page.navigate(at("/ui/contacts/" + call.id + "/customer"));
        assertThat(page.locator("main img, main script")).hasCount(0);
    }

    @Test
    void theIdCanBeCopiedByKeyboardAndThatIsSaid() {
        var call = StagedCall.to(port).initiated();
        var page = browser.page(options -> options.setPermissions(List.of("clipboard-read", "clipboard-write")));
        open(page, call.id);

        page.getByText("Copy id").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#said")).hasText("Contact id copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(call.id);
    }

    @Test
    void itIsInJapaneseToo() {
        var call = StagedCall.to(port)
                .initiated()
                .hears(2, "ようこそ")
                .queued(10)
                .atAgent("CONNECTED", 20)
                .disconnected(40);
        var page = browser.page(options -> options.setLocale("ja-JP"));

        open(page, call.id);

        assertThat(page.locator("html")).hasAttribute("lang", "ja");
        assertThat(page.locator("#part-freshness")).containsText("コンタクトレコードは未受信です");
        assertThat(page.locator("#part-facts")).containsText("コンタクトイベント");
        assertThat(page.locator("#journey-friendly")).hasText("お客様の体験");
        assertThat(page.locator("main")).not().containsText("??");
    }

    @Test
    void everybodyCanUseItInBothSchemesAndOnAPhone() {
        var call =
                StagedCall.to(port).initiated().hears(2, "Welcome").queued(10).atAgent("CONNECTED", 20);
        var second = call.transferred().initiated();
        call.disconnected(70).recorded(70, "{\"language\":\"ja\"}");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var page = browser.page(options -> options.setColorScheme(scheme).setViewportSize(390, 844));
            for (var view : List.of("?view=techy", "", "/customer")) {
                page.navigate(at("/ui/contacts/" + call.id + view));
                assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
                Browser.assertAccessible(page);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(390);
            }
            page.navigate(at("/ui/contacts/" + second.id));
            Browser.assertAccessible(page);
        }
    }

    @Test
    void onPaperItIsFactsTimelineAndJourney() {
        var call =
                StagedCall.to(port).initiated().hears(2, "Welcome").queued(10).disconnected(60);
        var page = opened(call.id);

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        for (var shown : List.of("#contact-number", "#part-facts", "#part-timeline", "#journey .steps")) {
            assertThat(page.locator(shown)).isVisible();
        }
        assertThat(page.locator(".printed")).containsText(call.id);
        for (var leftOut : List.of("header.site", "#history", "#journey .tabs", ".contact-actions")) {
            assertThat(page.locator(leftOut)).isHidden();
        }
    }

    @Test
    void everySheetOfPaperSaysAtItsFootOfWhatItIsAndWhenItWasPrinted() throws IOException {
        var call = StagedCall.to(port)
                .atOnce(told -> IntStream.range(0, 150).forEach(step -> told.hears(step, "Prompt " + step)))
                .initiated();
        var page = opened(call.id + "?steps=150");
        for (var format : List.of("A4", "Letter")) {
            var sheets = sheets(page.pdf(new Page.PdfOptions().setFormat(format)));

            assertThat(sheets).hasSizeGreaterThan(1);
            // Nothing else stands where the foot is, or below it.
            assertThat(sheets)
                    .extracting(sheet -> foot(sheet, call.id))
                    .allMatch(foot -> foot.matches(call.id + " \\S.{10,60} (GMT\\+9|JST)"), "the foot alone");
            var moment = foot(sheets.getFirst(), call.id);
            assertThat(Stream.of(0, 1, 2).map(minute -> Instant.now().minus(Duration.ofMinutes(minute))))
                    .anyMatch(recent -> moment.contains(HOUR.format(recent)));
        }
    }

    /// All text from the last mention of the id on.
    private static String foot(List<Line> sheet, String id) {
        var top = sheet.stream()
                .filter(line -> line.text().contains(id))
                .map(Line::top)
                .max(Float::compare)
                .orElse(0f);
        return sheet.stream()
                .filter(line -> line.bottom() >= top)
                .sorted(Comparator.comparingDouble(Line::left))
                .map(Line::text)
                .collect(Collectors.joining(" "));
    }

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

    /// @param top from the upper edge of the sheet, as `bottom`
    private record Line(String text, float left, float top, float bottom) {}

    /// The lines of each sheet.
    private static List<List<Line>> sheets(byte[] pdf) throws IOException {
        var sheets = new ArrayList<List<Line>>();
        try (var document = Loader.loadPDF(pdf)) {
            for (var number = 1; number <= document.getNumberOfPages(); number++) {
                var lines = new ArrayList<Line>();
                var reader = new PDFTextStripper() {
                    @Override
                    protected void writeString(String text, List<TextPosition> letters) throws IOException {
                        var letter = letters.getFirst();
                        lines.add(new Line(
                                text,
                                letter.getXDirAdj(),
                                letter.getYDirAdj() - letter.getHeightDir(),
                                letter.getYDirAdj()));
                        super.writeString(text, letters);
                    }
                };
                reader.setSortByPosition(true);
                reader.setStartPage(number);
                reader.setEndPage(number);
                reader.getText(document);
                sheets.add(lines);
            }
        }
        return sheets;
    }

    @Test
    void moreStepsOfAJourneyAreInTheAddressThatIsPassedOn() {
        var call = StagedCall.to(port)
                .atOnce(told -> IntStream.range(0, 150).forEach(step -> told.hears(step, "Prompt " + step)))
                .initiated();
        var page = opened(call.id + "?view=techy");
        assertThat(page.locator("#journey")).not().containsText("Prompt 149");

        page.locator("#journey a.button").last().click();
        assertThat(page.locator("#journey")).containsText("Prompt 149");
        assertThat(page).hasURL(Pattern.compile(".*[?&]steps=\\d+.*"));
        page.reload();

        assertThat(page.locator("#journey")).containsText("Prompt 149");
    }

    @Test
    void anUnknownContactIsAPageThatSaysThatItMayHaveExpired() {
        var page = browser.page();

        var answer = page.navigate(at("/ui/contacts/" + UUID.randomUUID()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(page.locator("main")).containsText("may have expired");
        page.navigate(at("/ui/contacts/no%20id"));
        assertThat(page.locator("h1")).hasText("That is no contact id");
        Browser.assertAccessible(page);
        assertThat(browser.takeComplaints()).allMatch(complaint -> complaint.contains("404"));
    }

    private Page opened(String contactId) {
        var page = browser.page();
        open(page, contactId);
        return page;
    }

    /// Opened, and following.
    private void open(Page page, String contactId) {
        page.navigate(at("/ui/contacts/" + contactId));
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
