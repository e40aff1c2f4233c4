package io.contactstatus.simulator;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the members of a JSON object, one after the other. A `null` value is written as `null`; what has to be
/// absent must not be put.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    static byte[] bytes(Consumer<Json> members) {
        return text(members).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Consumer<Json> members) {
        var text = new StringWriter(1024);
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            members.accept(new Json(generator));
            generator.writeEndObject();
        }
        return text.toString();
    }

    Json put(String name, @Nullable String value) {
        generator.writeName(name);
        if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value);
        }
        return this;
    }

    Json put(String name, long value) {
        generator.writeName(name);
        generator.writeNumber(value);
        return this;
    }

    Json put(String name, boolean value) {
        generator.writeName(name);
        generator.writeBoolean(value);
        return this;
    }

    /// `2026-01-05T21:24:58.202Z`, with the milliseconds also where they are zero.
    Json millis(String name, @Nullable Instant value) {
        return put(name, value == null ? null : MILLIS.format(value));
    }

    /// `2026-01-05T21:24:58Z`, cut and not rounded.
    Json seconds(String name, @Nullable Instant value) {
        return put(
                name,
                value == null ? null : value.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    Json object(String name, Consumer<Json> members) {
        generator.writeName(name);
        generator.writeStartObject();
        members.accept(this);
        generator.writeEndObject();
        return this;
    }

    <T> Json objects(String name, Iterable<T> elements, ObjectMembers<T> members) {
        generator.writeName(name);
        generator.writeStartArray();
        for (var element : elements) {
            generator.writeStartObject();
            members.write(this, element);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    Json strings(String name, List<String> values) {
        generator.writeName(name);
        generator.writeStartArray();
        values.forEach(generator::writeString);
        generator.writeEndArray();
        return this;
    }

    Json map(String name, Map<String, String> values) {
        return object(name, json -> values.forEach(json::put));
    }

    /// A value that is JSON already.
    Json raw(String name, @Nullable String json) {
        generator.writeName(name);
        generator.writeRawValue(json == null ? "null" : json);
        return this;
    }

    @FunctionalInterface
    interface ObjectMembers<T> {

        void write(Json json, T element);
    }
}
