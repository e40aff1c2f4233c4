package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.ClientOptInput;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// With everything that can be switched on.
@GuardedService
@TestPropertySource(properties = {"contact-status.logs.enabled=true", "contact-status.backfill.enabled=true"})
class OpenApiConfigurationTest {

    @LocalServerPort
    private int port;

    private String document;
    private OpenAPI api;

    /// One answer of one operation, as the document has it.
    private record Answer(
            String path, HttpMethod method, Operation operation, int status, String mediaType, MediaType media) {

        @Override
        public String toString() {
            return operation.getOperationId() + " " + status;
        }
    }

    @BeforeEach
    void read() {
        document = PublishedApi.of(port).document();
        api = new OpenAPIV3Parser().readContents(document).getOpenAPI();
    }

    @Test
    void describesEveryOperationAndItsParameters() {
        operations().forEach((name, operation) -> {
            assertThat(operation.getSummary()).as(name).isNotBlank();
            assertThat(operation.getDescription()).as(name).isNotBlank();
            assertThat(operation.getTags()).as(name).hasSize(1);
            operation
                    .getResponses()
                    .forEach((status, response) -> assertThat(response.getDescription())
                            .as(name + " " + status)
                            .isNotBlank());
        });
        assertThat(operations())
                .containsKeys(
                        "getContact",
                        "getHistory",
                        "getJourney",
                        "getRelated",
                        "getRecord",
                        "getRecordings",
                        "getTranscript",
                        "followTranscript",
                        "listActiveContacts",
                        "patchContact",
                        "listContactsOfCustomer",
                        "getSituation",
                        "listAgents",
                        "listQueues",
                        "getQueue",
                        "listIntervals",
                        "getAgent",
                        "followContacts",
                        "followAgents",
                        "lookUpForFlow",
                        "ingest",
                        "ingestFirehose",
                        "listDeadLetters",
                        "getDeadLetter",
                        "replayDeadLetter",
                        "deleteDeadLetter",
                        "startCatchUp",
                        "listCatchUps",
                        "getCatchUp",
                        "stopCatchUp",
                        "startBackFill",
                        "listBackFills",
                        "getBackFill",
                        "stopBackFill");
    }

