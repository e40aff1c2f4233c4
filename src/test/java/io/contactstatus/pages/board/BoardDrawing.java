package io.contactstatus.pages.board;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.contactstatus.pages.Browser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What it costs a browser to keep the board up to date, as `-Dbench=board` prints it.
///
/// @param frames milliseconds from one to the next, sorted: 16.7 is as smooth as the screen can be
/// @param stalls milliseconds of each time the page did not react for more than 50
/// @param busy share of the time in which its thread had something to do
/// @param heapBefore in bytes, cleaned up; so is the other
/// @param rows that it shows in the end
public record BoardDrawing(
        List<Double> frames, List<Double> stalls, double busy, double heapBefore, double heapAfter, int rows) {

    private static final String WATCH = """
            () => {
              window.watched = { frames: [], stalls: [] };
              let last = performance.now();
              const frame = (now) => {
                window.watched.frames.push(now - last);
                last = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.watched.stalls.push(entry.duration)))
                .observe({ type: "longtask" });
            }""";

    public BoardDrawing {
        frames = frames.stream().sorted().toList();
        stalls = List.copyOf(stalls);
    }

    /// @param meanwhile what changes the board
    public static BoardDrawing of(URI board, Runnable meanwhile) {
        var program = Browser.program();
        if (program == null) {
            throw new IllegalStateException("there is no Chromium on this machine");
        }
        try (var playwright = Browser.started()) {
            var page = Browser.launched(playwright, program).newPage();
            page.navigate(board.toString());
            page.locator("#pulse[data-state=live]").waitFor();
            var tools = page.context().newCDPSession(page);
            tools.send("Performance.enable");
            var heap = heap(tools);
            page.evaluate(WATCH);
            var busy = Browser.metric(tools, "TaskDuration");
            var began = System.nanoTime();
            await(page, CompletableFuture.runAsync(meanwhile, Thread.ofPlatform()::start));
            var took = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
            busy = Browser.metric(tools, "TaskDuration") - busy;
            return new BoardDrawing(
                    numbers(page, "frames"),
                    numbers(page, "stalls"),
                    busy / took,
                    heap,
                    heap(tools),
                    page.locator("[data-contact]").count());
        }
    }

    /// What has failed there fails here: the figures would be of something else.
    private static void await(Page page, CompletableFuture<Void> others) {
        while (!others.isDone()) {
            page.waitForTimeout(100);
        }
        others.join();
    }

    private static double heap(CDPSession tools) {
        tools.send("HeapProfiler.collectGarbage");
        return Browser.metric(tools, "JSHeapUsedSize");
    }

    private static List<Double> numbers(Page page, String what) {
        var found = (List<?>) page.evaluate("what => window.watched[what]", what);
        return found.stream().map(number -> ((Number) number).doubleValue()).toList();
    }

    private double frame(double percent) {
        return frames.get((int) Math.min(frames.size() - 1, frames.size() * percent / 100));
    }

    @Override
    public String toString() {
        return ("%,d frames, p50 %.1f p99 %.1f max %.1f ms apart; %d stalls, the longest %.0f ms;"
                        + " busy %.0f%% of the time; heap %.1f MB before, %.1f after; %d rows")
                .formatted(
                        frames.size(),
                        frame(50),
                        frame(99),
                        frame(100),
                        stalls.size(),
                        stalls.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                        busy * 100,
                        heapBefore / 1e6,
                        heapAfter / 1e6,
                        rows);
    }
}
