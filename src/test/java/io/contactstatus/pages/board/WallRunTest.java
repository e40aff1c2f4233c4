package io.contactstatus.pages.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import io.contactstatus.live.PeerChanges;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.FreezableProxy;
import io.contactstatus.store.MovingClock;
import io.contactstatus.web.GuardedService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A display on a wall for a busy half hour and for more than a day. The clocks of the service and of the browser are
/// moved together, so that both pass in minutes. What changes is brought as by other instances.
@Tag("long")
@GuardedService
@Import(WallRunTest.MovedTime.class)
@TestPropertySource(properties = {"contact-status.live.refresh=1h", "contact-status.pages.seats.stale-after=100d"})
class WallRunTest {

    private static final Instant MORNING = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration POLLED_EVERY = Duration.ofSeconds(2);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration A_DAY = Duration.ofHours(25);
    private static final int CHANGES = Integer.getInteger("wall.changes", 144_000);
    private static final int AT_ONCE = (int) (CHANGES / HALF_AN_HOUR.dividedBy(POLLED_EVERY));
    private static final int LOOKED_EVERY = 100;
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration SLEEP = Duration.ofHours(1);
    private static final int STEPS_AWAKE = 100;

    /// Of nodes in snapshots of a heap.
    private static final int DETACHED = 2;

    private static final String SHOWN = """
            () => Object.fromEntries([...document.querySelectorAll("#wall [data-key^='queue ']")]
                .map((row) => [row.dataset.key.slice(6), row.cells[1].textContent + " " + row.cells[3].textContent])
                .filter(([, figures]) => figures !== "0 0"))""";

    @RegisterExtension
    static final Browser browser = new Browser();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    MovingClock clock;

    @Autowired
    ApplicationContext service;

    private final WallFloor floor = new WallFloor();
    private final StringBuilder snapshot = new StringBuilder();

    /// What a page holds once it is cleaned up.
    ///
    /// @param detached nodes that scripts hold though the page shows them no longer. How many nodes there are says
    ///   little: what was parsed from answers goes some time after nothing leads to it
    private record Footprint(double bytes, int detached, int listeners, double service) {

        /// How much a page holds depends on what it shows at that moment, so a single look proves nothing: of those at
        /// the end the smallest is no more than the largest of those at the beginning.
        static void assertFlat(List<Footprint> looks) {
            var third = looks.size() / 3;
            var first = looks.subList(0, third);
            var last = looks.subList(looks.size() - third, looks.size());
            for (var measure :
                    List.<ToDoubleFunction<Footprint>>of(Footprint::bytes, Footprint::detached, Footprint::listeners)) {
                var before = first.stream().mapToDouble(measure).max().orElseThrow();
                var after = last.stream().mapToDouble(measure).min().orElseThrow();
                assertThat(after).as("%s and then %s", first, last).isLessThan(before * 1.1 + 1);
            }
        }

        @Override
        public String toString() {
            return "%.2f MB, %,d detached nodes, %d listeners (service and DynamoDB Local %.0f MB)"
                    .formatted(bytes / 1e6, detached, listeners, service / 1e6);
        }
    }

    @Test
    void showsEveryStateOfABusyHalfHourAndOfADayWithSleepAndLostNetworksInTheSameMemory(TestReporter reporter)
            throws IOException {
        try (var network = new FreezableProxy(port)) {
            var page = browser.page(options -> options.setViewportSize(1920, 1080));
            page.clock().install(new Clock.InstallOptions().setTime(MORNING.toEpochMilli()));
            page.navigate("http://localhost:" + network.port() + "/ui/wall#key=" + GuardedService.DISPLAY);
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            var tools = page.context().newCDPSession(page);
            tools.on(
                    "HeapProfiler.addHeapSnapshotChunk",
                    part -> snapshot.append(part.get("chunk").getAsString()));
            ingest(WallFloor.agents(MORNING));

            var began = System.nanoTime();
            var looks = new ArrayList<Footprint>();
            var late = 0;
            for (var done = 0; done < CHANGES; done += LOOKED_EVERY * AT_ONCE) {
                late += busy(page, LOOKED_EVERY * AT_ONCE);
                looks.add(memory(tools));
            }
            reporter.publishEntry(
                    "half an hour",
                    "%,d changes in %d s, %d polls came before them; %s after %d, %s at the end"
                            .formatted(
                                    CHANGES,
                                    seconds(began),
                                    late,
                                    looks.getFirst(),
                                    LOOKED_EVERY * AT_ONCE,
                                    looks.getLast()));
            Footprint.assertFlat(looks);

            began = System.nanoTime();
            var polls = new int[1];
            page.onRequest(request -> polls[0] += request.url().contains("/ui/wall/now") ? 1 : 0);
            var ends = clock.instant().plus(A_DAY);
            looks.clear();
            for (var step = 1; clock.instant().isBefore(ends); step++) {
                if (step % STEPS_AWAKE == 0) {
                    sleeps(page);
                    losesItsNetwork(page, network);
                    looks.add(memory(tools));
                }
                bring(AT_ONCE / 10);
                pass(page, STEP);
                awaitShown(page);
            }
            reporter.publishEntry(
                    "a day",
                    "%d h in %d s, %d polls; %s at the beginning, %s at the end"
                            .formatted(A_DAY.toHours(), seconds(began), polls[0], looks.getFirst(), looks.getLast()));
            Footprint.assertFlat(looks);
            page.close();
        }
        // What is asked on a network that is lost fails, and htmx says so on the console.
        assertThat(browser.takeComplaints())
                .allSatisfy(complaint -> assertThat(complaint)
                        .containsAnyOf(
                                "htmx:timeout", "htmx:sendError", "htmx:afterRequest", "Failed to load resource"));
    }

