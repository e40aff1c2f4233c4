package io.contactstatus.pages.streaming;

import io.contactstatus.store.Job;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of data streaming: which data arrives, how far the instances are behind, and the dead letters.
@Controller
class StreamingController {

    private final StreamingStatusCache cache;
    private final DeadLetterSlices slices;

    StreamingController(StreamingStatusCache cache, DeadLetterSlices slices) {
        this.cache = cache;
        this.slices = slices;
    }

    /// How the store answers.
    ///
    /// @param millis average latency of the reads for this page
    /// @param trouble null if there is none
    public record Answering(long millis, @Nullable String trouble) {}

    /// @param records null if the job has not reported any yet
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
        slices.show(from, model);
        ReplaySummary.named(told).ifPresent(result -> model.addAttribute("told", result));
        return "streaming";
    }

    @GetMapping("/ui/streaming/status")
    String status(Model model) {
        var shown = cache.current();
        model.addAttribute("status", shown.status());
        model.addAttribute("jobs", shown.jobs());
        model.addAttribute("store", shown.store());
        model.addAttribute("poll", cache.period().toMillis());
        return "streaming :: status";
    }
}
