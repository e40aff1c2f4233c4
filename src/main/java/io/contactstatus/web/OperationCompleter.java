package io.contactstatus.web;

import io.contactstatus.problems.Problem;
import io.contactstatus.security.ApiScopes;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Adds to every operation the errors it may answer, and to every answer an example.
///
/// Operations that are switched off are not in the document and need nothing.
@Component
class OperationCompleter implements OpenApiCustomizer {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEM_SCHEMA = "Problem";

    /// Firehose understands one form of answer only, also for errors.
    private static final Set<String> OWN_ERRORS = Set.of("ingestFirehose");

    /// What is refused before it is looked at as a request of Firehose's.
    private static final List<Integer> NEVER_OF_FIREHOSE = List.of(400, 401, 403, 406, 415);

    private static final String UNKNOWN_PARAMETERS =
            ". So it is with a query parameter that this operation does not have: `field` names it.";

    /// Begins a contact that nothing is known of.
    private static final Set<String> NEVER_MISSING = Set.of("patchContact");

    /// Answered 429 to who has looked up too much that is not there. Flows are told otherwise.
    private static final Set<String> LOOKUPS =
            Set.of("listContactsOfCustomer", "getSituation", "followContacts", "patchContact");

    private static final Set<String> COME_AGAIN = Set.of("429", "503");

    /// Which scopes open an operation. Security requirements of API keys cannot have any in OpenAPI 3.0.
    private static final String SCOPES = "x-scopes";

    /// Read when the document is asked for, not at each start.
    private final Supplier<OperationDescriptions> descriptions = SingletonSupplier.of(OperationDescriptions::read);
    private final ApiScopes scopes;

    OperationCompleter(ApiScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void customise(OpenAPI api) {
        var resolved = ModelConverters.getInstance().resolveAsResolvedSchema(new AnnotatedType(Problem.class));
        api.getComponents().addSchemas(PROBLEM_SCHEMA, resolved.schema);
        LenientRequestSchemas.in(api);
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    complete(path, operation);
                    scopes.of(method.name(), path).ifPresent(anyOf -> nameScopes(operation, anyOf));
                }));
    }

    private void complete(String path, Operation operation) {
        descriptions.get().applyTo(operation);
        operation.getResponses().values().forEach(OperationCompleter::nameMediaType);
        if (OWN_ERRORS.contains(operation.getOperationId())) {
            copySuccess(operation);
        } else {
            errors(path, operation).forEach(status -> addProblem(operation, status));
        }
        addExamples(operation);
        if (OWN_ERRORS.contains(operation.getOperationId())) {
            NEVER_OF_FIREHOSE.forEach(status -> addAlternative(operation, status));
        }
        operation.getResponses().forEach(OperationCompleter::nameWait);
        operation.getResponses().putAll(new TreeMap<>(operation.getResponses()));
    }

    /// An operation that no rule names gets none, and is refused.
    private static void nameScopes(Operation operation, List<String> anyOf) {
        operation.addExtension(SCOPES, anyOf);
        if (!anyOf.isEmpty()) {
            var words = anyOf.stream().map(all -> all.replace(" ", "` and `")).collect(Collectors.joining("` or `"));
            operation.setDescription(operation.getDescription() + "\n\nScope: `" + words + "`.");
        }
    }

    private static List<Integer> errors(String path, Operation operation) {
        var errors = new ArrayList<>(List.of(400, 401, 403, 406, 415, 500, 503));
        var body = operation.getRequestBody();
        if (path.matches(".*\\{(contactId|agentId|queueId|id)}.*")
                && !NEVER_MISSING.contains(operation.getOperationId())) {
            errors.add(404);
        }
        if (LOOKUPS.contains(operation.getOperationId())) {
            errors.add(429);
        }
        if (body != null) {
            errors.add(413);
        }
        return errors;
    }

    private static void addProblem(Operation operation, int status) {
        var problem = new Schema<>().$ref("#/components/schemas/" + PROBLEM_SCHEMA);
        var response = new ApiResponse()
                .description(Problem.ofStatus(status).title() + (status == 400 ? UNKNOWN_PARAMETERS : ""))
                .content(new Content().addMediaType(PROBLEM, new MediaType().schema(problem)));
        if (status == 401) {
            response.addHeaderObject("WWW-Authenticate", new Header().schema(new StringSchema()));
        }
        operation.getResponses().addApiResponse(String.valueOf(status), response);
    }

    /// Whichever form the answer has.
    private static void nameWait(String status, ApiResponse response) {
        if (COME_AGAIN.contains(status)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header().schema(new IntegerSchema()).description("Seconds to wait before asking again."));
        }
    }

    private static void addAlternative(Operation operation, int status) {
        var code = String.valueOf(status);
        if (!operation.getResponses().containsKey(code)) {
            addProblem(operation, status);
        }
        var response = Objects.requireNonNull(operation.getResponses().get(code));
        var problem = new Schema<>().$ref("#/components/schemas/" + PROBLEM_SCHEMA);
        var media = new MediaType().schema(problem);
        OpenApiExamples.of("", code).ifPresent(value -> media.addExamples("example", new Example().value(value)));
        response.getContent().addMediaType(PROBLEM, media);
    }

    private static void copySuccess(Operation operation) {
        var success = OperationDescriptions.success(operation);
        var content = success == null || success.getContent() == null
                ? null
                : success.getContent().get(JSON);
        if (content == null) {
            return;
        }
        var schema = content.getSchema();
        operation.getResponses().values().stream()
                .filter(response -> response.getContent() == null)
                .forEach(
                        response -> response.content(new Content().addMediaType(JSON, new MediaType().schema(schema))));
    }

    private static void nameMediaType(ApiResponse response) {
        var content = response.getContent();
        if (content != null && content.containsKey("*/*")) {
            content.addMediaType(JSON, content.remove("*/*"));
        }
    }

    private static void addExamples(Operation operation) {
        operation.getResponses().forEach((status, response) -> {
            if (response.getContent() != null) {
                OpenApiExamples.of(operation.getOperationId(), status)
                        .ifPresent(value -> response.getContent()
                                .values()
                                .forEach(media -> media.addExamples("example", new Example().value(value))));
            }
        });
        var body = operation.getRequestBody();
        var json = body == null ? null : body.getContent().get(JSON);
        if (json != null) {
            OpenApiExamples.request(operation.getOperationId())
                    .ifPresent(value -> json.addExamples("example", new Example().value(value)));
        }
    }
}
