package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.connect.ContactStops;
import io.contactstatus.connect.StopAnswer;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.NotFound;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.security.TooManyLookups;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Situation.Known;
import io.contactstatus.view.Situations;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Ends contacts: one by its id, or for a flow that of its customer. What is stored is not touched.
@RestController
@ConditionalOnSwitch(value = "contact-status.connect.enabled", byDefault = true)
class StopController {

    private static final int MOST_BYTES = 128 * 1024;

    private final VisibleContacts contacts;
    private final ContactStops stops;
    private final Situations situations;
    private final FlowCallers flows;
    private final CustomerIdentifierParameter identifiers;
    private final CustomerLookups lookups;
    private final AuditTrail audit;
    private final TimeLimiter deadline = new TimeLimiter(Duration.ofMillis(600));

    StopController(
            VisibleContacts contacts,
            ContactStops stops,
            Situations situations,
            FlowCallers flows,
            CustomerIdentifierParameter identifiers,
            CustomerLookups lookups,
            AuditTrail audit) {
        this.contacts = contacts;
        this.stops = stops;
        this.situations = situations;
        this.flows = flows;
        this.identifiers = identifiers;
        this.lookups = lookups;
        this.audit = audit;
    }

    @Tag(name = "Contacts")
    @Operation(operationId = "stopContact")
    @PostMapping(path = "/contacts/{contactId}/stop", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    StopView stop(@PathVariable String contactId, HttpServletRequest request) {
        var contact = contacts.to(VisibleInstances.of(request))
                .find(ContactIdParameter.contact(contactId))
                .orElseThrow(() -> NotFound.ofThisId("No contact"));
        audit.stops(request, contactId);
        return switch (stops.stop(contact.snapshot())) {
            case StopAnswer.Asked asked -> new StopView(contactId, asked.at());
            case StopAnswer.Refused refused -> throw new ProblemException(ProblemType.NOT_STOPPABLE, refused.why());
            case StopAnswer.Unanswered unanswered -> throw new StopUnanswered(unanswered.why());
        };
    }

    @Tag(name = "Flows")
    @Operation(operationId = "stopForFlow")
    @PostMapping(
            path = "/flow/stop",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    FlowStopAnswer stopForFlow(@RequestBody @MaxBodyBytes(MOST_BYTES) FlowEvent event, HttpServletRequest request) {
        event.check();
        var target = Target.of(event);
        var customer = flows.caller(event);
        if (customer.isEmpty()) {
            return FlowStopAnswer.NONE;
        }
        var identifier = identifiers.normalised("CustomerEndpoint", customer.get(), request);
        var visible = VisibleInstances.of(request);
        try {
            var situation = lookups.find(
                    request,
                    identifier,
                    () -> deadline.meet(() -> situations.of(identifier, visible)),
                    found -> !found.contacts().isEmpty());
            return stop(target.of(flows.others(event, situation)), request);
        } catch (TooManyLookups limited) {
            return FlowStopAnswer.NONE;
        }
    }

    private FlowStopAnswer stop(@Nullable Known meant, HttpServletRequest request) {
        if (meant == null) {
            return FlowStopAnswer.NONE;
        }
        audit.stops(request, meant.seen().contactId().value());
        return switch (stops.stop(meant.seen())) {
            case StopAnswer.Asked asked -> FlowStopAnswer.ASKED;
            case StopAnswer.Refused refused -> FlowStopAnswer.REFUSED;
            case StopAnswer.Unanswered unanswered -> throw new StopUnanswered(unanswered.why());
        };
    }

    /// A flow never names a contact: it says which of its customer's contacts it means.
    private enum Target {
        PENDING_CALLBACK("pendingCallback") {
            @Override
            @Nullable
            Known of(Situation situation) {
                return situation.pendingCallback();
            }
        },
        ACTIVE_CONTACT("activeContact") {
            @Override
            @Nullable
            Known of(Situation situation) {
                return situation.activeContact();
            }
        };

        private final String word;

        Target(String word) {
            this.word = word;
        }

        abstract @Nullable Known of(Situation situation);

        static Target of(FlowEvent event) {
            var asked = event.parameter("target");
            for (var target : values()) {
                if (target.word.equals(asked)) {
                    return target;
                }
            }
            throw new InvalidParameter("Details.Parameters.target", "has to be pendingCallback or activeContact");
        }
    }
}
