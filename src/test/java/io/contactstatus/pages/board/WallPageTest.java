package io.contactstatus.pages.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.contactstatus.pages.AgentAtWork;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.OpenService;
import io.contactstatus.web.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The wall of a contact centre with more agents than it has room for.
// In a service of its own: all of its agents are on the wall.
@OpenService
@TestPropertySource(properties = "contact-status.pages.board.figures.refresh=1s")
class WallPageTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private static @Nullable Instant latest;

    private int agents;

    /// After the agents of the former test went home: what is said of earlier changes nothing.
    private final Instant began = began();

    @AfterEach
    void everybodyGoesHome() {
        set(agents, "Offline", "OFFLINE", began.plusSeconds(15));
    }

    private static Instant began() {
        var former = latest;
        var next = former == null ? Instant.now().minusSeconds(60) : former.plusSeconds(20);
        latest = next;
        return next;
    }

    /// The first ones.
    private void set(int count, String status, String type, Instant since) {
        agents = Math.max(agents, count);
        AgentAtWork.ingest(
                port,
                IntStream.range(0, count)
                        .mapToObj(number -> event(number, status, type, since.plusMillis(number)))
                        .collect(Collectors.joining("\n")));
    }

    private static String event(int number, String status, String type, Instant since) {
        return """
                {"AgentARN":"%1$s/agent/5a1e7a54-3c2b-4f6a-8b7c-%2$012d","AWSAccountId":"123456789012","InstanceARN":"%1$s",
                "EventId":"%3$s","EventTimestamp":"%4$s","EventType":"STATE_CHANGE","Version":"2017-10-01",
                "PreviousAgentSnapshot":null,"CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%1$s/agent-state/%5$s",
                "Name":"%5$s","StartTimestamp":"%4$s","Type":"%6$s"},"NextAgentStatus":null,
                "Configuration":{"FirstName":"Agent","LastName":"%2$d","Username":"first.last-%2$d","AgentHierarchyGroups":null,
                "RoutingProfile":{"ARN":"%1$s/routing-profile/1","Name":"Basic","InboundQueues":[]}},"Contacts":[]}}""".formatted(Records.INSTANCE, number, UUID.randomUUID(), since, status, type)
                .replace("\n", "");
    }

    private Page wall(int width, int height) {
        var page = browser.page(options -> options.setViewportSize(width, height));
        page.context().addInitScript("""
                window.heard = [];
                window.AudioContext = class {
                  currentTime = 0;
                  async resume() { heard.push("resumed"); }
                  createOscillator() {
                    return { frequency: {}, connect: (next) => next, start: () => heard.push("tone"), stop() {} };
                  }
                  createGain() {
                    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} };
                  }
                };""");
        page.navigate("http://localhost:" + port + "/ui/wall");
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        return page;
    }

    @Test
    void anAlarmIsTurnedToAndSeenToItsEndAndHeard() {
        set(50, "Available", "ROUTABLE", began);
        var page = wall(700, 320);
        assertThat(page.locator(".panel.agents .turn")).hasText(Pattern.compile("1 of [2-9]"));
        page.locator("#sound").click();
        assertThat((List<?>) page.evaluate("heard")).isEqualTo(List.of("resumed", "tone"));
        page.evaluate("""
                () => {
                  window.pulses = [];
                  const look = () => {
                    const part = document.querySelector("[data-turn][data-seat='RINGING'].alarm");
                    if (part) {
                      pulses.push({ at: Date.now(), isSeen: part.checkVisibility() });
                    }
                    requestAnimationFrame(look);
                  };
                  look();
                }""");

        var call = new Caller(
                        port,
                        "+819012121212",
                        "Alarm",
                        "zoe-" + UUID.randomUUID().toString().substring(0, 4),
                        Instant.now().minusSeconds(100))
                .calls()
                .queues(1)
                .rings(30);

        page.waitForFunction("() => pulses.length > 0 && Date.now() - pulses.at(-1).at > 5000");
        assertThat(page.evaluate("pulses.every((pulse) => pulse.isSeen)")).isEqualTo(true);
        assertThat(((Number) page.evaluate("pulses.at(-1).at - pulses[0].at")).intValue())
                .isBetween(1_400, 3_000);
        assertThat((List<?>) page.evaluate("heard.slice(2)")).isEqualTo(List.of("resumed", "tone"));
        call.leaves();
    }

    @Test
    void ofVeryManyAgentsThoseAreShownWhoNeedSomebodyAndTheOthersCounted() {
        set(330, "Lunch", "CUSTOM", began);
        set(30, "Available", "ROUTABLE", began.plusSeconds(10));
        var call = new Caller(
                        port,
                        "+819013131313",
                        "Alarm",
                        "zoe-" + UUID.randomUUID().toString().substring(0, 4),
                        Instant.now().minusSeconds(100))
                .calls()
                .queues(1)
                .rings(30);

        var page = wall(1920, 1080);

        assertThat(page.locator(".activities [data-seat=AWAY] strong")).hasText("300");
        assertThat(page.locator(".seats [data-seat=RINGING]")).hasCount(1);
        assertThat(page.locator(".seats [data-turn]").first()).hasAttribute("data-seat", "RINGING");
        assertThat(page.locator(".seats [data-seat=FREE]")).hasCount(12);
        assertThat(page.locator(".seats [data-seat=FREE]").first()).containsText("first.last-0");
        assertThat(page.locator(".seats [data-seat=AWAY]")).hasCount(0);
        assertThat(page.locator(".panel.agents .more")).hasText(Pattern.compile("and 31[89] more\\. Shown first: .*"));
        call.leaves();
    }

    private Caller waits(int number, String queue) {
        return new Caller(
                        port,
                        "+8190141414%02d".formatted(number),
                        queue + " " + number,
                        "yan-" + UUID.randomUUID().toString().substring(0, 4),
                        Instant.now().minusSeconds(100))
                .calls()
                .queues(1);
    }

    private static double height(Page page, String part) {
        return page.locator(part).first().boundingBox().height;
    }

    @Test
    void aListHasTheRoomThatTheOtherOneDoesNotNeed() {
        var callers = new ArrayList<Caller>();
        IntStream.range(0, 2).mapToObj(number -> waits(number, "Orders")).forEach(callers::add);
        set(58, "Available", "ROUTABLE", began);
        var page = wall(1920, 1080);
        assertThat(page.locator(".panel.queues .turn")).hasText("");
        assertThat(page.locator(".seats [data-turn]:visible").nth(40)).isVisible();
        var agentsAlone = height(page, ".panel.agents");

        set(58, "Offline", "OFFLINE", began.plusSeconds(2));
        set(5, "Available", "ROUTABLE", began.plusSeconds(4));
        IntStream.range(2, 6).mapToObj(number -> waits(number, "Orders")).forEach(callers::add);
        assertThat(page.locator(".panel.agents .turn")).hasText("");
        assertThat(page.locator(".panel.queues"))
                .containsText(Called.tail(callers.getLast().queueId()));
        assertThat(page.locator(".panel.queues .turn")).hasText("");

        IntStream.range(6, 16).mapToObj(number -> waits(number, "Orders")).forEach(callers::add);
        assertThat(page.locator(".panel.queues .turn")).hasText(Pattern.compile("\\d of \\d"));
        assertThat(page.locator(".panel.agents .turn")).hasText("");
        assertThat(page.locator(".seats")).containsText("first.last-4");
        assertThat(unused(page)).isLessThan(height(page, "[data-turns=queues] tr[data-turn]:visible"));

        set(58, "Available", "ROUTABLE", began.plusSeconds(6));
        assertThat(page.locator(".panel.agents .turn")).hasText(Pattern.compile("\\d of \\d"));
        var both = height(page, ".panel.queues") + height(page, ".panel.agents");
        assertThat(height(page, ".panel.queues") / both).isBetween(0.55, 0.65);
        assertThat(height(page, ".panel.agents")).isLessThan(agentsAlone - 100);
        callers.forEach(Caller::leaves);
    }

    /// Below both lists.
    private static double unused(Page page) {
        return ((Number) page.evaluate(
                        "innerHeight - document.querySelector('.panel.agents').getBoundingClientRect().bottom"))
                .doubleValue();
    }

    @Test
    void aRoundOfAllPagesTakesNoMoreThanAMinute() {
        set(58, "Available", "ROUTABLE", began);

        var page = wall(420, 280);

        assertThat(page.locator(".panel.agents .turn")).hasText(Pattern.compile("\\d of 7"));
        assertThat(page.locator(".panel.agents .more")).hasText(Pattern.compile("and \\d+ more.*"));
        Browser.assertAccessible(page);
    }
}
