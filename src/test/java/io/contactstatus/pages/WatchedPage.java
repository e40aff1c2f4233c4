package io.contactstatus.pages;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A page in a browser of its own, as `-Dbench=pages` measures it: how soon it is painted and shows what changes, and
/// how busy it is.
///
/// Not to be used by several threads.
public final class WatchedPage implements AutoCloseable {

    private static final int LOADS = 5;

    /// Something that does not appear is a failure.
    private static final int PATIENCE_MILLIS = 30_000;

    private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime";

    /// Looked for in each frame: what is there in one is on the screen with it.
    private static final String AWAIT = """
            (selector) => {
              window.shownAt = null;
              const look = () => {
                if (document.querySelector(selector)) {
                  window.shownAt = Date.now();
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            }""";

    private final Playwright playwright;
    private final Page page;
    private final CDPSession tools;
    private final List<Double> paints = new ArrayList<>();
    private final List<Double> delays = new ArrayList<>();
    private double busy;
    private long began;

    public WatchedPage(URI address) {
        var program = Browser.program();
        if (program == null) {
            throw new IllegalStateException("there is no Chromium on this machine");
        }
        playwright = Browser.started();
        page = Browser.launched(playwright, program).newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        for (var load = 0; load < LOADS; load++) {
            page.navigate(address.toString());
            page.locator("#pulse[data-state=live]").waitFor();
            paints.add(((Number) page.evaluate(PAINTED)).doubleValue());
        }
        tools = page.context().newCDPSession(page);
        tools.send("Performance.enable");
    }

    public void begin() {
        busy = Browser.metric(tools, "TaskDuration");
        began = System.nanoTime();
    }

    /// From the moment in which a record is sent to the service until the page shows what it says.
    public void delayOf(String selector, Runnable sent) {
        page.evaluate(AWAIT, selector);
        var at = System.currentTimeMillis();
        sent.run();
        page.waitForFunction("() => window.shownAt !== null");
        delays.add(((Number) page.evaluate("window.shownAt")).doubleValue() - at);
    }

    public void end() {
        busy = (Browser.metric(tools, "TaskDuration") - busy) * 1e9 / (System.nanoTime() - began);
    }

    private static double of(List<Double> numbers, double percent) {
        var sorted = numbers.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    @Override
    public String toString() {
        return "first paint p50 %.0f ms; change to screen p50 %.0f p95 %.0f max %.0f ms (%d changes); its thread busy %.0f%%"
                .formatted(of(paints, 50), of(delays, 50), of(delays, 95), of(delays, 100), delays.size(), busy * 100);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
