package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@GuardedService
class ContactApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();

    /// A customer of this test's own, as a Japanese mobile number.
    private final String phone = "+81901%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    @Test
    void showsAContactAndOnlyItsChangesAfterwards() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone), queued(id));

        var response = get("/contacts/" + id, ALL);
        var contact = body(response);
        assertThat(contact.path("status").stringValue()).isEqualTo("QUEUED");
        assertThat(contact.path("statusSince").stringValue()).isEqualTo("2026-01-05T20:00:05.500Z");
        assertThat(contact.path("timestamps").path("initiated").stringValue()).isEqualTo("2026-01-05T20:00:00.500Z");
        assertThat(contact.path("instanceId").stringValue()).isEqualTo("5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11");
        assertThat(contact.path("queue").path("id").stringValue()).isEqualTo(Records.QUEUE_ID);
        assertThat(contact.path("queue").has("waitSeconds")).isFalse();
        assertThat(contact.path("customer").path("identifier").stringValue()).isEqualTo(phone);
        assertThat(contact.path("sources").path("contactEvent").path("lastAt").stringValue())
                .isEqualTo("2026-01-05T20:00:05.500Z");
        assertThat(contact.path("flags").path("stale").booleanValue()).isFalse();
        assertThat(contact.path("expiresAt").stringValue()).endsWith(".000Z");

        var etag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).isEqualTo("\"" + contact.path("version").longValue() + "\"");
        var unchanged = api.get("/contacts/" + id, "X-Api-Key", ALL, "If-None-Match", etag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(api.get("/contacts/" + id, "X-Api-Key", ALL, "If-None-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsTheLengthOfShortAnswersAndSendsLongOnesAsTheyGrow() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone));
        for (var line = 10; line < 60; line++) {
            ingest(Records.flowLog(
                    id,
                    "2026-01-05T20:00:" + line + ".000Z",
                    "PlayPrompt",
                    ",\"Parameters\":{\"Text\":\"" + "ようこそ".repeat(50) + "\"}"));
        }

        var contact = get("/contacts/" + id, ALL);
        var history = get("/contacts/" + id + "/history?limit=200", ALL);

        assertThat(contact.headers().firstValueAsLong("Content-Length"))
                .hasValue(contact.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(contact.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(history.headers().firstValue("Content-Length")).isEmpty();
        assertThat(body(history).path("items").size()).isEqualTo(51);
    }

    @Test
    void tellsAContactAsItWas() {
        var begun = now().minusSeconds(100);
        ingest(
                Records.initiated(id, begun.toString(), phone),
                Records.queued(id, begun.toString(), begun.plusSeconds(5).toString()),
                Records.disconnected(id, begun.toString(), begun.plusSeconds(65).toString()));

        var then = get("/contacts/" + id + "?at=" + begun.plusSeconds(6), READER);
        assertThat(then.headers().firstValue("ETag")).isEmpty();
        assertThat(then.body()).doesNotContain(phone);
        assertThat(body(then).path("status").stringValue()).isEqualTo("QUEUED");
        assertThat(body(then).path("active").booleanValue()).isTrue();
        assertThat(body(then).path("at").stringValue())
                .isEqualTo(begun.plusSeconds(6).toString());
        assertThat(then(begun.plusMillis(1)).path("status").stringValue()).isEqualTo("INITIATED");

        var now = (ObjectNode) body(get("/contacts/" + id, ALL));
        assertThat(now.has("at")).isFalse();
        assertThat(then(now()).without(List.of("at", "sources"))).isEqualTo(now.without("sources"));

        assertProblem(get("/contacts/" + id + "?at=" + begun.minusMillis(1), ALL), "not-found", null);
        assertProblem(get("/contacts/" + id + "?at=" + now().plusSeconds(60), ALL), "invalid-parameter", "at");
        assertProblem(get("/contacts/" + id + "?at=yesterday", ALL), "invalid-parameter", "at");
    }

    private ObjectNode then(Instant at) {
        return (ObjectNode) body(get("/contacts/" + id + "?at=" + at, ALL));
    }

    @Test
    void countsInItsQueueExactlyWhatItListsAsEnded() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var began = now.minusSeconds(60).toString();
        ingest(
                Records.initiated(id, began, phone),
                Records.queued(id, began, now.minusSeconds(50).toString()),
                Records.disconnected(id, began, now.minusSeconds(10).toString()));
        var from = now.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);

        var queue = body(get("/queues/" + Records.QUEUE_ID, ALL));
        assertThat(queue.path("instanceId").stringValue()).isEqualTo("5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11");
        assertThat(queue.at("/now/waiting").isNumber()).isTrue();
        assertThat(queue.at("/today/serviceLevel/withinSeconds").intValue()).isEqualTo(20);
        // Live ones of other tests are read now and then only, and each of the two may be before or after that.
        await().untilAsserted(() -> {
            var intervals = body(get("/queues/" + Records.QUEUE_ID + "/intervals?interval=PT1H&from=" + from, ALL));
            var ended = body(get("/contacts?ended=true&limit=200&queue=" + Records.QUEUE_ID + "&from=" + from, READER));
            assertThat(intervals.path("timeZone").stringValue()).isEqualTo("UTC");
            assertThat(ended.path("items")
                            .valueStream()
                            .map(contact -> contact.path("contactId").stringValue()))
                    .contains(id)
                    .hasSize(offered(intervals));
        });
        var intervals = body(get("/queues/" + Records.QUEUE_ID + "/intervals?interval=PT1H&from=" + from, ALL));
        var offered = offered(intervals);
        var rows = get("/contacts.csv?ended=true&queue=" + Records.QUEUE_ID + "&from=" + from, READER);
        assertThat(rows.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(rows.body().lines()).hasSize(offered + 1).first().asString().startsWith("contactId,instanceId,");
        assertThat(rows.body()).contains(id + ",").doesNotContain(phone);
        var quarters = get("/queues/" + Records.QUEUE_ID + "/intervals.csv?interval=PT1H&from=" + from, ALL);
        assertThat(quarters.body().lines())
                .hasSize(intervals.path("items").size() + 1)
                .anyMatch(row -> row.startsWith(intervals.at("/items/0/from").stringValue() + ","));
        assertThat(body(get("/contacts?ended=true&outcome=ANSWERED&from=" + from, ALL))
                        .path("items")
                        .valueStream()
                        .map(contact -> contact.path("contactId").stringValue()))
                .doesNotContain(id);
        assertProblem(get("/queues/" + id, ALL), "not-found", null);
    }

    private static int offered(JsonNode intervals) {
        return intervals
                .path("items")
                .valueStream()
                .mapToInt(interval -> interval.path("offered").intValue())
                .sum();
    }

    @Test
    void knowsNothingOfOtherContacts() {
        for (var path : List.of("", "/history", "/related", "/recordings", "/record")) {
            var response = get("/contacts/" + id + path, ALL);
            assertThat(response.statusCode()).isEqualTo(404);
            assertProblem(response, "not-found", null);
            assertThat(response.body()).doesNotContain(id);
        }
        assertProblem(get("/agents/" + id, ALL), "not-found", null);
        assertProblem(get("/agents/" + "a".repeat(3000), ALL), "not-found", null);
    }

    @Test
    void masksPersonalDataOfThoseWhoMayNotSeeIt() {
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                Records.flowLog(
                        id,
                        "2026-01-05T20:00:02.000Z",
                        "SetAttributes",
                        ",\"Parameters\":{\"Key\":\"secret\",\"Value\":\"pin:4711\"}"),
                Records.flowLog(id, "2026-01-05T20:00:03.000Z", "StoreUserInput", ",\"Results\":\"5500000000000004\""));
        patch(id, Map.of("customerIdentifier", "Tanaka Taro", "attributes", Map.of("note", "likes tea")));

        var paths = List.of(
                "/contacts/" + id,
                "/contacts/" + id + "/history",
                "/contacts/" + id + "/related",
                "/contacts?active=true&limit=200",
                "/contacts.csv?active=true",
                "/customers/" + encoded("Tanaka Taro") + "/contacts",
                "/customers/" + encoded("Tanaka Taro") + "/contacts.csv",
                "/customers/" + encoded("Tanaka Taro") + "/situation");
        for (var path : paths) {
            var response = get(path, READER);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .contains(id)
                    .doesNotContain("pin:4711", "5500000000000004", "likes tea", "Tanaka", phone, phone.substring(3));
        }
        var masked = "+81******" + phone.substring(phone.length() - 4);
        assertThat(body(get(paths.getFirst(), READER))
                        .at("/customer/endpoint/address")
                        .stringValue())
                .isEqualTo(masked);
        assertThat(get(paths.get(1), ALL).body()).contains("pin:4711", "5500000000000004", "likes tea", phone);
    }

    @Test
    void tellsTheHistoryPageByPageInBothDirections() {
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                queued(id),
                Records.flowLog(id, "2026-01-05T20:00:02.000Z", "PlayPrompt", ",\"Parameters\":{\"Text\":\"Hello\"}"));

        assertThat(types("/contacts/" + id + "/history?limit=1")).containsExactly("INITIATED", "PlayPrompt", "QUEUED");
        assertThat(types("/contacts/" + id + "/history?limit=2&order=desc"))
                .containsExactly("QUEUED", "PlayPrompt", "INITIATED");
        assertThat(types("/contacts/" + id + "/history?limit=2&source=FLOW_LOG"))
                .containsExactly("PlayPrompt");
        assertThat(types("/contacts/" + id + "/history?limit=2&source=FLOW_LOG&source=CONTACT_EVENT"))
                .hasSize(3);
        assertThat(types("/contacts/" + id + "/history?source=%20&limit=3")).hasSize(3);
        var entry = body(get("/contacts/" + id + "/history", ALL)).path("items").get(1);
        assertThat(entry.path("at").stringValue()).isEqualTo("2026-01-05T20:00:02.000Z");
        assertThat(entry.at("/detail/Parameters/Text").stringValue()).isEqualTo("Hello");
    }

    @Test
    void tellsThoseWhoMayNotSeeTheNumberNothingThatWasMadeOfIt() {
        ingest(
                Records.contactRecord(id, phone),
                Records.flowLog(id, "2026-01-05T20:09:03.000Z", "PlayPrompt", ",\"Parameters\":{\"Text\":\"Hello\"}"));
        var history = "/contacts/" + id + "/history?limit=1";
        var first = body(get(history, ALL));
        var digests = entryIds(ALL);

        var seen = get(history, READER);
        var position =
                Base64.getUrlDecoder().decode(body(seen).path("nextCursor").stringValue());
        assertThat(new String(position, StandardCharsets.ISO_8859_1))
                .doesNotContain(first.at("/items/0/id").stringValue(), "FLOW_LOG");
        assertThat(digests).hasSize(2).doesNotHaveDuplicates();
        assertThat(entryIds(READER))
                .doesNotContainAnyElementsOf(digests)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(shown -> shown.matches("[0-9a-f]{32}"))
                .isEqualTo(entryIds(READER));
        var steps = "/contacts/" + id + "/journey?view=techy";
        assertThat(body(get(steps, READER)).path("steps").valueStream().map(step -> step.path("id")))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(body(get(steps, ALL))
                        .path("steps")
                        .valueStream()
                        .map(step -> step.path("id"))
                        .toList());
    }

    private List<String> entryIds(String key) {
        return body(get("/contacts/" + id + "/history", key))
                .path("items")
                .valueStream()
                .map(entry -> entry.path("id").stringValue())
                .toList();
    }

    @Test
    void takesNoCursorButItsOwnOfTheSameQuery() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone), queued(id));
        var cursor = body(get("/contacts/" + id + "/history?limit=1", ALL))
                .path("nextCursor")
                .stringValue();

        var other = cursor.charAt(5) == 'A' ? 'B' : 'A';
        var tampered = cursor.substring(0, 5) + other + cursor.substring(6);
        for (var wrong : List.of(
                "/contacts/" + id + "/history?cursor=" + tampered,
                "/contacts/" + id + "/history?cursor=" + cursor + "A",
                "/contacts/" + id + "/history?cursor=nonsense",
                "/contacts/" + id + "/history?cursor=",
                "/contacts/" + id + "/history?order=desc&cursor=" + cursor,
                "/contacts/" + id + "/history?source=API&cursor=" + cursor,
                "/contacts?active=true&cursor=" + cursor,
                "/agents?cursor=" + cursor)) {
            var response = get(wrong, ALL);
            assertThat(response.statusCode()).isEqualTo(400);
            assertProblem(response, "invalid-parameter", "cursor");
        }
        assertThat(get("/contacts/" + id + "/history?limit=7&cursor=" + cursor, ALL)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void findsAllLegsByAnyIdOfTheChain() {
        var later = UUID.randomUUID().toString();
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                Records.contactEvent(
                        later,
                        "INITIATED",
                        "2026-01-05T20:05:00.500Z",
                        ",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\",\"initiationTimestamp\":\"2026-01-05T20:05:00.500Z\""
                                .formatted(id, id)),
                Records.disconnected(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:05:01.000Z"));

        for (var any : List.of(id, later)) {
            var related = body(get("/contacts/" + any + "/related", ALL));
            assertThat(related.path("initialContactId").stringValue()).isEqualTo(id);
            assertThat(related.path("active").booleanValue()).isTrue();
            assertThat(ids(related.path("contacts"))).containsExactly(id, later);
        }
    }

    @Test
    void setsApartWhatIsJoinedToTheChainWithoutBeingALegOfIt() {
        var earlier = UUID.randomUUID().toString();
        var later = UUID.randomUUID().toString();
        ingest(
                Records.contactEvent(earlier, "INITIATED", "2026-01-04T20:00:00.500Z", ""),
                Records.contactEvent(
                        id, "INITIATED", "2026-01-05T20:00:00.500Z", ",\"relatedContactId\":\"%s\"".formatted(earlier)),
                Records.contactEvent(
                        later,
                        "INITIATED",
                        "2026-01-05T20:05:00.500Z",
                        ",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\",\"relatedContactId\":\"%s\""
                                .formatted(id, id, id)));

        for (var any : List.of(id, later)) {
            var related = body(get("/contacts/" + any + "/related", ALL));
            assertThat(related.path("initialContactId").stringValue()).isEqualTo(id);
            assertThat(ids(related.path("contacts"))).containsExactly(id, later);
            assertThat(ids(related.path("associated"))).containsExactly(earlier);
        }
        var alone = body(get("/contacts/" + earlier + "/related", ALL));
        assertThat(ids(alone.path("contacts"))).containsExactly(earlier);
        assertThat(ids(alone.path("associated"))).containsExactly(id);
    }

    @Test
    void tellsWhatOnlyTheContactRecordSaysOnceItIsThere() {
        ingest(Records.initiated(id, "2026-01-05T20:09:02.118Z", phone));
        assertProblem(get("/contacts/" + id + "/record", ALL), "not-found", null);

        ingest(
                Records.contactRecord(id, phone)
                        .replaceFirst(
                                "\\{",
                                "{\"References\":[{\"Name\":\"order\",\"Type\":\"STRING\",\"Value\":\"Tanaka Taro\"}],"
                                        + "\"SegmentAttributes\":{\"connect:Subtype\":{\"ValueString\":\"connect:Telephony\"}},"));
        var told = body(get("/contacts/" + id + "/record", ALL));
        assertThat(told).isEqualTo(json.readTree("""
                {"contactId":"%s","lastUpdate":"2026-01-05T20:12:15.000Z",
                 "references":[{"name":"order","type":"STRING","value":"Tanaka Taro"}],
                 "segmentAttributes":{"connect:Subtype":"connect:Telephony"},"agentConnectionAttempts":1}""".formatted(id)));
        var masked = get("/contacts/" + id + "/record", READER);
        assertThat(masked.body()).contains("STRING", "connect:Telephony").doesNotContain("Tanaka", "order");
    }

    @Test
    void tellsWhatWasRecordedOnceTheContactRecordIsThere() {
        ingest(Records.initiated(id, "2026-01-05T20:09:02.118Z", phone));
        assertThat(body(get("/contacts/" + id + "/recordings", ALL))
                        .path("recordings")
                        .size())
                .isZero();

        ingest(Records.contactRecord(id, phone));
        var recordings = body(get("/contacts/" + id + "/recordings", ALL)).path("recordings");
        assertThat(recordings).hasSize(2);
        assertThat(recordings.get(0)).isEqualTo(json.readTree("""
                        {"index":0,"mediaStreamType":"AUDIO","storage":"S3","status":"AVAILABLE",
                         "location":"bucket/CallRecordings/2026/01/05/a_20260105T20:09_UTC.wav",
                         "startedAt":"2026-01-05T20:09:30.000Z","stoppedAt":"2026-01-05T20:11:08.000Z",
                         "durationSeconds":98}"""));
        assertThat(recordings.get(1))
                .isEqualTo(json.readTree(
                        "{\"index\":1,\"mediaStreamType\":\"AUDIO\",\"storage\":\"KINESIS_VIDEO_STREAM\"}"));
        assertThat(body(get("/contacts/" + id, ALL)).path("recordings").intValue())
                .isEqualTo(2);
    }

    @Test
    void listsActiveContactsByWhatIsAskedFor() {
        var waiting = UUID.randomUUID().toString();
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                queued(id),
                Records.seat(UUID.randomUUID().toString(), "2026-01-05T20:00:30.000Z", id),
                Records.initiated(waiting, "2026-01-05T19:00:00.500Z", phone));

        assertThat(active("queue=" + Records.QUEUE_ID)).contains(id).doesNotContain(waiting);
        assertThat(active("queue=" + encoded(Records.QUEUE))).contains(id);
        assertThat(active("queue=Billing")).contains(id);
        assertThat(active("queue=Billin")).doesNotContain(id);
        assertThat(active("agent=mori")).contains(id).doesNotContain(waiting);
        assertThat(active("agent=" + Records.AGENT_ID)).contains(id);
        assertThat(active("agent=" + encoded(Records.AGENT))).contains(id);
        assertThat(active("status=CONNECTED_TO_AGENT")).contains(id).doesNotContain(waiting);
        assertThat(active("channel=voice")).containsSubsequence(waiting, id);
        assertThat(active("callback=true")).doesNotContain(id, waiting);
        assertThat(active("callback=false")).contains(id, waiting);

        ingest(Records.disconnected(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:01:00.000Z"));
        assertThat(active("channel=VOICE")).contains(waiting).doesNotContain(id);
    }

    @Test
    void findsActiveContactsByTheirSubtype() {
        var plain = UUID.randomUUID().toString();
        ingest(
                Records.contactEvent(
                        id,
                        "INITIATED",
                        "2026-01-05T20:00:00.500Z",
                        ",\"segmentAttributes\":{\"connect:Subtype\":{\"valueString\":\"connect:SMS\"}}"),
                Records.contactEvent(
                        plain,
                        "INITIATED",
                        "2026-01-05T20:00:00.500Z",
                        ",\"segmentAttributes\":{\"connect:Subtype\":{\"valueString\":\"connect:Chat\"}}"));

        for (var asked : List.of("connect:SMS", "SMS", "sms", "CONNECT:sms")) {
            assertThat(active("subtype=" + asked)).contains(id).doesNotContain(plain);
        }
        assertThat(active("subtype=connect")).isEmpty();
        assertThat(active("subtype=SM")).isEmpty();
        var summary =
                body(get("/contacts/" + id + "/related", ALL)).path("contacts").get(0);
        assertThat(summary.path("subtype").stringValue()).isEqualTo("connect:SMS");
        assertThat(summary.path("instanceId").stringValue()).isEqualTo("5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11");
    }

    @Test
    void showsAgents() {
        ingest(Records.seat(UUID.randomUUID().toString(), "2027-01-05T20:00:30.000Z", id));

        var seat = body(get("/agents/" + Records.AGENT_ID, ALL));
        assertThat(seat.path("status").stringValue()).isEqualTo("Available");
        assertThat(seat.path("firstName").stringValue()).isEqualTo("Hanako");
        assertThat(seat.at("/contacts/0/state").stringValue()).isEqualTo("CONNECTED");
        assertThat(seat.at("/contacts/0/queue/name").stringValue()).isEqualTo("Billing");
        var masked = get("/agents", READER);
        assertThat(masked.body()).contains("mori").doesNotContain("Hanako", "Mori");
    }

    @Test
    void findsACustomerHoweverTheirNumberIsWritten() {
        var over = UUID.randomUUID().toString();
        ingest(Records.contactRecord(over, phone), Records.initiated(id, "2026-01-05T21:00:00.500Z", phone));
        var national = "0" + phone.substring(3);

        for (var written : List.of(
                phone,
                national,
                " " + phone.substring(1),
                national.substring(0, 3) + "-" + national.substring(3, 7) + "-" + national.substring(7))) {
            assertThat(customers(written, "")).containsExactly(id, over);
        }
        assertThat(customers(phone, "?active=true")).containsExactly(id);
        assertThat(customers(phone, "?active=false")).containsExactly(over);
        assertThat(customers(phone, "?channel=CHAT")).isEmpty();
        assertThat(customers(phone, "?from=2026-01-05T20:30:00Z")).containsExactly(id);
        assertThat(customers(phone, "?to=2026-01-06T05:30:00%2B09:00")).containsExactly(over);
        assertThat(customers(phone, "?limit=1")).containsExactly(id);
    }

    @Test
    void tellsHowThingsStandWithACustomer() {
        var over = UUID.randomUUID().toString();
        var callback = UUID.randomUUID().toString();
        var lately = now().minusSeconds(600).toString();
        ingest(
                Records.contactRecord(over, phone),
                Records.initiated(id, lately, phone),
                Records.initiated(callback, now().minusSeconds(60).toString(), phone)
                        .replace("\"INBOUND\"", "\"CALLBACK\""));

        var situation = body(get("/customers/" + encoded(phone) + "/situation", ALL));
        assertThat(ids(situation.path("activeContacts"))).containsExactly(callback, id);
        assertThat(situation.at("/pendingCallback/contactId").stringValue()).isEqualTo(callback);
        assertThat(situation.at("/lastContact/contactId").stringValue()).isEqualTo(over);
        assertThat(situation.at("/lastQueue/name").stringValue()).isEqualTo("Billing");
        assertThat(situation.path("lastDisconnectReason").stringValue()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(situation.path("contactsLast24Hours").intValue()).isEqualTo(2);

        var stranger = body(get("/customers/nobody-" + id + "/situation", ALL));
        assertThat(stranger.path("activeContacts").size()).isZero();
        assertThat(stranger.has("lastContact")).isFalse();
    }

    @Test
    void tellsAFlowOfOtherContactsButNotOfItsOwn() {
        var over = UUID.randomUUID().toString();
        var callback = UUID.randomUUID().toString();
        var own = UUID.randomUUID().toString();
        ingest(
                Records.contactRecord(over, phone),
                Records.initiated(id, now().minusSeconds(600).toString(), phone),
                Records.queued(
                        id,
                        now().minusSeconds(600).toString(),
                        now().minusSeconds(590).toString()),
                Records.initiated(callback, now().minusSeconds(60).toString(), phone)
                        .replace("\"INBOUND\"", "\"CALLBACK\""),
                Records.initiated(own, now().minusSeconds(5).toString(), phone));

        var answer = body(lookup(own, own, phone, "{}"));
        assertThat(answer.path("customerKnown").stringValue()).isEqualTo("true");
        assertThat(answer.path("activeContact").stringValue()).isEqualTo("true");
        assertThat(answer.path("activeContactId").stringValue()).isEqualTo(id);
        assertThat(answer.path("activeStatus").stringValue()).isEqualTo("QUEUED");
        assertThat(answer.path("activeQueueArn").stringValue()).isEqualTo(Records.QUEUE);
        assertThat(answer.path("pendingCallback").stringValue()).isEqualTo("true");
        assertThat(answer.path("pendingCallbackContactId").stringValue()).isEqualTo(callback);
        assertThat(answer.path("lastContactId").stringValue()).isEqualTo(over);
        assertThat(answer.path("lastQueueName").stringValue()).isEqualTo("Billing");
        assertThat(Integer.parseInt(answer.path("lastContactMinutesAgo").stringValue()))
                .isPositive();
        assertThat(answer.path("contactsLast24Hours").stringValue()).isEqualTo("2");
        answer.forEach(value -> assertThat(value.isString()).isTrue());

        var withinChain = body(lookup(UUID.randomUUID().toString(), id, phone, "{}"));
        assertThat(withinChain.path("activeContactId").stringValue()).isEqualTo(own);
        var other = body(lookup(own, own, "anonymous", "{\"identifier\":\"0" + phone.substring(3) + "\"}"));
        assertThat(other.path("activeContactId").stringValue()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Details\":{\"ContactData\":{}}}",
                "{\"Details\":{\"ContactData\":{\"CustomerEndpoint\":null,\"CustomerId\":null,\"Queue\":\"Name\"},\"Parameters\":{\"nested\":{}}}}",
                "{\"Details\":{\"ContactData\":{\"CustomerEndpoint\":{\"Address\":\"anonymous\",\"Type\":\"TELEPHONE_NUMBER\"}}}}"
            })
    void tellsAFlowWithoutACustomerThatNobodyIsKnown(String event) {
        var response = post("/flow/lookup", event);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body(response))
                .isEqualTo(
                        json.readTree(
                                "{\"customerKnown\":\"false\",\"activeContact\":\"false\",\"pendingCallback\":\"false\",\"contactsLast24Hours\":\"0\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Details\":null}",
                "{\"Name\":\"ContactFlowEvent\",\"Details\":{\"Parameters\":{\"identifier\":\"Tanaka\"}}}",
                "{\"Details\":{\"ContactData\":null}}",
                "{\"customerIdentifier\":\"Tanaka\"}"
            })
    void refusesToLookUpWhatIsNoFlowEvent(String body) {
        var response = post("/flow/lookup", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertProblem(response, "invalid-parameter", "Details.ContactData");
    }

    @Test
    void addsToAContactWhetherItIsKnownOrNot() {
        var national = "0" + phone.substring(3);
        var begun = patch(id, Map.of("customerIdentifier", national, "attributes", Map.of("tier", "gold", "x", "y")));
        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(body(begun).at("/customer/identifier").stringValue()).isEqualTo(phone);
        assertThat(body(begun).at("/sources/api").has("lastAt")).isTrue();
        assertThat(customers(phone, "")).containsExactly(id);

        var changed = api.exchange("PATCH", "/contacts/" + id, "{\"attributes\":{\"x\":null}}", key());
        assertThat(body(changed).path("attributes")).isEqualTo(json.readTree("{\"tier\":\"gold\"}"));

        var history = body(get("/contacts/" + id + "/history?source=API", ALL)).path("items");
        assertThat(history).hasSize(2);
        assertThat(history.get(1).path("detail")).isEqualTo(json.readTree("{\"attributes\":{\"x\":null}}"));
        assertThat(history.get(0).path("type").stringValue()).isEqualTo("PATCH");
    }

    @Test
    void addsOnceWhatIsRepeatedUntilSomethingElseIsSaid() {
        var said = "{\"customerIdentifier\":\"" + phone + "\",\"attributes\":{\"tier\":\"gold\",\"x\":null}}";
        var first = body(api.exchange("PATCH", "/contacts/" + id, said, key()));
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(body(api.exchange("PATCH", "/contacts/" + id, said, key())))
                    .isEqualTo(first);
        }
        assertThat(apiEntries()).isEqualTo(1);

        patch(id, Map.of("attributes", Map.of("tier", "silver")));
        var again = body(api.exchange("PATCH", "/contacts/" + id, said, key()));

        assertThat(again.at("/attributes/tier").stringValue()).isEqualTo("gold");
        assertThat(again.path("version").longValue())
                .isGreaterThan(first.path("version").longValue());
        assertThat(apiEntries()).isEqualTo(3);
    }

    /// The record's attributes replace those of a flow, and what was said before it.
    @Test
    void addsOnceMoreWhatIsShownNoLonger() {
        patch(id, Map.of("attributes", Map.of("language", "en")));
        ingest(Records.contactRecord(id, phone)
                .replace("2026-01-05T20:12:15Z", now().plusSeconds(60).toString()));
        assertThat(body(get("/contacts/" + id, ALL)).at("/attributes/language").stringValue())
                .isEqualTo("ja");

        patch(id, Map.of("attributes", Map.of("language", "en")));

        assertThat(apiEntries()).isEqualTo(2);
    }

    private int apiEntries() {
        return body(get("/contacts/" + id + "/history?source=API", ALL))
                .path("items")
                .size();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | invalid-parameter | body",
                "{\"attributes\":{}}                            | invalid-parameter | body",
                "{\"attributes\":{\"\":\"x\"}}                  | invalid-parameter | attributes",
                "{\"customerIdentifier\":\"  \"}                | invalid-parameter | customerIdentifier",
                "{\"attributes\":{\"Tanaka\":{\"a\":1}}}        | unreadable-body   | attributes",
                "{\"customerIdentifier\":[\"Tanaka\"]}          | unreadable-body   | customerIdentifier",
                "[1]                                            | unreadable-body   |",
                "Tanaka                                         | unreadable-body   |",
                "''                                             | unreadable-body   |"
            })
    void refusesToAddNonsenseWithoutRepeatingIt(String body, String type, @Nullable String field) {
        var response =
                api.exchange("PATCH", "/contacts/" + id, body, "X-Api-Key", ALL, "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(400);
        assertProblem(response, type, field);
        assertThat(response.body()).doesNotContain("Tanaka");
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts, active",
        "/contacts?active=false, active",
        "/contacts?active=perhaps, active",
        "/contacts?ended=true&status=QUEUED, status",
        "/contacts?ended=true&from=yesterday, from",
        "/contacts?ended=true&from=2026-01-05T00:00:00Z&to=2026-03-05T00:00:00Z, from",
        "/contacts?active=true&outcome=ANSWERED, outcome",
        "/contacts?active=true&changedSince=2026-01-05T00:00:00Z, changedSince",
        "/contacts?ended=true&changedSince=2026-01-05T00:00:00Z, changedSince",
        "/queues/a/intervals?interval=PT5M, interval",
        "/queues?queue=Tanaka, queue",
        "/contacts?active=true&ended=true, ended",
        "/contacts?active=true&order=asc, order",
        "/contacts?active=true&Queue=Tanaka, Queue",
        "/contacts?active=true&%71ueue=x&form=Tanaka&to=1, form",
        "/contacts?active=true&%2B819012345678, a parameter",
        "/contacts?active=true&09012345678=1, a parameter",
        "/contacts?active=true&=Tanaka, a parameter",
        "/contacts/a?at=Tanaka, at",
        "/contacts/a/related?limit=1, limit",
        "/agents?cursor=x&queue=Tanaka, queue",
        "/contacts?active=true&limit=0, limit",
        "/contacts.csv?active=true&limit=5, limit",
        "/contacts.csv?ended=true&from=yesterday, from",
        "/contacts?active=true&limit=201, limit",
        "/contacts?active=true&limit=Tanaka, limit",
        "/contacts?active=true&status=Tanaka, status",
        "/contacts?active=true&callback=Tanaka, callback",
        "/contacts/a/history?order=Tanaka, order",
        "/contacts/a/history?source=Tanaka, source",
        "/contacts/%20, contactId",
        "/customers/%20/situation, identifier",
        "/customers/Tanaka/contacts?from=Tanaka, from",
        "/customers/Tanaka/contacts?to=2026-13-01T00:00:00Z, to",
        "/customers/Tanaka/contacts?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, to",
        "/agents?limit=1.5, limit"
    })
    void namesTheParameterThatIsWrongWithoutRepeatingIt(String path, String field) {
        var response = get(path, ALL);

        assertThat(response.statusCode()).isEqualTo(400);
        assertProblem(response, "invalid-parameter", field);
        assertThat(response.body()).doesNotContain("Tanaka");
    }

    @Test
    void looksForUnknownParametersInTheAddressAndNotInAForm() throws IOException, InterruptedException {
        var form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest"))
                .header("X-Api-Key", ALL)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone)))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(form, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(202);
        }
        assertThat(get("/contacts/" + id + "?&", ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void answersInProblemsWhateverIsWrongWithTheRequest() {
        assertProblem(get("/nothing/Tanaka", ALL), "not-found", null);
        assertProblem(api.exchange("PUT", "/contacts/Tanaka", "{}", key()), "method-not-allowed", null);
        assertProblem(api.get("/contacts/Tanaka", "X-Api-Key", ALL, "Accept", "text/csv"), "not-acceptable", null);
        assertProblem(
                api.exchange("PATCH", "/contacts/Tanaka", "<a/>", "X-Api-Key", ALL, "Content-Type", "text/xml"),
                "unsupported-media-type",
                null);
        assertProblem(post("/flow/lookup", "[]"), "unreadable-body", null);
        assertProblem(get("/contacts/..%2fTanaka", ALL), "bad-request", null);
    }

    @Test
    void readsNoMoreThanItsLimitOfABody() {
        var fits = "{\"attributes\":{\"a\":\"%s\"}}".formatted("x".repeat(60_000));
        var large = "{\"attributes\":{\"a\":\"%s\"}}".formatted("x".repeat(70_000));

        assertThat(api.exchange("PATCH", "/contacts/" + id, fits, key()).statusCode())
                .isEqualTo(200);
        var response = api.exchange("PATCH", "/contacts/" + id, large, key());
        assertThat(response.statusCode()).isEqualTo(413);
        assertProblem(response, "body-too-large", null);
        assertThat(post("/flow/lookup", "{\"Name\":\"%s\"}".formatted("x".repeat(140_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    private void ingest(String... records) {
        var response = post("/ingest", String.join("\n", records));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(body(response).path("accepted").intValue()).isEqualTo(records.length);
    }

    private static String queued(String contactId) {
        return Records.queued(contactId, "2026-01-05T20:00:00.500Z", "2026-01-05T20:00:05.500Z");
    }

    private HttpResponse<String> lookup(String contactId, String initialId, String address, String parameters) {
        return post("/flow/lookup", """
                {"Name":"ContactFlowEvent","Details":{"ContactData":{"ContactId":"%s","InitialContactId":"%s",
                 "CustomerEndpoint":{"Address":"%s","Type":"TELEPHONE_NUMBER"},"Attributes":{},
                 "Queue":{"ARN":"a","Name":"b"}},"Parameters":%s}}""".formatted(contactId, initialId, address, parameters));
    }

    private List<String> customers(String identifier, String query) {
        return ids(body(get("/customers/" + encoded(identifier) + "/contacts" + query, ALL))
                .path("items"));
    }

    private List<String> active(String filter) {
        var found = new ArrayList<String>();
        var path = "/contacts?active=true&limit=50&" + filter;
        for (var page = body(get(path, ALL)); page != null; page = next(path, page)) {
            found.addAll(ids(page.path("items")));
        }
        return found;
    }

    private List<String> types(String path) {
        var found = new ArrayList<String>();
        for (var page = body(get(path, ALL)); page != null; page = next(path, page)) {
            page.path("items").forEach(item -> found.add(item.path("type").stringValue()));
        }
        return found;
    }

    private @Nullable JsonNode next(String path, JsonNode page) {
        return page.has("nextCursor")
                ? body(get(path + "&cursor=" + page.path("nextCursor").stringValue(), ALL))
                : null;
    }

    private static List<String> ids(JsonNode contacts) {
        var ids = new ArrayList<String>();
        contacts.forEach(contact -> ids.add(contact.path("contactId").stringValue()));
        return ids;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> get(String path, String key) {
        return api.get(path, "X-Api-Key", key);
    }

    private HttpResponse<String> post(String path, String body) {
        return api.exchange("POST", path, body, key());
    }

    private HttpResponse<String> patch(String contactId, Object body) {
        return api.exchange("PATCH", "/contacts/" + contactId, json.writeValueAsString(body), key());
    }

    private static String[] key() {
        return new String[] {"X-Api-Key", ALL, "Content-Type", "application/json"};
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private void assertProblem(HttpResponse<String> response, String type, @Nullable String field) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = body(response);
        assertThat(problem.path("type").stringValue()).isEqualTo("urn:contact-status:problem:" + type);
        assertThat(problem.path("status").intValue()).isEqualTo(response.statusCode());
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("field").stringValue(null)).isEqualTo(field);
        assertThat(problem.has("instance")).isFalse();
        assertThat(response.body()).doesNotContain("Exception", "io.contactstatus", "Tanaka");
    }
}
