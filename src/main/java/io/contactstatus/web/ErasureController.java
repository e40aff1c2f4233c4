package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.erasure.Erasures;
import io.contactstatus.problems.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Forgets customers who ask for it.
@Tag(name = "Customers")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ErasureController {

    private final Erasures erasures;
    private final CustomerIdentifierParameter identifiers;
    private final AuditTrail audit;

    ErasureController(Erasures erasures, CustomerIdentifierParameter identifiers, AuditTrail audit) {
        this.erasures = erasures;
        this.identifiers = identifiers;
        this.audit = audit;
    }

    @Operation(
            operationId = "eraseCustomer",
            summary = "Erases a customer",
            description = "Everything about contacts that have this key, with their histories, recordings and dead"
                    + " letters; what comes of them later is dropped. Contacts that are live are erased when they are"
                    + " over. A customer who calls again afterwards is served as any other. Asked again within a minute it"
                    + " is the same erasure; later it is another one, which is also about what began meanwhile.")
    @DeleteMapping("/customers/{identifier}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ErasureView.Accepted> erase(@PathVariable String identifier, HttpServletRequest request) {
        var customer = identifiers.normalised("identifier", identifier, request);
        audit.erases(request, customer);
        var erasure = erasures.begin(customer);
        return ResponseEntity.accepted()
                .location(URI.create("/erasures/" + erasure.id()))
                .body(new ErasureView.Accepted(erasure.id(), erasure.state()));
    }

    @Operation(
            operationId = "getErasure",
            summary = "How far an erasure is",
            description = "Nothing in it names the customer. Also what is not erased, because it lies where this"
                    + " service does not reach, and what to do about it.")
    @GetMapping("/erasures/{id}")
    ErasureView erasure(@PathVariable String id) {
        return erasures.find(id).map(ErasureView::of).orElseThrow(() -> NotFound.ofThisId("Nothing"));
    }
}
