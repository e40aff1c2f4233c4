package io.contactstatus.pages.agents;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.contactstatus.pages.AgentAtWork;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenService
class AgentsPageTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private final int number = NUMBER.incrementAndGet();
    private final String profile = "profile-" + number;

    /// Tests share the service, so each looks at its own agents only.
    private AgentAtWork agent(String name) {
        return new AgentAtWork(port, "agent-" + number + "-" + Integer.toHexString(name.hashCode()), name)
                .with(profile);
    }

    private static Locator row(Page page, String name) {
        return page.locator("tr.seat", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator group(Page page, String label) {
        return page.locator(
                "tbody",
                new Page.LocatorOptions()
                        .setHas(page.locator(".group .label", new Page.LocatorOptions().setHasText(label))));
    }

    private static Locator tally(Page page, String state) {
        return page.locator("[data-count=" + state + "]");
    }

    private Page opened(String more) {
        return opened(browser.page(), more);
    }

    private Page opened(Page page, String more) {
        page.navigate("http://localhost:" + port + "/ui/seats?profile=" + profile + more);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        return page;
    }

    @Test
    void anAgentMovesThroughADayWithoutTheReaderReloading() {
        var agent = agent("mori");
        agent.sets("Available", "ROUTABLE");
        var page = opened("");
        page.evaluate("window.sameDocument = true");
        assertThat(group(page, "Free").locator("tr.seat")).hasCount(1);
        assertThat(tally(page, "FREE")).hasText("1");

        agent.has("c-" + number, "CONNECTING", "Billing");
        assertThat(row(page, "mori")).hasAttribute("data-seat", "RINGING");
        assertThat(row(page, "mori").locator(".on")).containsText("Voice, Billing");
        agent.has("c-" + number, "CONNECTED", "Billing");
        assertThat(row(page, "mori").locator(".on .chip")).hasText("Connected");
        assertThat(row(page, "mori").locator(".on a")).hasAttribute("href", "/ui/contacts/c-" + number);
        assertThat(tally(page, "ON_CONTACT")).hasText("1");
        assertThat(tally(page, "FREE")).hasText("0");
        agent.has("c-" + number, "ENDED", "Billing");
        assertThat(tally(page, "AFTER_CONTACT_WORK")).hasText("1");

        agent.sets("Lunch", "CUSTOM");
        assertThat(group(page, "Away").locator("tr.seat")).hasCount(1);
        assertThat(group(page, "Free")).hasCount(0);
        assertThat(row(page, "mori").locator(".nothing")).hasCount(2);
        agent.sets("Offline", "OFFLINE");
        assertThat(group(page, "Offline").locator(".badge").first()).hasText("1");

        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        Browser.assertAccessible(page);
    }

    @Test
    void newAgentsTakeTheirPlacesAndWhoNoLongerMatchesLeaves() {
        agent("b").sets("Available", "ROUTABLE");
        var page = opened("&status=Available&group-by=status");

        agent("c").sets("Available", "ROUTABLE");
        agent("a").sets("Available", "ROUTABLE");
        assertThat(page.locator("tr.seat > th .sub")).hasText(new String[] {"a", "b", "c"});
        agent("b").at(Instant.now()).sets("Lunch", "CUSTOM");

        assertThat(page.locator("tr.seat > th .sub")).hasText(new String[] {"a", "c"});
        assertThat(page.locator("#seats-shown")).hasText("2");
    }

    @Test
    void countsWhatWasMissedAndShowsWhen() {
        var agent = agent("mori");
        agent.has("m-1", "MISSED", "Billing");
        agent.sets("Available", "ROUTABLE");
        var page = opened("");
        assertThat(row(page, "mori").locator(".missed")).hasText("1");

        agent.has("m-2", "MISSED", "Billing");

        assertThat(row(page, "mori").locator(".missed")).hasText("2");
        assertThat(row(page, "mori").locator(".times a").first()).hasAttribute("href", "/ui/contacts/m-2");
        assertThat(row(page, "mori")).hasAttribute("data-seat", "MISSED");
    }

    @Test
    void whoWasNotHeardOfForLongIsMarkedUnlessOffline() {
        agent("lost").at(Instant.now().minusSeconds(400)).sets("Available", "ROUTABLE");
        agent("gone").at(Instant.now().minusSeconds(400)).sets("Offline", "OFFLINE");
        var page = opened("");

        assertThat(row(page, "lost").locator(".stale-mark")).isVisible();
        assertThat(row(page, "lost").locator(".stale-mark")).containsText("No news for 6:");
        assertThat(row(page, "gone").locator(".stale-mark")).isHidden();
        assertThat(tally(page, "STALE")).hasText("1");

        agent("lost").at(Instant.now()).sets("Available", "ROUTABLE");
        assertThat(row(page, "lost").locator(".stale-mark")).isHidden();
        assertThat(tally(page, "STALE")).hasText("0");
    }

    @Test
    void whoIsFreeForLongestStandsOnTopAndAThousandArePagesToBeSearched() {
        var freed = agent("freed").at(Instant.now().minusSeconds(900));
        freed.sets("Available", "ROUTABLE");
        freed.at(Instant.now().minusSeconds(20)).has("done-1", "ENDED", "Billing");
        freed.at(Instant.now().minusSeconds(10)).sets("Available", "ROUTABLE");
        for (var number = 0; number < 61; number++) {
            agent("free-%02d".formatted(number))
                    .at(Instant.now().minusSeconds(100 + number))
                    .sets("Available", "ROUTABLE");
        }
        var page = opened("");
        var shown = page.locator("tr.seat:not(.later) > th .sub");

        assertThat(shown).hasCount(60);
        assertThat(shown.first()).hasText("free-60");
        page.getByText("Next", new Page.GetByTextOptions().setExact(true)).press("Enter");
        assertThat(page.locator("#seats-pages [data-step='-1']")).isFocused();
        assertThat(shown).hasText(new String[] {"free-00", "freed"});
        assertThat(page).hasURL(Pattern.compile(".*[?&]page=2$"));
        page.reload();
        assertThat(shown).hasText(new String[] {"free-00", "freed"});

        agent("free-30").at(Instant.now().minusSeconds(5)).has("c-" + number, "CONNECTING", "Billing");
        assertThat(shown).hasText(new String[] {"freed", "free-30"});
        page.getByLabel("Find a name").fill("FREE-30");
        assertThat(shown).hasText(new String[] {"free-30"});
        assertThat(page.locator("#seats-pages")).isHidden();
        page.reload();
        assertThat(shown).hasText(new String[] {"free-30"});
    }

    @Test
    void canBeGroupedAndFilteredByTheHierarchyWithoutScripts() {
        agent("a").in("Tokyo", "Team A").sets("Available", "ROUTABLE");
        agent("b").in("Tokyo", "Team B").sets("Available", "ROUTABLE");
        agent("c").sets("Available", "ROUTABLE");
        var page = browser.page(options -> options.setJavaScriptEnabled(false));
        page.navigate("http://localhost:" + port + "/ui/seats?profile=" + profile);

        page.getByLabel("Group by").selectOption("hierarchy");
        page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".group .label"))
                .hasText(new String[] {"Tokyo / Team A", "Tokyo / Team B", "In no group"});

        page.getByLabel("Hierarchy group").selectOption("Tokyo");
        page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("tr.seat > th .sub")).hasText(new String[] {"a", "b"});
        assertThat(page.url()).contains("group-by=hierarchy").contains("hierarchy=Tokyo");
    }

    @Test
    void keepsTheFocusOnALinkWhoseRowMoves() {
        var agent = agent("mori");
        agent.has("f-1", "CONNECTED", "Billing");
        var page = opened("");
        row(page, "mori").locator(".on a").focus();

        agent.has("f-1", "CONNECTED_ONHOLD", "Billing");
        assertThat(row(page, "mori").locator(".on .chip")).hasText("On hold");

        assertThat(row(page, "mori").locator(".on a")).isFocused();
    }

    @Test
    void whatAgentsAndQueuesAreCalledIsOnlyEverText() {
        var hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>${7*7}[[${7*7}]]";
        var agent = agent(hostile).in(hostile);
        agent.sets(hostile, "CUSTOM");
        var page = opened("&group-by=hierarchy");
        page.onDialog(dialog -> {
            throw new AssertionError("a script ran");
        });

        agent.has("x-1", "CONNECTED", hostile);
        agent("later " + hostile).in("later " + hostile).has("x-2", hostile, hostile);

        assertThat(page.locator(".group .label")).hasText(new String[] {hostile, "later " + hostile});
        assertThat(page.locator(".on a")).hasText(new String[] {"Voice, " + hostile, "Voice, " + hostile});
        assertThat(page.locator("main img, main script")).hasCount(0);
    }

    @Test
    void speaksJapaneseAlsoInWhatIsPushed() {
        var agent = agent("mori");
        agent.sets("Available", "ROUTABLE");
        var page = opened(browser.page(options -> options.setLocale("ja-JP")), "");
        assertThat(page.locator("h1")).hasText("エージェント");
        assertThat(row(page, "mori").locator(".name")).hasText("Mori Hanako");

        agent.has("j-1", "CONNECTED", "請求");

        assertThat(row(page, "mori").locator("td > .chip")).hasText("応対中");
        assertThat(row(page, "mori").locator(".on a")).hasText("音声・請求");
        Browser.assertAccessible(page);
    }

    @Test
    void fitsAPhoneAndIsAccessibleInTheDark() {
        var agent = agent("mori").in("Tokyo", "A team with quite a long name, as teams have");
        agent.has("p-1", "MISSED", "A queue with quite a long name");
        agent.has("p-2", "CONNECTED", "A queue with quite a long name");
        var page = browser.page(options -> options.setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));
        opened(page, "");

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        Browser.assertAccessible(page);
        for (var state : List.of("CONNECTED_ONHOLD", "ENDED")) {
            agent.has("p-2", state, "A queue");
        }
        assertThat(row(page, "mori")).hasAttribute("data-seat", "AFTER_CONTACT_WORK");
    }
}
