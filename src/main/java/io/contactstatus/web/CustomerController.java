package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Clearance;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Situations;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The contacts of one customer.
@Tag(name = "Customers")
@RestController
@RequestMapping(path = "/customers/{identifier}", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerController {

    private final VisibleContacts contacts;
    private final Situations situations;
    private final CustomerIdentifierParameter identifiers;
    private final Cursors cursors;
    private final ContactViews answers;
    private final CustomerLookups lookups;
    private final AuditTrail audit;

    CustomerController(
            VisibleContacts contacts,
            Situations situations,
            CustomerIdentifierParameter identifiers,
            Cursors cursors,
            ContactViews answers,
            CustomerLookups lookups,
            AuditTrail audit) {
        this.contacts = contacts;
        this.situations = situations;
        this.identifiers = identifiers;
        this.cursors = cursors;
        this.answers = answers;
        this.lookups = lookups;
        this.audit = audit;
    }

    @Operation(
            operationId = "listContactsOfCustomer",
            summary = "A customer's contacts",
            description = "Newest first. The identifier is any key of a contact: a number, a number to call back, a"
                    + " customer id, what was assigned, of any leg of its chain. Phone numbers are found however they"
                    + " are written.")
    @GetMapping("/contacts")
    ContactPage contacts(
            @PathVariable String identifier,
            @Parameter(description = "true: only live ones; false: only those that are over")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean active,
            @Parameter(description = "Only contacts that started then or later", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Only contacts that started before", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var customer = identifiers.normalised("identifier", identifier, request);
        var since = TimeParameter.parsed("from", from);
        var until = TimeParameter.parsed("to", to);
        if (since != null && until != null && until.isBefore(since)) {
            throw new InvalidParameter("to", "is before from");
        }
        var filter = new Filter(active, channel);
        var query = CursorQuery.of("/customers/contacts", customer, active, since, until, channel);
        var position = cursors.opened(cursor, query);
        var visible = contacts.to(VisibleInstances.of(request));
        var page = lookups.find(
                request,
                customer,
                () -> visible.ofCustomer(
                        customer, since, until, stored -> filter.admits(stored.snapshot()), limit, position),
                // Who has a cursor has found something before; and a filter that lets nothing through is no wrong
                // guess.
                found -> !found.items().isEmpty() || position != null || isKnown(customer, visible));
        audit.shows(request, AuditKind.LIST, ContactViews.ids(page.items()));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request), answers);
    }

    private static boolean isKnown(String customer, ContactReader contacts) {
        return !contacts.ofCustomer(customer, null, null, any -> true, 1, null)
                .items()
                .isEmpty();
    }

    @Operation(
            operationId = "getSituation",
            summary = "How things stand with a customer",
            description = "For routing decisions. A customer never heard of has an empty situation, which is no error.")
    @GetMapping("/situation")
    SituationView situation(@PathVariable String identifier, HttpServletRequest request) {
        var customer = identifiers.normalised("identifier", identifier, request);
        var situation = lookups.find(
                request,
                customer,
                () -> situations.of(customer, VisibleInstances.of(request)),
                found -> !found.contacts().isEmpty());
        audit.shows(
                request,
                AuditKind.LIST,
                situation.contacts().stream()
                        .map(known -> known.seen().contactId().value())
                        .toList());
        return SituationView.of(customer, situation, Clearance.of(request), answers);
    }

    private record Filter(
            @Nullable Boolean active, @Nullable String channel) {

        boolean admits(Snapshot seen) {
            return (active == null || (active ? seen.isListedAsActive() : !seen.active()))
                    && (channel == null || channel.equalsIgnoreCase(seen.channel()));
        }
    }
}
