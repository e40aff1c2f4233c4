package io.contactstatus.web;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/// Completes operations from `openapi/operations.json`, by operation id. It describes controllers of modules
/// that do not depend on OpenAPI.
final class OperationDescriptions {

    private final Map<String, Operation> operations;

    private OperationDescriptions(Map<String, Operation> operations) {
        this.operations = operations;
    }

    static OperationDescriptions read() {
        try (var stream = new ClassPathResource("openapi/operations.json").getInputStream()) {
            var type = Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Operation.class);
            return new OperationDescriptions(Json.mapper().readValue(stream, type));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void applyTo(Operation operation) {
        var more = operations.get(operation.getOperationId());
        if (more == null) {
            return;
        }
        if (more.getSummary() != null) {
            operation
                    .summary(more.getSummary())
                    .description(more.getDescription())
                    .tags(more.getTags());
        }
        if (more.getRequestBody() != null) {
            operation.requestBody(more.getRequestBody());
        }
        if (more.getParameters() != null) {
            more.getParameters().forEach(operation::addParametersItem);
        }
        if (more.getSecurity() != null) {
            operation.security(more.getSecurity());
        }
        if (more.getResponses() != null) {
            more.getResponses().forEach((status, response) -> merge(operation.getResponses(), status, response));
        }
    }

    private static void merge(ApiResponses responses, String status, ApiResponse more) {
        var known = responses.get(status);
        if (known == null) {
            responses.addApiResponse(status, more);
            return;
        }
        known.description(more.getDescription());
        if (more.getHeaders() != null) {
            more.getHeaders().forEach(known::addHeaderObject);
        }
        if (isEmpty(known)) {
            known.content(more.getContent());
        }
    }

    private static boolean isEmpty(ApiResponse response) {
        return response.getContent() == null || response.getContent().isEmpty();
    }

    static @Nullable ApiResponse success(Operation operation) {
        return operation.getResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
