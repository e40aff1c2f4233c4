package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.contactstatus.pages.ControlPanelStub.Contact;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One call, as the supervisor, the support engineer and the agent see it at the same time, each on their page.
@OpenService
class CallOnAllPagesTest {

    private static final ControlPanelStub panel = ControlPanelStub.started();

    @RegisterExtension
    static final Browser browser = new Browser(panel.address());

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void softphone(DynamicPropertyRegistry properties) {
        properties.add("contact-status.softphone.instance-url", panel::address);
        properties.add("contact-status.softphone.region", () -> "eu-west-2");
    }

    @AfterAll
    static void end() {
        panel.close();
    }

    @BeforeEach
    void forget() {
        panel.reset();
        panel.logsIn("Hanako Mori", "Available", Instant.now().minusSeconds(600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "ja-JP"})
    void moveAsTheCallDoesAndAreReachedByKeyboardAlone(String language) {
        var words = ResourceBundle.getBundle(
                "messages/words",
                Locale.of(language.substring(0, 2)),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var board = opened(language, "/ui/board");
        var call = StagedCall.to(port).initiated().hears(2, "Welcome").queued(10);
        assertThat(row(board, "WAITING", call)).isVisible();

        var contact = foundByKeyboard(language, call);
        var status = contact.locator("#part-head .chip");
        assertThat(status).hasText(words.getString("words.status.QUEUED"));
        var phone = opened(language, "/ui/softphone");
        assertThat(phone.locator("#agent")).containsText("Hanako Mori");

        panel.rings(Contact.call(call.id), Instant.now());
        call.atAgent("CONNECTING", 30);
        assertThat(row(board, "RINGING", call)).isVisible();
        assertThat(status).hasText(words.getString("words.status.CONNECTING_TO_AGENT"));
        var known = phone.locator("#knowledge");
        assertThat(known).containsText(StagedCall.PHONE);
        assertThat(known.locator(".chip").first()).hasText(words.getString("words.status.CONNECTING_TO_AGENT"));

        panel.accepted(call.id, Instant.now());
        call.atAgent("CONNECTED", 40);
        assertThat(row(board, "CONNECTED", call)).isVisible();
        assertThat(status).hasText(words.getString("words.status.CONNECTED_TO_AGENT"));
        assertThat(known.locator(".chip").first()).hasText(words.getString("words.status.CONNECTED_TO_AGENT"));

        call.says(41, "I want my money back").says(42, "My card is 4111 1111");
        assertThat(contact.locator("#part-insights")).containsText("Refund");
        assertThat(phone.locator("#part-insights")).containsText("Refund");
        assertThat(row(board, "CONNECTED", call).locator("[data-badly]")).hasCount(0);
        assertThat(contact.locator("#transcript[data-open]")).hasCount(1);
        assertThat(phone.locator("#transcript[data-open]")).hasCount(1);
        // Tabs that are not seen hold no connection, but for the one with the call.
        for (var page : new Page[] {contact, phone}) {
            Browser.setHidden(page, true);
        }
        assertThat(contact.locator("#transcript[data-open]")).hasCount(0);
        assertThat(phone.locator("#transcript[data-open]")).hasCount(1);
        Browser.setHidden(contact, false);
        assertThat(contact.locator("#transcript[data-open]")).hasCount(1);
        call.says(43, "This is card 4111 for the third time");
        for (var page : new Page[] {contact, phone}) {
            assertThat(page.locator("#transcript-said")).containsText("This is card *** for the third time");
            Browser.assertAccessible(page);
        }
        assertThat(row(board, "CONNECTED", call).locator("[data-badly]")).isVisible();

        panel.held(call.id, Instant.now());
        call.atAgent("CONNECTED_ONHOLD", 50);
        assertThat(row(board, "HELD", call)).isVisible();
        assertThat(status).hasText(words.getString("words.status.ON_HOLD"));

        panel.ended(call.id, Instant.now());
        call.disconnected(60).atAgent("ENDED", 60);
        assertThat(row(board, "AFTER_WORK", call)).isVisible();
        assertThat(status).hasText(words.getString("words.status.AFTER_CONTACT_WORK"));
        // Without a call it lets go as others do, and asks anew when it is seen.
        Browser.setHidden(phone, false);
        assertThat(known.locator(".chip").first()).hasText(words.getString("words.status.AFTER_CONTACT_WORK"));
        assertThat(phone.locator("#current [data-slot=end]")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));

        for (var page : new Page[] {board, contact, phone}) {
            assertThat(page.locator("html")).hasAttribute("lang", language.substring(0, 2));
            assertThat(page.evaluate("window.neverLoadedAgain")).isEqualTo(true);
            assertThat(page.locator("main")).not().containsText("??");
        }
    }

    /// Nobody touches a mouse here.
    private Page foundByKeyboard(String language, StagedCall call) {
        var page = opened(language, "/ui/board");
        page.keyboard().press("/");
        page.keyboard().type(call.id);
        page.keyboard().press("Enter");
        page.waitForURL("**/ui/contacts/" + call.id);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        page.evaluate("window.neverLoadedAgain = true");
        return page;
    }

    private Page opened(String language, String path) {
        var page = browser.page(options -> options.setLocale(language));
        page.navigate("http://localhost:" + port + path);
        if (path.endsWith("board")) {
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        }
        page.evaluate("window.neverLoadedAgain = true");
        return page;
    }

    private static Locator row(Page page, String group, StagedCall call) {
        return page.locator("[data-list=" + group + "] [data-contact='" + call.id + "']");
    }
}