    /// @return polls that came before what they were to show
    private int busy(Page page, int changes) {
        var late = 0;
        for (var done = 0; done < changes; done += AT_ONCE) {
            bring(AT_ONCE);
            pass(page, POLLED_EVERY);
            late += awaitShown(page);
        }
        return late;
    }

    /// Each change is a state of its own of some queue: the wall has missed none that shows the sum of all.
    private int awaitShown(Page page) {
        var wanted = floor.figures();
        var late = new int[1];
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    if (!wanted.equals(page.evaluate(SHOWN)) && late[0]++ % 20 == 19) {
                        page.clock().runFor(POLLED_EVERY.toMillis());
                    }
                    assertThat(page.evaluate(SHOWN)).isEqualTo(wanted);
                });
        return late[0] / 20;
    }

    private void pass(Page page, Duration time) {
        clock.pass(time);
        page.clock().fastForward(time.minus(POLLED_EVERY).toMillis());
        page.clock().runFor(POLLED_EVERY.toMillis());
    }

    /// A screen that is off runs nothing, and what was due meanwhile is done once.
    private void sleeps(Page page) {
        clock.pass(SLEEP);
        bring(AT_ONCE);
        page.clock().fastForward(SLEEP.toMillis());
        awaitShown(page);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
    }

    private void losesItsNetwork(Page page, FreezableProxy network) {
        network.freeze();
        page.clock().fastForward(21_000);
        clock.pass(Duration.ofSeconds(21));
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "lost");
        assertThat(page.locator("#disconnected")).isVisible();
        bring(AT_ONCE);
        network.thaw();
        page.clock().runFor(POLLED_EVERY.toMillis());
        awaitShown(page);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        assertThat(page.locator("#disconnected")).isHidden();
    }

    private void bring(int changes) {
        var peers = new PeerChanges(service);
        floor.changes(clock.instant(), changes).forEach(peers::bring);
    }

    private void ingest(String records) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest"))
                .header("Content-Type", "application/x-ndjson")
                .header("X-Api-Key", GuardedService.INGESTER)
                .POST(BodyPublishers.ofString(records))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"rejected\":[]");
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private Footprint memory(CDPSession tools) {
        snapshot.setLength(0);
        tools.send("HeapProfiler.takeHeapSnapshot");
        var detached = detached(new JsonMapper().readTree(snapshot.toString()));
        var heap = tools.send("Runtime.getHeapUsage");
        var counted = tools.send("Memory.getDOMCounters");
        System.gc();
        var service = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Footprint(heap.get("usedSize").getAsDouble(), detached, count(counted, "jsEventListeners"), service);
    }

    private static int detached(JsonNode heap) {
        var fields = heap.at("/snapshot/meta/node_fields");
        assertThat(fields.toString()).contains("\"detachedness\"");
        var position = 0;
        while (!fields.path(position).asString().equals("detachedness")) {
            position++;
        }
        var nodes = heap.path("nodes");
        var found = 0;
        for (; position < nodes.size(); position += fields.size()) {
            found += nodes.path(position).intValue() == DETACHED ? 1 : 0;
        }
        return found;
    }

    private static int count(JsonObject counted, String what) {
        return counted.get(what).getAsInt();
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovedTime {

        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock(MORNING);
        }
    }
}
