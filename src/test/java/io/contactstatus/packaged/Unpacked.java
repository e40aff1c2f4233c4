package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// The jar as an image of a container would have it: unpacked, and with a cache of what a start has to find
/// out. It starts in less than half the time, which counts where instances are started again and again.
record Unpacked(Path jar, Path cache) {

    private static final class Once {

        static final Unpacked INSTANCE = made();
    }

    static Unpacked shared() {
        return Once.INSTANCE;
    }

    private static Unpacked made() {
        var directory = Path.of("target", "unpacked").toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(directory);
            Files.createDirectories(directory);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        var packed = ServiceProcess.jar().toAbsolutePath();
        run(ServiceProcess.java(
                Map.of(),
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--destination",
                        directory.toString())));
        var unpacked = new Unpacked(directory.resolve(packed.getFileName()), directory.resolve("starts.aot"));
        unpacked.learn();
        return unpacked;
    }

    private void learn() {
        var options = List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar.toString());
        var streams = EmulatedStreams.quicklyNoticed(LocalDynamoDb.shared().endpoint(), "nobody", List.of("none"));
        run(ServiceProcess.starting(
                options, LocalDynamoDb.shared().endpoint(), LocalDynamoDb.freshPrefix(), streams.arguments("nobody")));
        assertThat(cache).exists();
    }

    private static void run(ServiceProcess process) {
        try (process) {
            assertThat(process.exitCode()).as(process::log).isZero();
        }
    }

    /// Options of the JVM that start it.
    List<String> options() {
        return List.of("-XX:AOTCache=" + cache, "-jar", jar.toString());
    }
}
