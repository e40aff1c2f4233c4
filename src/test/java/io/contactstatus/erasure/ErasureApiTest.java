package io.contactstatus.erasure;

import static io.contactstatus.web.GuardedService.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Erasures over HTTP, by the service as it is.
@GuardedService
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"contact-status.erasure.refresh=100ms", "contact-status.jobs.lease=1s"})
class ErasureApiTest {

    private static final String BEGAN = "2026-01-05T20:00:00.500Z";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @LocalServerPort
    private int port;

    @Value("${contact-status.tables.prefix}")
    private String prefix;

    @Autowired
    private DeadLetterStore deadLetters;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();
    private final String digits = "%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));
    private final String phone = "+81901" + digits;

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    private void ingest(String... records) {
        ingested(records);
    }

    private JsonNode ingested(String... records) {
        var answer = api.exchange(
                "POST", "/ingest", String.join("\n", records), "X-Api-Key", ALL, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(202);
        return json(answer);
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, "X-Api-Key", ALL);
    }

    private HttpResponse<String> erase(String identifier) {
        var path = "/customers/" + URLEncoder.encode(identifier, StandardCharsets.UTF_8);
        return api.exchange("DELETE", path, null, "X-Api-Key", ALL);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    private JsonNode done(HttpResponse<String> accepted) {
        assertThat(accepted.statusCode()).isEqualTo(202);
        var location = accepted.headers().firstValue("Location").orElseThrow();
        await().untilAsserted(() ->
                assertThat(json(get(location)).path("state").asString()).isEqualTo("DONE"));
        return json(get(location));
    }

    private String ended(String contactId, String number) {
        return ended(contactId, number, Instant.parse(BEGAN));
    }

    private static String ended(String contactId, String number, Instant began) {
        var start = time(began);
        return Records.initiated(contactId, start, number)
                + "\n"
                + Records.queued(contactId, start, time(began.plusSeconds(5)))
                + "\n"
                + Records.disconnected(contactId, start, time(began.plusSeconds(65)));
    }

    /// With three digits of a second, whatever they are.
    private static String time(Instant at) {
        return MILLIS.format(at);
    }

    private void putAway(String record) {
        deadLetters.keep("is cut off", "http", record, record.getBytes(StandardCharsets.UTF_8));
    }

    private int letters() {
        return json(get("/dead-letters?limit=200")).path("items").size();
    }

    private int contactsOf(String number) {
        return json(get("/customers/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/contacts"))
                .path("items")
                .size();
    }

    @Test
    void nothingIsLeftOfACustomerAndNothingComesBack() {
        var neighbour = UUID.randomUUID().toString();
        var neighboursPhone = phone + "9";
        ingest(ended(id, phone), Records.contactRecord(id, phone));
        ingest(ended(neighbour, neighboursPhone));
        // Two letters of the customer's, of a contact's and of a number's, and one of another's.
        putAway("{\"contactId\":\"" + id + "\",\"eventType\":");
        putAway("{\"from\":\"090-1%s-%s\",\"eventType\":".formatted(digits.substring(0, 3), digits.substring(3)));
        putAway("{\"from\":\"" + neighboursPhone + "\",\"eventType\":");
        assertThat(letters()).isEqualTo(3);

        var erasure = done(erase(phone));

        assertThat(erasure.path("counts").path("contacts").asInt()).isEqualTo(1);
        assertThat(erasure.path("counts").path("entries").asInt()).isEqualTo(4);
        assertThat(erasure.path("counts").path("waiting").asInt()).isZero();
        assertThat(erasure.path("notErased").size()).isGreaterThan(3);
        assertThat(erasure.toString()).doesNotContain(digits).doesNotContain(id);
        for (var path : new String[] {"", "/history", "/journey", "/related", "/record", "/recordings"}) {
            assertThat(get("/contacts/" + id + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(contactsOf(phone)).isZero();
        assertThat(contactsOf(neighboursPhone)).isOne();
        assertThat(erasure.path("counts").path("letters").asInt()).isEqualTo(2);
        assertThat(letters()).isOne();

        // All that may come late of a contact that was known.
        ingest(
                Records.contactRecord(id, phone),
                Records.flowLog(id, "2026-01-05T20:00:02.000Z", "PlayPrompt", ""),
                Records.contactEvent(id, "COMPLETED", "2026-01-05T20:02:05.500Z", ""));
        var unknown = UUID.randomUUID().toString();
        ingest(Records.contactRecord(unknown, phone), Records.queued(unknown, BEGAN, "2026-01-05T20:00:05.500Z"));
        var patched = api.exchange(
                "PATCH",
                "/contacts/" + id,
                "{\"attributes\":{\"a\":\"b\"}}",
                "X-Api-Key",
                ALL,
                "Content-Type",
                "application/json");
        assertThat(patched.statusCode()).isEqualTo(410);
        assertThat(json(patched).path("type").asString()).endsWith("contact-erased");
        assertThat(get("/contacts/" + id).statusCode()).isEqualTo(404);
        assertThat(get("/contacts/" + unknown).statusCode()).isEqualTo(404);
        assertThat(json(get("/erasures/" + erasure.path("id").asString()))
                        .path("dropped")
                        .asInt())
                .isEqualTo(5);
        // The neighbour's is one digit longer.
        var number = Pattern.compile(phone.substring(1) + "(?!\\d)");
        assertThat(stored()).noneMatch(item -> number.matcher(item).find());
        assertThat(itemsOf(id)).allMatch(item -> item.contains("Erased_At") && !item.contains("State"));

        // The same customer calls again.
        var later = UUID.randomUUID().toString();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1).toString();
        ingest(Records.initiated(later, now.length() == 20 ? now.replace("Z", ".000Z") : now, phone));
        assertThat(get("/contacts/" + later).statusCode()).isEqualTo(200);
        assertThat(contactsOf(phone)).isOne();
    }

    /// What lies in the tables, as text.
    private Stream<String> stored() {
        try (var client = LocalDynamoDb.shared().client()) {
            return client.listTablesPaginator().tableNames().stream()
                    .filter(table -> table.startsWith(prefix))
                    .flatMap(table -> client.scanPaginator(scan -> scan.tableName(table)).items().stream())
                    .map(item ->
                            item.values().stream().map(AttributeValue::toString).toList() + " " + item.keySet())
                    .toList()
                    .stream();
        }
    }

    private Stream<String> itemsOf(String contact) {
        return stored().filter(item -> item.toLowerCase(Locale.ROOT).contains(contact));
    }

    @Test
    void aLiveContactIsErasedWhenItIsOver() {
        ingest(Records.initiated(id, BEGAN, phone), Records.queued(id, BEGAN, "2026-01-05T20:00:05.500Z"));
        var accepted = erase(phone);
        var location = accepted.headers().firstValue("Location").orElseThrow();
        await().untilAsserted(() -> assertThat(
                        json(get(location)).path("counts").path("waiting").asInt())
                .isOne());
        assertThat(get("/contacts/" + id).statusCode()).isEqualTo(200);

        // The same one, not another.
        assertThat(json(erase(phone)).path("id")).isEqualTo(json(accepted).path("id"));
        ingest(Records.disconnected(id, BEGAN, "2026-01-05T20:01:05.500Z"));

        var counts = done(accepted).path("counts");
        assertThat(counts.path("waiting").asInt()).isZero();
        assertThat(counts.path("contacts").asInt()).isOne();
        assertThat(get("/contacts/" + id).statusCode()).isEqualTo(404);
        assertThat(itemsOf(id)).allMatch(item -> item.contains("Erased_At") && !item.contains("Erased_Keys"));
    }

    @Test
    void whatWasHeardOfWithoutItsNumberIsErasedWhenTheNumberComes() {
        var known = UUID.randomUUID().toString();
        var leg = UUID.randomUUID().toString();
        ingest(ended(id, phone));
        ingest(
                Records.queued(known, BEGAN, "2026-01-05T20:00:05.500Z"),
                Records.disconnected(known, BEGAN, "2026-01-05T20:01:05.500Z"));
        claim(id);
        done(erase(phone));
        assertThat(get("/contacts/" + known).statusCode()).isEqualTo(200);

        ingest(Records.contactRecord(known, phone));
        // A leg that the call went on to, told of by nothing before: its customer is on the line.
        var later = Instant.now().plusSeconds(60);
        ingest(inChain(Records.initiated(leg, time(later), phone)));

        assertThat(get("/contacts/" + known).statusCode()).isEqualTo(404);
        assertThat(get("/contacts/" + leg).statusCode()).isEqualTo(200);
        // Another one is over when it is first heard of.
        var ended = UUID.randomUUID().toString();
        ingest(
                inChain(Records.disconnected(leg, time(later), time(later.plusSeconds(60)))),
                inChain(Records.disconnected(ended, time(later), time(later.plusSeconds(60)))));
        assertThat(get("/contacts/" + leg).statusCode()).isEqualTo(404);
        assertThat(get("/contacts/" + ended).statusCode()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(stored()).noneMatch(item -> item.contains(phone.substring(1))));
        assertThat(itemsOf(known)).allMatch(item -> item.contains("Erased_At"));
        await().untilAsserted(() -> assertThat(itemsOf(leg)).allMatch(item -> item.contains("Erased_At")));
        assertThat(itemsOf(ended)).allMatch(item -> item.contains("Erased_At"));
    }

    /// A later leg of this call.
    private String inChain(String record) {
        return record.replace("\"contactId\":", "\"initialContactId\":\"" + id + "\",\"contactId\":");
    }

    @Test
    void whatCannotBeReadOfAnErasedContactIsNotKeptEither() {
        var neighbour = UUID.randomUUID().toString();
        ingest(ended(id, phone), ended(neighbour, phone + "9"));
        var erasure = done(erase(phone));
        var before = letters();

        // Neither says of what kind it is.
        var ofErased = ingested(typeless(id, phone));
        var ofNeighbour = ingested(typeless(neighbour, phone + "9"));

        assertThat(ofErased.path("rejectedCount").asInt()).isOne();
        assertThat(ofNeighbour.path("rejectedCount").asInt()).isOne();
        assertThat(letters()).isEqualTo(before + 1);
        assertThat(dropped(erasure)).isOne();
        done(erase(phone + "9"));
        assertThat(letters()).isEqualTo(before);
    }

    private static String typeless(String contactId, String number) {
        return Records.initiated(contactId, BEGAN, number).replace("\"eventType\":\"INITIATED\",", "");
    }

    private int dropped(JsonNode erasure) {
        return json(get("/erasures/" + erasure.path("id").asString()))
                .path("dropped")
                .asInt();
    }

    @Test
    void fiveHundredLateRecordsOfAllKindsLeaveNothing(CapturedOutput output) {
        var neighbour = UUID.randomUUID().toString();
        var erased =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(5).toList();
        // Figures are there for as long as contacts are.
        var began = Instant.now().minusSeconds(600);
        erased.forEach(contact -> ingest(ended(contact, phone, began)));
        ingest(ended(neighbour, phone + "9", began));
        var figures = figures(began);
        assertThat(figures.values())
                .allSatisfy(items -> assertThat(offered(items)).isEqualTo(6));
        var erasure = done(erase(phone));

        var late = new ArrayList<String>();
        for (var number = 0; number < 250; number++) {
            late.add(late(number, erased.get(number % erased.size())));
        }
        ingest(late.toArray(String[]::new));
        // Read back from a bucket, or redelivered.
        Collections.reverse(late);
        late.forEach(this::ingest);

        assertThat(json(get("/erasures/" + erasure.path("id").asString()))
                        .path("dropped")
                        .asInt())
                .isEqualTo(500);
        var number = Pattern.compile(phone.substring(1) + "(?!\\d)");
        assertThat(stored()).noneMatch(item -> number.matcher(item).find() || item.contains("a word of " + digits));
        // The seat of an agent says which contact it has, and nothing of that.
        assertThat(erased)
                .allSatisfy(contact -> assertThat(itemsOf(contact).filter(item -> !item.contains("agent-state")))
                        .allMatch(item -> item.contains("Erased_At") && !item.contains("Erased_Keys")));
        assertThat(letters()).isZero();
        assertThat(number.matcher(output.getAll()).find()).isFalse();
        assertThat(output.getAll()).doesNotContain("a word of " + digits);
        assertThat(contactsOf(phone)).isZero();
        assertThat(contactsOf(phone + "9")).isOne();
        assertThat(figures(began)).isEqualTo(figures);
    }

    /// Those of its hour, by the length of the intervals.
    private Map<String, JsonNode> figures(Instant since) {
        var from = since.truncatedTo(ChronoUnit.HOURS);
        return Stream.of("PT15M", "PT1H")
                .collect(Collectors.toMap(
                        length -> length,
                        length -> json(get("/queues/%s/intervals?from=%s&to=%s&interval=%s"
                                        .formatted(Records.QUEUE_ID, from, from.plus(Duration.ofHours(2)), length)))
                                .path("items")));
    }

    private static int offered(JsonNode intervals) {
        return intervals
                .valueStream()
                .mapToInt(interval -> interval.path("offered").asInt())
                .sum();
    }

    /// Of a kind that the number decides.
    private String late(int number, String contact) {
        var at = "2026-01-05T20:%02d:%02d.250Z".formatted(2 + number / 60, number % 60);
        return switch (number % 8) {
            case 0 -> Records.contactEvent(contact, "COMPLETED", at, "");
            case 1 ->
                Records.contactRecord(contact, phone)
                        .replace("{\"Type\":\"TELEPHONE_NUMBER\",\"Address\":\"" + phone + "\"}", "null")
                        .replace("20:12:15Z", "20:13:%02dZ".formatted(number % 60));
            case 2 -> Records.flowLog(contact, at, "PlayPrompt", "");
            case 3 -> Records.contactRecord(UUID.randomUUID().toString(), phone);
            case 4 -> Records.seat(UUID.randomUUID().toString(), at, contact);
            case 5 -> """
                {"Version":"1.0.0","Channel":"VOICE","ContactId":"%s","LanguageCode":"en-US","EventType":"SEGMENTS",
                 "Segments":[{"Transcript":{"Id":"%d","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER",
                 "Content":"a word of %s","BeginOffsetMillis":%d,"EndOffsetMillis":9000,"Sentiment":"NEGATIVE"}}]}""".formatted(contact, number, digits, number);
            case 6 -> """
                {"DescribedAt":"%s","ContactId":"%s","InstanceARN":"%s","Contact":{"Channel":"VOICE",
                 "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"%s"}}}""".formatted(at, contact, Records.INSTANCE, phone);
            default -> """
                {"version":"0","id":"%s","detail-type":"Contact Lens Post Call Rules Matched","source":"aws.connect",
                 "time":"2026-01-05T20:05:00Z","detail":{"ruleName":"a word of %s","contactArn":"%s/contact/%s"}}""".formatted(UUID.randomUUID(), digits, Records.INSTANCE, contact);
        };
    }

    private void claim(String contactId) {
        var claimed = api.exchange(
                "PUT",
                "/contacts/" + contactId + "/call-back",
                "{\"state\":\"ASSIGNED\"}",
                "X-Api-Key",
                ALL,
                "Content-Type",
                "application/json");
        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(stored()).anyMatch(item -> item.contains(" call-back " + phone));
    }

    @Test
    void aCustomerWhoWasNeverHeardOfIsErasedAtOnce() {
        assertThat(done(erase("customer-" + id)).path("counts").path("contacts").asInt())
                .isZero();
        assertThat(get("/erasures/20260105T120000000-00000000").statusCode()).isEqualTo(404);
    }
}
