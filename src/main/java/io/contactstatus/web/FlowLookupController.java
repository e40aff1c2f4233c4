package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.names.LearntNames;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.security.TooManyLookups;
import io.contactstatus.view.Situations;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tells a flow how things stand with its customer. A caller is waiting on the line meanwhile, so it answers in
/// time or not at all.
@Tag(name = "Flows")
@RestController
class FlowLookupController {

    private static final int MOST_BYTES = 128 * 1024;

    private final Situations situations;
    private final CustomerIdentifierParameter identifiers;
    private final LearntNames names;
    private final CustomerLookups lookups;
    private final AuditTrail audit;
    private final TimeLimiter deadline = new TimeLimiter(Duration.ofMillis(800));
    private final FlowCallers flows;

    FlowLookupController(
            Situations situations,
            CustomerIdentifierParameter identifiers,
            LearntNames names,
            CustomerLookups lookups,
            AuditTrail audit,
            FlowCallers flows) {
        this.situations = situations;
        this.identifiers = identifiers;
        this.names = names;
        this.lookups = lookups;
        this.audit = audit;
        this.flows = flows;
    }

    @Operation(
            operationId = "lookUpForFlow",
            summary = "What a flow should know of its customer",
            description = "Takes the event as Amazon Connect gives it to a Lambda function. The customer is"
                    + " Parameters.identifier, else the identifying attribute, else the caller's address, unless it"
                    + " is a withheld one, else CustomerId; without any of them, customerKnown is false."
                    + " What has no Details.ContactData is no such event. A caller without pii:read who has found nothing"
                    + " too often in a minute is answered as for a stranger, with limited=true.")
    @PostMapping(
            path = "/flow/lookup",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    FlowAnswer lookup(@RequestBody @MaxBodyBytes(MOST_BYTES) FlowEvent event, HttpServletRequest request) {
        event.check();
        var customer = customer(event);
        if (customer.isEmpty()) {
            return FlowAnswer.NOBODY;
        }
        var identifier = identifiers.normalised("identifier", customer.get(), request);
        var visible = VisibleInstances.of(request);
        try {
            var situation = lookups.find(
                    request,
                    identifier,
                    () -> deadline.meet(() -> situations.of(identifier, visible)),
                    found -> !found.contacts().isEmpty());
            audit.shows(
                    request,
                    AuditKind.LIST,
                    situation.contacts().stream()
                            .map(known -> known.seen().contactId().value())
                            .toList());
            return FlowAnswer.of(flows.others(event, situation), names);
        } catch (TooManyLookups limited) {
            // All flows of a site are one caller, and a flow has somebody on the line.
            return FlowAnswer.LIMITED;
        }
    }

    private Optional<String> customer(FlowEvent event) {
        var asked = event.parameter("identifier");
        return asked == null || asked.isBlank() ? flows.caller(event) : Optional.of(asked);
    }
}
