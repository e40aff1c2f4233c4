package io.contactstatus.pages.queues;

import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.ThresholdsByQueue;
import io.contactstatus.queues.LiveQueues;
import io.contactstatus.queues.QueueOutlook;
import io.contactstatus.queues.Queues;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
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
                    QueueRow::name, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER))
            .thenComparing(QueueRow::id);

    private final LiveQueues live;
    private final Queues queues;
    private final ThresholdsByQueue thresholds;
    private final ConnectInstances instances;
    private final CalledNames names;
    private final Clock clock;

    QueuesPageController(
            LiveQueues live,
            Queues queues,
            ThresholdsByQueue thresholds,
            ConnectInstances instances,
            CalledNames names,
            Clock clock) {
        this.names = names;
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
        model.addAttribute("rows", rows);
    }

    private QueueRow row(QueueOutlook queue) {
        var id = queue.view().id();
        var called = names.ofQueue(id, queue.view().name());
        return QueueRow.of(called, queue.view(), queues.thresholds(id).target(), thresholds.of(id), clock.instant())
                .with(queue.trend());
    }
}
