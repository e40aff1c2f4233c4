package io.contactstatus.pages.streaming;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.contactstatus.pages.AgentAtWork;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.store.DeadLetterStore;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenService
class StreamingPageTest {

    private static final String LOG = """
            {"ContactId":"c-1","ContactFlowId":"arn:flow/1","ContactFlowName":"Main",
             "ContactFlowModuleType":"PlayPrompt","Timestamp":"2026-01-05T11:59:58.000Z","Parameters":{}}""";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>[[${7*7}]]";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    DeadLetterStore letters;

    /// What another test has left there.
    @BeforeEach
    void forgetLetters() {
        letters.newest(100, null).items().forEach(letter -> letters.delete(letter.id()));
    }

    private String keep(String reason, String position, String payload) {
        return letters.keep(reason, "kinesis", position, payload.getBytes(StandardCharsets.UTF_8));
    }

    private Page opened(Page page, String path) {
        page.navigate("http://localhost:" + port + path);
        return page;
    }

    private Page opened() {
        return opened(browser.page(), "/ui/streaming");
    }

    private static Locator source(Page page, String name) {
        return page.locator("table.sources tr", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void showsWhatArrivesWithoutReloading() {
        var page = opened();
        page.evaluate("window.sameDocument = true");
        assertThat(source(page, "Contact Lens").locator(".chip")).hasText("Never seen");

        AgentAtWork.ingest(port, LOG);

        assertThat(source(page, "Flow logs").locator(".chip")).hasText("Arriving");
        assertThat(source(page, "Flow logs").locator(".badge:not(.warn)")).hasText("HTTP");
        assertThat(source(page, "Flow logs")).containsText("2026");
        assertThat(page.locator(".instances li")).containsText("this one");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        Browser.assertAccessible(page);
    }

    @Test
    void aRecordThatCannotBeReadAppearsAndIsTriedAgainByKeyboardAlone() {
        var page = opened();
        assertThat(page.locator("#letters")).containsText("None: everything could be read");

        AgentAtWork.ingest(port, "{\"poison\": oh no");
        var replay = page.locator("#letters").getByRole(AriaRole.BUTTON);
        assertThat(replay).hasCount(1);
        tabTo(page, replay);
        page.keyboard().press("Enter");

        assertThat(page.locator("#letters-told")).containsText("Still rejected, and kept: not valid JSON");
        assertThat(page.locator("#letters-told")).isFocused();
        assertThat(page.locator("table.letters tbody tr")).hasCount(1);
    }

    private static void tabTo(Page page, Locator wanted) {
        for (var press = 0; press < 40; press++) {
            page.keyboard().press("Tab");
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("not reached with the Tab key");
    }

    @Test
    void whatCanBeReadNowIsNoDeadLetterAnyMore() {
        keep("the store refused it for ever", "shard/1", LOG);
        var page = opened();

        page.locator("#letters")
                .getByText("Replay", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("#letters-told")).containsText("Stored");
        assertThat(page.locator("#letters")).containsText("None: everything could be read");
        assertThat(page.locator("#letters-told")).isFocused();
    }

    @Test
    void allThatWereRejectedForTheSameReasonAreTriedAgainAtOnce() {
        keep("no schema", "shard/1", LOG);
        keep("no schema", "shard/2", LOG + LOG);
        keep("no schema", "shard/3", "not JSON at all");
        keep("something else", "shard/4", LOG);
        var page = opened();

        page.getByText("Replay these 3:").click();

        assertThat(page.locator("#letters-told")).containsText("2 dealt with, 1 still rejected and kept:");
        assertThat(page.locator("table.letters tbody tr")).hasCount(2);
    }

    @Test
    void aLetterIsThrownAwayFromTheListAndAWrongClockIsToldOf() {
        keep("no schema", "shard/1", "not JSON at all");
        AgentAtWork.ingest(port, LOG.replace("2026-01-05", "2500-01-05"));
        AgentAtWork.ingest(port, LOG);
        var page = opened();
        assertThat(source(page, "Flow logs")).containsText("one by a wrong clock came at");
        assertThat(source(page, "Flow logs")).not().containsText("2500");

        page.locator("table.letters summary").click();
        page.locator("table.letters details button").click();

        assertThat(page.locator("#letters-told")).hasText("Deleted.");
        assertThat(page.locator("#letters-told")).isFocused();
        assertThat(page.locator("table.letters")).hasCount(0);
    }

    @Test
    void aLetterIsOpenedTriedAgainAndDeletedWithoutScripts() {
        var id = keep("no schema", "shard/1", "{\"name\": 1");
        var page = browser.page(options -> options.setJavaScriptEnabled(false));
        opened(page, "/ui/streaming");

        page.getByText("no schema").click();
        assertThat(page.locator(".payload")).hasText("{\"name\": 1");
        assertThat(page.locator("main .facts")).containsText("shard/1");
        page.getByText("Replay", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main [role=status]")).containsText("Still rejected, and kept: JSON ends");

        page.getByText("Delete …").click();
        page.getByText("Delete for good").click();
        assertThat(page.locator("#letters-told")).hasText("Deleted.");
        assertThat(letters.find(id)).isEmpty();
    }

    @Test
    void olderLettersAreOnTheNextPage() {
        for (var number = 0; number < 23; number++) {
            keep("reason " + number, "shard/" + number, "x" + number);
        }
        var page = opened();
        assertThat(page.locator("table.letters tbody tr")).hasCount(20);

        page.getByText("Older").click();

        assertThat(page.locator("table.letters tbody tr")).hasCount(3);
        assertThat(page.getByText("Newest", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.request()
                        .get("http://localhost:" + port + "/ui/streaming?from=nonsense")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsInALetterIsOnlyEverText() {
        var id = keep(HOSTILE, HOSTILE, HOSTILE);
        keep(HOSTILE, "other", HOSTILE);
        var page = browser.page();
        page.onDialog(dialog -> {
            throw new AssertionError("a script ran");
        });

        opened(page, "/ui/streaming");
        assertThat(page.locator("table.letters a").first()).hasText(HOSTILE);
        assertThat(page.locator("main img, main script")).hasCount(0);
        opened(page, "/ui/streaming/dead-letters/" + id);

        assertThat(page.locator(".payload")).hasText(HOSTILE);
        assertThat(page.locator("main img, main script")).hasCount(0);
        Browser.assertAccessible(page);
    }

    @Test
    void speaksJapaneseFitsAPhoneAndIsAccessibleInTheDark() {
        keep("no schema, and a reason that is quite long as reasons go", "a/very/long/position/".repeat(5), LOG);
        var page = browser.page(
                options -> options.setLocale("ja-JP").setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));

        opened(page, "/ui/streaming");

        assertThat(page.locator("h1")).hasText("データストリーミング");
        assertThat(page.locator("#letters").getByRole(AriaRole.BUTTON)).hasText("再処理");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        Browser.assertAccessible(page);
        page.locator("#letters").getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("#letters-told")).hasText(Pattern.compile("保存しました.*"));
    }

    @Test
    void anUnknownLetterIsNoPage() {
        var answer = browser.page().request().get("http://localhost:" + port + "/ui/streaming/dead-letters/nonsense");

        assertThat(answer.status()).isEqualTo(404);
    }
}
