package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.contactstatus.web.GuardedService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The login as a browser has it, which is stricter about forms and cookies than any client of a program.
@GuardedService
class LoginPageTest {

    @RegisterExtension
    static final Browser browser = new Browser();

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
        assertThat(board.locator("#pulse a")).hasText("Log in again");
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
