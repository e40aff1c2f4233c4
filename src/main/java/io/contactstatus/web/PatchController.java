package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import io.contactstatus.problems.NotFound;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.store.ContactAdditions;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactView;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Takes what a CRM or a flow knows of a contact that Amazon Connect does not.
@Tag(name = "Contacts")
@RestController
class PatchController {

    private static final int MOST_BYTES = 64 * 1024;

    private final ContactAdditions additions;
    private final VisibleContacts readable;
    private final CustomerIdentifierParameter identifiers;
    private final JsonMapper json;
    private final Clock clock;
    private final ContactViews answers;
    private final CustomerLookups lookups;
    private final AuditTrail audit;
    private final @Nullable String identifyingAttribute;

    PatchController(
            ContactAdditions additions,
            VisibleContacts readable,
            CustomerIdentifierParameter identifiers,
            JsonMapper json,
            Clock clock,
            ContactViews answers,
            CustomerLookups lookups,
            AuditTrail audit,
            FlowLookupProperties properties) {
        this.additions = additions;
        this.readable = readable;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
        this.answers = answers;
        this.lookups = lookups;
        this.audit = audit;
        identifyingAttribute = properties.customerIdentifierAttribute();
    }

    @Operation(
            operationId = "patchContact",
            summary = "Adds to a contact",
            description = "From inside a flow or a CRM. A contact that nothing is known of yet is begun with it."
                    + " What was said by PATCH within half a minute before, and is shown still, changes nothing:"
                    + " repeating it is safe. To set"
                    + " customerIdentifier, or the attribute that identifies customers, needs the scope customers:lookup or"
                    + " pii:read besides: the contact leads to the customer's others.")
    @PatchMapping(
            path = "/contacts/{contactId}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ContactView patch(
            @PathVariable String contactId,
            @RequestBody @MaxBodyBytes(MOST_BYTES) ContactPatch patch,
            HttpServletRequest request) {
        var id = ContactIdParameter.contact(contactId);
        patch.check();
        if (!readable.isVisible(id, VisibleInstances.of(request))) {
            throw NotFound.ofThisId("No contact");
        }
        var customer = patch.customerIdentifier() == null
                ? null
                : identifiers.normalised("customerIdentifier", patch.customerIdentifier(), request);
        if (customer != null) {
            lookUp(customer, request);
        }
        var attribute =
                identifyingAttribute == null ? null : patch.attributesInOrder().get(identifyingAttribute);
        if (attribute != null && !attribute.isBlank()) {
            lookUp(identifiers.ofAttribute(attribute), request);
        }
        audit.changes(request, contactId);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var testimony = facts(id, patch, customer, now);
        return answers.contact(additions.addNews(testimony, entry(id, patch, customer, now)), request);
    }

    /// A contact that is given an identifier leads to all others of that customer.
    private void lookUp(String identifier, HttpServletRequest request) {
        lookups.check(
                request,
                identifier,
                () -> !readable.to(VisibleInstances.of(request))
                        .ofCustomer(identifier, null, null, any -> true, 1, null)
                        .items()
                        .isEmpty());
    }

    private static Testimony facts(ContactId id, ContactPatch patch, @Nullable String customer, Instant now) {
        var facts = Facts.about(id, Source.API).heardAt(now).customerAssigned(customer, now);
        patch.attributesInOrder().forEach((key, value) -> facts.attribute(key, value, now));
        return facts.testimony(now);
    }

    private HistoryEntry entry(ContactId id, ContactPatch patch, @Nullable String customer, Instant now) {
        var attributes = patch.attributesInOrder();
        var detail = json.createObjectNode();
        if (customer != null) {
            detail.put("customerIdentifier", customer);
        }
        if (!attributes.isEmpty()) {
            var told = detail.putObject("attributes");
            attributes.forEach(told::put);
        }
        return new HistoryEntry(
                id,
                now,
                Source.API,
                "PATCH",
                summary(customer != null, attributes.size()),
                UUID.randomUUID().toString(),
                HistoryEntry.Detail.of(detail.toString()));
    }

    private static String summary(boolean customer, int attributes) {
        var set = attributes == 1 ? "1 attribute" : attributes + " attributes";
        if (!customer) {
            return "The API set " + set;
        }
        return attributes == 0 ? "The API set who the customer is" : "The API set who the customer is and " + set;
    }
}
