package io.contactstatus.web;

import io.contactstatus.store.StoredContact;
import io.contactstatus.view.Situation;
import io.contactstatus.web.FlowEvent.ContactData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is in a flow that asks.
@Component
class FlowCallers {

    private final CustomerIdentifierParameter identifiers;
    private final @Nullable String identifyingAttribute;

    FlowCallers(CustomerIdentifierParameter identifiers, FlowLookupProperties properties) {
        this.identifiers = identifiers;
        identifyingAttribute = properties.customerIdentifierAttribute();
    }

    /// The customer of the asking contact. Empty for one of whom nothing is known, as with a withheld number.
    Optional<String> caller(FlowEvent event) {
        var contact = event.contactData();
        if (contact == null) {
            return Optional.empty();
        }
        return Stream.<Supplier<@Nullable String>>of(
                        () -> attribute(contact), () -> address(contact), contact::customerId)
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .filter(Predicate.not(String::isBlank))
                .findFirst();
    }

    private @Nullable String attribute(ContactData contact) {
        return identifyingAttribute == null || contact.attributes() == null
                ? null
                : FlowEvent.text(contact.attributes().get(identifyingAttribute));
    }

    private @Nullable String address(ContactData contact) {
        var endpoint = contact.customerEndpoint();
        if (endpoint == null || endpoint.address() == null) {
            return null;
        }
        return identifiers.ofEndpoint(endpoint.type(), endpoint.address());
    }

    /// The customer's contacts but for the asking one.
    Situation others(FlowEvent event, Situation situation) {
        return situation.without(askingChain(event, situation));
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
        var contact = event.contactData();
        if (contact == null) {
            return List.of();
        }
        return Stream.of(contact.contactId(), contact.initialContactId())
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
