package io.contactstatus.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CsvTableTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static String written(List<String> columns, String... rows) throws IOException {
        var out = new StringBuilder();
        var table = CsvTable.begun(out, columns);
        for (var row : rows) {
            table.row(JSON.readTree(row));
        }
        return out.toString();
    }

    private static String cell(String text) throws IOException {
        return written(List.of("a"), JSON.writeValueAsString(Map.of("a", text)))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRowHasTheColumnsOfTheHeaderWhateverItLacks() throws IOException {
        assertThat(written(
                        List.of("a", "b.c", "d"),
                        "{\"a\":\"one, \\\"two\\\"\",\"b\":{\"c\":-3},\"d\":[\"x\",\"y\"],\"e\":1}",
                        "{\"b\":{},\"d\":true}"))
                .isEqualTo("a,b.c,d\r\n\"one, \"\"two\"\"\",-3,x; y\r\n,,true\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+cmd", "-5", "@SUM(A1)", "\t=1"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String formula) throws IOException {
        assertThat(cell(formula).replace("\"", "")).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+819012345678", "+81******5678", "請求", "a=b"})
    void numbersAndOtherTextsStayAsTheyAre(String text) throws IOException {
        assertThat(cell(text)).isEqualTo(text);
    }
}
