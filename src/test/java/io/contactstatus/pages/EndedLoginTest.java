package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Pages that are open when the streams they follow end: after a while, and with the login.
@GuardedService
@TestPropertySource(properties = "contact-status.live.lifetime=1500ms")
class EndedLoginTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"/ui/board", "/ui/seats"})
    void onlyTheEndOfTheLoginIsSaidAndLeadsToAnother(String path) {
        var address = "http://localhost:" + port + path;
        var page = browser.page();
        page.navigate(address);
        page.locator("#key").fill(GuardedService.READER);
        page.locator("main button").click();
        var pulse = page.locator("#pulse");
        assertThat(pulse).hasAttribute("data-state", "live");
        page.evaluate("""
                () => {
                  const html = document.documentElement;
                  const pulse = document.getElementById("pulse");
                  document.body.addEventListener("htmx:sseOpen", () => (html.dataset.opened = Number(html.dataset.opened ?? 0) + 1));
                  new MutationObserver(() => (html.dataset.said = (html.dataset.said ?? "") + pulse.dataset.state))
                    .observe(pulse, { attributes: true, attributeFilter: ["data-state"] });
                }""");

        assertThat(page.locator("html")).hasAttribute("data-opened", Pattern.compile("[2-9]|\\d\\d"));
        assertThat(page.locator("html").getAttribute("data-said")).isNull();
        page.context().clearCookies();

        var banner = page.locator("#disconnected");
        assertThat(banner).hasText("Your login has ended. Log in again");
        assertThat(pulse).hasAttribute("data-state", "ended");
        assertThat(page.locator("main")).hasCSS("filter", "grayscale(1) opacity(0.6)");
        Browser.assertAccessible(page);
        banner.locator("a").click();
        assertThat(page.locator("h1")).hasText("Log in");
        page.locator("#key").fill(GuardedService.READER);
        page.locator("main button").click();
        page.waitForURL(address);
        // That it was refused.
        browser.takeComplaints();
    }

    /// It has no stream then that could tell.
    @Test
    void theSoftphoneSaysItWithoutAContactAndIsNotLoadedAgainBySearching() {
        var page = browser.page();
        page.clock().install();
        page.navigate("http://localhost:" + port + "/ui/softphone");
        page.locator("#key").fill(GuardedService.READER);
        page.locator("main button").click();
        assertThat(page.locator("#nobody")).isVisible();
        page.evaluate("window.neverLoadedAgain = true");
        var cookies = page.context().cookies();
        page.context().clearCookies();

        page.locator("#find").pressSequentially("0901");
        page.clock().runFor(11_000);

        assertThat(page.locator("#disconnected")).hasText("Your login has ended. Log in again");
        assertThat(page.evaluate("window.neverLoadedAgain")).isEqualTo(true);
        // Logged in again in another tab.
        page.context().addCookies(cookies);
        page.clock().runFor(11_000);
        assertThat(page.locator("#disconnected")).isHidden();
        browser.takeComplaints();
    }
}
