package io.contactstatus.fuzz;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Requests of the operations that a document has, more or less as it describes them.
final class ApiRequests {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");

    private final List<Described> operations = new ArrayList<>();
    private final List<String> keys;
    private final FuzzValues values;

    private record Described(String path, String method, Operation operation) {}

    /// @param keys of callers, among them such as are known to the service
    ApiRequests(OpenAPI api, List<String> keys, RandomGenerator random) {
        this.keys = keys;
        values = new FuzzValues(random);
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operations.add(new Described(path, method.name(), operation))));
    }

    FuzzRequest next() {
        var described = values.oneOf(operations);
        var operation = described.operation();
        var parameters = Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of());
        var broken = values.oneIn(12);
        var path = PLACEHOLDER
                .matcher(described.path())
                .replaceAll(found ->
                        Matcher.quoteReplacement(broken ? values.brokenSegment() : values.segment(idOrNasty())));
        var query = query(parameters);
        var headers = headers(parameters);
        return new FuzzRequest(
                operation.getOperationId(),
                described.path(),
                described.method(),
                query.isEmpty() ? path : path + "?" + query,
                !broken,
                headers,
                described.method().equals("GET") && !values.oneIn(20) ? null : body(operation, headers));
    }

    private String idOrNasty() {
        return values.oneIn(2) ? values.oneOf(List.of("c-1", "c-2", "agent-1", "+819012345678")) : values.nasty();
    }

    private String query(List<Parameter> parameters) {
        var parts = new ArrayList<String>();
        for (var parameter : parameters) {
            var sent = Boolean.TRUE.equals(parameter.getRequired()) ? !values.oneIn(5) : values.oneIn(4);
            if (parameter.getIn().equals("query") && sent) {
                parts.add(parameter.getName() + "=" + values.inQuery(value(parameter)));
                if (values.oneIn(20)) {
                    parts.add(parameter.getName() + "=" + values.inQuery(value(parameter)));
                }
            }
        }
        if (values.oneIn(10)) {
            parts.add(values.extraParameter());
        }
        return String.join("&", parts);
    }

    private String value(Parameter parameter) {
        return values.oneIn(2) ? values.nasty() : fitting(parameter.getSchema());
    }

    private String fitting(@Nullable Schema<?> schema) {
        if (schema == null || schema.getType() == null) {
            return "x";
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return values.oneOf(schema.getEnum()).toString();
        }
        return switch (schema.getType()) {
            case "boolean" -> values.oneOf(List.of("true", "false"));
            case "integer", "number" -> values.oneOf(List.of("1", "50", "200"));
            default ->
                "date-time".equals(schema.getFormat())
                        ? "2026-01-05T21:24:58.202Z"
                        : values.oneOf(List.of("c-1", "Billing", "VOICE", "jane", "friendly", "desc"));
        };
    }

    private List<String> headers(List<Parameter> parameters) {
        var headers = new ArrayList<>(values.extraHeaders());
        for (var parameter : parameters) {
            if (parameter.getIn().equals("header") && values.oneIn(3)) {
                headers.add(parameter.getName() + ": " + values.segment(value(parameter)));
            }
        }
        var key = values.oneOf(keys);
        if (!key.isEmpty()) {
            headers.add("X-Api-Key: " + key);
        }
        return headers;
    }

    private byte[] body(Operation operation, List<String> headers) {
        var described = operation.getRequestBody();
        if (described != null && headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            headers.add("Content-Type: "
                    + values.oneOf(List.copyOf(described.getContent().keySet())));
        }
        var example = described == null ? null : example(described.getContent());
        return example == null || values.oneIn(3) ? values.body() : values.damaged(example);
    }

    private static @Nullable String example(Map<String, MediaType> content) {
        return content.values().stream()
                .filter(media -> media.getExamples() != null)
                .flatMap(media -> media.getExamples().values().stream())
                .map(example -> example.getValue().toString())
                .findFirst()
                .orElse(null);
    }
}
