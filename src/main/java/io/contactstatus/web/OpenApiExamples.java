package io.contactstatus.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/// Examples of answers, as files: `openapi/examples/<operation>-<status>.json`, or `problem-<status>.json`
/// where all operations answer alike. They are of the JSON library that the OpenAPI model is written with.
final class OpenApiExamples {

    private OpenApiExamples() {}

    static Optional<JsonNode> of(String operation, String status) {
        return Stream.of(operation + "-" + status, "problem-" + status)
                .map(name -> new ClassPathResource("openapi/examples/" + name + ".json"))
                .filter(ClassPathResource::exists)
                .findFirst()
                .map(OpenApiExamples::read);
    }

    static Optional<JsonNode> request(String operation) {
        return Optional.of(new ClassPathResource("openapi/examples/" + operation + "-request.json"))
                .filter(ClassPathResource::exists)
                .map(OpenApiExamples::read);
    }

    private static JsonNode read(ClassPathResource file) {
        try (var stream = file.getInputStream()) {
            return Json.mapper().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
