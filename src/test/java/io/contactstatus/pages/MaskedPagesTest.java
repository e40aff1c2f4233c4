package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.contactstatus.web.GuardedService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What a viewer without the right to personal data sees of a contact.
@GuardedService
class MaskedPagesTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private String contact = "";

    @BeforeEach
    void aCallWasRecorded() {
        contact = StagedCall.to(port)
                .initiated()
                .hears(2, "Hello Mrs Kobayashi, your balance is 48151623")
                .setsAttribute(3, "nickname", "Momo-chan")
                .queued(10)
                .disconnected(60)
                .recorded(60, "{\"nickname\":\"Momo-chan\"}")
                .id;
    }

    @Test
    void numbersNamesAndAttributesAreMaskedAndRecordingsAreLeftOut() {
        var page = loggedIn(GuardedService.READER);

        for (var path : List.of("", "?view=techy", "/customer", "/now", "/around", "/past", "/journey", "/history")) {
            var shown = page.request().get("http://localhost:" + port + "/ui/contacts/" + contact + path);
            assertThat(shown.ok()).as(path).isTrue();
            assertThat(shown.text())
                    .as(path)
                    .doesNotContain(StagedCall.PHONE, "9012345678", "Momo-chan", "Kobayashi", "48151623")
                    .doesNotContain("recordings-heading");
        }
        page.navigate("http://localhost:" + port + "/ui/contacts/" + contact);
        assertThat(page.locator(".contact-number")).hasText("+81******5678");
        assertThat(page.locator("#part-attributes")).containsText("***");
    }

    @Test
    void whoeverMayFindsACustomerByNumberWithoutSeeingIt() {
        var page = loggedIn(GuardedService.READER);

        page.locator("#find").fill("090-1234-5678");
        page.locator("#find").press("Enter");

        assertThat(page.locator(".contact-number")).hasText("+81******5678");
    }

    @Test
    void everythingIsShownToThoseWhoMaySeeIt() {
        var page = loggedIn(GuardedService.ALL);

        page.navigate("http://localhost:" + port + "/ui/contacts/" + contact);

        assertThat(page.locator(".contact-number")).hasText(StagedCall.PHONE);
        assertThat(page.locator("#part-attributes")).containsText("Momo-chan");
        assertThat(page.locator("#part-recordings")).containsText("bucket/CallRecordings");
    }

    private Page loggedIn(String key) {
        var page = browser.page();
        page.navigate("http://localhost:" + port + "/ui/find");
        page.locator("input[name=key]").fill(key);
        page.locator("input[name=key]").press("Enter");
        assertThat(page.locator("#find")).isVisible();
        return page;
    }
}
