package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A table as its DDL has it, which reads lines of JSON as Hive's types are read: a column that a line does not have is
/// null, and a value that is of another type, or of no column, is a mistake.
final class AthenaTable {

    private static final Pattern DDL = Pattern.compile("CREATE EXTERNAL TABLE \\w+ \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private final Map<String, String> columns;
    private final Set<String> read = new TreeSet<>();

    private AthenaTable(Map<String, String> columns) {
        this.columns = columns;
    }

    static AthenaTable documented(Path page) throws IOException {
        var ddl = DDL.matcher(Files.readString(page));
        assertThat(ddl.find()).isTrue();
        return new AthenaTable(fields(ddl.group(1), ' '));
    }

    /// `name type, name type` of a table, `name:type,name:type` of a struct.
    private static Map<String, String> fields(String text, char separator) {
        var fields = new LinkedHashMap<String, String>();
        var depth = 0;
        var from = 0;
        for (var at = 0; at <= text.length(); at++) {
            var letter = at == text.length() ? ',' : text.charAt(at);
            depth += letter == '<' ? 1 : letter == '>' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                var field = text.substring(from, at).strip();
                var end = field.indexOf(separator);
                fields.put(field.substring(0, end), field.substring(end + 1).strip());
                from = at + 1;
            }
        }
        return fields;
    }

    void assertReads(JsonNode line) {
        assertStruct(line, columns);
        line.propertyNames().forEach(read::add);
    }

    Set<String> columnsRead() {
        return read;
    }

    private static void assertStruct(JsonNode json, Map<String, String> fields) {
        json.properties().forEach(field -> {
            var type = fields.get(field.getKey());
            if (type == null) {
                throw new AssertionError("no such column: " + field.getKey());
            }
            assertType(field.getValue(), type);
        });
    }

    private static void assertType(JsonNode json, String type) {
        if (type.startsWith("array<")) {
            assertThat(json.isArray()).isTrue();
            json.forEach(element -> assertType(element, type.substring("array<".length(), type.length() - 1)));
        } else if (type.startsWith("struct<")) {
            assertStruct(json, fields(type.substring("struct<".length(), type.length() - 1), ':'));
        } else {
            switch (type) {
                case "string" -> assertThat(json.isString()).isTrue();
                case "boolean" -> assertThat(json.isBoolean()).isTrue();
                case "int" -> assertThat(json.isInt()).isTrue();
                case "bigint" -> assertThat(json.isIntegralNumber()).isTrue();
                case "timestamp" ->
                    assertThat(LocalDateTime.parse(json.stringValue(), TIMESTAMP))
                            .isNotNull();
                default -> throw new AssertionError("no type of Athena: " + type);
            }
        }
    }
}
