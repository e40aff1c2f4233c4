package io.contactstatus.web;

import io.contactstatus.contact.Status;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Query;
import io.contactstatus.view.Veil;
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

    ActiveContactController(ContactStore contacts, Cursors cursors) {
        this.contacts = contacts;
        this.cursors = cursors;
    }

    @Operation(
            operationId = "listActiveContacts",
            summary = "Contacts whose customer is still there",
            description = "The longest-waiting one first.")
    @GetMapping(path = "/contacts", produces = MediaType.APPLICATION_JSON_VALUE)
    ContactPage active(
            @Parameter(description = "Must be true: only the live list exists") @RequestParam boolean active,
            @Parameter(description = "A queue's id, ARN or name") @RequestParam(required = false) @Nullable
                    String queue,
            @Parameter(description = "An agent's id, ARN or user name") @RequestParam(required = false) @Nullable
                    String agent,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Status status,
            @Parameter(description = "true: only callbacks; false: everything else")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean callback,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        if (!active) {
            throw new InvalidParameter("active", "must be true: only the list of active contacts exists");
        }
        var filter = new ContactFilter(queue, agent, channel, status, callback, null, null);
        var query = Query.of("/contacts", queue, agent, channel, status, callback);
        var page = contacts.active(
                stored -> filter.admits(ContactSummaryView.of(stored, Veil.LIFTED)),
                limit,
                cursors.opened(cursor, query));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request));
    }
}