    @Test
    void refusesParametersThatAnOperationDoesNotHaveAndSaysSo() {
        var service = PublishedApi.of(port);
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    var name = operation.getOperationId();
                    assertThat(operation.getResponses()).as(name).containsKey("400");
                    if (name.equals("ingestFirehose")) {
                        return;
                    }
                    assertThat(Objects.requireNonNull(operation.getResponses().get("400"))
                                    .getDescription())
                            .as(name)
                            .contains("a query parameter that this operation does not have");
                    for (var unknown : List.of("of-another-world", "at")) {
                        var asked = path.replaceAll("[{}]", "") + "?" + unknown + "=Tanaka";
                        var body = method == HttpMethod.GET ? null : "{}";
                        var response = service.exchange(
                                method.name(),
                                asked,
                                body,
                                "X-Api-Key",
                                GuardedService.ALL,
                                "Content-Type",
                                "application/json");
                        assertThat(response.statusCode()).as(name).isEqualTo(400);
                        assertThat(response.headers().firstValue("Content-Type"))
                                .as(name)
                                .hasValue("application/problem+json");
                        assertThat(response.body())
                                .as(name)
                                .contains("urn:contact-status:problem:invalid-parameter", "\"" + unknown + "\"")
                                .doesNotContain("Tanaka");
                    }
                }));
    }

    @Test
    void hasAnExampleOfEveryAnswerThatHasABody() {
        assertThat(answers())
                .hasSizeGreaterThan(80)
                .allSatisfy(answer -> assertThat(answer.media().getExamples())
                        .as(answer.toString())
                        .isNotEmpty());
    }

    @Test
    void saysWhenToComeAgain() {
        assertThat(operations()).allSatisfy((name, operation) -> {
            assertThat(operation.getResponses()).as(name).containsKey("503");
            operation.getResponses().forEach((status, response) -> {
                if (status.equals("503") || status.equals("429")) {
                    assertThat(response.getHeaders()).as(name + " " + status).containsKey("Retry-After");
                }
            });
        });
    }

    @Test
    void hasOnlyExamplesThatConformToTheirSchemas() {
        var validator = OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security.missing", Level.IGNORE)
                        .build())
                .build();
        for (var answer : answers()) {
            var example =
                    answer.media().getExamples().values().iterator().next().getValue();
            var response = SimpleResponse.Builder.status(answer.status())
                    .withContentType(answer.mediaType())
                    .withBody(example.toString())
                    .build();
            var method = Request.Method.valueOf(answer.method().name());
            assertConforms(answer.toString(), validator.validateResponse(answer.path(), method, response));
        }
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getRequestBody() != null) {
                        var media = Objects.requireNonNull(
                                operation.getRequestBody().getContent().get("application/json"));
                        var example =
                                media.getExamples().values().iterator().next().getValue();
                        var request = new SimpleRequest.Builder(method.name(), path.replaceAll("[{}]", ""))
                                .withContentType("application/json")
                                .withBody(example.toString())
                                .build();
                        assertConforms(operation.getOperationId(), validator.validateRequest(request));
                    }
                }));
    }

    @Test
    void makesAClientThatCompiles(@TempDir Path directory) throws IOException {
        var description = Files.writeString(directory.resolve("openapi.json"), document);
        var configuration = new CodegenConfigurator()
                .setGeneratorName("java")
                .setLibrary("native")
                .setInputSpec(description.toString())
                .setOutputDir(directory.resolve("client").toString())
                .setApiPackage("client.api")
                .setModelPackage("client.model")
                .setInvokerPackage("client")
                .setAdditionalProperties(Map.of(
                        "openApiNullable", "false",
                        "useJakartaEe", "true",
                        "hideGenerationTimestamp", "true",
                        "annotationLibrary", "none",
                        "documentationProvider", "none"));
        ClientOptInput options = configuration.toClientOptInput();
        var generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        generator.setGeneratorPropertyDefault("apiTests", "false");
        generator.setGeneratorPropertyDefault("modelTests", "false");
        generator.setGeneratorPropertyDefault("apiDocs", "false");
        generator.setGeneratorPropertyDefault("modelDocs", "false");
        generator.opts(options).generate();

        assertThat(compiled(directory.resolve("client").resolve("src/main/java"), directory.resolve("classes")))
                .isEmpty();
        assertThat(directory.resolve("classes/client/api/ContactsApi.class")).exists();
    }

    /// What the compiler has to complain about.
    private static String compiled(Path sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                var tree = Files.walk(sources)) {
            var java = tree.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(30);
            var options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-Xlint:none",
                    "-d",
                    Files.createDirectories(classes).toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            var done = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            return done ? "" : errors.toString();
        }
    }

    private static void assertConforms(String what, ValidationReport report) {
        assertThat(report.getMessages().stream().filter(message -> message.getLevel() == Level.ERROR))
                .as(what)
                .isEmpty();
    }

    private Map<String, Operation> operations() {
        var operations = new TreeMap<String, Operation>();
        api.getPaths()
                .values()
                .forEach(item -> item.readOperations()
                        .forEach(operation -> operations.put(operation.getOperationId(), operation)));
        return operations;
    }

    private List<Answer> answers() {
        var answers = new ArrayList<Answer>();
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operation.getResponses().forEach((status, response) -> {
                            if (response.getContent() != null) {
                                response.getContent()
                                        .forEach((type, media) -> answers.add(new Answer(
                                                path.replaceAll("[{}]", ""),
                                                method,
                                                operation,
                                                Integer.parseInt(status),
                                                type,
                                                media)));
                            }
                        })));
        return answers;
    }
}
