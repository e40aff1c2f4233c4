package io.contactstatus.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CsvDownloadTest {

    private static final JsonNode ROW = new JsonMapper().readTree("{\"a\":\"請求\"}");

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private void send(Iterator<List<JsonNode>> pages) throws IOException {
        CsvDownload.send(response, "list", List.of("a"), pages);
    }

    private static Iterator<List<JsonNode>> failingAfter(List<List<JsonNode>> pages) {
        return Stream.concat(pages.stream(), Stream.<List<JsonNode>>generate(() -> {
                    throw new IllegalStateException("away");
                }))
                .iterator();
    }

    @Test
    void pagesFollowEachOtherThoughOneMayBeEmpty() throws IOException {
        send(List.of(List.<JsonNode>of(), List.of(ROW), List.<JsonNode>of(), List.of(ROW, ROW))
                .iterator());

        assertThat(response.getContentAsString()).isEqualTo("a\r\n請求\r\n請求\r\n請求\r\n");
        assertThat(response.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"list.csv\"");
    }

    @Test
    void noMoreThanSoManyRowsAreSent() throws IOException {
        var page = Collections.nCopies(30_000, ROW);

        send(Stream.generate(() -> page).iterator());

        assertThat(response.getContentAsString().lines()).hasSize(CsvDownload.MOST_ROWS + 1);
    }

    @Test
    void whatFailsAtOnceIsAnsweredAsElsewhereAndWhatFailsLaterBreaksOff() {
        assertThatThrownBy(() -> send(failingAfter(List.of()))).isInstanceOf(IllegalStateException.class);
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentType()).isNull();

        assertThatThrownBy(() -> send(failingAfter(List.of(List.of(ROW))))).isInstanceOf(CsvDownload.CutOff.class);
    }
}
