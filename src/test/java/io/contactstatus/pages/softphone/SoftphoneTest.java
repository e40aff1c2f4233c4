package io.contactstatus.pages.softphone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.ControlPanelStub;
import io.contactstatus.pages.ControlPanelStub.Contact;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The real library in a real browser, with a stand-in for the panel in its frame.
@OpenService
class SoftphoneTest {

    private static final String FIRST = "11111111-aaaa-4bbb-8ccc-0123456789ab";
    private static final String SECOND = "22222222-aaaa-4bbb-8ccc-0123456789ab";

    private static final ControlPanelStub panel = ControlPanelStub.started();

    @RegisterExtension
    static final Browser browser = new Browser(panel.address());

    @LocalServerPort
    int port;

    private final Instant now = Instant.now();

    @DynamicPropertySource
    static void softphone(DynamicPropertyRegistry properties) {
        properties.add("contact-status.softphone.instance-url", panel::address);
        properties.add("contact-status.softphone.region", () -> "eu-west-2");
        properties.add("contact-status.softphone.patience", () -> "2s");
    }

    @AfterAll
    static void end() {
        panel.close();
    }

    @BeforeEach
    void forget() {
        panel.reset();
        panel.logsIn("Hanako Mori", "Available", now.minusSeconds(600));
    }

    @Test
    void aCallIsFollowedFromItsFirstRingToTheEndOfTheWorkAfterIt() {
        var page = open();
        assertThat(page.locator("#agent")).containsText("Hanako Mori");
        assertThat(page.locator("#agent")).containsText("Available");
        assertThat(page.locator("#nobody")).isVisible();

        panel.rings(Contact.call(FIRST), now.minusSeconds(80));
        assertThat(slot(page, "phase")).hasText("Ringing");
        assertThat(slot(page, "id")).hasText(FIRST);
        assertThat(slot(page, "channel")).hasText("Voice");
        assertThat(slot(page, "queue")).hasText("Billing");
        assertThat(page).hasTitle(Pattern.compile("^Ringing"));

        panel.accepted(FIRST, now.minusSeconds(70));
        assertThat(slot(page, "phase")).hasText("Connected");
        assertThat(page.locator("body")).hasAttribute("data-keeps", "call");
        assertThat(slot(page, "running")).hasText(Pattern.compile("\\d+:\\d\\d"));

        panel.held(FIRST, now.minusSeconds(20));
        assertThat(slot(page, "phase")).hasText("On hold");
        assertThat(slot(page, "since")).hasText(Pattern.compile("\\d+:\\d\\d"));

        panel.resumed(FIRST);
        assertThat(slot(page, "phase")).hasText("Connected");

        panel.ended(FIRST, now.minusSeconds(5));
        assertThat(slot(page, "phase")).hasText("After-contact work");
        assertThat(slot(page, "lasted")).hasText("1:05");
        assertThat(slot(page, "end")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));

        panel.cleared(FIRST);
        assertThat(slot(page, "phase")).hasText("Ended");
        assertThat(page.locator("body")).not().hasAttribute("data-keeps", "call");
        assertThat(slot(page, "id")).hasText(FIRST);
        assertThat(slot(page, "agent")).hasText("Hanako Mori");

