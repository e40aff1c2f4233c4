package io.contactstatus.bench;

import io.contactstatus.pages.WatchedPage;
import io.contactstatus.store.LocalDynamoDb;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Prints how soon pages are there and show a change, and what they and the service need for it, in a centre of 750
/// agents and 2,000 live contacts, of which 20 a second change.
final class PagesReport {

    private static final double RATE = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    private final PrintStream out;

    PagesReport(PrintStream out) {
        this.out = out;
    }

    /// Something that appears on the page, and what makes it go again.
    private record Appearance(String selector, Runnable begins, Runnable ends) {}

    private enum OpenPage {
        BOARD("/ui/board"),
        SEATS("/ui/seats"),
        WALL("/ui/wall");

        private final String path;

        OpenPage(String path) {
            this.path = path;
        }
    }

    void print() {
        out.printf(
                "%n## Pages of %d agents and %,d live contacts, %.0f changes/s%n%n",
                BusyCentre.AGENTS, BusyCentre.CONTACTS, RATE);
        try (var dynamoDb = LocalDynamoDb.inMemory();
                var service = new FollowedProcess(dynamoDb.endpoint(), LocalDynamoDb.freshPrefix())) {
            var centre = new BusyCentre(service::ingest);
            centre.begin();
            centre.change(RATE, WARM_UP);
            var idle = cores(service, () -> centre.change(RATE, MEASURED.dividedBy(2)));
            out.printf("no page open: service %.2f cores%n", idle);
            for (var shown : OpenPage.values()) {
                if (service.answers(shown.path)) {
                    print(shown, service, centre);
                }
            }
        }
    }

    private void print(OpenPage shown, FollowedProcess service, BusyCentre centre) {
        var address = URI.create("http://localhost:" + service.port() + shown.path);
        try (var page = new WatchedPage(address)) {
            var load = CompletableFuture.runAsync(() -> centre.change(RATE, MEASURED), Thread.ofPlatform()::start);
            var busy = service.busy();
            var began = System.nanoTime();
            page.begin();
            while (!load.isDone()) {
                var appears = appearance(shown, centre);
                page.delayOf(appears.selector, appears.begins);
                appears.ends.run();
            }
            load.join();
            page.end();
            var took = System.nanoTime() - began;
            out.printf(
                    "%s: %s; service %.2f cores%n",
                    shown.path, page, service.busy().minus(busy).toNanos() * 1.0 / took);
        }
    }

    private static Appearance appearance(OpenPage shown, BusyCentre centre) {
        return switch (shown) {
            case BOARD -> {
                var id = UUID.randomUUID().toString();
                yield new Appearance(
                        "[data-contact='" + id + "']", () -> centre.waitsLongest(id), () -> centre.leaves(id));
            }
            case SEATS -> {
                var id = UUID.randomUUID().toString();
                yield new Appearance(
                        "[id='seat-" + id + "']",
                        () -> centre.isFreeLongest(id, true),
                        () -> centre.isFreeLongest(id, false));
            }
            case WALL -> {
                var id = UUID.randomUUID().toString();
                yield new Appearance(
                        "[data-key='queue " + id + "']", () -> centre.waitsLongest(id), () -> centre.leaves(id));
            }
        };
    }

    private static double cores(FollowedProcess service, Runnable meanwhile) {
        var busy = service.busy();
        var began = System.nanoTime();
        meanwhile.run();
        return service.busy().minus(busy).toNanos() * 1.0 / (System.nanoTime() - began);
    }
}
