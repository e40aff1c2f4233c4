package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import io.contactstatus.web.Records;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveApiTest {

    private static final String STARTED = "2026-01-05T20:00:00.500Z";

    private LiveService service;

    @BeforeAll
    void start() {
        service = LiveService.alone("contact-status.live.heartbeat=200ms");
    }

    @AfterAll
    void end() {
        service.close();
    }

    private String call() {
        var id = UUID.randomUUID().toString();
        service.ingest(Records.initiated(id, STARTED, Records.PHONE));
        return id;
    }

    private void queue(String id) {
        service.ingest(Records.queued(id, STARTED, "2026-01-05T20:00:05.000Z"));
    }

    private void hangUp(String id) {
        service.ingest(Records.disconnected(id, STARTED, "2026-01-05T20:01:00.000Z"));
    }

    @Test
    void showsWhatIsLiveAndThenWhatChanges() {
        var before = call();

        try (var client = service.follow("/live/contacts?contact=" + before)) {
            var shown = client.untilReady();
            assertThat(shown).extracting(EventClient.Event::name).containsExactly("reset", "contact", "ready");
            assertThat(shown.get(1).text("contactId")).isEqualTo(before);
            assertThat(client.response().headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=UTF-8");
            assertThat(client.response().headers().firstValue("Cache-Control")).hasValue("no-store");

            queue(before);

            var change = client.next();
            assertThat(change.name()).isEqualTo("contact");
            assertThat(change.text("status")).isEqualTo("QUEUED");
            assertThat(change.json()).isEqualTo(summary(before));
        }
    }

    private tools.jackson.databind.JsonNode summary(String id) {
        var json = new tools.jackson.databind.json.JsonMapper();
        var items = json.readTree(service.get("/contacts/" + id + "/related").body())
                .path("contacts");
        return items.get(0);
    }

    @Test
    void tellsOnceMoreOfWhatLeavesTheFilter() {
        try (var client = service.follow("/live/contacts?status=INITIATED&customer=%2B81312340001")) {
            client.untilReady();
            var id = UUID.randomUUID().toString();

            service.ingest(Records.initiated(id, STARTED, "+81312340001"));
            queue(id);
            hangUp(id);
            var other = UUID.randomUUID().toString();
            service.ingest(Records.initiated(other, STARTED, "+81312340001"));

            assertThat(client.next().text("status")).isEqualTo("INITIATED");
            assertThat(client.next().text("status")).isEqualTo("QUEUED");
            assertThat(client.next().text("contactId")).isEqualTo(other);
        }
    }

    @Test
    void hidesPeopleFromThoseWhoMayNotSeeThem() {
        var id = call();

        try (var client = EventClient.following(service.at("/live/contacts?contact=" + id), GuardedService.READER)) {
            var shown = client.untilReady().get(1);
            queue(id);
            var told = client.next();

            assertThat(shown.json().at("/customer/identifier").stringValue()).isEqualTo("+81******5678");
            assertThat(told.json().at("/customer/endpoint/address").stringValue())
                    .isEqualTo("+81******5678");
            assertThat(shown.data() + told.data()).doesNotContain("9012345678");
        }
    }
}