        panel.logsIn("Jiro Abe", "Available", now);
        assertThat(page.locator("#agent")).containsText("Jiro Abe");
        assertThat(slot(page, "agent")).hasText("Hanako Mori");
    }

    @Test
    void theClockOfACallGoesOnThoughTheServiceIsAway() {
        var page = open();
        panel.rings(Contact.call(FIRST), now.minusSeconds(80));
        panel.accepted(FIRST, now.minusSeconds(70));
        assertThat(slot(page, "phase")).hasText("Connected");
        var running = slot(page, "running");

        running.evaluate("""
                running => {
                  document.body.dataset.connection = "lost";
                  const isLost = () => document.body.dataset.connection === "lost";
                  new MutationObserver(() => isLost() || (document.body.dataset.connection = "lost"))
                      .observe(document.body, { attributeFilter: ["data-connection"] });
                }""");
        var stopped = running.textContent();

        assertThat(running).not().hasText(stopped);
        assertThat(page.locator("main")).hasCSS("opacity", "1");
        assertThat(page.locator(".knowledge")).hasCSS("opacity", "0.45");
    }

    @Test
    void theIdCanBeTakenAlongByKeyboardAlone() {
        var page = open();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        panel.rings(new Contact(SECOND, FIRST, "voice", "Billing", "+819012345678"), now);

        var copy = page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Copy the contact id").setExact(true));
        copy.focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#said")).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(SECOND);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForFunction("async id => await navigator.clipboard.readText() === id", FIRST);
    }

    @Test
    void withSeveralContactsTheNewestIsShownUntilAnotherOneIsChosen() {
        var page = open();
        panel.rings(Contact.call(FIRST), now.minusSeconds(60));
        panel.accepted(FIRST, now.minusSeconds(50));
        panel.rings(new Contact(SECOND, SECOND, "chat", "Web", "+819012345678"), now.minusSeconds(10));
        assertThat(slot(page, "id")).hasText(SECOND);
        assertThat(page.locator("#contacts li")).hasCount(2);

        row(page, FIRST).click();
        assertThat(slot(page, "id")).hasText(FIRST);
        assertThat(row(page, FIRST)).hasAttribute("aria-current", "true");
        panel.accepted(SECOND, now);
        assertThat(row(page, SECOND)).containsText("Connected");
        assertThat(slot(page, "id")).hasText(FIRST);

        panel.looksAt(SECOND);
        assertThat(slot(page, "id")).hasText(SECOND);
        panel.held(FIRST, now);
        assertThat(page.locator("#contacts li").first()).containsText(SECOND);
        var cards = page.locator(".line article:visible");
        assertThat(cards).hasCount(2);
        assertThat(cards.first()).containsText("Connected");
        assertThat(cards.first()).containsText(SECOND);
        assertThat(cards.last()).containsText("On hold");
        assertThat(cards.last()).containsText(FIRST);

        panel.resumed(FIRST);
        panel.ended(SECOND, now);
        assertThat(cards.first()).containsText(FIRST);
        assertThat(cards.last()).containsText("After-contact work");
        panel.cleared(SECOND);
        row(page, FIRST).click();
        assertThat(cards).hasCount(1);
        assertThat(slot(page, "id")).hasText(FIRST);
    }

    @Test
    void aMissedContactStaysListedAndMayRingAgain() {
        var page = open();
        panel.rings(Contact.call(FIRST), now.minusSeconds(60));
        panel.missed(FIRST, now.minusSeconds(40));
        assertThat(slot(page, "phase")).hasText("Missed");
        panel.cleared(FIRST);
        panel.rings(Contact.call(SECOND), now.minusSeconds(20));
        assertThat(row(page, FIRST)).containsText("Missed");

        panel.rings(Contact.call(FIRST), now);

        assertThat(slot(page, "id")).hasText(FIRST);
        assertThat(slot(page, "phase")).hasText("Ringing");
    }

    @Test
    void whatWasListedIsThereAfterTheLanguageWasChanged() {
        var page = open();
        assertThat(page.locator("#agent")).containsText("Hanako Mori");
        panel.rings(Contact.call(FIRST), now.minusSeconds(60));
        panel.accepted(FIRST, now.minusSeconds(50));
        panel.ended(FIRST, now.minusSeconds(5));
        panel.cleared(FIRST);
        assertThat(slot(page, "phase")).hasText("Ended");

        page.getByText("日本語").click();

        assertThat(page.locator("h1")).hasText("ソフトフォン");
        assertThat(slot(page, "phase")).hasText("終了");
        assertThat(slot(page, "id")).hasText(FIRST);
        // The list is there before the panel is.
        assertThat(page.locator("#agent")).containsText("Hanako Mori");
        panel.rings(Contact.call(SECOND), now);
        assertThat(slot(page, "phase")).hasText("着信中");
        panel.accepted(SECOND, now);
        assertThat(slot(page, "phase")).hasText("通話中");
    }

    @Test
    void aPanelThatSaysNothingIsToldOfAndCanBeTriedAgain() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var page = open();

        assertThat(trouble(page, "silent")).isVisible();
        assertThat(trouble(page, "silent")).containsText("http://localhost:" + port);
        assertThat(page.locator("#log-in")).hasAttribute("href", panel.address() + "/ccp-v2/");
        Browser.assertAccessible(page);

        panel.behaves(ControlPanelStub.Manner.ANSWERS);
        page.locator("#again").click();

        assertThat(page.locator("#agent")).containsText("Hanako Mori");
        assertThat(trouble(page, "silent")).isHidden();
        panel.rings(Contact.call(FIRST), now);
        assertThat(slot(page, "id")).hasText(FIRST);
    }

    @Test
    void aPanelThatMayNotBeFramedAppearsOnceSomebodyHasLoggedIn() {
        panel.behaves(ControlPanelStub.Manner.REFUSES_FRAMES);
        var page = open();
        assertThat(trouble(page, "silent")).isVisible();

        var login = page.waitForPopup(() -> page.locator("#log-in").click());
        assertThat(login.url()).startsWith(panel.address());
        panel.behaves(ControlPanelStub.Manner.ANSWERS);

        assertThat(page.locator("#agent")).containsText("Hanako Mori");
        page.waitForCondition(login::isClosed);
        assertThat(browser.takeComplaints()).isNotEmpty().allMatch(said -> said.contains("X-Frame-Options"));
    }

    @Test
    void saysWhyThePanelIsOfNoUse() {
        var page = open();
        assertThat(page.locator("#agent")).containsText("Hanako Mori");

        panel.deniesAccess();
        assertThat(trouble(page, "denied")).isVisible();

        panel.logsOut();
        assertThat(trouble(page, "logged-out")).isVisible();

        page.locator("#again").click();
        assertThat(page.locator("#panel")).hasAttribute("data-state", "ready");
        panel.hasNoMicrophone();
        assertThat(page.locator("[data-sound=microphone]")).isVisible();
        panel.hasSound();
        assertThat(page.locator("[data-sound=microphone]")).isHidden();

        panel.isOpenIn(2);
        assertThat(page.locator("[data-part=panels]")).isVisible();
        panel.isOpenIn(1);
        assertThat(page.locator("[data-part=panels]")).isHidden();
    }

    @Test
    void isAccessibleInBothSchemesAndWidths() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var page = browser.page(options -> options.setColorScheme(scheme).setViewportSize(420, 900));
            page.navigate(at("/ui/softphone"));
            panel.rings(Contact.call(FIRST), now.minusSeconds(60));
            panel.rings(new Contact(SECOND, FIRST, "chat", "Web", "+819012345678"), now.minusSeconds(10));
            assertThat(slot(page, "id")).hasText(SECOND);

            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            var frame = page.locator("#ccp iframe").boundingBox();
            assertThat(frame.width).isGreaterThanOrEqualTo(320);
            assertThat(frame.height).isGreaterThanOrEqualTo(465);
            Browser.assertAccessible(page);
        }
    }

    @Test
    void nothingOfTheCallIsWrittenToTheConsole() {
        var written = new CopyOnWriteArrayList<String>();
        var page = browser.page();
        page.onConsoleMessage(message -> written.add(message.text()));
        page.navigate(at("/ui/softphone"));

        panel.rings(Contact.call(FIRST), now);
        assertThat(slot(page, "id")).hasText(FIRST);
        panel.accepted(FIRST, now);
        assertThat(slot(page, "phase")).hasText("Connected");

        assertThat(written).isEmpty();
        assertThat(panel.heard()).contains("configure");
    }

    @Test
    void whatTheServerKnowsAppearsAndMovesBesideTheCall() {
        var call = StagedCall.to(port);
        var page = open();
        page.evaluate("window.stillHere = true");
        panel.rings(Contact.call(call.id), now.minusSeconds(100));
        assertThat(page.locator("#knowledge .unheard")).isVisible();

        call.initiated().queued(10);
        assertThat(page.locator("#part-now .chip")).hasText("Queued");
        assertThat(page.locator("#part-customer")).containsText(StagedCall.PHONE);
        call.atAgent("CONNECTING", 20);
        assertThat(page.locator("#part-now .chip")).hasText("Ringing");

        panel.accepted(call.id, now.minusSeconds(95));
        call.atAgent("CONNECTED", 25);
        assertThat(slot(page, "phase")).hasText("Connected");
        assertThat(page.locator("#part-now .chip")).hasText("Connected");
        assertThat(page.locator("#part-now")).containsText("mori");
        assertThat(page.request().get(at("/ui/softphone/mine?agent=mori")).text())
                .contains("data-follows=\"" + call.id + "\"");
        assertThat(page.locator("#part-timeline")).containsText("Queue");

        panel.ended(call.id, now.minusSeconds(60));
        call.atAgent("ENDED", 60).disconnected(60).recorded(60, "{\"language\":\"ja\"}");
        assertThat(page.locator("#part-now .chip")).hasText("Completed");
        assertThat(page.locator("#part-attributes")).containsText("language");
        page.locator("#note").fill("wants an invoice");
        page.locator(".note button").click();
        assertThat(page.locator("#note-said")).hasText("Kept.");
        assertThat(page.locator("#part-attributes")).containsText("wants an invoice");
        assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
        Browser.assertAccessible(page);
    }

    @Test
    void aNoteThatIsBeingWrittenOutlivesAnotherRingAndAServiceThatIsAway() {
        var call = StagedCall.to(port).initiated().queued(10).atAgent("CONNECTED", 25);
        var page = open();
        panel.rings(Contact.call(call.id), now.minusSeconds(100));
        panel.accepted(call.id, now.minusSeconds(95));
        page.locator("#note").fill("wants an invoice");

        panel.rings(new Contact(SECOND, SECOND, "chat", "Web", "+819012345678"), now.minusSeconds(10));
        assertThat(page.locator("#knowledge .unheard")).isVisible();
        row(page, call.id).click();

        assertThat(page.locator("#note")).hasValue("wants an invoice");
        page.route("**/note", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.locator(".note button").click();
        assertThat(page.locator("#note-said")).hasText("Not kept. Try again.");
        assertThat(page.locator("#note")).hasValue("wants an invoice");
        page.unroute("**/note");
        page.locator(".note button").click();
        assertThat(page.locator("#note-said")).hasText("Kept.");
        row(page, SECOND).click();
        assertThat(page.locator("#knowledge .unheard")).isVisible();
        row(page, call.id).click();
        assertThat(page.locator("#part-attributes")).containsText("wants an invoice");
        assertThat(page.locator("#note")).hasValue("");
        // Of the service that was away.
        browser.takeComplaints();
    }

    @Test
    void leavingThePageIsAskedAboutWhileAChatGoesOn() {
        var page = open();
        var asked = new AtomicInteger();
        page.onDialog(dialog -> {
            asked.incrementAndGet();
            dialog.accept();
        });
        panel.rings(new Contact(SECOND, SECOND, "chat", "Web", "+819012345678"), now.minusSeconds(10));
        panel.accepted(SECOND, now);
        assertThat(slot(page, "phase")).hasText("Connected");
        // Browsers ask only on pages that were touched.
        page.locator("h1").click();

        page.navigate(at("/ui/board"));

        assertThat(asked).hasValue(1);
    }

    @Test
    void anotherCallOfTheCustomerIsSeenBesideThisOne() {
        var phone = "+819087654321";
        var call = StagedCall.from(port, phone).initiated().queued(10);
        var page = open();
        panel.rings(Contact.call(call.id), now.minusSeconds(100));
        assertThat(page.locator("#part-customer .contact-list li")).hasCount(1);

        StagedCall.from(port, phone).initiated();

        assertThat(page.locator("#part-customer .contact-list li")).hasCount(2);
        assertThat(page.locator("#part-chain .chain li")).hasCount(0);
    }

    @Test
    void whatIsAnsweredTooLateIsNotShownAsAnotherContacts() {
        var first = StagedCall.to(port).initiated();
        var second = StagedCall.from(port, "+819055556666").initiated().queued(10);
        var page = open();
        panel.rings(Contact.call(first.id), now.minusSeconds(100));
        assertThat(page.locator("#part-now .chip")).hasText("Initiated");
        var late = new ArrayList<Route>();
        page.route(url -> url.contains(first.id) && !url.contains("/changes"), late::add);
        first.queued(10).atAgent("CONNECTING", 20);
        page.waitForCondition(() -> !late.isEmpty());

        panel.rings(Contact.call(second.id), now.minusSeconds(50));
        assertThat(page.locator("#part-customer")).containsText("+819055556666");
        page.waitForResponse(
                response -> response.url().contains(first.id),
                () -> late.getFirst().resume());

        assertThat(page.locator("#part-customer")).containsText("+819055556666");
        assertThat(page.locator("#part-now .chip")).hasText("Queued");
    }

    @Test
    void aContactIsFollowedByItsIdWithoutThePanel() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var call = StagedCall.to(port).initiated();
        var page = open();

        page.locator("#followed").fill("no id");
        page.keyboard().press("Enter");
        assertThat(page.locator("#malformed")).isVisible();
        page.locator("#followed").fill(call.id);
        page.keyboard().press("Enter");

        assertThat(slot(page, "id")).hasText(call.id);
        assertThat(slot(page, "phase")).hasText("Followed");
        assertThat(page.locator("#part-now .chip")).hasText("Initiated");
        call.queued(10);
        assertThat(page.locator("#part-now .chip")).hasText("Queued");
    }

    @Test
    void whatIsPastedIsFollowedWhateverIsAroundIt() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var call = StagedCall.from(port, "+819012349876").initiated();
        var other = StagedCall.to(port).initiated();
        var page = open();

        for (var pasted : List.of(
                "https://status.example.com/ui/contacts/" + call.id + "?view=techy",
                "\"" + call.id + "\"",
                call.id.toUpperCase(Locale.ROOT),
                "tel:+81-90-1234-9876",
                "0081 90 1234 9876")) {
            follow(page, other.id);
            assertThat(slot(page, "id")).hasText(other.id);
            follow(page, pasted);
            assertThat(slot(page, "id")).hasText(call.id);
            assertThat(page.locator("#part-now .chip")).hasText("Initiated");
            assertThat(page.locator("#followed")).hasValue(call.id);
        }
    }

    @Test
    void whatIsNearlyAnIdIsSaidToBeNoneAndNotWaitedFor() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var page = browser.page();

        page.navigate(at("/ui/softphone?contact=bad%20id"));
        assertThat(page.locator("#malformed")).containsText("no contact id");
        assertThat(page.locator("#followed")).hasValue("bad id");

        for (var wrong : List.of(FIRST.substring(1), "12345")) {
            follow(page, wrong);
            assertThat(page.locator("#malformed")).containsText("36 characters. This has " + wrong.length());
            assertThat(page.locator("#current")).isHidden();
        }
        follow(page, FIRST);
        assertThat(page.locator("#malformed")).isHidden();
        assertThat(page.locator("#knowledge .unheard")).isVisible();
        Browser.assertAccessible(page);
    }

    @Test
    void theAddressLeadsToTheContactThatIsFollowed() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var call = StagedCall.to(port).initiated();
        var page = open();
        follow(page, call.id);
        assertThat(page).hasURL(at("/ui/softphone?contact=" + call.id));

        var another = browser.page();
        another.navigate(page.url());
        assertThat(slot(another, "id")).hasText(call.id);

        panel.behaves(ControlPanelStub.Manner.ANSWERS);
        page.locator("#again").click();
        panel.rings(Contact.call(FIRST), now);
        assertThat(slot(page, "id")).hasText(FIRST);
        assertThat(page).hasURL(at("/ui/softphone"));
    }

    @Test
    void aSupervisorsLegLeadsToTheCallThatIsListenedTo() {
        panel.behaves(ControlPanelStub.Manner.SILENT);
        var call = StagedCall.from(port, "+819012347654").initiated().queued(10);
        var leg = call.listenedTo().initiated();
        var page = open();

        follow(page, leg.id);
        assertThat(page.locator("#part-now a[href$='/ui/contacts/" + call.id + "']"))
                .hasText(call.id);
        page.navigate(at("/ui/contacts/" + leg.id));
        page.locator("#listens-to").click();

        assertThat(page.locator("#contact-id")).hasText(call.id);
    }

    @Test
    void whoeverTheAgentDialsIsOfferedWhileThePanelSaysNothingOfIt() {
        var call = StagedCall.outgoing(port, "+819012346543")
                .of(ControlPanelStub.AGENT)
                .initiated()
                .atAgent("CONNECTING", 5);
        var page = open();

        page.locator("#mine [data-follows='" + call.id + "']").click();

        assertThat(slot(page, "id")).hasText(call.id);
        assertThat(page.locator("#part-now")).containsText("+819012346543");
    }

    private static void follow(Page page, String asked) {
        page.locator("#followed").fill(asked);
        page.locator("#followed").press("Enter");
    }

    @Test
    void thePanelIsToldWhichOriginFramesIt() {
        open();

        await().untilAsserted(() -> assertThat(panel.framedBy()).contains("http://localhost:" + port + "/"));
    }

    private Page open() {
        var page = browser.page();
        page.navigate(at("/ui/softphone"));
        return page;
    }

    private static Locator slot(Page page, String name) {
        return page.locator("#current [data-slot=" + name + "]");
    }

    private static Locator row(Page page, String id) {
        return page.locator("#contacts button[data-contact='" + id + "']");
    }

    private static Locator trouble(Page page, String name) {
        return page.locator("[data-trouble=" + name + "]");
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
