package io.contactstatus.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as it is by itself: without tracing, and with its SBOM.
@GuardedService
class TracingOffTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectProvider<OpenTelemetry> telemetry;

    @Autowired
    private ObjectProvider<Tracer> tracers;

    @Autowired
    private ObjectProvider<ExecutionInterceptor> interceptors;

    @Autowired
    private DynamoDbClient dynamo;

    @Test
    void hasNothingInTheWayOfRequestsAndOfCallsToDynamoDb() {
        assertThat(telemetry.stream()).isEmpty();
        assertThat(tracers.stream()).isEmpty();
        assertThat(interceptors.stream()).isEmpty();
        assertThat(dynamo.serviceClientConfiguration().overrideConfiguration().executionInterceptors())
                .extracting(interceptor -> interceptor.getClass().getSimpleName())
                .doesNotContain("DynamoDbSpans");
        Runnable work = () -> {};
        assertThat(TraceContext.carriedBy(work)).isSameAs(work);
    }

    @Test
    void namesNoTraceInProblems() throws Exception {
        assertThat(json(get("/contacts/unknown", GuardedService.READER)).has("traceId"))
                .isFalse();
        assertThat(json(get("/contacts/unknown", "a key that is not known")).has("traceId"))
                .isFalse();
    }

    @Test
    void showsItsSbomToOperatorsAlone() throws Exception {
        assertThat(get("/actuator/sbom", GuardedService.READER).statusCode()).isEqualTo(403);
        assertThat(get("/actuator/sbom/application", "a key that is not known").statusCode())
                .isEqualTo(401);

        assertThat(json(get("/actuator/sbom", GuardedService.OPERATOR)).toString())
                .contains("application", "npm");
        assertThat(names(get("/actuator/sbom/application", GuardedService.OPERATOR)))
                .contains("dynamodb", "spring-webmvc")
                .doesNotContain("DynamoDBLocal", "junit-jupiter");
        assertThat(names(get("/actuator/sbom/npm", GuardedService.OPERATOR)))
                .containsExactly("htmx-ext-sse", "amazon-connect-streams");
    }

    private static Iterable<String> names(HttpResponse<String> sbom) {
        var bom = json(sbom);
        assertThat(bom.path("bomFormat").asString()).isEqualTo("CycloneDX");
        return bom.path("components")
                .valueStream()
                .map(component -> component.path("name").asString())
                .toList();
    }

    private HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Api-Key", key)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}
