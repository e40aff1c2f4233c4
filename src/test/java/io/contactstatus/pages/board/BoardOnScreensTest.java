package io.contactstatus.pages.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// How much of a busy board is seen, from a phone to the largest screen.
@OpenService
class BoardOnScreensTest {

    private static final List<String> QUEUES = List.of("Billing", "Orders and deliveries", "VIP", "Returns", "Repairs");

    /// Lists of which fewer rows are seen whole than five, or than they have.
    private static final String SHORT = """
            () => [...document.querySelectorAll("[data-list], [data-queues]")].map((list) => {
              const bottom = list.closest(".scroll").getBoundingClientRect().bottom;
              const top = list.closest("table").tHead.getBoundingClientRect().bottom;
              const rows = [...list.rows].filter((row) => row.checkVisibility());
              const seen = rows.map((row) => row.getBoundingClientRect()).filter((row) => row.top >= top - 1 && row.bottom <= bottom + 1);
              return seen.length < Math.min(5, rows.length) ? `${list.dataset.list} ${seen.length} of ${rows.length}` : "";
            }).filter(Boolean)""";

    private static final String OVER_OTHERS = """
            () => [...document.querySelectorAll(".lane > *")]
                .filter((card) => card.getBoundingClientRect().bottom > card.parentElement.getBoundingClientRect().bottom + 1)
                .map((card) => card.id)""";

    private static final String CUT = """
            () => [document.documentElement, ...document.querySelectorAll(".rows .scroll, .queues .scroll")]
                .filter((part) => part.scrollWidth > part.clientWidth + 1)
                .map((part) => part.clientWidth + " < " + part.scrollWidth + " " + part.textContent.trim().slice(0, 40))""";

    private static final String PARTED = """
            () => [...document.querySelectorAll("#board .tail")].filter((tail) => tail.getClientRects().length > 1)
                .map((tail) => tail.textContent)""";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private final List<Caller> onStage = new ArrayList<>();

    private Caller caller(int number, String queue) {
        var phone = "+8190%08d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        var caller =
                new Caller(port, phone, queue, "agent." + number, Instant.now().minusSeconds(90));
        onStage.add(caller);
        return caller.calls().queues(1);
    }

    private Caller caller(int number) {
        return caller(number, QUEUES.get(number % QUEUES.size()));
    }

    @AfterEach
    void everybodyLeaves() {
        onStage.forEach(Caller::leaves);
    }

    @Test
    void fiveRowsOfEachListAreSeenAndNoneIsCut() {
        for (var number = 0; number < 14; number++) {
            // Nobody has said yet what this one is called.
            caller(number, number % 3 == 0 ? "Unnamed " + UUID.randomUUID() : QUEUES.get(number % QUEUES.size()));
            caller(100 + number).rings(20);
            caller(200 + number).rings(10).talks(12);
            caller(300 + number).rings(10).talks(12).isPutOnHold(20);
        }
        var worked = IntStream.range(400, 408)
                .mapToObj(
                        number -> caller(number).rings(10).talks(12).hangsUp(20).isWorkedOn(20))
                .toList();

        for (var language : List.of("en-GB", "ja-JP")) {
            var page = browser.page(options -> options.setLocale(language));
            page.navigate("http://localhost:" + port + "/ui/board");
            assertThat(page.locator("[data-list=AFTER_WORK] tr")).not().hasCount(0);
            assertThat(page.locator("[data-list=WAITING] .tail").first()).isVisible();
            for (var screen :
                    List.of(List.of(390, 844), List.of(1280, 900), List.of(1920, 1080), List.of(3840, 2160))) {
                page.setViewportSize(screen.getFirst(), screen.getLast());

                for (var wrong : List.of(SHORT, OVER_OTHERS, CUT, PARTED)) {
                    assertThat(of(page, wrong)).as(screen + " " + language).isEmpty();
                }
            }
        }
        worked.forEach(caller -> caller.completes(30));
    }

    /// Cells that no one sees, or only who scrolls sideways.
    private static final String UNSEEN = """
            (columns) => columns.flatMap((column) => [...document.querySelectorAll(`.rows tr[data-contact] ${column}`)])
                .filter((cell) => cell.closest(".rows").checkVisibility())
                .filter((cell) => {
                  const box = cell.getBoundingClientRect();
                  const list = cell.closest(".scroll").getBoundingClientRect();
                  return box.width < 20 || box.left < list.left - 1 || box.right > list.right + 1 || box.right > innerWidth;
                })
                .map((cell) => cell.className + " of " + cell.closest("[data-list]").dataset.list)""";

    @Test
    void columnsThatWereChosenAreSeenOnAnyScreenAndTheWayToEndAContactAlways() {
        for (var number = 0; number < 6; number++) {
            caller(500 + number);
            caller(600 + number).rings(20);
            caller(700 + number).rings(10).talks(12);
        }
        var page = browser.page();
        for (var screen : List.of(List.of(390, 844), List.of(1280, 900), List.of(1920, 1080), List.of(2560, 1440))) {
            page.setViewportSize(screen.getFirst(), screen.getLast());
            page.navigate("http://localhost:" + port + "/ui/board");
            assertThat((List<?>) page.evaluate(UNSEEN, List.of(".who", ".key", ".stop")))
                    .as("usual " + screen)
                    .isEmpty();
            page.navigate("http://localhost:" + port + "/ui/board?with=QUEUE&with=WAIT&with=WHOLE");
            assertThat(page.locator("[data-list=CONNECTED] .whole").first()).isVisible();
            assertThat(page.locator("[data-list=CONNECTED] .wait").first()).isVisible();
            assertThat(page.locator("[data-list=CONNECTED] .queue").first()).isVisible();
            assertThat((Boolean) page.evaluate(
                            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("chosen " + screen)
                    .isTrue();
            Browser.assertAccessible(page);
            if (screen.getFirst() > 390) {
                assertThat((List<?>)
                                page.evaluate(UNSEEN, List.of(".who", ".queue", ".wait", ".key", ".whole", ".stop")))
                        .as("chosen " + screen)
                        .isEmpty();
                assertThat(of(page, CUT)).as("chosen " + screen).isEmpty();
            }
        }
    }

    private static List<?> of(Page page, String wrong) {
        return (List<?>) page.evaluate(wrong);
    }
}
