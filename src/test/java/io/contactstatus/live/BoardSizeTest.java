package io.contactstatus.live;

import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.Status;
import io.contactstatus.fuzz.FuzzSession;
import io.contactstatus.fuzz.RawHttp;
import io.contactstatus.web.GuardedService;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The board shows the first contacts of each group, and is no larger however many more there are.
class BoardSizeTest {

    private static final Status[] GROUPS = {
        Status.QUEUED, Status.CONNECTING_TO_AGENT, Status.CONNECTED_TO_AGENT, Status.ON_HOLD, Status.INITIATED
    };

    @Test
    void doesNotGrowWithContactsThatAreNotShown() {
        // Not in the store, so there must be no comparison meanwhile.
        try (var service = LiveService.alone("contact-status.live.refresh=1h")) {
            var cookie = FuzzSession.of(service.at("/").getPort(), GuardedService.ALL)
                    .cookie();
            await().until(() ->
                    Objects.requireNonNull(service.contacts().state()).isLoaded());

            hear(service, 0, 1_000);
            var some = board(service, cookie);
            hear(service, 1_000, 6_000);
            var many = board(service, cookie);

            assertThat(some).contains("c-00000").hasSizeLessThan(2_000_000);
            assertThat(many.length() - some.length()).as("figures get longer").isLessThan(2_000);
            assertThat(many).contains("<option", "1,100");
        }
    }

    /// Each with its own queue and its own agent.
    private static void hear(LiveService service, int from, int until) {
        var state = Objects.requireNonNull(service.contacts().state());
        for (var index = from; index < until; index++) {
            // As long as any other: the first in order are shown.
            var number = "%05d".formatted(index);
            state.apply(contact()
                    .id("c-" + number)
                    .queueId("queue-" + number)
                    .queue("Queue " + number)
                    .agent("agent" + number)
                    .in(GROUPS[index % GROUPS.length])
                    .seen());
        }
    }

    private static String board(LiveService service, String cookie) {
        try (var client = new RawHttp(service.at("/").getPort())) {
            var request = "GET /ui/board HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
            var answer = client.exchange(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.status()).isEqualTo(200);
            return answer.body();
        }
    }
}
