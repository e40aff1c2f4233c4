package io.contactstatus.queues;

import io.contactstatus.csv.CsvDownload;
import io.contactstatus.problems.NotFound;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Queues and their figures.
@Tag(name = "Queues")
@RestController
@RequestMapping(path = "/queues", produces = MediaType.APPLICATION_JSON_VALUE)
class QueueController {

    private final Queues queues;
    private final ConnectInstances instances;
    private final Cursors cursors;
    private final IntervalsCsv csv;
    private final Clock clock;

    QueueController(Queues queues, ConnectInstances instances, Cursors cursors, IntervalsCsv csv, Clock clock) {
        this.queues = queues;
        this.instances = instances;
        this.cursors = cursors;
        this.csv = csv;
        this.clock = clock;
    }

    @Operation(
            operationId = "listQueues",
            summary = "Queues as they are now, and what they did today",
            description = "Those that contacts have left or are in, by their ids. Today begins at midnight of the"
                    + " instance's time zone. A contact counts when it leaves its queue.")
    @GetMapping
    QueuePage queues(
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        var query = CursorQuery.of("/queues", instance);
        var after = cursors.opened(cursor, query);
        var wanted = queues.all(visible).stream()
                .filter(one -> after == null || one.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        var shown = wanted.subList(0, Math.min(limit, wanted.size()));
        var next = wanted.size() > limit ? shown.getLast().id() : null;
        return new QueuePage(shown.stream().map(queues::view).toList(), cursors.sealed(next, query));
    }

    @Operation(
            operationId = "getQueue",
            summary = "One queue as it is now, and what it did today",
            description = "By the queue's id.")
    @GetMapping("/{queueId}")
    LiveQueueView queue(@PathVariable String queueId, HttpServletRequest request) {
        return queues.view(find(queueId, request));
    }

    @Operation(
            operationId = "listIntervals",
            summary = "What a queue did, interval by interval",
            description = "A contact counts, with all its figures, in the interval in which it left the queue."
                    + " Intervals in which nothing happened are left out.")
    @GetMapping("/{queueId}/intervals")
    IntervalsView intervals(
            @PathVariable String queueId,
            @Parameter(description = "Since midnight where it is absent") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(
                            description =
                                    "Up to now where it is absent; at most 7 days after from for PT15M, 31 for PT1H,"
                                            + " 400 for P1D")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @RequestParam(defaultValue = "PT15M") FigureInterval interval,
            HttpServletRequest request) {
        var key = find(queueId, request).queue().key();
        var zone = instances.timeZone(key.instanceId());
        var asked = IntervalsAsked.of(interval, zone, from, to, clock);
        return new IntervalsView(queueId, interval, zone.getId(), queues.intervals(key, asked));
    }

    @Operation(
            operationId = "exportIntervals",
            summary = "What a queue did, interval by interval, as CSV",
            description = "As listIntervals with the same parameters.")
    @GetMapping(path = "/{queueId}/intervals.csv", produces = CsvDownload.MEDIA_TYPE)
    void intervalsAsCsv(
            @PathVariable String queueId,
            @Parameter(description = "Since midnight where it is absent") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "Up to now where it is absent") @RequestParam(required = false) @Nullable
                    String to,
            @RequestParam(defaultValue = "PT15M") FigureInterval interval,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        csv.send(intervals(queueId, from, to, interval, request).items(), response);
    }

    private Queues.Occupied find(String queueId, HttpServletRequest request) {
        return queues.find(queueId, VisibleInstances.of(request)).orElseThrow(() -> NotFound.ofThisId("No queue"));
    }
}
