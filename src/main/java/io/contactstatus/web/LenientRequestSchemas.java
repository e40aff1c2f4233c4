package io.contactstatus.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.jspecify.annotations.Nullable;

/// Relaxes the schemas of requests that accept more than their types say.
final class LenientRequestSchemas {

    private LenientRequestSchemas() {}

    static void in(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (name.startsWith("FlowEvent")) {
                open(schema);
            }
        });
        var patch = api.getComponents().getSchemas().get("ContactPatch");
        var attributes = patch == null ? null : property(patch, "attributes");
        if (attributes != null) {
            // Null removes an attribute.
            attributes.additionalProperties(new StringSchema().nullable(true));
        }
    }

    /// Amazon Connect sends more than is read, and null for much of it. What is referred to says so itself,
    /// because nothing may stand next to a reference.
    private static void open(Schema<?> event) {
        event.nullable(true).additionalProperties(true);
        event.getProperties().values().stream()
                .filter(part -> part.get$ref() == null)
                .forEach(part -> part.nullable(true));
    }

    private static @Nullable Schema<?> property(Schema<?> schema, String name) {
        return schema.getProperties() == null ? null : schema.getProperties().get(name);
    }
}
