package io.contactstatus.queues;

import io.contactstatus.csv.CsvDownload;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Intervals as rows, each figure under the name that it has in JSON.
@Component
public class IntervalsCsv {

    private static final List<String> COLUMNS = List.of(
            "from",
            "until",
            "offered",
            "answered",
            "answeredWithin",
            "abandoned",
            "abandonedShort",
            "callbacksRequested",
            "wentOn",
            "transferredOut",
            "others",
            "serviceLevel.withinSeconds",
            "serviceLevel.percent",
            "serviceLevel.connectPercent",
            "answerSeconds",
            "handleSeconds",
            "averageAnswerSeconds",
            "averageHandleSeconds",
            "longestWaitSeconds",
            "callbacks.offered",
            "callbacks.answered",
            "callbacks.notReached");

    private final JsonMapper json;

    IntervalsCsv(JsonMapper json) {
        this.json = json;
    }

    public void send(List<IntervalView> intervals, HttpServletResponse response) throws IOException {
        var rows = intervals.stream().<JsonNode>map(json::valueToTree).toList();
        CsvDownload.send(response, "intervals", COLUMNS, List.of(rows).iterator());
    }
}
