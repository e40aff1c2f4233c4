package io.contactstatus.ingest;

import io.contactstatus.problems.BodyTooLarge;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
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

    /// Compressed bodies need no header: the decoder recognises them.
    @PostMapping("/ingest")
    @ResponseStatus(HttpStatus.ACCEPTED)
    IngestOutcome ingest(HttpServletRequest request) throws IOException {
        var most = Math.toIntExact(properties.maxRecordSize().toBytes());
        var body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new BodyTooLarge(most, ": send it in parts");
        }
        return ingest.accept(
                "http",
                List.of(new RawRecord(body, "body")),
                StoreRetry.of(properties.http().patience()));
    }
}
