package io.contactstatus.backfill;

import io.contactstatus.backfill.BackFill.Reached;
import io.contactstatus.backfill.BackFillView.BackFillPage;
import io.contactstatus.jobs.JobService;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Has objects of a bucket read back.
@RestController
@RequestMapping("/back-fills")
@ConditionalOnSwitch("contact-status.backfill.enabled")
class BackFillController {

    private final JobService desk;

    BackFillController(JobService desk) {
        this.desk = desk;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BackFillView> startBackFill(@RequestBody @Valid BackFillRequest request) {
        var job = desk.order(BackFill.KIND, BackFill.request(request.wanted()), BackFill.progress(Reached.NOTHING));
        return ResponseEntity.accepted()
                .location(URI.create("/back-fills/" + job.id()))
                .body(BackFillView.of(job));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    BackFillPage listBackFills(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = desk.newest(BackFill.KIND, limit, cursor);
        return new BackFillPage(page.items().stream().map(BackFillView::of).toList(), page.next());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    BackFillView getBackFill(@PathVariable String id) {
        return BackFillView.of(desk.find(BackFill.KIND, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopBackFill(@PathVariable String id) {
        desk.stop(BackFill.KIND, id);
    }
}
