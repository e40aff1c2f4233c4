package io.contactstatus.csv;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// A table as CSV by RFC 4180: lines end with CR and LF, and cells are in quotes where they have to be.
///
/// The columns are named as the JSON of a row has them, with dots between: `customer.endpoint.address`. A text that a
/// spreadsheet would take for a formula begins with an apostrophe; numbers in E.164, masked ones too, are none.
final class CsvTable {

    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9][0-9*]{4,15}");

    private final CSVPrinter printer;
    private final List<JsonPointer> columns;

    private CsvTable(CSVPrinter printer, List<JsonPointer> columns) {
        this.printer = printer;
        this.columns = columns;
    }

    static CsvTable begun(Appendable out, List<String> columns) throws IOException {
        var printer = CSVFormat.RFC4180.print(out);
        printer.printRecord(columns);
        var pointers = columns.stream()
                .map(column -> JsonPointer.compile("/" + column.replace('.', '/')))
                .toList();
        return new CsvTable(printer, pointers);
    }

    void row(JsonNode row) throws IOException {
        printer.printRecord(columns.stream().map(column -> cell(row.at(column))).toList());
    }

    private static @Nullable String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isArray()) {
            return harmless(StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asString)
                    .collect(Collectors.joining("; ")));
        }
        return value.isString() ? harmless(value.stringValue()) : value.asString();
    }

    private static String harmless(String text) {
        var isFormula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        return isFormula ? "'" + text : text;
    }
}
