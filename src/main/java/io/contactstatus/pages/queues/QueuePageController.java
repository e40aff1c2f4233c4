package io.contactstatus.pages.queues;

import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.queues.IntervalView;
import io.contactstatus.queues.IntervalsAsked;
import io.contactstatus.queues.IntervalsCsv;
import io.contactstatus.queues.Queues;
import io.contactstatus.store.QuarterHour;
import io.contactstatus.store.QueueKey;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One queue: now, today, the last hours beside the day before, and any time by intervals.
@Controller
@RequestMapping("/ui/queues/{queueId}")
class QueuePageController {

    /// What the agents did is the sum over the contacts of the whole time: of more than a day it is not shown.
    private static final Duration MOST_OF_AGENTS = Duration.ofHours(25);

    private static final int WEEK = 7;
    private static final int MONTH = 31;

    private final Queues queues;
    private final IntervalsCsv csv;
    private final DurationThresholds thresholds;
    private final ConnectInstances instances;
    private final Clock clock;

    QueuePageController(
            Queues queues, IntervalsCsv csv, DurationThresholds thresholds, ConnectInstances instances, Clock clock) {
        this.queues = queues;
        this.csv = csv;
        this.thresholds = thresholds;
        this.instances = instances;
        this.clock = clock;
    }

    @GetMapping
    String queue(
            @PathVariable String queueId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "PT15M") FigureInterval interval,
            HttpServletRequest request,
            Model model) {
        var queue = find(queueId, request);
        addNow(queue, model);
        addFigures(queue, period(queue, from, to, interval), model);
        return "queue";
    }

    @GetMapping("/now")
    String now(@PathVariable String queueId, HttpServletRequest request, Model model) {
        addNow(find(queueId, request), model);
        return "queue :: now";
    }

    @GetMapping("/figures")
    String figures(
            @PathVariable String queueId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "PT15M") FigureInterval interval,
            HttpServletRequest request,
            Model model) {
        var queue = find(queueId, request);
        addFigures(queue, period(queue, from, to, interval), model);
        return "queue :: figures";
    }

    @GetMapping("/intervals.csv")
    void intervals(
            @PathVariable String queueId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "PT15M") FigureInterval interval,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var queue = find(queueId, request);
        var asked = period(queue, from, to, interval).asked(clock);
        csv.send(queues.intervals(queue.queue().key(), asked), response);
    }

    private Queues.Occupied find(String queueId, HttpServletRequest request) {
        return queues.find(queueId, VisibleInstances.of(request)).orElseThrow(NoSuchPage::new);
    }

    private QueuePeriod period(
            Queues.Occupied queue, @Nullable String from, @Nullable String to, FigureInterval interval) {
        return new QueuePeriod(
                from, to, interval, instances.timeZone(queue.queue().key().instanceId()));
    }

    private void addNow(Queues.Occupied queue, Model model) {
        var marks = queues.thresholds(queue.queue().key());
        model.addAttribute("queue", QueueRow.of(queues.view(queue), marks, thresholds, clock.instant()));
    }

    private void addFigures(Queues.Occupied queue, QueuePeriod period, Model model) {
        var key = queue.queue().key();
        var asked = period.asked(clock);
        model.addAttribute("queueId", queue.id());
        model.addAttribute("period", period);
        model.addAttribute("asked", asked);
        model.addAttribute("limits", queues.limits(key));
        model.addAttribute(
                "choices",
                List.of(
                        period.choice(FigureInterval.PT15M, 1, clock),
                        period.choice(FigureInterval.PT1H, WEEK, clock),
                        period.choice(FigureInterval.P1D, MONTH, clock)));
        model.addAttribute(
                "rows",
                queues.intervals(key, asked).stream()
                        .sorted(Comparator.comparing(IntervalView::from).reversed())
                        .map(one -> IntervalRow.of(one, asked.interval()))
                        .toList());
        addTrends(key, period, model);
        if (Duration.between(asked.from(), asked.until()).compareTo(MOST_OF_AGENTS) <= 0) {
            model.addAttribute("agents", queues.agents(key, asked.from(), asked.until()));
        }
    }

    private void addTrends(QueueKey key, QueuePeriod period, Model model) {
        var until = QuarterHour.of(clock.instant());
        var quarters = queues.intervals(
                key, new IntervalsAsked(FigureInterval.PT15M, period.zone(), QuarterSeries.oldest(until), until));
        var series = new QuarterSeries(quarters, until);
        model.addAttribute("hours", series.beginnings());
        model.addAttribute(
                "trends",
                List.of(
                        series.sums("offered", IntervalView::offered),
                        series.sums("abandoned", IntervalView::abandoned),
                        series.longest("longest", IntervalView::longestWaitSeconds)));
    }
}
