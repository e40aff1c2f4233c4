package io.contactstatus.logs;

import io.contactstatus.jobs.JobService;
import io.contactstatus.logs.CatchUpView.CatchUpPage;
import io.contactstatus.logs.LogReader.Reached;
import io.contactstatus.masking.Veil;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
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

/// Has ranges of log groups read once more.
@RestController
@RequestMapping("/catch-ups")
@ConditionalOnSwitch("contact-status.logs.enabled")
class CatchUpController {

    private final JobService desk;
    private final Clock clock;

    CatchUpController(JobService desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CatchUpView> startCatchUp(@RequestBody @Valid CatchUpRequest request, HttpServletRequest caller) {
        var range = request.range(clock.instant());
        var job = desk.order(CatchUp.KIND, CatchUp.request(range), CatchUp.progress(Reached.nothing(range.from())));
        return ResponseEntity.accepted()
                .location(URI.create("/catch-ups/" + job.id()))
                .body(CatchUpView.of(job, veil(caller)));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    CatchUpPage listCatchUps(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest caller) {
        var page = desk.newest(CatchUp.KIND, limit, cursor);
        var veil = veil(caller);
        return new CatchUpPage(
                page.items().stream().map(job -> CatchUpView.of(job, veil)).toList(), page.next());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    CatchUpView getCatchUp(@PathVariable String id, HttpServletRequest caller) {
        return CatchUpView.of(desk.find(CatchUp.KIND, id), veil(caller));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopCatchUp(@PathVariable String id) {
        desk.stop(CatchUp.KIND, id);
    }

    private static Veil veil(HttpServletRequest caller) {
        return caller.isUserInRole("SCOPE_pii:read") ? Veil.LIFTED : Veil.DRAWN;
    }
}
