package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Finding, and the customer that is found.
@OpenService
class FindTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void anyIdOfAChainLeadsToItsContact() {
        var call = StagedCall.from(port, "+819011110000").initiated().queued(10);
        var second = call.transferred().initiated();
        var page = start();

        for (var asked : List.of(
                call.id,
                second.id,
                " " + second.id.toUpperCase(Locale.ROOT) + " ",
                "https://status.example.com/ui/contacts/" + call.id + "?view=techy")) {
            find(page, asked);
            assertThat(page.locator("#contact-id")).isVisible();
            assertThat(page.locator("#contact-id").textContent()).isIn(call.id, second.id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+819022223333",
                "090-2222-3333",
                "09022223333",
                "０９０−２２２２−３３３３",
                "０９０ー２２２２ー３３３３",
                "+81 90 2222 3333",
                "(090) 2222 3333",
                "\u202A+81 90-2222-3333\u202C"
            })
    void aNumberLeadsToItsCustomerHoweverItIsWrittenAndStandsInNoAddress(String number) {
        var call = StagedCall.from(port, "+819022223333").initiated().queued(10);
        var page = start();

        find(page, number);

        assertThat(page.locator(".contact-number")).hasText("+819022223333");
        assertThat(page.url()).matches(".*/ui/contacts/[0-9a-f-]{36}/customer");
        assertThat(page.locator("#part-customer-rows")).containsText("Queued");
        assertThat(call.id).isNotEmpty();
    }

