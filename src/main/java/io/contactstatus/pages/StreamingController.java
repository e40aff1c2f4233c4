package io.contactstatus.pages;

import io.contactstatus.ingest.InstanceReports;
import io.contactstatus.live.Feed;
import io.contactstatus.live.Picture;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Whether data comes in, from where, and how fast it is dealt with; and what could not be.
@Controller
class StreamingController {

    /// Work that takes long, by the kinds under which it is ordered.
    private static final List<String> JOBS = List.of("catch-up", "back-fill");

    private final Feed<InstanceReport> feed;
    private final InstanceReports reports;
    private final JobStore jobs;
    private final LetterShelf shelf;
    private final Clock clock;

    StreamingController(
            Feed<InstanceReport> feed, InstanceReports reports, JobStore jobs, LetterShelf shelf, Clock clock) {
        this.feed = feed;
        this.reports = reports;
        this.jobs = jobs;
        this.shelf = shelf;
        this.clock = clock;
    }

    /// How the store answers.
    ///
    /// @param millis on average of what was asked for this page
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

    /// What is known of the instances is what all who look are shown: only jobs are read for each of them.
    @GetMapping("/ui/streaming/status")
    String status(Model model) {
        try {
            var begun = System.nanoTime();
            var running = running();
            model.addAttribute("jobs", running);
            show(feed.picture(), new Answering(since(begun) / JOBS.size(), feed.trouble()), model);
        } catch (StoreUnavailable away) {
            showAlone(String.valueOf(away.getMessage()), model);
        } catch (ErrorResponseException unread) {
            showAlone(String.valueOf(unread.getBody().getDetail()), model);
        }
        return "streaming :: status";
    }

    private void showAlone(String trouble, Model model) {
        model.addAttribute("jobs", List.of());
        show(new Picture<>("", List.of()), new Answering(0, trouble), model);
    }

    private void show(Picture<InstanceReport> picture, Answering store, Model model) {
        var known = store.trouble() == null ? picture.items() : List.of(reports.own());
        model.addAttribute("store", store);
        model.addAttribute("after", picture.position());
        model.addAttribute(
                "status", StreamingStatus.of(known, reports.name(), InstanceReports.SILENCE, clock.instant()));
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

    /// Follows on from where the page or the last event was, as the browser says.
    @GetMapping(path = "/ui/streaming/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        feed.follow(
                new Onlookers(reports.name()),
                lastEventId == null || lastEventId.isEmpty() ? after : lastEventId,
                response);
    }
}
