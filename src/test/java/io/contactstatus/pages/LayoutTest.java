package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What is around every page.
@OpenService
class LayoutTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void anUnknownAddressIsAPageThatSaysSo() {
        var page = browser.page();

        var answer = page.navigate(at("/ui/nonsense"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(page.locator("h1")).hasText("Nothing here");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        Browser.assertAccessible(page);
        expectNotFound();
    }

    @Test
    void pagesAreInTheLanguageOfTheBrowserUntilAnotherOneIsChosen() {
        var page = browser.page(options -> options.setLocale("ja-JP"));

        page.navigate(at("/ui/nonsense?a=1"));
        assertThat(page.locator("h1")).hasText("ページが見つかりません");
        page.getByText("English").click();

        assertThat(page.locator("h1")).hasText("Nothing here");
        assertThat(page.url()).isEqualTo(at("/ui/nonsense?a=1"));
        page.navigate(at("/ui/other"));
        assertThat(page.locator("h1")).hasText("Nothing here");
        expectNotFound();
    }

    @Test
    void switchingTheLanguageNeverLeadsElsewhere() {
        var page = browser.page();

        page.navigate(at("/ui/language?to=ja&back=//example.com/ui/"));

        assertThat(page.url()).isEqualTo(at("/ui/board"));
        browser.takeComplaints();
    }

    @Test
    void coloursCanBeChosenAndStayChosen() {
        var page = browser.page();
        page.navigate(at("/ui/nonsense"));
        var root = page.locator("html");

        page.getByLabel("Colours: as the system").click();
        page.getByLabel("Colours: light").click();
        assertThat(root).hasAttribute("data-scheme", "dark");
        page.reload();

        assertThat(root).hasAttribute("data-scheme", "dark");
        Browser.assertAccessible(page);
        expectNotFound();
    }

    @Test
    void theSlashKeyGoesToTheSearchField() {
        var page = browser.page();
        page.navigate(at("/ui/nonsense"));

        page.keyboard().press("/");

        assertThat(page.locator("#find")).isFocused();
        expectNotFound();
    }

    @Test
    void aQueuesNumbersLeadToTheContactsThatTheyCount() {
        // Events of agents tell the name of the queue.
        StagedCall.to(port).initiated().queued(10).atAgent("CONNECTED", 20);
        var call = StagedCall.from(port, "+819010102020").initiated().queued(10).disconnected(119);
        var page = browser.page();
        page.navigate(at("/ui/queues"));
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        Browser.assertAccessible(page);
        page.locator("table.queues tbody th a").first().click();
        assertThat(page.locator("h1")).containsText("Billing");
        Browser.assertAccessible(page);
        var waiting = page.locator("#queue-now .figures dd").first();
        var before = Integer.parseInt(waiting.textContent());

        page.locator("#today-abandoned").click();
        assertThat(page.locator("h1")).containsText("Abandoned · Billing");
        page.locator("#contact-" + call.id).click();
        assertThat(page.locator("#contact-id")).hasText(call.id);
        page.goBack();
        page.goBack();
        StagedCall.from(port, "+819010102020").initiated().queued(110);

        assertThat(waiting).hasText(String.valueOf(before + 1));
        assertThat(page.locator("table.intervals tbody tr").first()).isVisible();
        assertThat(page.locator("#export"))
                .hasAttribute("href", Pattern.compile("^/ui/queues/[0-9a-f-]+/intervals\\.csv"));
        var exported = page.request().get(at(page.locator("#export").getAttribute("href")));
        assertThat(exported.headers().get("content-type")).startsWith("text/csv");
        var lines = exported.text().lines().toList();
        assertThat(lines.getFirst()).contains("from", "offered", "abandoned");
        assertThat(lines).hasSizeGreaterThan(1);
    }

    @Test
    void aTimeThatIsAskedForIsShownByTheQueuesClockAndIsThereAgainAfterALookAtItsContacts() {
        var call = StagedCall.from(port, "+819010103030").initiated().queued(10).disconnected(119);
        var page = browser.page(options -> options.setTimezoneId("Pacific/Honolulu"));
        var path = "/ui/queues/" + StagedCall.QUEUE_ID;
        page.navigate(at(path));
        var zone = ZoneId.of(page.locator("form .dim").textContent().replaceAll(".* ", ""));
        var from = Instant.now().atZone(zone).minusHours(2).truncatedTo(ChronoUnit.HOURS);

        var field = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").format(from);
        // The parts of the field are in the order of the browser's own language.
        page.locator("#from").fill(field);
        page.locator("#interval").focus();
        page.keyboard().press("ArrowDown");
        page.locator("form.toolbar [type=submit]").press("Enter");

        assertThat(page.locator("#from")).hasValue(field);
        assertThat(page.locator("#interval")).hasValue("PT1H");
        var hour = page.locator("table.intervals tbody th time").first();
        var began = Instant.parse(hour.getAttribute("datetime")).atZone(zone);
        assertThat(hour).containsText(DateTimeFormatter.ofPattern("HH:mm:ss").format(began));
        var abandoned =
                page.locator("table.intervals tbody a[href*='of=ABANDONED&']").first();
        abandoned.press("Enter");
        assertThat(page.locator("h1")).containsText("Abandoned · ");
        assertThat(page.locator("#contact-" + call.id)).isVisible();
        page.locator(".back a").press("Enter");

        assertThat(page.locator("#from")).hasValue(field);
        assertThat(page.locator("#interval")).hasValue("PT1H");
    }

    @Test
    void twoKeysLeadFromPageToPage() {
        var page = browser.page();
        page.navigate(at("/ui/queues"));

        page.locator("main").press("g");
        page.keyboard().press("a");
        assertIsLoaded(page, "/ui/seats");
        page.locator("main").press("g");
        page.keyboard().press("q");
        assertIsLoaded(page, "/ui/queues");
        page.locator("main").press("q");
        page.locator("#find").press("g");
        page.locator("#find").press("b");
        assertThat(page.locator("#find")).hasValue("gb");
        assertThat(page).hasURL(at("/ui/queues"));
        page.locator("main").press("?");
        assertThat(page.locator("#keys")).containsText("Softphone");
        Browser.assertAccessible(page);
        page.keyboard().press("Escape");
        page.locator("main").press("g");
        page.keyboard().press("b");
        assertThat(page).hasURL(at("/ui/board"));
    }

    /// Before its scripts have run it knows no keys.
    private void assertIsLoaded(Page page, String path) {
        assertThat(page).hasURL(at(path));
        page.waitForLoadState();
    }

    @Test
    void everyPageHasItsTitleForItsHeadingInEitherLanguage() {
        var call = StagedCall.to(port).initiated().queued(10);
        for (var language : List.of("en-GB", "ja-JP")) {
            var page = browser.page(options -> options.setLocale(language));
            for (var path : List.of(
                    "/ui/board",
                    "/ui/wall",
                    "/ui/seats",
                    "/ui/queues",
                    "/ui/queues/" + StagedCall.QUEUE_ID,
                    "/ui/contacts/" + call.id,
                    "/ui/contacts/" + call.id + "/customer",
                    "/ui/contacts/unknown",
                    "/ui/softphone",
                    "/ui/streaming",
                    "/ui/find",
                    "/nonsense")) {
                page.navigate(at(path));

                assertThat(page.title())
                        .as(path)
                        .startsWith(page.locator("h1").textContent().strip() + " · ")
                        .doesNotContain("??");
                assertThat(page.locator("main")).not().containsText("??");
            }
        }
        expectNotFound();
    }

    @Test
    void nothingIsCutOffOnAPhone() {
        StagedCall.to(port).initiated().queued(10).atAgent("CONNECTED", 20);
        var over = StagedCall.from(port, "+819050506061")
                .initiated()
                .queued(10)
                .atAgent("CONNECTED", 20)
                .disconnected(60)
                .atAgent("ENDED", 60)
                .recorded(60, "{}");
        for (var language : List.of("en-GB", "ja-JP")) {
            var page = browser.page(options -> options.setLocale(language).setViewportSize(390, 844));
            for (var path : List.of(
                    "/ui/board",
                    "/ui/seats",
                    "/ui/queues",
                    "/ui/queues/" + StagedCall.QUEUE_ID,
                    "/ui/queues/" + StagedCall.QUEUE_ID + "/contacts",
                    "/ui/contacts/" + over.id,
                    "/ui/contacts/" + over.id + "?view=techy",
                    "/ui/contacts/" + over.id + "/customer",
                    "/ui/contacts/" + over.id + "/stop",
                    "/ui/softphone",
                    "/ui/streaming",
                    "/ui/find")) {
                page.navigate(at(path));

                assertThat((List<?>) page.evaluate("""
                        () => [document.documentElement, ...document.querySelectorAll("main .scroll:not(pre)")]
                            .filter((part) => part.scrollWidth > part.clientWidth + 1)
                            .map((part) => part.tagName + " " + part.clientWidth + " < " + part.scrollWidth + " "
                                + part.textContent.slice(0, 60))"""))
                        .as(language + " " + path)
                        .isEmpty();
            }
            if (language.equals("en-GB")) {
                page.navigate(at("/ui/queues/" + StagedCall.QUEUE_ID));
                assertThat(page.locator("table.agents td").first()).isVisible();
            }
        }
        browser.takeComplaints();
    }

    @Test
    void timesAreAsTheViewerWritesThemWhateverTheLanguageOfThePage() {
        var call = StagedCall.to(port).initiated().queued(10);
        var page = browser.page(options -> options.setLocale("de-DE"));

        page.navigate(at("/ui/contacts/" + call.id));

        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("main time[title]").first())
                .hasAttribute("title", Pattern.compile("[^,]+, \\d+\\. \\S+ \\d{4} .*"));
    }

