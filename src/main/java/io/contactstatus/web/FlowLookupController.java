package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.names.LearntNames;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.security.TooManyLookups;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Situations;
import io.contactstatus.web.FlowEvent.ContactData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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
    private final @Nullable String identifyingAttribute;

    FlowLookupController(
            Situations situations,
            CustomerIdentifierParameter identifiers,
            LearntNames names,
            CustomerLookups lookups,
            AuditTrail audit,
            FlowLookupProperties properties) {
        this.situations = situations;
        this.identifiers = identifiers;
        this.names = names;
        this.lookups = lookups;
        this.audit = audit;
        identifyingAttribute = properties.customerIdentifierAttribute();
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
        var identifier = identifiers.normalised("identifier", customer.get());
        try {
            var situation = lookups.find(
                    request,
                    identifier,
                    () -> deadline.meet(() -> situations.of(identifier)),
                    found -> !found.contacts().isEmpty());
            audit.shows(
                    request,
                    AuditKind.LIST,
                    situation.contacts().stream()
                            .map(known -> known.seen().contactId().value())
                            .toList());
            return FlowAnswer.of(situation.without(askingChain(event, situation)), names);
        } catch (TooManyLookups limited) {
            // All flows of a site are one caller, and a flow has somebody on the line.
            return FlowAnswer.LIMITED;
        }
    }

    private Optional<String> customer(FlowEvent event) {
        var details = event.details();
        if (details == null) {
            return Optional.empty();
        }
        var candidates = new ArrayList<Supplier<@Nullable String>>();
        candidates.add(() ->
                text(details.parameters() == null ? null : details.parameters().get("identifier")));
        var contact = details.contactData();
        if (contact != null) {
            candidates.add(() -> identifyingAttribute == null || contact.attributes() == null
                    ? null
                    : text(contact.attributes().get(identifyingAttribute)));
            candidates.add(() -> address(contact));
            candidates.add(contact::customerId);
        }
        return candidates.stream()
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .filter(Predicate.not(String::isBlank))
                .findFirst();
    }

    private @Nullable String address(ContactData contact) {
        var endpoint = contact.customerEndpoint();
        if (endpoint == null || endpoint.address() == null) {
            return null;
        }
        return identifiers.ofEndpoint(endpoint.type(), endpoint.address());
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value != null && value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    /// The asking contact and all legs of its chain, found by any id the event names.
    private static Predicate<StoredContact> askingChain(FlowEvent event, Situation situation) {
        var ids = askingIds(event);
        var chains = Stream.concat(
                        ids.stream(),
                        situation.contacts().stream()
                                .map(known -> known.stored().contact())
                                .filter(contact -> ids.contains(contact.id().value()))
                                .map(contact -> contact.chainId().value()))
                .toList();
        return stored -> chains.contains(stored.contact().id().value())
                || chains.contains(stored.contact().chainId().value());
    }

    private static List<String> askingIds(FlowEvent event) {
        var details = event.details();
        var contact = details == null ? null : details.contactData();
        if (contact == null) {
            return List.of();
        }
        return Stream.of(contact.contactId(), contact.initialContactId())
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
