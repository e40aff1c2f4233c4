package io.contactstatus.bench;

import java.util.Set;

/// Everything that `./mvnw -P bench test` measures.
public final class Benchmarks {

    private Benchmarks() {}

    /// @param arguments which of `decode`, `units`, `mapper`, `throughput`, `request`,
    ///   `lookups`, `start`, `streams`, `live`, `media`, `backlog`, `board` and `pages`; none for all
    public static void main(String[] arguments) {
        var wanted = arguments.length == 0
                ? Set.of(
                        "decode",
                        "units",
                        "mapper",
                        "throughput",
                        "request",
                        "lookups",
                        "start",
                        "streams",
                        "live",
                        "media",
                        "backlog",
                        "board",
                        "pages")
                : Set.of(arguments);
        // DynamoDB Local leaves threads behind that keep the process.
        try {
            measure(wanted);
        } catch (RuntimeException failure) {
            failure.printStackTrace(System.err);
            System.exit(1);
        }
        System.exit(0);
    }

    private static void measure(Set<String> wanted) {
        if (wanted.contains("decode")) {
            new DecodeReport(System.out).print();
        }
        if (wanted.contains("units")) {
            new WriteUnitsReport(System.out).print();
        }
        if (wanted.contains("mapper")) {
            new MapperReport(System.out).print();
        }
        if (wanted.contains("throughput")) {
            new ThroughputReport(System.out).print();
        }
        if (wanted.contains("request")) {
            new RequestReport(System.out).print();
        }
        if (wanted.contains("lookups")) {
            new LookupsReport(System.out).print();
        }
        if (wanted.contains("start")) {
            new StartReport(System.out).print();
        }
        if (wanted.contains("streams")) {
            new StreamsReport(System.out).print();
        }
        if (wanted.contains("live")) {
            new LiveReport(System.out).print();
        }
        if (wanted.contains("media")) {
            new MediaReport(System.out).print();
        }
        if (wanted.contains("backlog")) {
            new MediaReport(System.out).printBacklog();
        }
        if (wanted.contains("board")) {
            new BoardReport(System.out).print();
        }
        if (wanted.contains("pages")) {
            new PagesReport(System.out).print();
        }
    }
}