    @Test
    @Tag("long")
    void everyPageInEitherLanguageIsAccessibleAndLeadsThroughAllThatCanBeUsedByTab() {
        StagedCall.to(port).initiated().queued(10).atAgent("CONNECTED", 20);
        StagedCall.from(port, "+819030304040").initiated().queued(10).disconnected(119);
        var over = StagedCall.from(port, "+819050506060")
                .initiated()
                .hears(2, "Welcome")
                .queued(10)
                .disconnected(60)
                .recorded(60, "{\"language\":\"ja\"}");
        for (var language : List.of("en-GB", "ja-JP")) {
            for (var path : List.of(
                    "/ui/board",
                    "/ui/wall",
                    "/ui/seats",
                    "/ui/queues",
                    "/ui/queues/" + StagedCall.QUEUE_ID,
                    "/ui/queues/" + StagedCall.QUEUE_ID + "/contacts",
                    "/ui/contacts/" + over.id,
                    "/ui/contacts/" + over.id + "?view=techy",
                    "/ui/contacts/" + over.id + "/customer",
                    "/ui/contacts/" + over.id + "/stop",
                    "/ui/softphone",
                    "/ui/streaming",
                    "/ui/find")) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    var page =
                            browser.page(options -> options.setLocale(language).setColorScheme(scheme));
                    page.navigate(at(path));
                    Browser.assertAccessible(page);
                    assertThat(unreached(page)).as(language + " " + path).isEmpty();
                    assertThat(browser.takeComplaints())
                            .as(language + " " + path)
                            .isEmpty();
                    page.context().close();
                }
            }
        }
    }

    /// What a pointer can use, and Tab does not come to.
    private static List<?> unreached(Page page) {
        page.evaluate("""
                () => {
                  window.usable = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
                      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden");
                  document.body.tabIndex = -1;
                  document.body.focus();
                  window.reached = new Set();
                }""");
        // Fields of dates have a stop for each of their parts.
        var most = ((Number) page.evaluate("usable().length")).intValue() + 30;
        for (var press = 0; press < most; press++) {
            page.keyboard().press("Tab");
            page.evaluate("reached.add(document.activeElement)");
        }
        return (List<?>)
                page.evaluate("usable().filter((one) => !reached.has(one)).map((one) => one.outerHTML.slice(0, 200))");
    }

    /// Chromium itself says on the console that a page was not found.
    private static void expectNotFound() {
        assertThat(browser.takeComplaints()).isNotEmpty().allMatch(complaint -> complaint.contains("404"));
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
