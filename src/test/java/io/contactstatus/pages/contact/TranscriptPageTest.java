package io.contactstatus.pages.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What is said on a contact, on its page.
@OpenService
class TranscriptPageTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void whatIsWrittenWhileNobodyLooksIsThereWhenTheyLookAgain() {
        var chat = StagedCall.to(port).initiated().atAgent("CONNECTED", 5).writes(10, "apples");
        var page = opened(chat);
        chat.writes(11, "pears");
        assertThat(words(page)).hasText(new String[] {"apples", "pears"});

        Browser.setHidden(page, true);
        assertThat(page.locator("#transcript[data-open]")).hasCount(0);
        chat.writes(12, "plums").writes(13, "cherries");
        Browser.setHidden(page, false);

        assertThat(words(page)).hasText(new String[] {"apples", "pears", "plums", "cherries"});
        chat.writes(14, "figs");
        assertThat(words(page)).hasText(new String[] {"apples", "pears", "plums", "cherries", "figs"});
        assertThat(page.locator("#transcript .gap")).hasCount(0);
    }

    @Test
    void theEndOfAChatIsThereThoughItEndedWhileNobodyLooked() {
        var chat = StagedCall.to(port).initiated().atAgent("CONNECTED", 5).writes(10, "apples");
        var page = opened(chat);
        assertThat(words(page)).hasText(new String[] {"apples"});

        Browser.setHidden(page, true);
        assertThat(page.locator("#transcript[data-open]")).hasCount(0);
        chat.writes(12, "good-bye").disconnected(13).recorded(13, "{}");
        Browser.setHidden(page, false);

        assertThat(page.locator("#part-head .chip")).hasText("Completed");
        assertThat(words(page)).hasText(new String[] {"apples", "good-bye"});
    }

    @Test
    void whatIsWrittenWhileTheStreamIsAwayIsThereWhenItIsBack() {
        var chat = StagedCall.to(port).initiated().atAgent("CONNECTED", 5).writes(10, "apples");
        var page = browser.page();
        var streams = new AtomicInteger();
        page.route("**/utterances", route -> {
            if (streams.incrementAndGet() == 1) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("retry: 100\n\n"));
            } else {
                chat.writes(11, "pears");
                route.resume();
            }
        });
        open(page, chat);

        assertThat(words(page)).hasText(new String[] {"apples", "pears"});
        chat.writes(12, "plums");
        assertThat(words(page)).hasText(new String[] {"apples", "pears", "plums"});
    }

    @Test
    void ofWordsThatAreNotStoredItIsSaidWhenNobodyHeardThem() {
        var call = StagedCall.to(port).initiated().atAgent("CONNECTED", 5).says(6, "before");
        var page = opened(call);
        call.says(10, "apples");
        assertThat(words(page)).hasText(new String[] {"apples"});

        Browser.setHidden(page, true);
        assertThat(page.locator("#transcript[data-open]")).hasCount(0);
        call.says(11, "pears");
        Browser.setHidden(page, false);

        var lines = page.locator("#transcript-said > li");
        assertThat(lines.last())
                .hasText(Pattern.compile("Not heard here from \\d\\d:\\d\\d:\\d\\d to \\d\\d:\\d\\d:\\d\\d: .*"));
        call.says(12, "plums");
        assertThat(lines.last()).containsText("plums");
        assertThat(lines).hasCount(3);
        Browser.assertAccessible(page);
    }

    @Test
    void aLongChatIsShownFromItsEndAndGoesBackStepByStep() {
        var chat = StagedCall.to(port).atOnce(all -> {
            all.initiated().atAgent("CONNECTED", 1);
            write(450, number -> all.writes(2, "line %03d".formatted(number)));
        });
        var page = opened(chat);

        assertThat(words(page)).hasCount(200);
        chat.writes(3, "the newest");
        assertThat(words(page).last()).hasText("the newest");
        page.locator("#transcript").scrollIntoViewIfNeeded();
        assertThat(words(page).last()).isInViewport();
        Browser.assertAccessible(page);
        var earlier = page.getByText("Show earlier");
        earlier.click();
        assertThat(words(page)).hasCount(401);
        earlier.click();
        assertThat(words(page)).hasCount(451);
        assertThat(earlier).hasCount(0);
        assertThat(words(page).last()).hasText("the newest");

        Browser.setHidden(page, true);
        assertThat(page.locator("#transcript[data-open]")).hasCount(0);
        chat.atOnce(all -> write(250, number -> all.writes(4, "later %03d".formatted(number))));
        Browser.setHidden(page, false);

        assertThat(words(page)).hasCount(200);
        assertThat(page.locator("#transcript-said")).not().containsText("the newest");
        earlier.click();
        assertThat(page.locator("#transcript-said")).containsText("the newest");
        assertThat(words(page)).hasCount(400);
    }

    private static void write(int count, Consumer<Integer> line) {
        for (var number = 0; number < count; number++) {
            line.accept(number);
        }
    }

    private Page opened(StagedCall call) {
        var page = browser.page();
        open(page, call);
        assertThat(page.locator("#transcript[data-open]")).hasCount(1);
        return page;
    }

    private void open(Page page, StagedCall call) {
        page.navigate("http://localhost:" + port + "/ui/contacts/" + call.id);
    }

    private static Locator words(Page page) {
        return page.locator("#transcript-said .words");
    }
}
