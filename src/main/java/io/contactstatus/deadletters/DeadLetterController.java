package io.contactstatus.deadletters;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.ingest.IngestOutcome;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Records that could not be read or stored.
@Tag(name = "Dead letters")
@RestController
@RequestMapping("/dead-letters")
class DeadLetterController {

    private final DeadLetterStore letters;
    private final DeadLetterReplay replay;
    private final Cursors cursors;
    private final AuditTrail audit;

    DeadLetterController(DeadLetterStore letters, DeadLetterReplay replay, Cursors cursors, AuditTrail audit) {
        this.letters = letters;
        this.replay = replay;
        this.cursors = cursors;
        this.audit = audit;
    }

    @Operation(
            operationId = "listDeadLetters",
            summary = "Records that could not be read",
            description = "Newest first, without their payloads.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterPage deadLetters(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = CursorQuery.of("/dead-letters");
        var page = letters.newest(limit, cursors.opened(cursor, query));
        var items = page.items().stream().map(DeadLetterView::withoutPayload).toList();
        return new DeadLetterPage(items, cursors.sealed(page.next(), query));
    }

    @Operation(
            operationId = "getDeadLetter",
            summary = "One record that could not be read",
            description = "With its payload, just as it came, for callers with the scope pii:read.")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterView deadLetter(@PathVariable String id, HttpServletRequest request) {
        var letter = letters.find(id).orElseThrow(() -> NotFound.ofThisId("No dead letter"));
        // The scope admin does not include personal data, which a payload contains.
        if (Clearance.of(request) == Veil.DRAWN) {
            return DeadLetterView.withoutPayload(letter);
        }
        audit.letters(request, AuditKind.PAYLOAD, List.of(letter.id()));
        return DeadLetterView.whole(letter);
    }

    /// Described in `openapi/operations.json`. The letter is gone afterwards, unless something in it is still
    /// rejected.
    @PostMapping("/{id}/replay")
    IngestOutcome replayDeadLetter(@PathVariable String id, HttpServletRequest request) {
        // Before: a replay that breaks in the middle has changed something, too.
        audit.letters(request, AuditKind.REPLAY, List.of(id));
        return replay.replay(id).orElseThrow(() -> new NotFound("There is no such dead letter"));
    }

    @Operation(
            operationId = "deleteDeadLetter",
            summary = "Throw a dead letter away",
            description = "Its payload is gone for good.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteDeadLetter(@PathVariable String id, HttpServletRequest request) {
        audit.letters(request, AuditKind.DISCARD, List.of(id));
        if (!letters.delete(id)) {
            throw NotFound.ofThisId("No dead letter");
        }
    }
}
