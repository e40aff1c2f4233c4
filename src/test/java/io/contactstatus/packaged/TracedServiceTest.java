package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.packaged.OtlpReceiver.Span;
import io.contactstatus.standin.FaultyDynamoDb;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as operators run it, with the variables of OpenTelemetry and logs as JSON, in a process of its
/// own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TracedServiceTest {

    private static final String STREAM = "contact-events";

    /// Digits and words that occur nowhere else.
    private static final List<String> MARKS = List.of("9055501234", "Mark-Person", "mark-secret");

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final OtlpReceiver receiver = new OtlpReceiver();
    private final InMemoryKinesis kinesis = new InMemoryKinesis();
    private final FaultyDynamoDb dynamo =
            new FaultyDynamoDb(LocalDynamoDb.shared().endpoint(), 1);
    private ServiceProcess process;
    private Service service;

    @BeforeAll
    void start() {
        kinesis.create(STREAM, 1);
        process = ServiceProcess.exploded(
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "embedded",
                        "AWS_REGION", "eu-west-2",
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint().toString(),
                        "OTEL_TRACES_SAMPLER", "parentbased_always_on",
                        "OTEL_BSP_SCHEDULE_DELAY", "200",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"),
                List.of(
                        "--contact-status.dynamodb.endpoint=" + dynamo.endpoint(),
                        "--contact-status.tables.prefix=" + LocalDynamoDb.freshPrefix(),
                        "--contact-status.tables.create=true",
                        "--contact-status.simulator.enabled=false",
                        "--contact-status.ingest.http.patience=1s",
                        "--contact-status.kinesis.enabled=true",
                        // An index that KCL adds later would stay away where DynamoDB Local has no thread left.
                        "--contact-status.kinesis.create=true",
                        "--contact-status.kinesis.endpoint=" + kinesis.endpoint(),
                        "--contact-status.kinesis.application=" + LocalDynamoDb.freshPrefix() + "traced",
                        "--contact-status.kinesis.streams=" + STREAM,
                        "--contact-status.kinesis.timing.failover=1s",
                        "--contact-status.kinesis.timing.assignment=500ms",
                        "--contact-status.kinesis.timing.worker-report=2s",
                        "--contact-status.kinesis.timing.leader-lease=3s",
                        "--contact-status.kinesis.timing.leader-heartbeat=1s",
                        "--contact-status.kinesis.timing.shard-sync=0s",
                        "--contact-status.kinesis.timing.idle-between-reads=200ms"));
        service = process.started().service();
    }

    @AfterAll
    void end() {
        process.close();
        dynamo.close();
        kinesis.close();
        receiver.close();
    }

    @Test
    @Order(1)
    void followsARequestToDynamoDb() {
        var contact = UUID.randomUUID().toString();
        var trace = "0af7651916cd43dd8448eb211c80319c";

        var answer = get("/contacts/" + contact, "traceparent", "00-" + trace + "-b7ad6b7169203331-01");

        assertThat(answer.statusCode()).isEqualTo(404);
        await().untilAsserted(() -> {
            var request = receiver.first("http get /contacts/{contactId}", "uri", "/contacts/{contactId}");
            var read = receiver.first("DynamoDB.GetItem", "contact_status.contact_id", contact);
            assertThat(request).map(Span::trace).contains(trace);
            assertThat(request).map(Span::parent).contains("b7ad6b7169203331");
            assertThat(read).map(Span::trace).contains(trace);
            assertThat(receiver.isBelow(read.orElseThrow(), request.orElseThrow()))
                    .isTrue();
        });
    }

    @Test
    @Order(2)
    void followsARecordFromItsShardToTheStore() {
        var contacts = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());

        // In one batch, and so stored by threads of their own.
        put(contacts.stream().map(TracedServiceTest::connected).reduce("", String::concat));

        await().untilAsserted(() -> {
            var batch = receiver.first("process " + STREAM, "messaging.destination.name", STREAM);
            assertThat(batch).map(Span::parent).contains("");
            assertThat(batch)
                    .map(span -> span.attributes().get("messaging.destination.partition.id"))
                    .hasValueSatisfying(shard -> assertThat(shard).startsWith("shardId-"));
            for (var contact : contacts) {
                var written = receiver.first("DynamoDB.PutItem", "contact_status.contact_id", contact);
                assertThat(written).map(Span::trace).isEqualTo(batch.map(Span::trace));
                assertThat(receiver.isBelow(written.orElseThrow(), batch.orElseThrow()))
                        .isTrue();
            }
        });
    }

    @Test
    @Order(3)
    void tellsTheTraceInProblemsAndInLogs() {
        var trace = "1af7651916cd43dd8448eb211c80319c";
        var wrong = get("/contacts?active=perhaps", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        assertThat(MAPPER.readTree(wrong.body()).path("traceId").asString()).isEqualTo(trace);

        dynamo.leave();
        var away = post("/ingest", connected(UUID.randomUUID().toString()));
        dynamo.comeBack();

        assertThat(away.statusCode()).isEqualTo(503);
        var traceId = MAPPER.readTree(away.body()).path("traceId").asString();
        assertThat(traceId).matches("[0-9a-f]{32}");
        assertThat(logged())
                .filteredOn(line -> line.path("message").asString().startsWith("waiting for the store"))
                .anySatisfy(line -> assertThat(line.path("traceId").asString()).isEqualTo(traceId));
    }

    @Test
    @Order(4)
    void letsNoPersonalDataOut() {
        await().atMost(Duration.ofMinutes(1)).until(() -> service.status("/actuator/health/readiness") == 200);
        var body = connected(UUID.randomUUID().toString());
        post("/ingest", body);
        put(connected(UUID.randomUUID().toString()));
        post("/ingest", "{\"this\": is not JSON of Mark-Person +819055501234");
        for (var path : List.of(
                "/customers/%2B819055501234/contacts",
                "/customers/%2B819055501234/situation?from=Mark-Person",
                "/customers/Mark-Person/contacts?cursor=mark-secret",
                "/contacts/+819055501234",
                "/contacts/819055501234/history?order=Mark-Person",
                "/contacts?active=true&agent=Mark-Person&queue=9055501234",
                "/nothing/9055501234",
                "/ui/customers/%2B819055501234",
                "/dead-letters/Mark-Person")) {
            get(path, "tracestate", "bank=mark-secret", "baggage", "customer=Mark-Person", "X-Mark", "mark-secret");
        }
        post("/flow/lookup", "{\"Details\":{\"ContactData\":{\"CustomerEndpoint\":{\"Address\":\"+819055501234\"}}}}");
        var last = UUID.randomUUID().toString();
        get("/contacts/" + last);

        await().untilAsserted(() -> assertThat(receiver.first("DynamoDB.GetItem", "contact_status.contact_id", last))
                .isPresent());
        assertThat(receiver.spans()).extracting(Span::name).contains("http get /customers/{identifier}/contacts");
        assertThat(receiver.text()).doesNotContain(MARKS);
        assertThat(process.log()).doesNotContain(MARKS);
    }

    @Test
    @Order(5)
    void writesEachLineOfTheLogAsJson() {
        assertThat(logged()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("@timestamp").asString()).isNotEmpty();
            assertThat(line.path("log").path("level").asString()).isNotEmpty();
            assertThat(line.path("message").isString()).isTrue();
        });
    }

    private List<JsonNode> logged() {
        return process.log().lines().map(line -> MAPPER.readTree(line)).toList();
    }

    private static String connected(String contact) {
        return """
                {"version":"0","id":"%s","source":"aws.connect","detail-type":"Amazon Connect Contact Event",
                 "time":"2026-01-05T21:24:58Z","detail":{"eventType":"CONNECTED_TO_AGENT","contactId":"%s",
                 "channel":"VOICE","initiationMethod":"INBOUND","tags":{"who":"Mark-Person"},
                 "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"+819055501234"},
                 "agentInfo":{"agentArn":"arn:aws:connect:eu-west-2:111122223333:instance/i/agent/jane",
                 "connectedToAgentTimestamp":"2026-01-05T21:24:58.202Z"}}}
                """.formatted(UUID.randomUUID(), contact);
    }

    private void put(String records) {
        try (var client = KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
            client.putRecord(put -> put.streamName(STREAM).partitionKey("any").data(SdkBytes.fromUtf8String(records)));
        }
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(service.address().resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(service.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new AssertionError("the service was not reached", exception);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}
