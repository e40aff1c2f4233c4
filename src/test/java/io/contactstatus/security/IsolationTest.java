package io.contactstatus.security;

import static io.contactstatus.security.DoorService.SUNSET;
import static io.contactstatus.security.DoorService.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.security.DoorService.Doors;
import io.contactstatus.security.DoorService.Role;
import io.contactstatus.store.ArchiveStore;
import io.contactstatus.web.Records;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every operation and every page, tried by callers of one instance with what belongs to another one, or to none that
/// is known. What is tried comes from the mappings: one that is added and is none of these kinds fails.
@DoorService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {

    /// Both instances know them.
    private static final String CUSTOMER = "+819011112222";

    /// What is asked for beside the path, and sent.
    private static final Map<String, String> ASKED = Map.ofEntries(
            Map.entry("PATCH /contacts/{contactId}", "{\"attributes\":{\"k\":\"v\"}}"),
            Map.entry("PUT /contacts/{contactId}/call-back", "{\"state\":\"ASSIGNED\"}"),
            Map.entry("POST /ui/contacts/{contactId}/call-back", "state=OPEN"),
            Map.entry("POST /ui/softphone/contacts/{contactId}/note", "note=x"),
            Map.entry("GET /ui/contacts/{contactId}/customer/older", "?cursor=a"));

    /// Lists, with all that makes them show something.
    private static final Map<String, List<String>> LISTS = Map.ofEntries(
            Map.entry(
                    "GET /contacts",
                    List.of(
                            "?active=true",
                            "?active=true&leg=CUSTOMER&queue=" + Records.QUEUE_ID,
                            "?ended=true&from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z")),
            Map.entry(
                    "GET /contacts.csv",
                    List.of("?active=true", "?ended=true&from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z")),
            Map.entry("GET /customers/{identifier}/contacts.csv", List.of("")),
            Map.entry("GET /customers/{identifier}/contacts", List.of("")),
            Map.entry("GET /customers/{identifier}/situation", List.of("")),
            Map.entry("GET /agents", List.of("")),
            Map.entry("GET /queues", List.of("")),
            Map.entry("GET /ui/board", List.of("")),
            Map.entry("GET /ui/board/abandoned", List.of("", "?everyone=true")),
            Map.entry("GET /ui/board/figures", List.of("")),
            Map.entry("GET /ui/wall", List.of("", "?queue=billing")),
            Map.entry("GET /ui/wall/now", List.of("")),
            Map.entry("GET /ui/seats", List.of("", "?group-by=profile")),
            Map.entry("GET /ui/queues", List.of("")),
            Map.entry("GET /ui/queues/now", List.of("")),
            Map.entry("GET /ui/softphone", List.of("")),
            Map.entry("GET /ui/softphone/mine", List.of("", "?agent=Yunagi-mori", "?agent=Hinode-mori")),
            Map.entry("GET /ui/softphone/contacts/{contactId}", List.of("")),
            Map.entry("GET /ui/find", List.of("")));

    /// Tried by tests of their own, below.
    private static final List<String> STREAMS = List.of(
            "GET /live/contacts",
            "GET /live/agents",
            "GET /live/queues",
            "GET /ui/board/changes",
            "GET /ui/seats/changes",
            "GET /ui/softphone/contacts/{contactId}/changes");

    private static final List<String> ALONE = List.of(
            "POST /flow/lookup",
            "POST /flow/stop",
            "POST /ingest",
            "POST /ui/find",
            "POST /ui/find/suggestions",
            "POST /ui/softphone/wanted");

    /// Show nothing of contacts, or are opened by a key of their own.
    private static final List<String> EMPTY = List.of(
            "POST /ingest/firehose", "GET /login", "GET /ui/language", "GET " + PageDenial.PAGE, "GET /ui", "GET /");

    private static final List<String> OF_ALL = List.of(
            " /dead-letters", " /catch-ups", " /back-fills", " /erasures/", " /ui/streaming", "DELETE /customers/");

    /// There is none for any contact here.
    private static final String SPECTRUM = "/spectrum";

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private ArchiveStore archive;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Site sunrise = new Site("sunrise", "Hinode", Records.INSTANCE, Records.QUEUE_ID, Records.AGENT_ID);
    private final Site sunset = new Site(
            "sunset", "Yunagi", SUNSET, "6a1f2b3c-0000-4000-8000-000000000001", "6a1f2b3c-0000-4000-8000-000000000002");
    private final String nowhere = UUID.randomUUID().toString();

    /// An instance, and what has happened there.
    ///
    /// @param word is in all names there
    private record Site(
            String alias,
            String word,
            String arn,
            String queue,
            String agent,
            String waiting,
            String left,
            String over,
            String stranger) {

        Site(String alias, String word, String arn, String queue, String agent) {
            this(
                    alias,
                    word,
                    arn,
                    queue,
                    agent,
                    UUID.randomUUID().toString(),
                    UUID.randomUUID().toString(),
                    UUID.randomUUID().toString(),
                    "+8190" + (word.equals("Hinode") ? "33334444" : "55556666"));
        }

        String own(String record) {
            return record.replace(Records.INSTANCE, arn)
                    .replace(Records.QUEUE_ID, queue)
                    .replace(Records.AGENT_ID, agent)
                    .replace("Billing", word + " billing")
                    .replace("mori", word + "-mori")
                    .replace("Hanako", word)
                    .replace("\"Basic\"", "\"" + word + " basic\"")
                    .replace("\"Main\"", "\"" + word + " main\"")
                    .replace("\"4711\"", "\"" + word + "\"");
        }

        String waits(String contact, Instant at) {
            return own(Records.initiated(contact, at.toString(), CUSTOMER))
                    + own(Records.queued(
                            contact, at.toString(), at.plusSeconds(1).toString()));
        }

        Stream<String> records(Instant now) {
            return Stream.of(
                    waits(waiting, now.minusSeconds(60)),
                    waits(left, now.minusSeconds(50)),
                    own(Records.disconnected(
                            left,
                            now.minusSeconds(50).toString(),
                            now.minusSeconds(20).toString())),
                    own(Records.contactRecord(over, CUSTOMER)),
                    own(Records.flowLog(over, "2026-01-05T20:09:05.000Z", "PlayPrompt", ""))
                            .replace("c4b3a291", word.equals("Hinode") ? "c4b3a291" : "d4b3a291"),
                    own(Records.initiated(
                            UUID.randomUUID().toString(), now.minusSeconds(40).toString(), stranger)),
                    own(Records.seat("e-" + word, now.minusSeconds(30).toString(), waiting)));
        }

        /// What tells of it, wherever it is read.
        List<String> traces() {
            return List.of(word, waiting, left, over, queue, agent, arn.substring(arn.lastIndexOf('/') + 1));
        }
    }

    @BeforeAll
    void happen() throws IOException, InterruptedException {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (var record :
                Stream.of(sunrise, sunset).flatMap(site -> site.records(now)).toList()) {
            assertThat(ask("POST", "/ingest", record, UNLIMITED)).contains("\"rejected\":[]");
        }
        ask("PATCH", "/contacts/" + nowhere, "{\"attributes\":{\"k\":\"nowhere\"}}", UNLIMITED);
        // What is in the archive is hidden as anything else.
        for (var site : List.of(sunrise, sunset)) {
            archive.write(new ContactId(site.over()), any -> LocalDate.EPOCH).ifPresent(archive::conclude);
            assertThat(ask("GET", "/contacts/" + site.over(), null, UNLIMITED)).contains("\"archived\":true");
        }
        // What is live is read by the feeds.
        await().untilAsserted(
                        () -> assertThat(ask("GET", "/queues", null, UNLIMITED)).contains("Hinode", "Yunagi"));
    }

    @AfterAll
    void close() {
        client.shutdownNow();
    }

    private List<String> mapped() {
        var all = Doors.mapped(mappings);
        assertThat(all)
                .hasSizeGreaterThan(65)
                .containsAll(LISTS.keySet())
                .containsAll(STREAMS)
                .containsAll(ALONE);
        return all;
    }

    private static boolean isOfOne(String operation) {
        return !LISTS.containsKey(operation)
                && !STREAMS.contains(operation)
                && Stream.of("{contactId}", "{queueId}", "{agentId}").anyMatch(operation::contains);
    }

    private static boolean isOfAll(String operation) {
        return OF_ALL.stream().anyMatch(operation::contains);
    }

    @Test
    void nothingIsMappedThatIsNotTried() {
        assertThat(mapped())
                .allMatch(operation -> isOfOne(operation)
                        || isOfAll(operation)
                        || LISTS.containsKey(operation)
                        || STREAMS.contains(operation)
                        || ALONE.contains(operation)
                        || EMPTY.contains(operation));
    }

    @Test
    void whatIsOfAnotherInstanceOrOfNoneIsNotFoundByAnybodyByAnything() throws IOException, InterruptedException {
        for (var role : Role.values()) {
            try (var callers = new Callers(role)) {
                for (var operation :
                        mapped().stream().filter(IsolationTest::isOfOne).toList()) {
                    for (var asker : List.of(sunrise, sunset)) {
                        var other = asker.equals(sunrise) ? sunset : sunrise;
                        for (var contact : role == Role.ALL ? List.of(other.over(), nowhere) : List.of(other.over())) {
                            var answer = callers.ask(operation, filled(operation, other, contact), asker);
                            assertThat(answer.statusCode())
                                    .as("%s by %s of %s", operation, role, asker.alias())
                                    .isIn(role == Role.ALL ? List.of(404) : List.of(403, 404));
                            assertThat(text(answer)).doesNotContain(other.word());
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatIsOfOnesOwnInstanceIsFoundByEverything() throws IOException, InterruptedException {
        try (var callers = new Callers(Role.ALL)) {
            for (var operation :
                    mapped().stream().filter(IsolationTest::isOfOne).toList()) {
                if (operation.endsWith(SPECTRUM)) {
                    continue;
                }
                var answer = callers.ask(operation, filled(operation, sunset, sunset.over()), sunset);
                answer.body().close();
                assertThat(answer.statusCode()).as(operation).isNotEqualTo(403).isLessThan(501);
                assertThat(answer.statusCode() == 404 && !isOfRecordedAudio(operation))
                        .as(operation)
                        .isFalse();
            }
        }
    }

    /// There is only what Amazon Connect has recorded, in a bucket that is not read.
    private static boolean isOfRecordedAudio(String operation) {
        return operation.endsWith("/levels") || operation.endsWith("/conversation");
    }

    @Test
    void listsAreThoseOfOnesOwnInstance() throws IOException, InterruptedException {
        var shown = new ArrayList<String>();
        for (var role : Role.values()) {
            try (var callers = new Callers(role)) {
                for (var list : LISTS.entrySet()) {
                    for (var asker : List.of(sunrise, sunset)) {
                        var other = asker.equals(sunrise) ? sunset : sunrise;
                        for (var query : list.getValue()) {
                            var path = filled(list.getKey(), other, other.over()) + query;
                            var text = text(callers.ask(list.getKey(), path, asker));
                            if (text.contains(asker.word())) {
                                shown.add(list.getKey() + " " + asker.alias());
                            }
                            assertThat(text)
                                    .as("%s by %s of %s", path, role, asker.alias())
                                    .doesNotContain(other.traces().stream()
                                            .filter(trace -> !path.contains(trace))
                                            .toArray(String[]::new))
                                    .doesNotContain(nowhere);
                        }
                    }
                }
            }
        }
        assertThat(shown)
                .contains(
                        "GET /contacts sunrise",
                        "GET /customers/{identifier}/contacts sunset",
                        "GET /customers/{identifier}/situation sunset",
                        "GET /agents sunrise",
                        "GET /agents sunset",
                        "GET /queues sunset",
                        "GET /ui/board sunset",
                        "GET /ui/board/abandoned sunset",
                        "GET /ui/wall sunset",
                        "GET /ui/seats sunset",
                        "GET /ui/queues sunset");
    }

    @Test
    void aDisplayShowsWhatItIsForWhateverItsAddressHas() throws IOException, InterruptedException {
        try (var screen = PageSession.ofDisplay(port, Doors.DISPLAY)) {
            for (var path : List.of("/ui/wall", "/ui/wall/now")) {
                for (var query : List.of("", "?queue=Yunagi%20billing", "?queue=Yunagi%20billing&queue=")) {
                    assertThat(text(screen.open(path + query)))
                            .as(path + query)
                            .contains("Hinode billing")
                            .doesNotContain("Yunagi billing", "Yunagi-mori", sunset.queue(), sunset.agent());
                }
            }
        }
    }

    @Test
    void whatIsOfAllInstancesIsForThoseWhoSeeAll() throws IOException, InterruptedException {
        var operations = mapped().stream().filter(IsolationTest::isOfAll).toList();
        assertThat(operations).hasSizeGreaterThan(15);
        try (var callers = new Callers(Role.ALL)) {
            for (var operation : operations) {
                var answer = callers.ask(operation, filled(operation, sunrise, nowhere), sunrise);
                answer.body().close();
                assertThat(answer.statusCode()).as(operation).isEqualTo(403);
            }
        }
        for (var path : List.of("/actuator/prometheus", "/actuator/info", "/actuator")) {
            assertThat(status("GET", path, null, Role.ALL.key("sunrise")))
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void streamsTellOfOnesOwnInstance() throws IOException, InterruptedException {
        for (var stream : STREAMS) {
            try (var callers = new Callers(Role.SUPERVISOR)) {
                var told = follow(callers.ask(stream, filled(stream, sunset, sunset.over()), sunrise));
                await().until(() -> told.length() > 0);
                happenAgain(sunset);
                happenAgain(sunrise);
                if (stream.equals("GET /live/queues")) {
                    await(stream).until(() -> told.toString().contains("\"" + sunrise.word() + " billing\""));
                } else if (!stream.contains("{contactId}")) {
                    await(stream).until(() -> told.toString().contains("again-" + sunrise.word()));
                }
                assertThat(told.toString())
                        .as(stream)
                        .doesNotContain(sunset.traces().toArray(String[]::new))
                        .doesNotContain(nowhere);
            }
        }
    }

    @Test
    void feedsThatAreAskedForOneInstanceTellWhoSeesAllOfThatOneAlone() throws IOException, InterruptedException {
        for (var feed : List.of("/live/contacts", "/live/agents", "/live/queues")) {
            var told = follow(send("GET", feed + "?instance=sunset", "", UNLIMITED));
            await(feed).until(() -> told.toString().contains(sunset.word()));
            happenAgain(sunrise);
            happenAgain(sunset);
            if (!feed.equals("/live/queues")) {
                await(feed).until(() -> told.toString().contains("again-" + sunset.word()));
            }
            assertThat(told.toString())
                    .as(feed)
                    .doesNotContain(sunrise.traces().toArray(String[]::new))
                    .doesNotContain(nowhere);
        }
    }

    /// A contact waits whose id tells where, and an agent takes it.
    private void happenAgain(Site site) throws IOException, InterruptedException {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var contact = "again-" + site.word() + "-" + UUID.randomUUID();
        ask("POST", "/ingest", site.waits(contact, now), UNLIMITED);
        ask(
                "POST",
                "/ingest",
                site.own(Records.seat(UUID.randomUUID().toString(), now.toString(), contact)),
                UNLIMITED);
    }

    @Test
    void flowsKnowWhoCalledTheirOwnInstance() throws IOException, InterruptedException {
        var flow = Role.FLOW.key("sunrise");

        assertThat(ask("POST", "/flow/lookup", event(sunset.stranger()), flow)).contains("\"customerKnown\":\"false\"");
        assertThat(ask("POST", "/flow/stop", event(sunset.stranger()), flow)).contains("none");
        assertThat(ask("POST", "/flow/lookup", event(CUSTOMER), flow))
                .contains("\"customerKnown\":\"true\"")
                .contains(sunrise.queue())
                .doesNotContain(sunset.traces().toArray(String[]::new));
        assertThat(ask("POST", "/flow/lookup", event(sunset.stranger()), UNLIMITED))
                .contains("\"customerKnown\":\"true\"");
    }

    private static String event(String phone) {
        return """
                {"Name":"ContactFlowEvent","Details":{"ContactData":{"ContactId":"asking","InitialContactId":"asking",
                "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"%s"}},"Parameters":{"target":"activeContact"}}}""".formatted(phone);
    }

    @Test
    void theFindBoxLeadsToOnesOwnInstance() throws IOException, InterruptedException {
        try (var sunrises = new PageSession(port, Role.SUPERVISOR.key("sunrise"))) {
            assertThat(sunrises.send("/ui/find", "q=" + sunset.over())).isEqualTo(404);
            assertThat(sunrises.send("/ui/find", "q=" + nowhere)).isEqualTo(404);
            assertThat(sunrises.send("/ui/find", "q=%2B" + sunset.stranger().substring(1)))
                    .isEqualTo(404);
            assertThat(sunrises.send("/ui/find", "q=" + sunrise.over())).isEqualTo(302);
            assertThat(sunrises.send("/ui/find", "q=%2B" + CUSTOMER.substring(1)))
                    .isEqualTo(302);
        }
    }

    @Test
    void theSoftphoneFollowsNobodysButOnesOwnNumbers() throws IOException, InterruptedException {
        try (var sunrises = new PageSession(port, Role.SUPERVISOR.key("sunrise"))) {
            assertThat(wanted(sunrises, "%2B" + sunset.stranger().substring(1))).contains("UNKNOWN");
            assertThat(wanted(sunrises, "%2B" + CUSTOMER.substring(1)))
                    .doesNotContain(sunset.traces().toArray(String[]::new))
                    .doesNotContain("UNKNOWN");
        }
    }

    private static String wanted(PageSession session, String asked) throws IOException, InterruptedException {
        try (var answer =
                session.opened("/ui/softphone/wanted", "contact=" + asked).body()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void numbersAreReadAsTheInstancesOfTheCallerWriteThem() throws IOException, InterruptedException {
        var american = "+12125550147";
        var contact = UUID.randomUUID().toString();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        ask("POST", "/ingest", sunset.own(Records.initiated(contact, now, american)), UNLIMITED);

        for (var key : List.of(Role.ALL.key("sunset"), UNLIMITED)) {
            assertThat(ask("GET", "/customers/(212)555-0147/contacts", null, key))
                    .contains(contact);
        }
        assertThat(ask("GET", "/customers/090-1111-2222/contacts", null, Role.ALL.key("sunrise")))
                .contains(sunrise.waiting());
        assertThat(ask("GET", "/customers/090-1111-2222/contacts", null, Role.ALL.key("sunset")))
                .doesNotContain(sunset.waiting());
    }

    @Test
    void recordsOfOtherInstancesAreNotTaken() throws IOException, InterruptedException {
        var ingester = Role.ALL.key("sunrise");
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var foreign = UUID.randomUUID().toString();

        assertThat(ask("POST", "/ingest", sunset.own(Records.initiated(foreign, now, CUSTOMER)), ingester))
                .contains("\"accepted\":0", "its sender may bring");
        assertThat(status("GET", "/contacts/" + foreign, null, UNLIMITED)).isEqualTo(404);
        assertThat(ask("GET", "/dead-letters", null, UNLIMITED)).contains("its sender may bring");
        // Whatever a record says of itself, the contact is the other's.
        assertThat(ask("POST", "/ingest", sunrise.own(Records.initiated(sunset.over(), now, CUSTOMER)), ingester))
                .contains("\"accepted\":0");
        assertThat(ask("POST", "/ingest", sunrise.own(Records.initiated(foreign, now, CUSTOMER)), ingester))
                .contains("\"accepted\":1");
        assertThat(status("GET", "/contacts/" + foreign, null, ingester)).isEqualTo(200);
    }

    @Test
    void whoCallsACustomerBackElsewhereIsNotTold() throws IOException, InterruptedException {
        var flow = Role.FLOW;
        var assigned = "{\"state\":\"ASSIGNED\"}";

        assertThat(status("PUT", "/contacts/" + sunset.left() + "/call-back", assigned, flow.key("sunset")))
                .isEqualTo(200);
        assertThat(status("PUT", "/contacts/" + sunrise.left() + "/call-back", assigned, flow.key("sunrise")))
                .isEqualTo(200);
        assertThat(ask("GET", "/contacts/" + sunrise.left(), null, flow.key("sunrise")))
                .contains("FLOW of sunrise")
                .doesNotContain("FLOW of sunset");
        // Who sees both has them in neither.
        assertThat(status("PUT", "/contacts/" + sunset.left() + "/call-back", assigned, UNLIMITED))
                .isEqualTo(409);
    }

    @Test
    void oneInstanceIsAskedForByItsAliasItsIdOrItsArn() throws IOException, InterruptedException {
        var id = SUNSET.substring(SUNSET.lastIndexOf('/') + 1);
        for (var list : List.of("/contacts?active=true&", "/agents?", "/queues?", "/contacts?ended=true&")) {
            for (var name : List.of("sunset", id, SUNSET)) {
                assertThat(ask("GET", list + "instance=" + name, null, UNLIMITED))
                        .doesNotContain("Hinode");
            }
            assertThat(status("GET", list + "instance=noon", null, UNLIMITED)).isEqualTo(400);
            assertThat(ask("GET", list + "instance=sunset", null, Role.ALL.key("sunrise")))
                    .contains("\"instance\"", "invalid-parameter")
                    .isEqualTo(ask("GET", list + "instance=noon", null, Role.ALL.key("sunrise")));
        }
        try (var everyone = new PageSession(port, UNLIMITED)) {
            for (var page : List.of("/ui/board", "/ui/seats", "/ui/queues")) {
                assertThat(text(everyone.open(page + "?instance=sunset")))
                        .contains("Yunagi")
                        .doesNotContain("Hinode");
                assertThat(everyone.status(page + "?instance=noon")).isEqualTo(400);
            }
        }
        for (var feed : List.of("/live/contacts", "/live/agents", "/live/queues")) {
            assertThat(status("GET", feed + "?instance=noon", null, UNLIMITED)).isEqualTo(400);
        }
    }

    private String filled(String operation, Site site, String contact) {
        return operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{contactId}", contact)
                .replace("{queueId}", site.queue())
                .replace("{agentId}", site.agent())
                .replace("{identifier}", CUSTOMER.replace("+", "%2B"))
                .replace("{index}", "0")
                .replace("{id}", nowhere);
    }

    /// Those of one role, of either instance, by the API and by pages.
    private final class Callers implements AutoCloseable {

        private final Role role;
        private final Map<Site, PageSession> sessions;

        Callers(Role role) throws IOException, InterruptedException {
            this.role = role;
            sessions = Map.of(
                    sunrise,
                    new PageSession(port, role.key("sunrise")),
                    sunset,
                    new PageSession(port, role.key("sunset")));
        }

        HttpResponse<InputStream> ask(String operation, String path, Site asker)
                throws IOException, InterruptedException {
            var asked = ASKED.getOrDefault(operation, "");
            if (!path.startsWith("/ui/")) {
                return IsolationTest.this.send(
                        operation.substring(0, operation.indexOf(' ')), path, asked, role.key(asker.alias()));
            }
            var session = Objects.requireNonNull(sessions.get(asker));
            return operation.startsWith("GET ") ? session.open(path + asked) : session.opened(path, asked);
        }

        @Override
        public void close() {
            sessions.values().forEach(PageSession::close);
        }
    }

    private String ask(String method, String path, @Nullable String body, String key)
            throws IOException, InterruptedException {
        return text(send(method, path, body == null ? "" : body, key));
    }

    private int status(String method, String path, @Nullable String body, String key)
            throws IOException, InterruptedException {
        var answer = send(method, path, body == null ? "" : body, key);
        answer.body().close();
        return answer.statusCode();
    }

    private HttpResponse<InputStream> send(String method, String path, String body, String key)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("X-Api-Key", key)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What a stream tells, as it comes, until it ends. Written by one thread and read by another.
    @SuppressWarnings("JdkObsolete")
    private static StringBuffer follow(HttpResponse<InputStream> answer) {
        var told = new StringBuffer();
        Thread.ofVirtual().start(() -> {
            try (var body = answer.body()) {
                var bytes = new byte[8192];
                for (var read = body.read(bytes); read >= 0; read = body.read(bytes)) {
                    told.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                }
            } catch (IOException ended) {
                told.append("\n");
            }
        });
        return told;
    }
}
