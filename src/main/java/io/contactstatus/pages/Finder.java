package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.CallerIdentifiers;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the contact that somebody means, by any id of its chain or by an identifier of its customer.
@Component
public class Finder {

    private final VisibleContacts contacts;
    private final CallerIdentifiers identifiers;
    private final CustomerLookups lookups;

    Finder(VisibleContacts contacts, CallerIdentifiers identifiers, CustomerLookups lookups) {
        this.contacts = contacts;
        this.identifiers = identifiers;
        this.lookups = lookups;
    }

    public Optional<ContactId> byId(SearchTerm search, HttpServletRequest request) {
        var readable = contacts.to(VisibleInstances.of(request));
        return search.ids().flatMap(id -> leg(id, readable).stream()).findFirst();
    }

    /// If the leg is unknown but other legs refer to it, the newest of its chain.
    private static Optional<ContactId> leg(ContactId id, ContactReader contacts) {
        if (contacts.find(id).isPresent()) {
            return Optional.of(id);
        }
        var chain = contacts.chain(id, 1);
        return chain.isEmpty()
                ? Optional.empty()
                : Optional.of(chain.getLast().contact().id());
    }

    /// The customer's newest contact. None for callers who may look up nobody.
    public Optional<ContactId> byIdentifier(SearchTerm search, HttpServletRequest request) {
        if (search.isEmpty() || !lookups.areOpenTo(request)) {
            return Optional.empty();
        }
        // As it was written is another guess only where it has another normal form.
        return search.identifiers()
                .map(text -> identifiers.normalised(text, VisibleInstances.of(request)))
                .distinct()
                .flatMap(identifier -> newest(identifier, request).stream())
                .findFirst()
                .map(newest -> newest.contact().id());
    }

    private List<StoredContact> newest(String identifier, HttpServletRequest request) {
        return lookups.find(
                request,
                identifier,
                () -> contacts.to(VisibleInstances.of(request))
                        .ofCustomer(identifier, null, null, any -> true, 1, null)
                        .items(),
                found -> !found.isEmpty());
    }
}
