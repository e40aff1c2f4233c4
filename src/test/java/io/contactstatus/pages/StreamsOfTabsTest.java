package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Many tabs of one browser, which has six connections to a server for all of them.
@OpenService
class StreamsOfTabsTest {

    /// When streams were opened and closed, by the clock of the machine.
    private static final String NOTES_STREAMS = """
            window.streams = [];
            window.EventSource = class extends EventSource {
              constructor(...wanted) {
                super(...wanted);
                this.note = { from: Date.now(), to: null };
                window.streams.push(this.note);
              }
              close() {
                super.close();
                this.note.to ??= Date.now();
              }
            }""";
    private static final String IS_NEVER_SEEN =
            "Object.defineProperty(document, 'hidden', { value: true, configurable: true })";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private final List<Page> pages = new ArrayList<>();

    /// @param to milliseconds as `from`; the greatest while it is open
    private record Stream(double from, double to) {

        static Stream of(Map<?, ?> note) {
            var to = note.get("to");
            return new Stream(
                    ((Number) Objects.requireNonNull(note.get("from"))).doubleValue(),
                    to == null ? Double.MAX_VALUE : ((Number) to).doubleValue());
        }

        boolean isOpen() {
            return to == Double.MAX_VALUE;
        }

        /// Tabs do not agree on the millisecond.
        boolean isOpenAt(double at) {
            return from <= at && at < to - 5;
        }
    }

    @Test
    void thoseThatAreOpenedInTheBackgroundHoldNone() {
        var call = StagedCall.to(port).initiated();
        for (var tab = 0; tab < 6; tab++) {
            var page = tab(NOTES_STREAMS, IS_NEVER_SEEN);
            page.clock().install();
            open(page, "/ui/contacts/" + call.id);
            page.clock().fastForward(11_000);
        }
        assertThat(streams()).isNotEmpty().noneMatch(Stream::isOpen);

        var seen = tab(NOTES_STREAMS);
        open(seen, "/ui/contacts/" + call.id);
        call.disconnected(30);

        assertThat(seen.locator("[data-said] .chip").first()).hasText("Disconnected");
    }

    @Test
    void thoseThatAreSeenHoldTwoTogetherAndAllGoOn() {
        var call = StagedCall.to(port).initiated().queued(2);
        for (var window = 0; window < 7; window++) {
            open(tab(NOTES_STREAMS), window < 4 ? "/ui/board" : "/ui/contacts/" + call.id);
        }

        call.atAgent("CONNECTING", 10);

        for (var page : pages) {
            var shown = page.url().endsWith("/ui/board")
                    ? page.locator("[data-list=RINGING] [data-contact='" + call.id + "']")
                    : page.locator("[data-said] .chip").first().getByText("Ringing");
            assertThat(shown).isVisible();
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            assertThat(page.evaluate("window.neverLoadedAgain")).isEqualTo(true);
        }
        assertThat(streams())
                .hasSizeGreaterThan(2)
                .allSatisfy(one -> assertThat(streams())
                        .filteredOn(other -> other.isOpenAt(one.from()))
                        .hasSizeLessThanOrEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/board", "/ui/contacts/"})
    void thoseThatAreRefusedAskAgainAndHoldOneWhenTheServiceIsBack(String path) {
        var call = StagedCall.to(port).initiated().queued(2);
        var address = path.endsWith("/") ? path + call.id : path;
        var page = tab(NOTES_STREAMS);
        page.clock().install();
        page.route("**/changes*", route -> route.fulfill(new Route.FulfillOptions().setStatus(502)));
        page.navigate("http://localhost:" + port + address);
        for (var asked = 1; asked < 8; asked++) {
            await().until(() -> !streams().isEmpty() && streams().stream().noneMatch(Stream::isOpen));
            var before = streams().size();
            // More than the longest pause.
            await().until(() -> {
                page.clock().runFor(20_000);
                return streams().size() > before;
            });
        }
        page.unroute("**/changes*");
        await().until(() -> {
            page.clock().runFor(1_000);
            return streams().stream().anyMatch(Stream::isOpen)
                    && "live".equals(page.locator("#pulse").getAttribute("data-state"));
        });

        var opened = streams().size();
        // Some turns, and less than what makes a page say that it hears nothing.
        page.clock().runFor(10_000);
        assertThat(streams()).hasSize(opened).filteredOn(Stream::isOpen).hasSize(1);
        browser.takeComplaints();
    }

    /// All of one browser.
    private Page tab(String... scripts) {
        var page = pages.isEmpty() ? browser.page() : pages.getFirst().context().newPage();
        List.of(scripts).forEach(page::addInitScript);
        pages.add(page);
        return page;
    }

    private void open(Page page, String path) {
        page.navigate("http://localhost:" + port + path);
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        page.evaluate("window.neverLoadedAgain = true");
    }

    private List<Stream> streams() {
        return pages.stream()
                .flatMap(page -> ((List<?>) page.evaluate("window.streams")).stream())
                .map(note -> Stream.of((Map<?, ?>) note))
                .toList();
    }
}
