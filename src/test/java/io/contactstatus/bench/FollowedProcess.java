package io.contactstatus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The process of a [FollowedService]: what it stored when, what it needs, and the way to it.
final class FollowedProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Pattern TOLD = Pattern.compile(FollowedService.STORED + " (\\S+ [0-9]+) ([0-9]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();
    private final JavaProcess process;

    /// @param settings further ones
    FollowedProcess(URI dynamoDb, String prefix, String... settings) {
        var program = Stream.concat(
                Stream.of(
                        FollowedService.class.getName(),
                        "--contact-status.dynamodb.endpoint=" + dynamoDb,
                        "--contact-status.tables.prefix=" + prefix,
                        "--contact-status.live.max-streams-per-caller=5000",
                        "--contact-status.simulator.enabled=false"),
                Arrays.stream(settings));
        process = new JavaProcess(ProcessBuilder.Redirect.PIPE, "1g", JavaProcess.classPath(), program.toList());
        Thread.ofPlatform().daemon().start(this::listen);
        Waiting.until(LONGEST, () -> process.isAlive() && answers());
    }

    private void listen() {
        try (var lines = process.output()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var told = TOLD.matcher(line);
                if (told.matches()) {
                    stored.put(told.group(1), Long.parseLong(told.group(2)));
                }
            }
        } catch (IOException ended) {
            // So has the process.
        }
    }

    private boolean answers() {
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    boolean answers(String path) {
        return get(path).statusCode() == 200;
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return process.port();
    }

    void ingest(String records) {
        var answer = send(HttpRequest.newBuilder(at("/ingest"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(records)));
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
    }

    /// By contact and version, in microseconds.
    Map<String, Long> stored() {
        return stored;
    }

    double metric(String name) {
        return get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// Of what is alive in its heap. What is used right after a collection is more: it allocates on.
    double heapBytes() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
            try (var lines = histogram.inputReader()) {
                return lines.lines()
                        .filter(line -> line.startsWith("Total"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    double residentBytes() {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
            var resident = RESIDENT.matcher(status);
            return resident.find() ? Long.parseLong(resident.group(1)) * 1024.0 : Double.NaN;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    Duration busy() {
        return process.busy();
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
