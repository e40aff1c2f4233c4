package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
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

/// The live list, and that of contacts that have left their queue. There is no list of all contacts: nothing here
/// scans.
@Tag(name = "Contacts")
@RestController
class ContactListController {

    private final VisibleContacts contacts;
    private final Cursors cursors;
    private final ContactViews answers;
    private final Staleness staleness;
    private final AuditTrail audit;
    private final ConnectInstances instances;
    private final EndedContactList endedList;

    ContactListController(
            VisibleContacts contacts,
            Cursors cursors,
            ContactViews answers,
            Staleness staleness,
            AuditTrail audit,
            ConnectInstances instances,
            EndedContactList endedList) {
        this.contacts = contacts;
        this.cursors = cursors;
        this.answers = answers;
        this.staleness = staleness;
        this.audit = audit;
        this.instances = instances;
        this.endedList = endedList;
    }

    @Operation(
            operationId = "listActiveContacts",
            summary = "Contacts whose customer is still there, or those that have left their queue",
            description =
                    "With active=true the live ones, the longest-waiting one first. One customer is one of them: other"
                            + " legs are found by leg. Stale ones are nobody's longest wait and are listed apart. With"
                            + " ended=true exactly those that figures of queues count, by when they left their queue, the"
                            + " latest first; with changedSince those that are over by when they changed. Exactly one"
                            + " of the two has to be true.")
    @GetMapping(path = "/contacts", produces = MediaType.APPLICATION_JSON_VALUE)
    ContactPage contacts(
            @Parameter(description = "true: the live ones") @RequestParam(defaultValue = "false") boolean active,
            @Parameter(description = "true: those that have left their queue, or ended in none")
                    @RequestParam(defaultValue = "false")
                    boolean ended,
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
            @Parameter(description = "Only legs that are this in their chain; CUSTOMER where it is absent")
                    @RequestParam(required = false)
                    @Nullable
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
                                    + " false, or absent: only the others")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean stale,
            @Parameter(description = "Of ended ones: how it ended for the customer")
                    @RequestParam(required = false)
                    @Nullable
                    Outcome outcome,
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @Parameter(description = "Of ended ones: that left then or later; since midnight where it is absent")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Of ended ones: that left before; at most 31 days after from")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(
                            description =
                                    "Of ended ones that are over, instead of from and to: of which news was received"
                                            + " then or later, the oldest first, without the last five minutes. Ask again with"
                                            + " the changedAt of the last one. Needs contact-status.changes.enabled")
                    @RequestParam(required = false)
                    @Nullable
                    String changedSince,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        if (active == ended) {
            throw new InvalidParameter(
                    active ? "ended" : "active", "or the other one has to be true: exactly one of active and ended");
        }
        if (ended) {
            refuse(status, "status");
            refuse(phase, "phase");
            refuse(leg, "leg");
            refuse(callback, "callback");
            refuse(category, "category");
            refuse(stale, "stale");
            refuse(subtype, "subtype");
            var asked = new EndedContactList.Asked(queue, agent, channel, outcome, instance, from, to);
            return changedSince == null
                    ? endedList.page(asked, limit, cursor, request)
                    : endedList.changed(asked, changedSince, limit, cursor, request);
        }
        refuse(outcome, "outcome");
        refuse(from, "from");
        refuse(to, "to");
        refuse(changedSince, "changedSince");
        var wantsStale = stale != null && stale;
        var wantedLeg = leg == null ? Leg.CUSTOMER : leg;
        var filter = new ContactFilter(
                queue, agent, channel, subtype, status, callback, null, null, phase, wantedLeg, category);
        var query = CursorQuery.of(
                "/contacts",
                queue,
                agent,
                channel,
                subtype,
                status,
                phase,
                wantedLeg,
                callback,
                category,
                wantsStale,
                instance);
        var readable = contacts.to(instances.narrowed(VisibleInstances.of(request), instance));
        var page = readable.active(
                stored -> isWanted(
                        answers.summary(ContactSummaryView.of(stored, Veil.LIFTED)), filter, wantsStale, readable),
                limit,
                cursors.opened(cursor, query));
        audit.shows(request, AuditKind.LIST, ContactViews.ids(page.items()));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request), answers);
    }

    private static void refuse(@Nullable Object value, String name) {
        if (value != null) {
            throw new InvalidParameter(name, "does not go with this list");
        }
    }

    private boolean isWanted(ContactSummaryView contact, ContactFilter filter, boolean stale, ContactReader readable) {
        return filter.admits(contact) && staleness.isAmongStale(contact, id -> leg(id, readable)) == stale;
    }

    /// Costs a read. Only consultations need it, of which there are few.
    private static @Nullable ContactSummaryView leg(String contactId, ContactReader readable) {
        return readable.find(new ContactId(contactId))
                .map(stored -> ContactSummaryView.of(stored, Veil.LIFTED))
                .orElse(null);
    }
}
