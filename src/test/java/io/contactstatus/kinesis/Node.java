package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Node.js and npm of this machine, for what comes from there: `src/test/node` says what, to the byte.
public final class Node {

    /// What has to be on this machine, separated by commas: what is missing fails instead of being left out.
    public static final String REQUIRE = "CONTACT_STATUS_REQUIRE";

    private static final int OLDEST = 20;
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Node() {}

    /// Leaves the test out where there is no Node.js, and says so. Fails it where it has to be there.
    public static void assume() {
        var missing = missing();
        if (missing == null) {
            return;
        }
        if (isRequired()) {
            fail(missing + ", and " + REQUIRE + " demands it");
        }
        if (TOLD.compareAndSet(false, true)) {
            System.out.println("NOT TESTED: streams, because " + missing);
        }
        Assumptions.abort(missing);
    }

    static boolean isRequired() {
        var required = System.getenv(REQUIRE);
        return required != null && Arrays.asList(required.split("\\s*,\\s*")).contains("node");
    }

    /// Null when nothing is.
    static @Nullable String missing() {
        var version = Pattern.compile("v(\\d+)\\.").matcher(output("node", "--version"));
        if (!version.lookingAt() || Integer.parseInt(version.group(1)) < OLDEST) {
            return "there is no Node.js " + OLDEST + " or later on this machine";
        }
        return output(npm(), "--version").isBlank() ? "there is no npm on this machine" : null;
    }

    private static String npm() {
        return File.separatorChar == '\\' ? "npm.cmd" : "npm";
    }

    private static String output(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException absent) {
            return "";
        }
    }

    /// Where that package is, installed at the first call. Builds that run at the same time wait for each other.
    static Path installed(String name) {
        try {
            Files.createDirectories(INSTALLED);
            try (var channel = FileChannel.open(
                            INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                assert lock.isValid();
                if (!isUpToDate()) {
                    install();
                }
            }
            return INSTALLED.resolve("node_modules").resolve(name).toAbsolutePath();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static boolean isUpToDate() throws IOException {
        var done = INSTALLED.resolve("package-lock.json");
        return Files.exists(INSTALLED.resolve("done"))
                && Files.exists(done)
                && Files.mismatch(done, SOURCE.resolve("package-lock.json")) < 0;
    }

    private static void install() throws IOException {
        Files.deleteIfExists(INSTALLED.resolve("done"));
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = INSTALLED.resolve("npm.log");
        var process = new ProcessBuilder(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("npm ci did not succeed: " + Files.readString(log));
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
        Files.createFile(INSTALLED.resolve("done"));
    }
}
