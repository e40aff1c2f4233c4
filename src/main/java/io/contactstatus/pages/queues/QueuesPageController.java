package io.contactstatus.pages.queues;

import io.contactstatus.pages.ThresholdsByQueue;
import io.contactstatus.queues.LiveQueues;
import io.contactstatus.queues.QueueOutlook;
import io.contactstatus.queues.Queues;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All queues: what waits in them now, what they did today, and whether it is getting worse.
@Controller
class QueuesPageController {

    /// By name, those without one last: an order that does not jump.
    private static final Comparator<QueueRow> BY_NAME = Comparator.comparing(
                    QueueRow::called, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER))
            .thenComparing(QueueRow::id);

    private final LiveQueues live;
    private final Queues queues;
    private final ThresholdsByQueue thresholds;
    private final ConnectInstances instances;
    private final Clock clock;

    QueuesPageController(
            LiveQueues live, Queues queues, ThresholdsByQueue thresholds, ConnectInstances instances, Clock clock) {
        this.live = live;
        this.queues = queues;
        this.thresholds = thresholds;
        this.instances = instances;
        this.clock = clock;
    }

    @GetMapping("/ui/queues")
    String queues(@RequestParam(required = false) @Nullable String instance, HttpServletRequest request, Model model) {
        add(instance, request, model);
        model.addAttribute("instances", instances.names(VisibleInstances.of(request)));
        return "queues";
    }

    @GetMapping("/ui/queues/now")
    String now(@RequestParam(required = false) @Nullable String instance, HttpServletRequest request, Model model) {
        add(instance, request, model);
        return "queues :: now";
    }

    private void add(@Nullable String instance, HttpServletRequest request, Model model) {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        var rows = live.all().stream()
                .filter(queue -> visible.include(queue.key().instanceId()))
                .map(this::row)
                .sorted(BY_NAME)
                .toList();
        model.addAttribute("instance", instance);
        model.addAttribute("rows", toldApart(rows));
    }

    private QueueRow row(QueueOutlook queue) {
        return QueueRow.of(
                        queue.view(),
                        queues.thresholds(queue.view().id()).target(),
                        thresholds.of(queue.view().id()),
                        clock.instant())
                .with(queue.trend().now(), queue.trend().dayBefore());
    }

    private static List<QueueRow> toldApart(List<QueueRow> rows) {
        var names = new HashSet<String>();
        var shared = new HashSet<String>();
        for (var row : rows) {
            if (row.called() != null && !names.add(row.called())) {
                shared.add(row.called());
            }
        }
        return rows.stream()
                .map(row -> isOf(shared, row) ? row.toldApart() : row)
                .toList();
    }

    private static boolean isOf(Set<String> shared, QueueRow row) {
        return row.called() != null && shared.contains(row.called());
    }
}
