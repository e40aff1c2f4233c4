package io.contactstatus.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.contactstatus.ContactStatusApplication;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.LiveTalks;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes the pictures in `docs/images`: every page, light and dark, wide and narrow, of simulated contacts, and in both
/// languages the wall and a contact that is heard. `./mvnw -P pictures test`
///
/// - `past`: a contact that is looked back on
/// - `said`: one whose words are read
public final class Pictures {

    private static final Logger log = LoggerFactory.getLogger(Pictures.class);
    private static final int PATIENCE_MILLIS = 180_000;
    private static final int ENOUGH = 20;
    private static final int SECONDS_TO_HEAR = 30;

    /// Of a wall's screen: 2 for one of 3840 by 2160.
    private static final int SCALE = Integer.getInteger("pictures.wall.scale", 1);

    private final Path directory;
    private final String origin;
    private final HttpClient http = HttpClient.newHttpClient();

    private final ControlPanelStub panel;

    private Pictures(Path directory, String origin, ControlPanelStub panel) {
        this.directory = directory;
        this.origin = origin;
        this.panel = panel;
    }

    /// What it is taken on.
    private record Screen(String name, int width, int height) {}

    private static final List<Screen> SCREENS =
            List.of(new Screen("wide", Integer.getInteger("pictures.wide", 1440), 900), new Screen("narrow", 390, 844));

    /// Of the pages that are not taken in both.
    private static final String LANGUAGE = System.getProperty("pictures.language", "en-GB");

    /// @param arguments the directory, and the pages; none for all
    public static void main(String[] arguments) {
        var failed = 1;
        try (var panel = ControlPanelStub.started();
                var kinesis = new InMemoryVideoStreams();
                var service = service(panel, kinesis)) {
            var port = service.getEnvironment().getRequiredProperty("local.server.port");
            new LiveTalks(kinesis, URI.create("http://127.0.0.1:" + port)).start();
            var pictures =
                    new Pictures(Files.createDirectories(Path.of(arguments[0])), "http://localhost:" + port, panel);
            pictures.take(Arrays.stream(arguments).skip(1).collect(Collectors.toSet()));
            failed = 0;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
            log.error("There are no pictures", failure);
        }
        // DynamoDB Local leaves threads behind that keep the process.
        System.exit(failed);
    }

