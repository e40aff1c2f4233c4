package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.contactstatus.kinesis.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Prometheus that is on this machine (Debian's package `prometheus`, or the path in `PROMETHEUS`), scraping
/// one instance every second.
final class Prometheus implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MISSING = "there is no Prometheus on this machine (PROMETHEUS tells where it is)";

    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Leaves the test out where there is none, and says so. Fails it where there has to be one.
    static void assume() {
        if (program().isPresent()) {
            return;
        }
        var required = System.getenv(Node.REQUIRE);
        if (required != null && Arrays.asList(required.split("\\s*,\\s*")).contains("prometheus")) {
            fail(MISSING + ", and " + Node.REQUIRE + " demands it");
        }
        System.out.println("NOT TESTED: the dashboard, because " + MISSING);
        Assumptions.abort(MISSING);
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PROMETHEUS")),
                        Stream.of("/usr/bin/prometheus", "/usr/local/bin/prometheus", "/opt/homebrew/bin/prometheus"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Prometheus scraping(URI service) {
        try {
            var directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "prometheus")).toAbsolutePath(), "run");
            var settings =
                    Files.writeString(directory.resolve("prometheus.yml"), """
                    global:
                      scrape_interval: 1s
                    scrape_configs:
                      - job_name: contact-status
                        metrics_path: /actuator/prometheus
                        static_configs:
                          - targets: ["%s"]
                    """.formatted(service.getAuthority()));
            var port = freePort();
            var process = new ProcessBuilder(
                            program().orElseThrow().toString(),
                            "--config.file=" + settings,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The values of a query now; those that are no number left out.
    List<Double> values(String query) {
        try {
            var asked = address.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            var answer = HTTP.send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 503) {
                // It is starting.
                return List.of();
            }
            var body = MAPPER.readTree(answer.body());
            if (!body.path("status").asString().equals("success")) {
                throw new AssertionError(query + ": " + answer.body());
            }
            return body.path("data")
                    .path("result")
                    .valueStream()
                    .map(Prometheus::value)
                    .filter(Double::isFinite)
                    .toList();
        } catch (IOException notYet) {
            return List.of();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    private static double value(JsonNode series) {
        var text = series.path("value").get(1).asString();
        return text.matches("[-+]?(NaN|Inf)") ? Double.NaN : Double.parseDouble(text);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }
}
