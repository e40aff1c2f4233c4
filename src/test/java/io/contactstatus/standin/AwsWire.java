package io.contactstatus.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORGenerator;

/// The two ways in which Kinesis is spoken to. They differ in more than the encoding: JSON has bytes in Base64
/// and moments in seconds, CBOR has bytes as they are and moments in milliseconds.
final class AwsWire {

    private static final AwsWire JSON = new AwsWire("application/x-amz-json-1.1", new JsonFactory());
    private static final AwsWire CBOR = new AwsWire("application/x-amz-cbor-1.1", new CBORFactory());

    /// A tag of CBOR: what follows is a moment.
    private static final int MOMENT = 1;

    private final String contentType;
    private final JsonFactory factory;

    private AwsWire(String contentType, JsonFactory factory) {
        this.contentType = contentType;
        this.factory = factory;
    }

    static AwsWire of(String contentType) {
        return contentType.contains("cbor") ? CBOR : JSON;
    }

    String contentType() {
        return contentType;
    }

    Map<String, Object> read(byte[] bytes) throws IOException {
        try (var parser = factory.createParser(bytes)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? fields(parser) : Map.of();
        }
    }

    private Map<String, Object> fields(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            var value = value(parser, name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private @Nullable Object value(JsonParser parser, String name) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> {
                var list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    var element = value(parser, name);
                    if (element != null) {
                        list.add(element);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> name.equals("Data") ? parser.getBinaryValue() : parser.getText();
            case VALUE_EMBEDDED_OBJECT -> parser.getBinaryValue();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                name.equals("Timestamp") ? moment(parser.getDecimalValue()) : parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Instant moment(BigDecimal number) {
        return Instant.ofEpochMilli((this == CBOR ? number : number.movePointRight(3)).longValue());
    }

    byte[] write(Map<String, ?> fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var generator = factory.createGenerator(bytes)) {
            write(generator, fields);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> {
                generator.writeStartObject();
                for (var field : fields.entrySet()) {
                    generator.writeFieldName(String.valueOf(field.getKey()));
                    write(generator, field.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> elements -> {
                generator.writeStartArray();
                for (var element : elements) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            case byte[] binary -> generator.writeBinary(binary);
            case Instant moment
            when generator instanceof CBORGenerator cbor -> {
                cbor.writeTag(MOMENT);
                cbor.writeNumber(moment.toEpochMilli());
            }
            case Instant moment -> generator.writeNumber(BigDecimal.valueOf(moment.toEpochMilli(), 3));
            case Boolean truth -> generator.writeBoolean(truth);
            case Number number -> generator.writeNumber(number.longValue());
            default -> generator.writeString(value.toString());
        }
    }
}