    @Test
    void whoIsLiveIsFoundByTheBeginningOfAnIdOrTheLastDigits() {
        var call = StagedCall.from(port, "+819024681357").initiated().queued(110);
        var page = start();
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));

        for (var typed : List.of(call.id.substring(0, 6), "1357")) {
            page.locator("main").press("/");
            page.keyboard().press("ControlOrMeta+a");
            page.keyboard().type(typed);
            assertThat(page.locator("#suggestions a").first()).containsText("+81******1357");
        }
        Browser.assertAccessible(page);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        assertThat(page.locator("#contact-id")).hasText(call.id);
        assertThat(asked).noneMatch(url -> url.contains("1357"));
        page.waitForLoadState();
        page.locator("main").press("?");
        assertThat(page.locator("#keys")).isVisible();
        Browser.assertAccessible(page);
    }

    @Test
    void whatIsSuggestedIsSaidAndGoesWithWhoeverGivesItUpOrGoesOn() {
        var call = StagedCall.from(port, "+819024682468").initiated().queued(110);
        var page = start();
        var said = page.locator("#suggestions-said");
        assertThat(said).hasAttribute("role", "status");
        assertThat(said).hasText("");
        page.evaluate("window.regionBefore = document.getElementById('suggestions-said')");

        page.locator("#find").pressSequentially(call.id.substring(0, 8));

        assertThat(page.locator("#suggestions a")).hasCount(1);
        assertThat(said).hasText("1 suggestion: arrow keys choose, Enter searches everything.");
        assertThat((Boolean) page.evaluate("regionBefore.isConnected")).isTrue();
        page.keyboard().press("Tab");
        assertThat(page.locator("#suggestions a")).hasCount(1);
        page.keyboard().press("Tab");
        assertThat(page.locator("#suggestions a")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#suggestions a")).hasCount(0);
        assertThat(said).hasText("");
        page.locator("#find").focus();
        page.keyboard().type("-");
        page.locator("#suggestions a").click();
        assertThat(page.locator("#contact-id")).hasText(call.id);
    }

    @Test
    void whatIsGivenUpIsNotSuggestedWhenItsAnswerComes() {
        var call = StagedCall.from(port, "+819024683579").initiated().queued(110);
        var page = start();
        var held = Held.by(page, "**/ui/find/suggestions");
        page.evaluate("document.body.addEventListener('htmx:afterRequest', () => window.answered = true)");
        page.locator("#find").pressSequentially(call.id.substring(0, 8));
        held.awaitOne(page);

        page.keyboard().press("Escape");

        held.letAllPass();
        page.waitForFunction("() => window.answered");
        assertThat(page.locator("#suggestions")).isEmpty();
        assertThat(page.locator("#suggestions-said")).isEmpty();
    }

    @Test
    void whatIsNotFoundIsAPageThatSaysWhatWasTried() {
        var page = start();

        find(page, "090-9999-0000");

        assertThat(page.locator("h1")).hasText("Nothing was found");
        assertThat(page.locator("main")).containsText("as the number or identifier of a customer");
        assertThat(page.url()).isEqualTo(at("/ui/find"));
        Browser.assertAccessible(page);
        assertThat(browser.takeComplaints()).allMatch(complaint -> complaint.contains("404"));
    }

    @Test
    void aCustomersPageFollowsTheirContacts() {
        var call = StagedCall.from(port, "+819033334444").initiated().queued(10);
        var page = browser.page();
        page.navigate(at("/ui/contacts/" + call.id + "/customer"));
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.locator("#part-customer-live .chip")).hasText("Queued");

        call.atAgent("CONNECTED", 20);
        assertThat(page.locator("#part-customer-live .chip")).hasText("Connected");
        StagedCall.from(port, "+819033334444").initiated();
        assertThat(page.locator("#part-customer-live .chip")).hasCount(2);
        assertThat(page.locator("#customer-rows > tr")).hasCount(2);
        call.disconnected(60);
        assertThat(page.locator("#part-customer-live .chip")).hasCount(1);
    }

    @Test
    void aCustomersContactsAreFilteredAndPaged() {
        StagedCall.ended(port, "+819055556666", 27);
        var live = StagedCall.from(port, "+819055556666").initiated();
        var page = browser.page();
        page.navigate(at("/ui/contacts/" + live.id + "/customer"));
        assertThat(page.locator("#customer-rows > tr:not(.more)")).hasCount(25);

        page.getByText("Older contacts").click();
        assertThat(page.locator("#customer-rows > tr:not(.more)")).hasCount(28);
        page.navigate(page.url());
        assertThat(page.locator("#customer-rows > tr:not(.more)")).hasCount(28);
        page.locator("#filter-show").selectOption("live");
        page.getByText("Apply").click();

        assertThat(page.locator("#customer-rows > tr")).hasCount(1);
        assertThat(page).hasURL(at("/ui/contacts/" + live.id + "/customer?show=live&channel="));
    }

    @Test
    void olderContactsStayWhateverElseIsAnsweredBeforeOrAfterThem() {
        var phone = "+819077778888";
        StagedCall.ended(port, phone, 27);
        var live = StagedCall.from(port, phone).initiated();
        var page = browser.page();
        var refreshes = Held.by(page, "**/customer/now**");
        page.navigate(at("/ui/contacts/" + live.id + "/customer"));
        var rows = page.locator("#customer-rows > tr:not(.more)");

        refreshes.awaitOne(page);
        page.getByText("Older contacts").click();
        assertThat(rows).hasCount(28);
        refreshes.letAllPass();
        live.queued(10);
        assertThat(page.locator("#part-customer-rows .chip").first()).hasText("Queued");
        assertThat(rows).hasCount(28);
    }

    @Test
    void olderContactsComeAlsoWhenThePageIsRefreshedWhileTheyAreAskedFor() {
        var phone = "+819066667777";
        StagedCall.ended(port, phone, 27);
        var live = StagedCall.from(port, phone).initiated();
        var page = browser.page();
        page.navigate(at("/ui/contacts/" + live.id + "/customer"));
        var older = Held.by(page, "**/customer/older**");

        page.getByText("Older contacts").click();
        older.awaitOne(page);
        page.waitForResponse("**/customer/now**", () -> live.queued(10));
        older.letAllPass();

        assertThat(page.locator("#customer-rows > tr:not(.more)")).hasCount(28);
        assertThat(page.locator("#part-customer-rows .chip").first()).hasText("Queued");
    }

    @Test
    void whatIsPressedIsNotReplacedBeforeItIsReleased() {
        var phone = "+819044445555";
        StagedCall.ended(port, phone, 27);
        var live = StagedCall.from(port, phone).initiated();
        var page = browser.page();
        page.navigate(at("/ui/contacts/" + live.id + "/customer"));
        page.getByText("Older contacts").hover();

        page.mouse().down();
        page.waitForResponse("**/customer/now**", () -> live.queued(10));
        page.mouse().up();

        assertThat(page.locator("#customer-rows > tr:not(.more)")).hasCount(28);
        assertThat(page.locator("#part-customer-rows .chip").first()).hasText("Queued");
    }

    @Test
    void moreRowsThanCanBeGivenAtOnceStayAsTheyAre() {
        var phone = "+819088889999";
        StagedCall.ended(port, phone, 210);
        var live = StagedCall.from(port, phone).initiated();
        var page = browser.page();
        page.navigate(at("/ui/contacts/" + live.id + "/customer"));
        var rows = page.locator("#customer-rows > tr:not(.more)");
        for (var shown = 50; shown <= 200; shown += 25) {
            page.getByText("Older contacts").click();
            assertThat(rows).hasCount(shown);
        }
        page.getByText("Older contacts").click();
        assertThat(rows).hasCount(211);

        live.queued(10);

        assertThat(page.locator("#part-customer-live .chip")).hasText("Queued");
        assertThat(rows).hasCount(211);
    }

    /// Requests of a page that are not answered until they may be.
    private static final class Held implements Consumer<Route> {

        private final List<Route> waiting = new ArrayList<>();
        private boolean passing;

        static Held by(Page page, String address) {
            var held = new Held();
            page.route(address, held);
            return held;
        }

        @Override
        public void accept(Route route) {
            if (passing) {
                route.resume();
            } else {
                waiting.add(route);
            }
        }

        void awaitOne(Page page) {
            page.waitForCondition(() -> !waiting.isEmpty());
        }

        void letAllPass() {
            passing = true;
            waiting.forEach(Route::resume);
        }
    }

    private Page start() {
        var page = browser.page();
        page.navigate(at("/ui/find"));
        return page;
    }

    /// By keyboard only.
    private static void find(Page page, String asked) {
        page.locator("main").press("/");
        page.locator("#find").fill(asked);
        page.locator("#find").press("Enter");
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
