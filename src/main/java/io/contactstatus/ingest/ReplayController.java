package io.contactstatus.ingest;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lets a dead letter try again, after what was wrong has been mended.
@RestController
class ReplayController {

    private final DeadLetterReplay replay;

    ReplayController(DeadLetterReplay replay) {
        this.replay = replay;
    }

    /// The letter is gone afterwards, unless something in it is still rejected.
    @PostMapping("/dead-letters/{id}/replay")
    IngestOutcome replayDeadLetter(@PathVariable String id) {
        return replay.replay(id).orElseThrow(ReplayController::unknown);
    }

    private static ErrorResponseException unknown() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such dead letter");
        problem.setTitle("There is nothing here");
        problem.setType(URI.create("urn:contact-status:problem:not-found"));
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
