package io.contactstatus.ingest;

import io.contactstatus.store.DeadLetterStore;
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

    private final ContactIngest ingest;
    private final DeadLetterStore letters;
    private final IngestProperties properties;

    ReplayController(ContactIngest ingest, DeadLetterStore letters, IngestProperties properties) {
        this.ingest = ingest;
        this.letters = letters;
        this.properties = properties;
    }

    /// The letter is gone afterwards, unless something in it is still rejected.
    @PostMapping("/dead-letters/{id}/replay")
    IngestOutcome replayDeadLetter(@PathVariable String id) {
        var letter = letters.find(id).orElseThrow(ReplayController::unknown);
        var outcome =
                ingest.retry(letter.payload(), Patience.of(properties.http().patience()));
        if (outcome.rejected().isEmpty()) {
            letters.delete(id);
        }
        return outcome;
    }

    private static ErrorResponseException unknown() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such dead letter");
        problem.setTitle("There is nothing here");
        problem.setType(URI.create("urn:contact-status:problem:not-found"));
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
