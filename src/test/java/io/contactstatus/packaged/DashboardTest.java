package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard for Grafana, without Grafana: its queries are asked of a Prometheus that scrapes a service at
/// work.
class DashboardTest {

    private static final String DASHBOARD = "infra/observe/grafana/dashboards/contact-status.json";

    @Test
    void saysForEachPanelWhatToDo() {
        assertThat(panels()).hasSizeGreaterThan(15).allSatisfy(panel -> {
            assertThat(panel.path("description").asString())
                    .as(panel.path("title").asString())
                    .hasSizeGreaterThan(60);
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @Test
    void hasNoPanelThatStaysEmpty(@TempDir Path recordings) throws Exception {
        Prometheus.assume();
        try (var kinesis = new InMemoryKinesis();
                var process = working(kinesis, recordings).started();
                var prometheus = Prometheus.scraping(process.service().address());
                var client = HttpClient.newHttpClient()) {
            var service = process.service();
            var follower = client.sendAsync(
                    HttpRequest.newBuilder(service.address().resolve("/live/contacts?active=true"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            service.post("/ingest", "{\"this\": is not JSON".getBytes(StandardCharsets.UTF_8));
            try {
                awaitAnswers(prometheus, service);
            } finally {
                // Otherwise the end of the client would wait for the stream's.
                follower.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private static void awaitAnswers(Prometheus prometheus, Service service) {
        var empty = new ArrayList<>(queries());
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    service.status("/contacts?active=true");
                    service.status("/contacts/nothing");
                    empty.removeIf(query -> !prometheus.values(query).isEmpty());
                    assertThat(empty).isEmpty();
                });
    }

    private static ServiceProcess working(InMemoryKinesis kinesis, Path recordings) {
        var streams = List.of("contact-events", "contact-records");
        streams.forEach(stream -> kinesis.create(stream, 1));
        return ServiceProcess.exploded(
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "embedded",
                        "AWS_REGION", "eu-west-2",
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any"),
                List.of(
                        "--contact-status.dynamodb.endpoint="
                                + LocalDynamoDb.shared().endpoint(),
                        "--contact-status.tables.prefix=" + LocalDynamoDb.freshPrefix(),
                        "--contact-status.tables.create=true",
                        "--contact-status.kinesis.enabled=true",
                        // An index that KCL adds later would stay away where DynamoDB Local has no thread left.
                        "--contact-status.kinesis.create=true",
                        "--contact-status.kinesis.endpoint=" + kinesis.endpoint(),
                        "--contact-status.kinesis.application=" + LocalDynamoDb.freshPrefix() + "dashboard",
                        "--contact-status.kinesis.streams=" + String.join(",", streams),
                        "--contact-status.kinesis.timing.shard-sync=0s",
                        "--contact-status.kinesis.timing.failover=1s",
                        "--contact-status.kinesis.timing.assignment=500ms",
                        "--contact-status.kinesis.timing.worker-report=2s",
                        "--contact-status.kinesis.timing.leader-lease=3s",
                        "--contact-status.kinesis.timing.leader-heartbeat=1s",
                        "--contact-status.media.enabled=true",
                        "--contact-status.media.retention=1h",
                        "--contact-status.media.directory=" + recordings,
                        "--contact-status.media.stream-prefix=none-",
                        "--contact-status.simulator.enabled=true",
                        "--contact-status.simulator.output=streams",
                        "--contact-status.simulator.rate=60",
                        "--contact-status.simulator.speed=20"));
    }

    private static List<String> queries() {
        return panels().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString().replace("$__rate_interval", "1m"))
                .toList();
    }

    private static List<JsonNode> panels() {
        return new JsonMapper()
                .readTree(Written.text(DASHBOARD))
                .path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }
}