    private static ConfigurableApplicationContext service(ControlPanelStub panel, InMemoryVideoStreams kinesis)
            throws IOException {
        kinesis.idle(3_000);
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "eu-west-2");
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        return application.run(
                "--server.port=0",
                "--contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint(),
                "--contact-status.softphone.instance-url=" + panel.address(),
                "--contact-status.softphone.region=eu-west-2",
                "--contact-status.media.enabled=true",
                "--contact-status.media.retention=50m",
                "--contact-status.media.directory=" + Files.createTempDirectory("captured"),
                "--contact-status.media.stream-prefix=connect-simulated-",
                "--contact-status.media.endpoint=" + kinesis.endpoint(),
                "--contact-status.simulator.rate=40",
                "--contact-status.simulator.speed=1");
    }

    private void take(Set<String> wanted) throws IOException, InterruptedException {
        post("/ingest", "{\"this\": is not JSON");
        var talk = talkedAbout();
        var contact = text(talk, "contactId");
        var connected = Instant.parse(text(talk.path("agent"), "connectedAt"));
        panel.logsIn(text(talk.path("agent"), "username"), "Available", connected.minusSeconds(600));
        panel.rings(
                new ControlPanelStub.Contact(
                        contact,
                        contact,
                        "voice",
                        text(talk.path("queue"), "name"),
                        text(talk.path("customer"), "identifier")),
                connected.minusSeconds(3));
        panel.accepted(contact, connected);
        var chat = chat();
        write(chat);
        var pages = Map.of(
                "board",
                "/ui/board",
                "seats",
                "/ui/seats",
                "softphone",
                "/ui/softphone",
                "streaming",
                "/ui/streaming",
                "queues",
                "/ui/queues",
                "queue",
                "/ui/queues/" + text(talk.path("queue"), "id"),
                "contact",
                "/ui/contacts/" + contact,
                "past",
                "/ui/contacts/" + contact,
                "said",
                "/ui/contacts/" + chat,
                "customer",
                "/ui/contacts/" + contact + "/customer");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (var playwright = Browser.started()) {
            var program = Browser.program();
            if (program == null) {
                throw new IllegalStateException("there is no Chromium on this machine");
            }
            var chromium = Browser.launched(playwright, program);
            for (var screen : SCREENS) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    try (var context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                            .setViewportSize(screen.width, screen.height)
                            .setColorScheme(scheme)
                            .setLocale(LANGUAGE)
                            .setTimezoneId("Asia/Tokyo"))) {
                        context.setDefaultTimeout(PATIENCE_MILLIS);
                        var page = context.newPage();
                        pages.forEach((name, path) -> {
                            if (isWanted(wanted, name)) {
                                take(page, name, path, screen, scheme);
                            }
                        });
                    }
                }
            }
            for (var language : List.of("en-GB", "ja")) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    if (isWanted(wanted, "wall")) {
                        takeWall(chromium, language, scheme);
                    }
                    for (var screen : isWanted(wanted, "heard") ? SCREENS : List.<Screen>of()) {
                        takeHeard(chromium, language, screen, scheme);
                    }
                }
            }
        }
    }

    private static boolean isWanted(Set<String> wanted, String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    private void take(Page page, String name, String path, Screen screen, ColorScheme scheme) {
        page.navigate(origin + path);
        page.waitForLoadState(LoadState.LOAD);
        assertThat(page.locator(".htmx-request")).hasCount(0);
        switch (name) {
            case "softphone" -> page.locator("#knowledge .chip").first().waitFor();
            case "past" -> {
                page.locator("#past-open").click();
                page.locator("#past-moment").press("Home");
                for (var step = 0; step < 3; step++) {
                    page.locator("#past-moment").press("ArrowRight");
                }
                page.evaluate("() => document.getElementById('past').scrollIntoView({ block: 'center' })");
            }
            case "said" -> {
                assertThat(page.locator("#transcript[data-open]")).hasCount(1);
                page.evaluate("() => document.getElementById('transcript').scrollIntoView({ block: 'center' })");
            }
            default -> {}
        }
        var file = name + "-" + screen.name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(file)));
        System.out.println(directory.resolve(file));
    }

    private void takeWall(com.microsoft.playwright.Browser chromium, String language, ColorScheme scheme) {
        try (var context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1920 * SCALE, 1080 * SCALE)
                .setColorScheme(scheme)
                .setLocale(language)
                .setTimezoneId("Asia/Tokyo"))) {
            context.setDefaultTimeout(PATIENCE_MILLIS);
            var page = context.newPage();
            page.navigate(origin + "/ui/wall");
            assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
            var file = "wall-wide-" + scheme.name().toLowerCase(Locale.ROOT) + (language.equals("ja") ? "-ja" : "")
                    + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(file)));
            System.out.println(directory.resolve(file));
        }
    }

    private void takeHeard(
            com.microsoft.playwright.Browser chromium, String language, Screen screen, ColorScheme scheme) {
        var contact = await().atMost(Duration.ofMinutes(2))
                .until(this::heard, Optional::isPresent)
                .orElseThrow();
        try (var context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(scheme)
                .setLocale(language)
                .setTimezoneId("Asia/Tokyo"))) {
            context.setDefaultTimeout(PATIENCE_MILLIS);
            var page = context.newPage();
            page.navigate(origin + "/ui/contacts/" + contact);
            page.locator("#spectrum-open").click();
            page.locator("#hear-100").click();
            assertThat(page.locator("#spectrum-words")).containsText(Pattern.compile("normal|loud|普通|大きい"));
            page.waitForFunction("() => document.getElementById('player-audio').currentTime > 3");
            page.evaluate("() => document.getElementById('spectrum').scrollIntoView()");
            new DrawnSpectrum(page).untilASideIsDrawn();
            var file = "heard-" + screen.name + "-" + scheme.name().toLowerCase(Locale.ROOT)
                    + (language.equals("ja") ? "-ja" : "") + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(file)));
            System.out.println(directory.resolve(file));
        }
    }

    /// The call that is being captured, when there is something of it to hear.
    private Optional<String> heard() throws IOException, InterruptedException {
        for (var contact : get("/contacts?active=true&channel=VOICE&limit=200").get("items")) {
            var id = text(contact, "contactId");
            for (var recording : get("/contacts/" + id + "/recordings").get("recordings")) {
                if (recording.path("status").asString("").equals("CAPTURING")
                        && recording.path("durationSeconds").asInt(0) >= SECONDS_TO_HEAR) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode of, String field) {
        return of.get(field).stringValue();
    }

    /// A chat that somebody reads.
    private String chat() {
        return await().atMost(Duration.ofMinutes(5))
                .until(
                        () -> get("/contacts?active=true&channel=CHAT&status=CONNECTED_TO_AGENT")
                                .get("items")
                                .valueStream()
                                .max(Comparator.comparing(contact -> text(contact, "statusSince"))),
                        Optional::isPresent)
                .map(contact -> text(contact, "contactId"))
                .orElseThrow();
    }

    private void write(String chat) throws IOException, InterruptedException {
        var at = Instant.now().minusSeconds(100);
        var lines = List.of(
                List.of("CUSTOMER", "NEUTRAL", "Hi. My parcel should have been here on Friday."),
                List.of("AGENT", "POSITIVE", "I am sorry to hear that, and I will gladly look. Which order is it?"),
                List.of("CUSTOMER", "NEUTRAL", "It is [PII]."),
                List.of(
                        "AGENT",
                        "NEUTRAL",
                        "Thank you. It left our warehouse on Thursday, and was then sent back to us."),
                List.of("CUSTOMER", "NEGATIVE", "Sent back? Nobody told me anything about that!"),
                List.of("CUSTOMER", "NEGATIVE", "This is the second time, and I have had enough of it."),
                List.of("CUSTOMER", "NEGATIVE", "Please just give me my money back."));
        for (var line : lines) {
            at = at.plusSeconds(12);
            post("/ingest", """
                    {"Version":"2.0.0","Channel":"CHAT","AccountId":"123456789012","ContactId":"%s","OutputType":"Redacted",
                     "StreamingEventType":"SEGMENTS","StreamingSettings":{"LanguageCode":"en-US","Output":"Redacted"},
                     "Segments":[{"Transcript":{"Id":"%s","ParticipantId":"%s","ParticipantRole":"%s","Content":"%s",
                     "ContentType":"text/plain","Time":{"AbsoluteTime":"%s"},"Sentiment":"%s"}},
                     {"Categories":{"MatchedDetails":{"Delivery":{}}}}]}""".formatted(
                    chat, UUID.randomUUID(), line.getFirst(), line.getFirst(), line.getLast(), at, line.get(1)));
        }
        post("/ingest", """
                {"version":"0","id":"%s","detail-type":"Contact Lens Realtime Rules Matched","source":"aws.connect",
                 "time":"%s","detail":{"version":"1.0","ruleName":"Wants to cancel","actionName":"Tell",
                 "contactArn":"arn:aws:connect:eu-west-2:123456789012:instance/i/contact/%s"}}""".formatted(UUID.randomUUID(), at, chat));
    }

    /// A call that an agent has just taken, when there is enough else to be seen.
    private JsonNode talkedAbout() {
        return await().atMost(Duration.ofMinutes(5))
                .until(this::enough, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> enough() throws IOException, InterruptedException {
        if (get("/contacts?active=true").get("items").size() < ENOUGH
                || get("/contacts?active=true&status=ON_HOLD").get("items").isEmpty()) {
            return Optional.empty();
        }
        var talking = get("/contacts?active=true&channel=VOICE&status=CONNECTED_TO_AGENT")
                .get("items");
        return talking.valueStream()
                .filter(contact -> contact.path("flags").path("queued").asBoolean())
                .max(Comparator.comparing(contact -> text(contact, "statusSince")));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).build();
        return new JsonMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }
}
