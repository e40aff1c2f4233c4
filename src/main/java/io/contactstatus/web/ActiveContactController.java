package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Staleness;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The live list. There is no list of all contacts: nothing here scans.
@Tag(name = "Contacts")
@RestController
class ActiveContactController {

    private final ContactStore contacts;
    private final Cursors cursors;
    private final ContactViews answers;
    private final Staleness staleness;
    private final AuditTrail audit;

    ActiveContactController(
            ContactStore contacts, Cursors cursors, ContactViews answers, Staleness staleness, AuditTrail audit) {
        this.contacts = contacts;
        this.cursors = cursors;
        this.answers = answers;
        this.staleness = staleness;
        this.audit = audit;
    }

    @Operation(
            operationId = "listActiveContacts",
            summary = "Contacts whose customer is still there",
            description =
                    "The longest-waiting one first. One customer is one of them: other legs are found by leg. Stale ones"
                            + " are nobody's longest wait and are listed apart.")
    @GetMapping(path = "/contacts", produces = MediaType.APPLICATION_JSON_VALUE)
    ContactPage active(
            @Parameter(description = "Must be true: only the live list exists") @RequestParam(defaultValue = "false")
                    boolean active,
            // Not offered yet, and refused in words of its own.
            @Parameter(hidden = true) @RequestParam(defaultValue = "false") boolean ended,
            @Parameter(description = "A queue's id, ARN or name") @RequestParam(required = false) @Nullable
                    String queue,
            @Parameter(description = "An agent's id, ARN or user name") @RequestParam(required = false) @Nullable
                    String agent,
            @RequestParam(required = false) @Nullable String channel,
            @Parameter(description = "Such as connect:SMS; SMS means the same")
                    @RequestParam(required = false)
                    @Nullable
                    String subtype,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) Phase.@Nullable Kind phase,
            @Parameter(description = "Only legs that are this in their chain") @RequestParam(defaultValue = "CUSTOMER")
                    Leg leg,
            @Parameter(description = "true: only callbacks; false: everything else")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean callback,
            @Parameter(description = "A category of Contact Lens, exactly as it is called")
                    @RequestParam(required = false)
                    @Nullable
                    String category,
            @Parameter(
                            description = "true: only those that are stale, and consultations of agents about them;"
                                    + " false: only the others")
                    @RequestParam(defaultValue = "false")
                    boolean stale,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        if (ended) {
            throw new InvalidParameter("ended", "is not offered yet: ask for active=true instead");
        }
        if (!active) {
            throw new InvalidParameter("active", "must be true: only the list of active contacts exists");
        }
        var filter =
                new ContactFilter(queue, agent, channel, subtype, status, callback, null, null, phase, leg, category);
        var query = CursorQuery.of(
                "/contacts", queue, agent, channel, subtype, status, phase, leg, callback, category, stale);
        var page = contacts.active(
                stored -> isWanted(answers.summary(ContactSummaryView.of(stored, Veil.LIFTED)), filter, stale),
                limit,
                cursors.opened(cursor, query));
        audit.shows(request, AuditKind.LIST, ContactViews.ids(page.items()));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request), answers);
    }

    private boolean isWanted(ContactSummaryView contact, ContactFilter filter, boolean stale) {
        return filter.admits(contact) && staleness.isAmongStale(contact, this::leg) == stale;
    }

    /// Costs a read. Only consultations need it, of which there are few.
    private @Nullable ContactSummaryView leg(String contactId) {
        return contacts.find(new ContactId(contactId))
                .map(stored -> ContactSummaryView.of(stored, Veil.LIFTED))
                .orElse(null);
    }
}
