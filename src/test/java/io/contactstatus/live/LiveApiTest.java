package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.web.GuardedService;
import io.contactstatus.web.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveApiTest {

    private static final String STARTED = "2026-01-05T20:00:00.500Z";

    private final JsonMapper json = new JsonMapper();
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
        return call(Records.PHONE);
    }

    private String call(String phone) {
        var id = UUID.randomUUID().toString();
        service.ingest(Records.initiated(id, STARTED, phone));
        return id;
    }

    private void queue(String id) {
        service.ingest(Records.queued(id, STARTED, "2026-01-05T20:00:05.000Z"));
    }

    private void hangUp(String id) {
        service.ingest(Records.disconnected(id, STARTED, "2026-01-05T20:01:00.000Z"));
    }

    private JsonNode summary(String id) {
        return json.readTree(service.get("/contacts/" + id + "/related").body()).at("/contacts/0");
    }

    @Test
    void showsWhatIsLiveAndThenWhatChanges() {
        var id = call();

        try (var client = service.follow("/live/contacts?contact=" + id)) {
            var shown = client.untilReady();
            queue(id);
            var change = client.next();

            assertThat(shown).extracting(EventClient.Event::name).containsExactly("reset", "contact", "ready");
            assertThat(shown.get(1).text("contactId")).isEqualTo(id);
            assertThat(change.name()).isEqualTo("contact");
            assertThat(change.text("status")).isEqualTo("QUEUED");
            assertThat(change.json()).isEqualTo(summary(id));
        }
    }

    @Test
    void tellsQueuesAndThenThoseThatChange() {
        var id = UUID.randomUUID().toString();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        service.ingest(Records.initiated(id, now, Records.PHONE));
        service.ingest(Records.queued(id, now, now));

        try (var client = service.follow("/live/queues")) {
            var shown = client.untilReady();
            var waiting = shown.stream()
                    .filter(event ->
                            event.name().equals("queue") && event.text("id").equals(Records.QUEUE_ID))
                    .map(event -> event.json().at("/now/waiting").intValue())
                    .findFirst()
                    .orElseThrow();
            service.ingest(Records.disconnected(id, now, now));
            var change = client.next();

            assertThat(shown.getFirst().name()).isEqualTo("reset");
            assertThat(waiting).isPositive();
            assertThat(change.name()).isEqualTo("queue");
            assertThat(change.text("id")).isEqualTo(Records.QUEUE_ID);
            assertThat(change.json().at("/now/waiting").intValue()).isEqualTo(waiting - 1);
            assertThat(change.json().propertyNames())
                    .containsAll(json.readTree(
                                    service.get("/queues/" + Records.QUEUE_ID).body())
                            .propertyNames());
        }
    }

    private static String segments(String id, String segment) {
        return "{\"Version\":\"1.0.0\",\"Channel\":\"VOICE\",\"ContactId\":\"" + id
                + "\",\"LanguageCode\":\"en-US\",\"EventType\":\"SEGMENTS\",\"Segments\":[" + segment + "]}";
    }

    @Test
    void tellsWhatIsSaidWithoutItsDigits() {
        var id = call();

        try (var client = service.follow("/live/contacts/" + id + "/transcript")) {
            service.ingest(
                    segments(
                            id,
                            "{\"Utterance\":{\"Id\":\"u1\",\"TranscriptId\":\"t1\",\"ParticipantRole\":\"CUSTOMER\",\"PartialContent\":\"It is 4\",\"BeginOffsetMillis\":900}}"));
            service.ingest(
                    segments(
                            id,
                            "{\"Transcript\":{\"Id\":\"t1\",\"ParticipantRole\":\"CUSTOMER\",\"Content\":\"It is 4711, four seven one one\",\"BeginOffsetMillis\":900,\"Sentiment\":\"NEUTRAL\"}}"));
            var preliminary = client.next();
            var whole = client.next();
            hangUp(id);
            service.ingest(segments(id, "").replace("SEGMENTS", "COMPLETED"));

            assertThat(preliminary.json())
                    .isEqualTo(
                            json.readTree(
                                    "{\"id\":\"u1\",\"participant\":\"CUSTOMER\",\"beginOffsetMillis\":900,\"text\":\"It is ***\",\"partOf\":\"t1\"}"));
            assertThat(whole.text("text")).isEqualTo("It is ***, ***");
            assertThat(whole.text("id")).isEqualTo("t1");
            assertThat(client.next().name()).isEqualTo("end");
        }
    }

    @Test
    void ofACategoryThoseAreToldThatHaveItAsSoonAsTheyDo() {
        var category = "Refund " + UUID.randomUUID();
        var found = "{\"Categories\":{\"MatchedCategories\":[\"" + category + "\"],\"MatchedDetails\":{\"" + category
                + "\":{}}}}";
        var first = call();
        var second = call();
        service.ingest(segments(first, found));

        try (var client = service.follow("/live/contacts?category=" + category.replace(" ", "%20"))) {
            var shown = client.untilReady();
            queue(second);
            service.ingest(segments(second, found));
            var change = client.next();

            assertThat(shown).extracting(EventClient.Event::name).containsExactly("reset", "contact", "ready");
            assertThat(shown.get(1).text("contactId")).isEqualTo(first);
            assertThat(change.text("contactId")).isEqualTo(second);
            assertThat(change.json().at("/insights/categories/0").stringValue()).isEqualTo(category);
        }
    }

    @Test
    void isAStreamThatNobodyKeepsBack() {
        try (var client = service.follow("/live/contacts")) {
            var headers = client.response().headers();

            assertThat(client.response().statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
        }
    }

    @Test
    void tellsOnceMoreOfWhatLeavesTheFilter() {
        try (var client = service.follow("/live/contacts?status=INITIATED&customer=0312340001")) {
            client.untilReady();

            var id = call("+81312340001");
            queue(id);
            hangUp(id);
            var other = call("+81312340001");

            assertThat(client.next().text("status")).isEqualTo("INITIATED");
            assertThat(client.next().text("status")).isEqualTo("QUEUED");
            assertThat(client.next().text("contactId")).isEqualTo(other);
        }
    }

    @Test
    void tellsOnlyOfTheSubtypeThatIsAskedFor() {
        var call = UUID.randomUUID().toString();
        var message = UUID.randomUUID().toString();
        try (var client = service.follow("/live/contacts?subtype=sms")) {
            client.untilReady();

            for (var one : List.of(List.of(call, "connect:Telephony"), List.of(message, "connect:SMS"))) {
                service.ingest(Records.contactEvent(
                        one.getFirst(),
                        "INITIATED",
                        "2026-01-05T20:00:00.500Z",
                        ",\"segmentAttributes\":{\"connect:Subtype\":{\"valueString\":\"%s\"}}"
                                .formatted(one.getLast())));
            }

            assertThat(client.next().text("contactId")).isEqualTo(message);
        }
    }

    @Test
    void tellsOfTheEndToThoseWhoWantLiveOnesAndOfNothingAfterIt() {
        var id = call("+81312340002");
        try (var client = service.follow("/live/contacts?active=true&customer=0312340002")) {
            client.untilReady();

            hangUp(id);
            service.ingest(Records.contactRecord(id, "+81312340002"));
            var other = call("+81312340002");

            assertThat(client.next().json().path("active").booleanValue()).isFalse();
            assertThat(client.next().text("contactId")).isEqualTo(other);
        }
        try (var client = service.follow("/live/contacts?customer=0312340002")) {
            assertThat(client.untilReady()).as("only what is live").hasSize(3);
        }
    }

    @Test
    void followsAllLegsOfAChainByTheIdOfAnyOfThem() {
        var first = call();
        var second = UUID.randomUUID().toString();
        var chain = ",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\",\"initiationTimestamp\":\"%s\""
                .formatted(first, first, "2026-01-05T20:02:00.000Z");
        service.ingest(Records.contactEvent(second, "INITIATED", "2026-01-05T20:02:00.000Z", chain));

        try (var client = service.follow("/live/contacts?contact=" + second)) {
            assertThat(client.untilReady())
                    .extracting(event -> event.text("contactId"))
                    .contains(first, second);

            queue(first);

            assertThat(client.until(event -> event.text("status").equals("QUEUED"))
                            .getLast()
                            .text("contactId"))
                    .isEqualTo(first);
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

    @Test
    void hidesNamesOfAgentsToo() {
        service.ingest(Records.seat("e1", "2026-01-05T20:00:01.000Z", "c-1"));

        try (var masked = EventClient.following(service.at("/live/agents?agent=mori"), GuardedService.READER);
                var plain = service.follow("/live/agents?agent=" + Records.AGENT_ID)) {
            assertThat(masked.untilReady().get(1).text("firstName")).isEqualTo("***");
            assertThat(plain.untilReady().get(1).text("firstName")).isEqualTo("Hanako");

            service.ingest(Records.seat("e2", "2026-01-05T20:00:02.000Z", "c-2"));

            assertThat(masked.next().text("lastName")).isEqualTo("***");
            assertThat(plain.next().json().at("/contacts/0/contactId").stringValue())
                    .isEqualTo("c-2");
        }
    }

    @Test
    void goesOnWhereItWasWithoutLossOrRepetition() {
        var path = "/live/contacts?customer=0312340003";
        String seen;
        try (var client = service.follow(path)) {
            client.untilReady();
            call("+81312340003");
            seen = client.next().lastId();
        }
        var missed = call("+81312340003");
        queue(missed);

        try (var client = EventClient.comingAgain(service.at(path), GuardedService.ALL, seen);
                var other = service.follow(path + "&after=" + seen)) {
            var next = call("+81312340003");

            for (var reader : List.of(client, other)) {
                assertThat(reader.next().text("contactId")).isEqualTo(missed);
                assertThat(reader.next().text("status")).isEqualTo("QUEUED");
                assertThat(reader.next().text("contactId")).isEqualTo(next);
            }
        }
    }

    @Test
    void showsEverythingAfreshToThoseFromAnotherEpoch() {
        var id = call();

        try (var client = EventClient.comingAgain(
                service.at("/live/contacts?contact=" + id), GuardedService.ALL, "another-1042")) {
            assertThat(client.untilReady())
                    .extracting(EventClient.Event::name)
                    .containsExactly("reset", "contact", "ready");
        }
    }

    @Test
    void showsThatItIsThereWhenNothingChanges() {
        try (var client = service.follow("/live/contacts?queue=nobody-waits-here")) {
            client.untilReady();

            await().until(() -> client.heartbeats() >= 3);

            assertThat(client.hasNothingMore()).isTrue();
        }
    }

    @Test
    void movesThePositionOnAlsoOfThoseWhoWantNothing() {
        try (var client = service.follow("/live/contacts?queue=nobody-waits-here")) {
            var before = client.untilReady().getLast().lastId();
            call();

            await().until(() -> !client.lastId().equals(before));
        }
    }

    @Test
    void refusesFiltersThatCannotBe() {
        for (var filter : List.of(
                "status=NONE",
                "callback=perhaps",
                "active=1x",
                "contact=a%20b",
                "customer=%20",
                "limit=1",
                "at=2026-01-05T21:24:30Z")) {
            var answer = service.get("/live/contacts?" + filter);

            assertThat(answer.statusCode()).as(filter).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(json.readTree(answer.body()).path("field").stringValue())
                    .isEqualTo(filter.substring(0, filter.indexOf('=')));
        }
    }

    @Test
    void countsItsSubscribers() {
        try (var client = service.follow("/live/agents")) {
            client.untilReady();

            assertThat(service.get("/actuator/prometheus").body())
                    .containsPattern("contact_status_live_subscribers\\{feed=\"agents\"} [1-9]");
            assertThat(json.readTree(service.get("/actuator/health").body())
                            .at("/components/live/details/agents/subscribers")
                            .intValue())
                    .isPositive();
        }
        await().until(() -> service.get("/actuator/prometheus")
                .body()
                .contains("contact_status_live_subscribers{feed=\"agents\"} 0.0"));
    }
}
