package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import io.contactstatus.audit.AuditLines;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The login as a browser has it, which is stricter about forms and cookies than any client of a program.
@GuardedService
class LoginPageTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    int port;

    @Test
    void leadsByKeyboardAloneToThePageThatWasWanted() {
        var page = browser.page();

        page.navigate(at("/ui/nonsense?a=1"));
        assertThat(page.locator("h1")).hasText("Log in");
        Browser.assertAccessible(page);
        page.getByLabel("API key").focus();
        page.keyboard().type(GuardedService.READER);
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Nothing here");
        assertThat(page.url()).isEqualTo(at("/ui/nonsense?a=1"));
        assertThat(page.locator("header .leave")).containsText("one-who-may-read-contacts");
        Browser.assertAccessible(page);
        expect("404");
    }

    @Test
    void endsByTheButtonInTheHeader() {
        var page = browser.page();
        logIn(page, "/ui/nonsense", GuardedService.READER);

        page.getByText("Log out").click();

        assertThat(page.locator("h1")).hasText("Log in");
        assertThat(page.locator(".said")).containsText("You are logged out");
        page.navigate(at("/ui/nonsense"));
        assertThat(page.locator("h1")).hasText("Log in");
        expect("404");
    }

    @Test
    void endsAlsoForPagesThatFollowInOtherTabs() {
        var board = browser.page();
        logIn(board, "/ui/board", GuardedService.READER);
        assertThat(board.locator("#pulse")).hasAttribute("data-state", "live");
        var other = board.context().newPage();
        other.navigate(at("/ui/board"));
        assertThat(other.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(browser.takeComplaints()).isEmpty();

        other.getByText("Log out").click();

        assertThat(board.locator("#pulse")).hasAttribute("data-state", "ended");
        assertThat(board.locator("#disconnected a")).hasText("Log in again");
        // htmx says, too, that the stream has broken off.
        assertThat(browser.takeComplaints())
                .anyMatch(complaint -> complaint.contains("401"))
                .allMatch(complaint -> complaint.contains("401") || complaint.contains("htmx.min.js"));
    }

    @Test
    void saysInJapaneseThatAKeyIsNotKnown() {
        var page = browser.page(options -> options.setLocale("ja-JP"));

        logIn(page, "/ui/nonsense", "wrong");

        assertThat(page.locator(".said")).containsText("このキーは登録されていません");
        Browser.assertAccessible(page);
        page.getByText("English").click();
        assertThat(page.locator("h1")).hasText("Log in");
    }

    @Test
    void saysWhichRightIsMissing() {
        var page = browser.page(options -> options.setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));

        logIn(page, "/ui/board", GuardedService.OPERATOR);

        assertThat(page.locator("h1")).hasText("You may not see this");
        assertThat(page.locator("header nav")).hasCount(0);
        Browser.assertAccessible(page);
        expect("403");
    }

    @Test
    void aScreenIsLetInToTheWallByItsKeyAloneAndForGood() {
        var page = browser.page();

        page.navigate(at("/ui/wall#key=" + GuardedService.DISPLAY));

        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.url()).isEqualTo(at("/ui/wall"));
        assertThat(page.locator("nav, a[href^='/ui/contacts']")).hasCount(0);
        assertThat(audit.text()).anyMatch(line -> line.contains("\"DISPLAY\"") && line.contains("a-display"));
        // What a session had is gone; the screen was switched off and on.
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        page.navigate(at("/ui/board?wall"));
        assertThat(page.locator("h1")).containsText("Wall");
        page.navigate(at("/ui/board"));
        assertThat(page.locator("h1")).hasText("Log in");
        page.navigate(at("/ui/wall"));
        // It is given the key once more, while the wall is shown.
        page.evaluate("key => { window.old = true; location.hash = 'key=' + key; }", GuardedService.DISPLAY);
        page.waitForFunction("() => !window.old && location.pathname === '/ui/wall'");
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.url()).isEqualTo(at("/ui/wall"));
        // The key is revoked while the wall is shown.
        page.context()
                .addCookies(List.of(new Cookie("contact-status-display", "revoked")
                        .setDomain("localhost")
                        .setPath("/ui/wall")));
        assertThat(page.locator("label[for=key]")).hasText("Key of this display");
        assertThat(browser.takeComplaints()).isNotEmpty().allMatch(complaint -> complaint.contains("401"));
    }

    @Test
    void ofTwoWhoWantToCallTheSameCustomerBackOnlyOneGetsThem() {
        var began = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        for (var call = 0; call < 3; call++) {
            var id = UUID.randomUUID().toString();
            var at = began.plusSeconds(call * 60L);
            ingest(Records.initiated(id, at + "", "+819077778888"));
            ingest(Records.queued(id, at + "", at.plusSeconds(1) + ""));
            ingest(Records.disconnected(id, at + "", at.plusSeconds(31) + ""));
        }
        var one = browser.page();
        var other = browser.page();
        logIn(one, "/ui/board", GuardedService.ALL);
        logIn(other, "/ui/board", GuardedService.WRITER);
        var row = "#abandoned tbody tr:has(.badge:text-is('3 ×')):has-text('8888')";
        assertThat(one.locator(row)).containsText("+819077778888");
        assertThat(other.locator(row)).hasCount(1);
        // As it is where both look at the same moment: the list of one of them lags.
        other.route("**/ui/board/abandoned**", Route::abort);

        one.locator(row).getByText("I do").click();
        assertThat(one.locator(row + " .agreed")).containsText("You do");
        other.locator(row).getByText("I do").click();

        assertThat(other.locator("#refused"))
                .containsText("one-who-may-do-everything calls this customer back already");
        assertThat(browser.takeComplaints()).anyMatch(complaint -> complaint.contains("409"));
    }

    private void ingest(String record) {
        PublishedApi.of(port)
                .exchange(
                        "POST", "/ingest", record, "X-Api-Key", GuardedService.ALL, "Content-Type", "application/json");
    }

    private void logIn(Page page, String path, String key) {
        page.navigate(at(path));
        page.locator("#key").fill(key);
        page.locator("main button").click();
    }

    /// Chromium itself says on the console that a page was refused or not found.
    private static void expect(String status) {
        assertThat(browser.takeComplaints()).isNotEmpty().allMatch(complaint -> complaint.contains(status));
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
