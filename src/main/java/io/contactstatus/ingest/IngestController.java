package io.contactstatus.ingest;

import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes records of any kind over HTTP: one, or many one after the other, plain or compressed.
@RestController
@ConditionalOnSwitch(value = "contact-status.ingest.http.enabled", byDefault = true)
class IngestController {

    private final ContactIngest ingest;
    private final IngestProperties properties;

    IngestController(ContactIngest ingest, IngestProperties properties) {
        this.ingest = ingest;
        this.properties = properties;
    }

    /// Compressed bodies need no word about it: the decoder sees it.
    @PostMapping("/ingest")
    @ResponseStatus(HttpStatus.ACCEPTED)
    IngestOutcome ingest(HttpServletRequest request) throws IOException {
        var most = Math.toIntExact(properties.maxRecordSize().toBytes());
        var body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            var problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.CONTENT_TOO_LARGE, "The body has more than " + most + " bytes: send it in parts");
            problem.setTitle("The body is too large");
            problem.setType(URI.create("urn:contact-status:problem:body-too-large"));
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem, null);
        }
        return ingest.accept(
                "http",
                List.of(new RawRecord(body, "body")),
                Patience.of(properties.http().patience()));
    }
}
