package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Chromium of this machine, for the tests of a class: `@RegisterExtension static final Browser browser = new
/// Browser();`. Whatever a page complains of on its console, or asks of another origin, fails the test at its
/// end.
///
/// Not to be used by several threads.
public final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /// What has to be on this machine, separated by commas: what is missing fails instead of being left out.
    private static final String REQUIRE = "CONTACT_STATUS_REQUIRE";

    /// Of a Chromium that is not in one of the usual places.
    private static final String PROGRAM = "CHROMIUM";

    /// The one without a window system first: a page costs it a third of the processor time.
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    /// A slow machine is no failure.
    private static final int PATIENCE_MILLIS = 60_000;

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final Set<String> neighbours;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<BrowserContext> open = new ArrayList<>();
    private @Nullable Playwright playwright;
    private com.microsoft.playwright.@Nullable Browser chromium;

    /// @param neighbours origins that may be asked beside the page's own
    public Browser(String... neighbours) {
        this.neighbours = Set.of(neighbours);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var program = program();
        if (program == null) {
            missing();
            return;
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = started();
        chromium = launched(playwright, program);
    }

    /// The browser is there already, so none is to be loaded.
    public static Playwright started() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    public static com.microsoft.playwright.Browser launched(Playwright playwright, Path program) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    public static @Nullable Path program() {
        var told = System.getenv(PROGRAM);
        return Stream.concat(Stream.ofNullable(told), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /// Of those of a page that its tools count, after `Performance.enable`.
    public static double metric(CDPSession tools, String name) {
        var metrics = tools.send("Performance.getMetrics").getAsJsonArray("metrics");
        return StreamSupport.stream(metrics.spliterator(), false)
                .map(JsonObject.class::cast)
                .filter(metric -> metric.get("name").getAsString().equals(name))
                .mapToDouble(metric -> metric.get("value").getAsDouble())
                .sum();
    }

    private static void missing() {
        var reason = "there is no Chromium on this machine (" + PROGRAM + " tells where it is)";
        var required = System.getenv(REQUIRE);
        if (required != null && Arrays.asList(required.split("\\s*,\\s*")).contains("browser")) {
            fail(reason + ", and " + REQUIRE + " demands it");
        }
        if (TOLD.compareAndSet(false, true)) {
            System.out.println("NOT TESTED: pages in a browser, because " + reason);
        }
        Assumptions.abort(reason);
    }

    /// A page in English.
    public Page page() {
        return page(options -> {});
    }

    public Page page(Consumer<com.microsoft.playwright.Browser.NewContextOptions> settings) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(1280, 900);
        settings.accept(options);
        var browser = chromium;
        if (browser == null) {
            throw new IllegalStateException("not started");
        }
        var context = browser.newContext(options);
        open.add(context);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        listen(context);
        return context.newPage();
    }

    /// For all its pages, also those opened later.
    private void listen(BrowserContext context) {
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> complaints.add("error: " + error.error()));
        context.onRequest(request -> {
            var url = request.url();
            if (url.startsWith("http") && !isAllowed(url)) {
                complaints.add("left the origin: " + url);
            }
        });
    }

    private boolean isAllowed(String url) {
        var target = URI.create(url);
        return List.of("127.0.0.1", "localhost").contains(target.getHost())
                || neighbours.contains(target.getScheme() + "://" + target.getAuthority());
    }

    /// As when another tab is looked at.
    public static void setHidden(Page page, boolean hidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')) }",
                hidden);
    }

    /// For a test that makes the page complain on purpose.
    public List<String> takeComplaints() {
        var taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    /// No violation found by axe that would keep anyone from using the page.
    public static void assertAccessible(Page page) {
        // What passes need not be described, and without frames there is nothing that a second page has to collect.
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        var found = new AxeBuilder(page)
                .options(options)
                .setLegacyMode(page.frames().size() == 1)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        assertThat(found.getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Browser::told)
                        .toList())
                .isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(BrowserContext::close);
        open.clear();
        assertThat(takeComplaints()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
