package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What queues and agents are called, where two have one name and where they have none.
@OpenService
class NamesOnPagesTest {

    private static final String ONE = "11111111-1a2b-4c3d-9e8f-7a6b5c4da111";
    private static final String OTHER = "22222222-1a2b-4c3d-9e8f-7a6b5c4db222";
    private static final String NAMELESS = "33333333-1a2b-4c3d-9e8f-7a6b5c4d9c1e";
    private static final String STRANGER = "44444444-1a2b-4c3d-9e8f-7a6b5c4df3a2";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void twoQueuesOfOneNameAreToldApartOnEveryPage() {
        var one = StagedCall.from(port, "+819011112222").initiated().queuedIn(10, ONE, "Twin");
        StagedCall.from(port, "+819011113333").initiated().queuedIn(10, OTHER, "Twin");
        // Events of agents alone name queues.
        for (var queue : List.of(ONE, OTHER)) {
            new AgentAtWork(port, "names", "names-" + queue)
                    .has(UUID.randomUUID().toString(), "CONNECTED", queue, "Twin");
        }
        var page = browser.page();
        page.navigate(at("/ui/queues"));
        assertThat(page.locator("#queue-" + ONE).first()).hasText("Twin …a111");
        assertThat(page.locator("#queue-" + OTHER).first()).hasText("Twin …b222");

        page.navigate(at("/ui/queues/" + ONE));
        assertThat(page.locator("h1")).hasText("Twin …a111");
        assertThat(page.title()).startsWith(page.locator("h1").textContent());
        assertThat(page.locator("a[href*='/ui/board?']")).hasAttribute("href", "/ui/board?queue=" + ONE);
        page.navigate(at("/ui/queues/" + ONE + "/contacts"));
        assertThat(page.locator("h1")).containsText("Twin …a111");

        page.navigate(at("/ui/contacts/" + one.id));
        for (var part : List.of("#part-head", "#part-facts")) {
            assertThat(page.locator(part)).containsText("Twin …a111");
        }
        assertThat(page.locator("#contact-text")).containsText(ONE);
        page.navigate(at("/ui/contacts/" + one.id + "/customer"));
        assertThat(page.locator("#customer-rows")).containsText("Twin …a111");
        page.navigate(at("/ui/softphone?contact=" + one.id));
        assertThat(page.locator("#part-now")).containsText("Twin …a111");
        suggests(page, "twin");
        assertThat(page.locator("#suggestions")).containsText("Twin …a111");
        assertThat(page.locator("#suggestions")).containsText("Twin …b222");

        new AgentAtWork(port, "twins", "twins-agent").has(one.id, "CONNECTED", ONE, "Twin");
        page.navigate(at("/ui/seats?name=twins-agent"));
        var held = page.locator("tr.seat:not(.later) .on a");
        assertThat(held).hasText("Voice, Twin …a111");
        assertThat(held).hasAttribute("title", "Twin · " + ONE);
    }

    @Test
    void theBoardOfOneOfTwoQueuesSaysWhichAndKeepsHowItIsLookedAt() {
        StagedCall.from(port, "+819011115555").initiated().queuedIn(10, ONE, "Twin");
        StagedCall.from(port, "+819011116666").initiated().queuedIn(10, OTHER, "Twin");
        for (var queue : List.of(ONE, OTHER)) {
            new AgentAtWork(port, "board-names", "board-names-" + queue)
                    .has(UUID.randomUUID().toString(), "CONNECTED", queue, "Twin");
        }
        var page = browser.page();
        page.navigate(at("/ui/board?channel=VOICE&without=WHOLE&sort=NEWEST"));

        page.locator("#queues-now a", new Page.LocatorOptions().setHasText("Twin …a111"))
                .click();

        assertThat(page).hasURL(at("/ui/board?channel=VOICE&without=WHOLE&sort=NEWEST&queue=" + ONE));
        saysWhich(page);
        assertThat(page.locator("#queues option[value$=a111]")).hasCount(1);
        page.locator(".filter > summary").click();
        page.locator(".filter button[type=submit]").click();
        saysWhich(page);
        assertThat(page.locator("#queues-now")).not().containsText("b222");
        page.navigate(at("/ui/board?without=WHOLE&sort=NEWEST&queue=" + ONE));
        page.locator(".filter > summary").click();
        page.getByText("Show all").click();
        assertThat(page).hasURL(at("/ui/board?without=WHOLE&sort=NEWEST"));

        page.navigate(at("/ui/board?wall&queue=" + ONE));
        assertThat(page.locator("h1 .badge")).hasText("Twin …a111");
        page.navigate(at("/ui/board?queue=" + NAMELESS + "&agent=" + STRANGER));
        assertThat(page.locator(".filter .badge").first()).hasText("Queue: Queue …9c1e");
        assertThat(page.locator(".filter .badge").first()).hasAttribute("title", NAMELESS);
        assertThat(page.locator(".filter .badge").last()).hasText("Agent: Agent …f3a2");
    }

    private static void saysWhich(Page page) {
        assertThat(page.locator(".filter .badge").first()).hasText("Queue: Twin …a111");
        assertThat(page.locator("input[name=queue]")).hasValue("Twin\u00a0…a111");
        assertThat(page.locator("#queues-now tbody th")).hasText("Twin …a111");
    }

    @Test
    void whoHasNoNameIsCalledByTheEndOfTheIdOnEveryPage() {
        var call = StagedCall.from(port, "+819011114444")
                .initiated()
                .queuedIn(10, NAMELESS, null)
                .withStranger(20, STRANGER);
        var page = browser.page();

        page.navigate(at("/ui/contacts/" + call.id));
        calls(page.locator("#part-head .contact-glance"));
        calls(page.locator("#part-facts"));
        calls(page.locator("#part-customer"));
        assertThat(page.locator("#part-head .contact-glance .called").last()).hasAttribute("title", STRANGER);
        page.navigate(at("/ui/contacts/" + call.id + "/customer"));
        calls(page.locator("#part-customer-live"));
        calls(page.locator("#customer-rows"));
        page.navigate(at("/ui/softphone?contact=" + call.id));
        calls(page.locator("#part-now"));
        page.navigate(at("/ui/queues/" + NAMELESS));
        assertThat(page.locator("h1")).hasText("Queue …9c1e");
        // What is live may have been read some seconds ago.
        await().until(() -> {
            page.navigate(at("/ui/queues/" + NAMELESS + "/contacts"));
            return page.locator("tbody").count() > 0;
        });
        assertThat(page.locator("tbody")).containsText("Agent …f3a2");
        for (var typed : List.of("f3a2", "9c1e", "Agent …f3a2")) {
            suggests(page, typed);
            calls(page.locator("#suggestions"));
        }
    }

    private static void calls(Locator part) {
        assertThat(part).containsText("Queue …9c1e");
        assertThat(part).containsText("Agent …f3a2");
        assertThat(part).not().containsText(NAMELESS);
        assertThat(part).not().containsText(STRANGER);
    }

    private static void suggests(Page page, String typed) {
        page.locator("#find").fill("");
        page.locator("#find").pressSequentially(typed);
        assertThat(page.locator("#suggestions a").first()).isVisible();
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
