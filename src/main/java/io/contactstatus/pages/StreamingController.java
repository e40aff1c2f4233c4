package io.contactstatus.pages;

import io.contactstatus.ingest.InstanceReports;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Whether data comes in, from where, and how fast it is dealt with; and what could not be.
@Controller
class StreamingController {

    /// Work that takes long, by the kinds under which it is ordered.
    private static final List<String> JOBS = List.of("catch-up", "back-fill");

    private final InstanceReports reports;
    private final JobStore jobs;
    private final LetterShelf shelf;
    private final Clock clock;

    StreamingController(InstanceReports reports, JobStore jobs, LetterShelf shelf, Clock clock) {
        this.reports = reports;
        this.jobs = jobs;
        this.shelf = shelf;
        this.clock = clock;
    }

    /// How the store answers.
    ///
    /// @param trouble null when all is well
    public record Answering(long millis, @Nullable String trouble) {}

    /// @param records null where it does not tell yet
    public record JobRow(
            String kind,
            String id,
            @Nullable String records,
            @Nullable String reason,
            Instant updatedAt) {

        static JobRow of(Job job) {
            return new JobRow(job.kind(), job.id(), job.progress().get("records"), job.reason(), job.updatedAt());
        }
    }

    @GetMapping("/ui/streaming")
    String streaming(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "") String told,
            HttpServletRequest request,
            Model model) {
        status(model);
        shelf.show(from, model);
        ReplayTold.named(told).ifPresent(result -> model.addAttribute("told", result));
        return "streaming";
    }

    @GetMapping("/ui/streaming/status")
    String status(Model model) {
        var now = clock.instant();
        var begun = System.nanoTime();
        try {
            var all = reports.all();
            model.addAttribute("store", new Answering(since(begun), null));
            model.addAttribute("status", StreamingStatus.of(all, reports.name(), InstanceReports.SILENCE, now));
            model.addAttribute("jobs", running());
        } catch (StoreUnavailable away) {
            var own = List.of(reports.own());
            model.addAttribute("store", new Answering(since(begun), String.valueOf(away.getMessage())));
            model.addAttribute("status", StreamingStatus.of(own, reports.name(), InstanceReports.SILENCE, now));
            model.addAttribute("jobs", List.of());
        }
        return "streaming :: status";
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private List<JobRow> running() {
        return JOBS.stream()
                .flatMap(kind -> jobs.running(kind).stream())
                .map(JobRow::of)
                .toList();
    }
}
