package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One contact, as somebody looks at it while it goes on.
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
        assertThat(page.locator("#part-head")).containsText("0f6d1c36");
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
