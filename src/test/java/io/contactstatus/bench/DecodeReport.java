package io.contactstatus.bench;

import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Prints how fast records are decoded and merged, as a share of how fast their JSON can be read at all.
final class DecodeReport {

    private final PrintStream out;

    DecodeReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        out.printf("%n## decode and merge, records per second of one core%n%n");
        var scores = new TreeMap<String, Map<String, Double>>();
        run().forEach(result -> scores.computeIfAbsent(result.getParams().getParam("kind"), kind -> new TreeMap<>())
                .put(result.getPrimaryResult().getLabel(), perSecond(result)));
        out.printf("%-22s %14s %14s %6s %22s%n", "", "decode+merge", "readTree", "ratio", "with lines left as text");
        scores.forEach((kind, score) -> {
            var ours = score.getOrDefault("decodeAndMerge", Double.NaN);
            var bare = score.getOrDefault("readTree", Double.NaN);
            var envelope = score.getOrDefault("readTreeOfEnvelope", Double.NaN);
            out.printf(
                    "%-22s %14.0f %14.0f %6.2f %14.0f (%.2f)%n",
                    kind, ours, bare, ours / bare, envelope, ours / envelope);
        });
    }

    /// Of the benchmark's own processor time.
    private static double perSecond(RunResult result) {
        return counted(result, "records") * 1e9 / counted(result, "nanos");
    }

    private static double counted(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
    }

    private static Iterable<RunResult> run() {
        var options = new OptionsBuilder()
                .include(DecodeBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .build();
        try {
            return new Runner(options).run();
        } catch (RunnerException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
