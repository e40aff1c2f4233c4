package io.contactstatus.pages.queues;

import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.ThresholdsByQueue;
import io.contactstatus.queues.AgentFigures;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.queues.IntervalView;
import io.contactstatus.queues.IntervalsAsked;
import io.contactstatus.queues.IntervalsCsv;
import io.contactstatus.queues.LiveQueueView;
import io.contactstatus.queues.LiveQueues;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/// One queue: now, today, the last hours beside the day before, and any time by intervals.
@Controller
@RequestMapping("/ui/queues/{queueId}")
class QueuePageController {

    /// What the agents did is the sum over the contacts of the whole time: of more than a day it is not shown.
    private static final Duration MOST_OF_AGENTS = Duration.ofHours(25);

    private static final int WEEK = 7;
    private static final int MONTH = 31;

    private final LiveQueues live;
    private final Queues queues;
    private final IntervalsCsv csv;
    private final ThresholdsByQueue thresholds;
    private final ConnectInstances instances;
    private final CalledNames names;
    private final Clock clock;
    private final RecentReads<Past, List<IntervalView>> trends;
    private final RecentReads<Past, List<AgentFigures>> agents;

    QueuePageController(
            LiveQueues live,
            Queues queues,
            IntervalsCsv csv,
            ThresholdsByQueue thresholds,
            ConnectInstances instances,
            CalledNames names,
            Clock clock) {
        this.names = names;
        this.live = live;
        this.queues = queues;
        this.csv = csv;
        this.thresholds = thresholds;
        this.instances = instances;
        this.clock = clock;
        trends = new RecentReads<>(clock);
        agents = new RecentReads<>(clock);
    }

    private record Found(QueueKey key, LiveQueueView view) {}

    private record Past(QueueKey queue, Instant from, Instant until) {}

    @GetMapping
    String queue(
            @PathVariable String queueId, @ModelAttribute PeriodAsked asked, HttpServletRequest request, Model model) {
        var queue = find(queueId, request);
        addAddresses(asked, model);
        addNow(queue, model);
        addFigures(queue, period(queue, asked), model);
        return "queue";
    }

    @GetMapping("/now")
    String now(
            @PathVariable String queueId, @ModelAttribute PeriodAsked asked, HttpServletRequest request, Model model) {
        addAddresses(asked, model);
        addNow(find(queueId, request), model);
        return "queue :: now";
    }

    @GetMapping("/figures")
    String figures(
            @PathVariable String queueId, @ModelAttribute PeriodAsked asked, HttpServletRequest request, Model model) {
        var queue = find(queueId, request);
        addAddresses(asked, model);
        addFigures(queue, period(queue, asked), model);
        return "queue :: figures";
    }

    private static void addAddresses(PeriodAsked asked, Model model) {
        model.addAttribute("itself", asked.itself());
        model.addAttribute("back", asked.back());
    }

    @GetMapping("/intervals.csv")
    void intervals(
            @PathVariable String queueId,
            @ModelAttribute PeriodAsked asked,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var queue = find(queueId, request);
        csv.send(queues.intervals(queue.key(), period(queue, asked).asked(clock)), response);
    }

    /// As all viewers see it. Only what is not among those that are followed is read for one of them.
    private Found find(String queueId, HttpServletRequest request) {
        var visible = VisibleInstances.of(request);
        return live.all().stream()
                .filter(queue -> queue.view().id().equals(queueId)
                        && visible.include(queue.key().instanceId()))
                .map(queue -> new Found(queue.key(), queue.view()))
                .findFirst()
                .or(() -> queues.find(queueId, visible)
                        .map(queue -> new Found(queue.queue().key(), queues.view(queue))))
                .orElseThrow(NoSuchPage::new);
    }

    private QueuePeriod period(Found queue, PeriodAsked asked) {
        return new QueuePeriod(
                asked.from(),
                asked.to(),
                Objects.requireNonNullElse(asked.interval(), FigureInterval.PT15M),
                instances.timeZone(queue.key().instanceId()));
    }

    private void addNow(Found queue, Model model) {
        var id = queue.view().id();
        var called = names.ofQueue(id, queue.view().name());
        model.addAttribute(
                "queue",
                QueueRow.of(called, queue.view(), queues.thresholds(id).target(), thresholds.of(id), clock.instant()));
        addTrends(queue.key(), model);
    }

    private void addFigures(Found queue, QueuePeriod period, Model model) {
        var key = queue.key();
        var asked = period.asked(clock);
        var contactsSince = queues.contactsSince();
        var isGone = asked.from().isBefore(contactsSince);
        model.addAttribute("queueId", queue.view().id());
        model.addAttribute("gone", isGone);
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
                        .map(one -> IntervalRow.of(one, asked.interval(), contactsSince))
                        .toList());
        if (!isGone && Duration.between(asked.from(), asked.until()).compareTo(MOST_OF_AGENTS) <= 0) {
            var past = new Past(key, asked.from(), asked.until());
            model.addAttribute("agents", agents.of(past, () -> queues.agents(key, past.from(), past.until())));
        }
    }

    private void addTrends(QueueKey key, Model model) {
        var until = QuarterHour.of(clock.instant());
        var past = new Past(key, QuarterSeries.oldest(until), until);
        var zone = instances.timeZone(key.instanceId());
        var quarters = trends.of(
                past,
                () -> queues.intervals(key, new IntervalsAsked(FigureInterval.PT15M, zone, past.from(), past.until())));
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
