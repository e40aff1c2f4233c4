package io.contactstatus.csv;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/// A list as a CSV file, sent page by page while it is read: nothing of it is kept.
///
/// See RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>.
public final class CsvDownload {

    /// The media type, as handlers produce it.
    public static final String MEDIA_TYPE = "text/csv;charset=UTF-8;header=present";

    public static final int MOST_ROWS = 100_000;

    private CsvDownload() {}

    /// What fails on the first page is thrown as it is, and nothing is sent.
    ///
    /// @param columns as rows have them, with dots between the names of parts
    /// @throws CutOff when a later page fails
    public static void send(
            HttpServletResponse response, String file, List<String> columns, Iterator<? extends List<JsonNode>> pages)
            throws IOException {
        var page = first(pages);
        response.setContentType(MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + ".csv\"");
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        var table = CsvTable.begun(out, columns);
        for (var left = MOST_ROWS; left > 0 && !page.isEmpty(); ) {
            for (var row : page.subList(0, Math.min(left, page.size()))) {
                table.row(row);
            }
            left -= page.size();
            out.flush();
            page = left > 0 ? next(pages) : List.of();
        }
        out.flush();
    }

    private static List<JsonNode> next(Iterator<? extends List<JsonNode>> pages) {
        try {
            return first(pages);
        } catch (RuntimeException failed) {
            throw new CutOff(failed);
        }
    }

    /// Empty at the end: a page in between may be, too, where a filter lets little through.
    private static List<JsonNode> first(Iterator<? extends List<JsonNode>> pages) {
        while (pages.hasNext()) {
            var page = pages.next();
            if (!page.isEmpty()) {
                return page;
            }
        }
        return List.of();
    }

    /// The response has begun and cannot be brought to its end: the connection is to break off, so that the list is not
    /// taken for whole.
    ///
    /// The server logs it as it is. So it has neither a stack nor a cause, which may quote what was read;
    /// [#failure] is for who knows how to log it.
    public static final class CutOff extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient @Nullable RuntimeException failure;

        CutOff(RuntimeException failure) {
            super("a list broke off", null, false, false);
            this.failure = failure;
        }

        /// Null only in a copy that was written out and read in.
        public @Nullable RuntimeException failure() {
            return failure;
        }
    }
}
