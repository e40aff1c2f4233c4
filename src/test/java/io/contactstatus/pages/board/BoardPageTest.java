package io.contactstatus.pages.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.FreezableProxy;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import io.contactstatus.view.ContactSummaryView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The board in a browser, and what is pushed to it.
@OpenService
@TestPropertySource(
        properties = {
            "contact-status.pages.board.rows=12",
            "contact-status.pages.board.abandoned.refresh=50ms",
            "contact-status.pages.board.figures.refresh=0s",
            "contact-status.pages.board.queue.warn=1m",
            "contact-status.pages.board.queue.alert=1h"
        })
class BoardPageTest {

    private static final String EVIL = "<img src=x onerror=\"window.hurt=1\">'\"&";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    BoardBuilder boards;

    @Autowired
    BoardFragments fragments;

    private final Instant began = Instant.now().minusSeconds(100);

    private final List<Caller> onStage = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        onStage.forEach(Caller::leaves);
    }

    private Caller caller(String queue) {
        return caller(phone(), queue, "agent-" + UUID.randomUUID());
    }

    private Caller caller(String phone, String queue, String agent) {
        var caller = new Caller(port, phone, queue, agent, began);
        onStage.add(caller);
        return caller;
    }

    private static String phone() {
        return "+8190" + "%08d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
    }

    private Page board(String query) {
        var page = browser.page();
        open(page, query);
        return page;
    }

    private void open(Page page, String query) {
        page.navigate("http://localhost:" + port + "/ui/board" + query);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        page.evaluate("window.neverLoadedAgain = true");
    }

    private static void assertNeverLoadedAgain(Page page) {
        assertThat(page.evaluate("window.neverLoadedAgain")).isEqualTo(true);
    }

    private static Locator row(Page page, BoardGroup group, Caller caller) {
        return page.locator("[data-list=" + group + "] [data-contact='" + caller.id() + "']");
    }

    @Test
    void aCallMovesThroughTheGroupsWithoutThePageBeingLoadedAgain() {
        var call = caller("Billing");
        var page = board("");

        call.calls();
        assertThat(row(page, BoardGroup.FLOW, call)).hasCount(1);
        call.queues(3);
        assertThat(row(page, BoardGroup.WAITING, call)).isVisible();
        assertThat(row(page, BoardGroup.WAITING, call).locator("td.wait time"))
                .hasText(Pattern.compile("1:\\d\\d ▲|1:\\d\\d"));
        assertThat(row(page, BoardGroup.WAITING, call).locator("td.wait time")).hasClass("warn");
        call.rings(20);
        assertThat(row(page, BoardGroup.RINGING, call).locator("td.agent")).hasText(Pattern.compile("agent-.*"));
        call.talks(25);
        assertThat(row(page, BoardGroup.CONNECTED, call).locator("td.queue")).hasText(Pattern.compile("Billing.*"));
        assertThat(row(page, BoardGroup.CONNECTED, call).locator("td.wait")).hasText("0:22");
        assertThat(row(page, BoardGroup.CONNECTED, call).locator("a.stop"))
                .hasAttribute("href", "/ui/contacts/" + call.id() + "/stop");
        call.isPutOnHold(40);
        assertThat(row(page, BoardGroup.HELD, call)).isVisible();
        call.hangsUp(60);
        call.isWorkedOn(60);
        assertThat(row(page, BoardGroup.AFTER_WORK, call)).isVisible();
        assertThat(row(page, BoardGroup.AFTER_WORK, call).locator("td.whole")).hasText("1:00");
        // Whoever comes now finds it there, too: it is over for the customer, but not for the agent.
        assertThat(row(board(""), BoardGroup.AFTER_WORK, call)).isVisible();
        call.completes(70);
        assertThat(page.locator("[data-contact='" + call.id() + "']")).hasCount(0);

        assertNeverLoadedAgain(page);
    }

    @Test
    void aFrozenNetworkIsNotTakenForALiveBoard() throws IOException {
        var call = caller("Billing");
        call.calls();
        call.queues(3);
        try (var network = new FreezableProxy(port)) {
            var page = browser.page();
            page.clock().install();
            page.navigate("http://localhost:" + network.port() + "/ui/board");
            var waits = row(page, BoardGroup.WAITING, call).locator("td.wait time");
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            assertThat(waits).isVisible();
            var places = page.locator("main").boundingBox().y;
            var sign = row(page, BoardGroup.WAITING, call).locator("[data-stale-from]");
            sign.evaluate("sign => { sign.dataset.staleFrom = new Date(Date.now() + 40000).toISOString(); }");

            network.freeze();
            page.clock().fastForward(21_000);

            assertThat(page.locator("#disconnected"))
                    .hasText(Pattern.compile("Not connected since \\d\\d:\\d\\d:\\d\\d"));
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "lost");
            assertThat(page.locator("main")).hasCSS("opacity", "0.45");
            assertThat(page.locator("main").boundingBox().y).isEqualTo(places);
            var stopped = waits.textContent();
            page.clock().fastForward(30_000);
            assertThat(waits).hasText(stopped);
            assertThat(sign).isHidden();

            network.thaw();
            page.clock().fastForward(20_000);
            page.clock().resume();

            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            assertThat(page.locator("#disconnected")).isHidden();
            assertThat(waits).not().hasText(stopped);
            call.talks(25);
            assertThat(row(page, BoardGroup.CONNECTED, call)).isVisible();
            // The browser's own words for what was given up.
            page.close();
            browser.takeComplaints();
        }
    }

    @Test
    void aBoardIsLiveWhileChangesComeInsteadOfHeartbeats() {
        var call = caller("Busy").calls().queues(1);
        var page = browser.page();
        page.clock().install();
        open(page, "?queue=" + call.queueId());

        page.clock().fastForward(10_000);
        call.rings(10);
        assertThat(row(page, BoardGroup.RINGING, call)).isVisible();
        page.clock().fastForward(10_000);

        assertThat(page.locator("#pulse").getAttribute("data-state")).isEqualTo("live");
    }

    @Test
    void tabsThatAreNotSeenHoldNoConnectionAndGoOnWhenTheyAre() {
        var call = caller("Hidden").calls().queues(1);
        var page = browser.page();
        page.clock().install();
        open(page, "?queue=" + call.queueId());
        // More than a browser has connections for, were each to hold one.
        for (var tab = 0; tab < 6; tab++) {
            var other = page.context().newPage();
            other.clock().install();
            open(other, "?queue=" + call.queueId());
            Browser.setHidden(other, true);
            other.clock().fastForward(11_000);
        }
        call.rings(10);
        assertThat(row(page, BoardGroup.RINGING, call)).isVisible();

        var hidden = page.context().pages().get(3);
        assertThat(row(hidden, BoardGroup.WAITING, call)).isVisible();
        Browser.setHidden(hidden, false);
        hidden.clock().fastForward(1_000);

        assertThat(row(hidden, BoardGroup.RINGING, call)).isVisible();
        assertThat(hidden.locator("#pulse")).hasAttribute("data-state", "live");
        assertNeverLoadedAgain(hidden);
    }

    @Test
    void aRowThatStaysInItsPlaceIsNeverShownTwice() {
        var call = StagedCall.to(port).initiated().hears(2, "Welcome");
        var page = board("");
        var row = page.locator("[data-list=FLOW] [data-contact='" + call.id + "']");
        row.evaluate("row => row.dataset.mine = true");

        for (var second : List.of(5, 8)) {
            var heard = row.locator("[data-stale-from]").getAttribute("data-stale-from");
            call.hears(second, "Please hold the line");
            assertThat(row.locator("[data-stale-from]")).not().hasAttribute("data-stale-from", heard);
        }

        assertThat(row).hasAttribute("data-mine", "true");
        assertThat(row.locator(".channel")).hasCount(1);
        assertThat(row.locator(".signs")).hasCount(1);
        assertThat(row.locator(".whom a")).hasCount(1);
        call.disconnected(10);
    }

    @Test
    void aQueueIsFoundByItsNameThoughAWaitingContactDoesNotKnowIt() {
        var name = "Named " + UUID.randomUUID();
        var waiting = caller(name).calls().queues(1);
        caller(name).calls().queues(1).rings(5);

        var page = board("?queue=" + name.replace(" ", "%20"));
        var later = caller(name).calls().queues(2);

        assertThat(row(page, BoardGroup.WAITING, waiting)).isVisible();
        assertThat(row(page, BoardGroup.WAITING, later)).isVisible();
    }

    @Test
    void timesCount() {
        var call = caller("Counting").calls().queues(1);
        var page = board("");
        var time = row(page, BoardGroup.WAITING, call).locator("td.wait time");

        var before = time.textContent();

        assertThat(time).not().hasText(before);
    }

    @Test
    void timesAreRightOnAMachineWhoseClockIsWrong() {
        var call = caller("Skewed").calls().queues(1);
        var page = browser.page();
        page.clock()
                .install(new Clock.InstallOptions()
                        .setTime(Instant.now().minusSeconds(10_000).toEpochMilli()));

        open(page, "?queue=" + call.queueId());

        assertThat(row(page, BoardGroup.WAITING, call).locator("td.wait time"))
                .hasText(Pattern.compile("[12]:\\d\\d.*"));
    }

    @Test
    void onlyWhatTheAddressSaysIsShown() {
        var mine =
                caller("Mine " + UUID.randomUUID()).calls().queues(1).rings(5).talks(6);
        var another = caller("Other").calls().queues(1).rings(5).talks(6);
        var everything = board("");
        assertThat(row(everything, BoardGroup.CONNECTED, mine)).hasCount(1);
        var agent =
                row(everything, BoardGroup.CONNECTED, mine).locator("td.agent").textContent();

        var page = board("?queue=&agent=" + agent + "&channel=&status=&callback=false");

        assertThat(row(page, BoardGroup.CONNECTED, mine)).isVisible();
        assertThat(row(page, BoardGroup.CONNECTED, another)).hasCount(0);
        assertThat(page.locator("[data-total]")).hasText("1");
        assertThat(page.locator(".filter .badge").first()).hasText("Agent: " + agent);
        another.isPutOnHold(30);
        mine.isPutOnHold(31);
        assertThat(row(page, BoardGroup.HELD, mine)).isVisible();
        assertThat(row(page, BoardGroup.HELD, another)).hasCount(0);
        Browser.assertAccessible(page);
    }

    @Test
    void ofACategoryThoseAreShownThatHaveItAsSoonAsTheyDo() {
        var category = "Refund " + UUID.randomUUID();
        var first = StagedCall.to(port).initiated().queued(5).atAgent("CONNECTED", 10);
        var second = StagedCall.to(port).initiated().queued(5).atAgent("CONNECTED", 10);
        first.says(11, "I want my money back", category);
        var page = board("?category=" + category.replace(" ", "%20"));
        assertThat(page.locator("[data-list=CONNECTED] [data-contact='" + first.id + "']"))
                .isVisible();
        assertThat(page.locator("[data-contact]")).hasCount(1);
        assertThat(page.locator(".filter .badge").first()).hasText("Category: " + category);

        second.says(12, "Me too", category);

        assertThat(page.locator("[data-list=CONNECTED] [data-contact='" + second.id + "']"))
                .isVisible();
        assertThat(page.locator("[data-contact]")).hasCount(2);
        assertThat(page.locator("[data-count=CONNECTED]").first()).hasText("2");
    }

    @ParameterizedTest
    @CsvSource({"en-GB,Rule: Wants to cancel", "ja-JP,ルール：Wants to cancel"})
    void theRuleThatMatchedLastIsNamed(String language, String sign) {
        var category = "Refund " + UUID.randomUUID();
        var call = StagedCall.to(port).initiated().queued(5).atAgent("CONNECTED", 10);
        call.says(11, "I want my money back", category);
        var page = browser.page(options -> options.setLocale(language));
        open(page, "?category=" + category.replace(" ", "%20"));
        assertThat(page.locator("[data-contact]")).hasCount(1);
        assertThat(page.locator("[data-contact] .rule")).hasCount(0);

        call.matchesRule(12, "Wants to cancel");
        assertThat(page.locator("[data-contact] .rule")).hasText(sign);
        call.matchesRule(20, "Is very loud, and has been for quite a while now");

        var named = page.locator("[data-contact] .rule");
        assertThat(named).containsText("Is very loud");
        assertThat(named).containsText("+1");
        assertThat(named).hasAttribute("title", Pattern.compile(".*Is very loud.*, Wants to cancel"));
        Browser.assertAccessible(page);
    }

    @Test
    void whatIsNoFilterIsRefused() {
        var page = browser.page();

        assertThat(page.navigate("http://localhost:" + port + "/ui/board?status=NONSENSE")
                        .status())
                .isEqualTo(400);
        browser.takeComplaints();
    }

    @Test
    void theFocusGoesWhereTheRowGoes() {
        var call = caller("Focus").calls().queues(1);
        var page = board("?queue=" + call.queueId());
        row(page, BoardGroup.WAITING, call).locator(".whom a").focus();

        call.rings(10);

        assertThat(row(page, BoardGroup.RINGING, call).locator(".whom a")).isFocused();
        call.talks(12);
        assertThat(row(page, BoardGroup.CONNECTED, call).locator(".whom a")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/ui/contacts/" + call.id());
        // What is there is another page's business.
        browser.takeComplaints();
    }

    @Test
    void theFocusOfARowThatEndsGoesToItsNeighbour() {
        var first = caller("Neighbours").calls().queues(1);
        var second = caller("Neighbours").calls().queues(2);
        var third = caller("Neighbours").calls().queues(3);
        var page = board("?queue=" + first.queueId());
        row(page, BoardGroup.WAITING, second).locator(".whom a").focus();

        second.hangsUp(9);
        assertThat(row(page, BoardGroup.WAITING, third).locator(".whom a")).isFocused();
        third.hangsUp(9);

        assertThat(row(page, BoardGroup.WAITING, first).locator(".whom a")).isFocused();
    }

    private static Page withAlerts() {
        var page = browser.page();
        page.context().addInitScript("""
                window.given = [];
                window.Notification = class {
                  static get permission() { return localStorage.getItem("permission") ?? "default"; }
                  static async requestPermission() { localStorage.setItem("permission", "granted"); return this.permission; }
                  constructor(title, { body }) { given.push(title + ", " + body); }
                };""");
        return page;
    }

    @Test
    void alertsAreGivenByTheBoardOfEachFilterAndOnceForWhatTwoOfThemShow() {
        var one = caller("Alerts of one").calls().queues(1);
        var other = caller("Alerts of another").calls().queues(1);
        var page = withAlerts();
        open(page, "?queue=" + one.queueId());
        page.getByText("Alerts off").click();
        var second = page.context().newPage();
        open(second, "?queue=" + other.queueId());
        var third = page.context().newPage();
        open(third, "?queue=" + other.queueId() + "&channel=VOICE");
        for (var each : List.of(page, second, third)) {
            assertThat(each.locator("body")).hasAttribute("data-keeps", "alerts");
        }

        one.rings(20);
        other.rings(20);

        page.waitForFunction("() => given.length > 0");
        assertThat((String) page.evaluate("given[0]")).contains("Alerts of one");
        assertThat(second.locator("td.key time.alert")).hasCount(1);
        assertThat(third.locator("td.key time.alert")).hasCount(1);
        var once = "Ringing: 1:\\d\\d, Alerts of another · agent-.*";
        await().untilAsserted(() ->
                assertThat(told(second, third)).singleElement(STRING).matches(once));
        // Each looks once a second; by then the other one has looked, too.
        var marked = (Number) third.evaluate("performance.now()");
        third.waitForFunction("since => performance.now() > since + 2500", marked);
        assertThat(told(second, third)).hasSize(1);
        browser.takeComplaints();
    }

    private static List<Object> told(Page... pages) {
        return Stream.of(pages)
                .flatMap(page -> ((List<?>) page.evaluate("given")).stream())
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void alertsAreGivenToThoseWhoAskForThem() {
        var call = caller("Alerts").calls().queues(1);
        var page = withAlerts();
        open(page, "?queue=" + call.queueId());
        page.getByText("Alerts off").click();
        assertThat(page.getByText("Alerts on")).isVisible();
        assertThat(page.locator("body")).hasAttribute("data-keeps", "alerts");

        call.rings(20);

        page.waitForFunction("() => given.length === 1");
        assertThat((String) page.evaluate("given[0]")).matches("Ringing: 1:\\d\\d, Alerts · agent-.*");
        // One tab gives them, and the next one when that is closed, also a hidden one without a stream.
        var next = page.context().newPage();
        next.addInitScript("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
        next.clock().install();
        open(next, "?queue=" + call.queueId());
        assertThat(next.getByText("Alerts on")).hasCount(1);
        assertThat(next.locator("body")).not().hasAttribute("data-keeps", "alerts");
        next.clock().runFor(11_000);
        assertThat(next.locator("body")).hasAttribute("data-resting", "");
        page.close();
        assertThat(next.locator("body")).hasAttribute("data-keeps", "alerts");
        next.clock().resume();
        assertThat(next.locator("body")).not().hasAttribute("data-resting", "");
        caller("Alerts").calls().queues(1).rings(20);
        next.waitForFunction("() => given.length === 1");
        next.getByText("Alerts on").click();
        assertThat(next.locator("body")).not().hasAttribute("data-keeps", "alerts");
        browser.takeComplaints();
    }

    @Test
    void alertsAreSaidOnThePageWhereTheBrowserHasThemForServiceWorkersOnly() {
        var call = caller("Alerts elsewhere").calls().queues(1);
        var page = browser.page();
        page.context().addInitScript("""
                window.Notification = class {
                  static permission = "granted";
                  static async requestPermission() { return "granted"; }
                  constructor() { throw new TypeError("Illegal constructor"); }
                };""");
        open(page, "?queue=" + call.queueId());
        page.getByText("Alerts off").click();
        assertThat(page.locator("body")).hasAttribute("data-keeps", "alerts");

        call.rings(20);

        assertThat(page.locator("#alerted")).hasText(Pattern.compile("Ringing: 1:\\d\\d, Alerts elsewhere · agent-.*"));
    }

    @Test
    void whoLeftAtOnceIsListedForThoseWhoAskForEveryone() {
        var name = "Short " + UUID.randomUUID();
        var waited = caller(name).calls().queues(5).hangsUp(35);
        var left = caller(name).calls().queues(5).hangsUp(8);
        var page = board("?queue=" + waited.queueId());
        assertThat(page.locator("#abandoned-" + waited.id())).isVisible();
        assertThat(page.locator("#abandoned-" + left.id())).hasCount(0);

        open(page, "?everyone=true&queue=" + waited.queueId());

        assertThat(page.locator("#abandoned-" + waited.id())).isVisible();
        assertThat(page.locator("#abandoned-" + left.id())).isVisible();
        browser.takeComplaints();
    }

    @Test
    void theFocusStaysWithACustomerWhoIsTakenByKeyboard() {
        var call = caller("Taken " + UUID.randomUUID()).calls().queues(5).hangsUp(35);
        var page = board("?queue=" + call.queueId());
        var line = page.locator("#abandoned-" + call.id());
        line.getByText("I do").focus();

        page.keyboard().press("Enter");
        assertThat(line.locator(".agreed")).containsText(Pattern.compile("You do\\s+until \\d\\d:\\d\\d:\\d\\d"));
        assertThat(line.getByText("Done")).isFocused();
        page.keyboard().press("Enter");
        assertThat(line.locator(".agreed")).hasText(Pattern.compile("^Done"));

        assertThat(line.locator(".whom a")).isFocused();
    }

    @Test
    void saysHowTheDayGoesAndSortsAndLeavesOutColumnsByItsAddress() {
        var name = "Day " + UUID.randomUUID();
        var first = caller(name).calls().queues(1).rings(2).talks(11);
        var page = board("?without=QUEUE&with=WHOLE&queue=" + first.queueId());
        assertThat(page.locator("#figures .tile").nth(0)).containsText("100");
        assertThat(page.locator("#figures .tile").nth(1)).containsText("1");
        assertThat(page.locator("#figures [data-available]")).hasText(Pattern.compile("\\d+"));
        assertThat(row(page, BoardGroup.CONNECTED, first).locator(".whole")).isVisible();
        assertThat(row(page, BoardGroup.CONNECTED, first).locator(".queue")).isHidden();
        var second = caller(name).calls().queues(1).rings(2).talks(20);
        var rows = page.locator("[data-list=CONNECTED] tr");
        assertThat(rows.last()).hasAttribute("data-contact", second.id());

        page.locator("#group-CONNECTED th.key .sort").click();

        assertThat(rows.first()).hasAttribute("data-contact", second.id());
        assertThat(page.url()).contains("sort=NEWEST").contains("without=QUEUE").contains("with=WHOLE");
        assertThat(page.locator("#group-CONNECTED th.key")).hasAttribute("aria-sort", "ascending");
        assertThat(page.locator("#figures .tile").nth(1)).containsText("2");
        browser.takeComplaints();
        List.of(first, second)
                .forEach(caller -> caller.hangsUp(60).isWorkedOn(60).completes(70));
    }

    @Test
    void theWallTurnsWhatDoesNotFit() {
        var queue = "A queue with quite a long name ";
        var callers = IntStream.range(0, 14)
                .mapToObj(number ->
                        caller(queue + number).calls().queues(1).rings(2).talks(3))
                .toList();
        var page = browser.page(options -> options.setViewportSize(1920, 1080));
        page.clock().install();
        page.navigate("http://localhost:" + port + "/ui/board?wall");
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.locator("[data-turns=queues]").locator("xpath=..").locator(".turn"))
                .hasText(Pattern.compile("1 of \\d"));
        var first = page.locator("[data-turns=queues] tr[data-turn]:visible")
                .first()
                .textContent();
        var phone = phone();
        var call =
                caller(phone, queue + 3, "agent-" + UUID.randomUUID()).calls().rings(60);
        await().until(() -> {
            page.clock().runFor(1_000);
            return page.locator("[data-seat=RINGING][data-turn]").count() > 0;
        });
        page.clock().runFor(8_000);
        assertThat(page.locator("[data-turns=queues] tr[data-turn]:visible").first())
                .not()
                .hasText(first);
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollHeight <= innerHeight"
                                                + " && [...document.querySelectorAll('#wall *')].every(part =>"
                                                + " ['visible', 'hidden', 'clip'].includes(getComputedStyle(part).overflowY)"
                                                + " && part.scrollWidth <= part.clientWidth + 1 || getComputedStyle(part).display === 'inline')"))
                .isTrue();
        assertThat(page.content()).doesNotContain(call.id(), phone, phone.substring(1), phone.substring(3));
        // What pulses has another contrast at each moment.
        assertThat(page.locator("#wall .alarm")).hasCount(0);
        Browser.assertAccessible(page);
        callers.forEach(caller -> caller.hangsUp(60).isWorkedOn(60).completes(70));
    }

    @Test
    void aWallOnAFrozenNetworkSaysSoWithinTwentySeconds() throws IOException {
        try (var network = new FreezableProxy(port)) {
            var page = browser.page();
            page.clock().install();
            page.navigate("http://localhost:" + network.port() + "/ui/wall");
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");

            network.freeze();
            page.clock().fastForward(20_000);

            assertThat(page.locator("#disconnected")).hasText(Pattern.compile("Not connected since .*"));
            assertThat(page.locator("main")).hasCSS("opacity", "0.45");
            var stopped = page.locator("#clock").textContent();
            page.clock().fastForward(30_000);
            assertThat(page.locator("#clock")).hasText(stopped);

            network.thaw();
            page.clock().fastForward(2_000);

            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            assertThat(page.locator("#disconnected")).isHidden();
            assertThat(page.locator("#clock")).not().hasText(stopped);
        }
    }

    @Test
    void keysGoFromRowToRow() {
        caller("Keys").calls().queues(1);
        var call = caller("Keys").calls().queues(2);
        var page = board("?queue=" + call.queueId());

        page.keyboard().press("j");
        var first = page.locator(":focus").getAttribute("href");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(":focus").getAttribute("href")).isNotEqualTo(first);
        page.keyboard().press("k");

        assertThat(page.locator(":focus")).hasAttribute("href", first);
    }

    @Test
    void moreThanAGroupHasRoomForIsCountedAndComesWhenThereIsRoom() {
        var queue = "Crowd";
        var callers = IntStream.range(0, 15)
                .mapToObj(number -> caller(queue).calls().queues(1).rings(2).talks(10 + number))
                .toList();
        var page = board("?queue=" + callers.getFirst().queueId());
        var rows = page.locator("[data-list=CONNECTED] tr");
        var count = page.locator("h2 [data-count=CONNECTED]");
        var more = page.locator("#group-CONNECTED [data-more]");
        assertThat(rows).hasCount(12);
        assertThat(count).hasText("15");
        assertThat(more).hasText("and 3 more that have been there for less long");
        assertThat(row(page, BoardGroup.CONNECTED, callers.get(12))).hasCount(0);

        callers.getFirst().isPutOnHold(50);

        assertThat(count).hasText("14");
        assertThat(more).hasText("and 2 more that have been there for less long");
        assertThat(rows.last()).hasAttribute("data-contact", callers.get(12).id());
        assertThat(rows).hasCount(12);
        assertThat(page.locator("[data-queues] .connected")).hasText("15");
        callers.forEach(caller -> caller.hangsUp(60).isWorkedOn(60).completes(70));
        assertThat(page.locator("[data-contact]")).hasCount(0);
        assertThat(page.locator("#group-CONNECTED [data-empty]")).isVisible();
        assertNeverLoadedAgain(page);
    }

    @Test
    void whoeverGivesUpIsListedUntilSomebodyHasCalledBack() {
        var phone = "+8170" + "%08d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        var page = board("");
        var call = new Caller(port, phone, "Lost", "agent-" + UUID.randomUUID(), began)
                .calls()
                .queues(5)
                .hangsUp(35);
        var line = page.locator("#abandoned-" + call.id());
        assertThat(line.locator(".place")).hasText("in the queue");
        assertThat(line).containsText("0:30");
        assertThat(line.locator(".since")).hasText("not yet");
        line.getByText("I do").click();
        assertThat(line.locator(".agreed")).containsText("You do");
        line.getByText("Give back").click();
        assertThat(line.getByText("I do")).isVisible();

        var back = new Caller(port, phone, "Lost", "agent-" + UUID.randomUUID(), began.plusSeconds(50)).isCalledBack();
        assertThat(line.locator(".since")).hasText("being called");
        back.queues(1).rings(2).talks(6);
        assertThat(row(page, BoardGroup.RINGING, back).locator("[data-told=DIALLING]"))
                .hasText("Dialling");
        assertThat(line.locator(".since")).hasText("being called");
        back.answers(9);
        assertThat(line.locator(".since")).hasText("yes");
        assertThat(line.locator(".agreed")).containsText("Done");

        assertThat(page.locator("#abandoned a[href='/ui/contacts/" + call.id() + "']"))
                .hasText(phone);
        assertNeverLoadedAgain(page);
        back.hangsUp(20).isWorkedOn(20).completes(30);
    }

    @Test
    void isInJapaneseToo() {
        var call = caller("請求").calls().queues(1);
        var page = browser.page(options -> options.setLocale("ja-JP").setColorScheme(ColorScheme.DARK));
        open(page, "?queue=" + call.queueId());

        assertThat(page.locator("h1")).hasText("ボード");
        assertThat(page.locator("#heading-WAITING")).containsText("キュー待ち");
        call.rings(10).talks(11);
        assertThat(row(page, BoardGroup.CONNECTED, call)).isVisible();
        assertThat(row(page, BoardGroup.CONNECTED, call).locator(".channel")).hasText("音声");
        assertThat(page.locator("body")).not().containsText("??");
        Browser.assertAccessible(page);
    }

    @Test
    void canBeUsedByEverybodyAndFitsOnAPhone() {
        caller("Access").calls().queues(1);
        caller("Access").calls().queues(1).rings(2).talks(3);
        caller("Access").calls().queues(1).hangsUp(4);
        var page = browser.page(options -> options.setViewportSize(390, 844));
        open(page, "");

        Browser.assertAccessible(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        page.setViewportSize(1920, 1080);
        Browser.assertAccessible(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(1920);
    }

    @Test
    void namesFromOutsideAreOnlyText() {
        var evil = caller("+81312349999", "<img src=x onerror=window.hurt=1>", "<b>agent</b>");
        var page = board("");

        evil.calls().queues(1).rings(2).talks(3);

        assertThat(row(page, BoardGroup.CONNECTED, evil).locator("td.queue"))
                .hasText("<img src=x onerror=window.hurt=1>");
        assertThat(row(page, BoardGroup.CONNECTED, evil).locator("td.agent")).hasText("<b>agent</b>");
        assertThat(page.evaluate("window.hurt === undefined")).isEqualTo(true);
    }

    @Test
    void rowsMadeOutsideARequestEscapeEverything() {
        var row = whole(
                contact()
                        .id("\"><script>alert(1)</script>")
                        .from(EVIL)
                        .queue(EVIL)
                        .agent(EVIL)
                        .channel(EVIL)
                        .method(EVIL)
                        .in(Status.CONNECTED_TO_AGENT)
                        .seen(),
                Veil.LIFTED);

        assertThat(row).doesNotContain("<img").doesNotContain("<script").doesNotContain("onerror=\"window");
        assertThat(row).contains("&lt;img src=x");
    }

    @Test
    void rowsAreUnderTheVeilOfWhoeverLooks() {
        var contact = contact().from("+819011112222").seen();

        assertThat(whole(contact, Veil.LIFTED)).contains("+819011112222");
        assertThat(whole(contact, Veil.DRAWN))
                .doesNotContain("+819011112222")
                .doesNotContain("01111")
                .contains("2222");
    }

    private String whole(ContactSummaryView contact, Veil veil) {
        return fragments.whole(
                boards.board(new LiveSnapshot<>("here", List.of(contact)), any -> true, BoardLook.Sort.LONGEST, veil),
                BoardLook.USUAL.links("/ui/board", BoardTest.query(null)),
                Locale.ENGLISH);
    }

    @Test
    void theOutsideHasItsOwnWordAndStaleContactsStandApart() {
        var html = whole(contact().in(Phase.Kind.OUTSIDE).since(Instant.now()).seen(), Veil.LIFTED);
        assertThat(html)
                .containsPattern("data-in=\"FLOW\"[^>]*data-phase=\"OUTSIDE\"")
                .contains(">Outside</span>");

        var quiet = whole(contact().since(Instant.now().minusSeconds(100_000)).seen(), Veil.LIFTED);
        assertThat(quiet).containsPattern("data-in=\"NO_NEWS\"[^>]*data-phase=\"QUEUE\"");
        assertThat(quiet).containsPattern("data-count=\"WAITING\">0<");
    }

    @Test
    void whatIsNotShownIsNotSent() throws IOException, InterruptedException {
        var queue = "Hidden " + UUID.randomUUID();
        var callers = IntStream.range(0, 15)
                .mapToObj(number -> caller(queue).calls().queues(1).rings(2).talks(10 + number))
                .toList();
        var http = HttpClient.newHttpClient();
        var address = "http://localhost:" + port + "/ui/board?queue="
                + callers.getFirst().queueId();

        await().untilAsserted(() -> {
            var html = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
            assertThat(html).contains(callers.get(11).id()).contains(">15<");
            callers.subList(12, 15).forEach(hidden -> assertThat(html).doesNotContain(hidden.id()));
        });
        callers.forEach(caller -> caller.hangsUp(60).isWorkedOn(60).completes(70));
        http.shutdownNow();
    }

    @Test
    void thePageThatWasKeptUpToDateIsTheOneThatIsLoaded() {
        var random = new Random(11);
        var queue = "Everything " + UUID.randomUUID();
        var page = board("?queue=" + caller(queue).queueId());
        var callers = new ArrayList<Caller>();
        for (var second = 1; second <= 120; second++) {
            if (callers.size() < 25) {
                callers.add(caller(queue).calls().queues(second));
            }
            var one = callers.get(random.nextInt(callers.size()));
            switch (random.nextInt(5)) {
                case 0 -> one.rings(second);
                case 1, 2 -> one.talks(second);
                case 3 -> one.isPutOnHold(second);
                default -> {
                    one.hangsUp(second).isWorkedOn(second);
                    one.completes(second + 1);
                    callers.remove(one);
                }
            }
        }
        var rows = "[...document.querySelectorAll('[data-list]')].map(list =>"
                + " [list.dataset.list, ...[...list.rows].map(row => row.dataset.contact)].join(' ')).join('\\n')";
        var counts = "[...document.querySelectorAll('[data-count], [data-total], [data-queues] td.number:not(.longest),"
                + " [data-more]:not([hidden])')].map(count => count.textContent).join(' ')";
        var loaded = browser.page();

        await().untilAsserted(() -> {
            open(loaded, "?queue=" + caller(queue).queueId());
            assertThat(page.evaluate(rows)).isEqualTo(loaded.evaluate(rows));
            assertThat(page.evaluate(counts)).isEqualTo(loaded.evaluate(counts));
        });
        assertNeverLoadedAgain(page);
        // A page that is loaded again complains of the stream that it leaves, and may do so as late as when it is
        // closed.
        loaded.close();
        browser.takeComplaints();
        callers.forEach(caller -> caller.talks(200).hangsUp(210).isWorkedOn(210).completes(220));
    }

    @Test
    void changesGoOnFromWhereThePageWas() throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var address = "http://localhost:" + port + "/ui/board";
        var html = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
        var found = Pattern.compile("sse-connect=\"([^\"]+)\"").matcher(html);
        assertThat(found.find()).isTrue();
        // What happens between the page and its stream.
        var call = caller("Gap").calls();

        var stream = http.send(
                HttpRequest.newBuilder(
                                URI.create(address).resolve(found.group(1).replace("&amp;", "&")))
                        .build(),
                BodyHandlers.ofInputStream());

        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            var event = lines.lines()
                    .dropWhile(line -> !line.startsWith("event: "))
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
            assertThat(event.getFirst()).isEqualTo("event: board");
            assertThat(event).anyMatch(line -> line.contains("data-contact=\"" + call.id() + '"'));
        }
        http.shutdownNow();
    }
}
