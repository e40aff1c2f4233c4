package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.CallerIdentifiers;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Finds a contact by any id of its chain, or a customer by any identifier.
///
/// The search term comes in the body of a form and goes into no address and no log: it may be a phone number.
@Controller
class FindController {

    private final VisibleContacts contacts;
    private final CallerIdentifiers identifiers;
    private final CustomerLookups lookups;
    private final Suggestions suggestions;

    FindController(
            VisibleContacts contacts, CallerIdentifiers identifiers, CustomerLookups lookups, Suggestions suggestions) {
        this.suggestions = suggestions;
        this.contacts = contacts;
        this.identifiers = identifiers;
        this.lookups = lookups;
    }

    /// The page that the search leads to.
    private record Target(ContactId contact, boolean customer) {

        String address() {
            var path = UriComponentsBuilder.fromPath("/ui/contacts").pathSegment("{id}");
            return (customer ? path.pathSegment("customer") : path)
                    .encode()
                    .buildAndExpand(contact.value())
                    .toUriString();
        }
    }

    @PostMapping("/ui/find")
    String find(
            @RequestParam(name = "q", defaultValue = "") String asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var search = SearchTerm.of(asked);
        var mayLookUp = lookups.areOpenTo(request);
        model.addAttribute("lookup", mayLookUp);
        var readable = contacts.to(VisibleInstances.of(request));
        var target = byId(search, readable).or(() -> mayLookUp ? byIdentifier(search, request) : Optional.empty());
        if (target.isPresent()) {
            return "redirect:" + target.get().address();
        }
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("search", search);
        return "find";
    }

    /// While something is typed. In the body of a form as well, and into no log.
    @PostMapping("/ui/find/suggestions")
    String suggestions(
            @RequestParam(name = "q", defaultValue = "") String asked, Model model, HttpServletRequest request) {
        var search = SearchTerm.of(asked);
        // As an answer to numbers that are tried out, even none would say something.
        var isRefused = lookups.areUsedUpBy(request);
        var byNumber = lookups.areOpenTo(request);
        model.addAttribute(
                "found",
                isRefused
                        ? List.of()
                        : suggestions.of(search, VisibleInstances.of(request), Clearance.of(request), byNumber));
        model.addAttribute("enough", !isRefused && search.text().length() >= Suggestions.SHORTEST);
        model.addAttribute("number", Suggestions.isWholeNumber(search));
        return "find-suggestions";
    }

    /// A browser that opens the address itself sends no search term.
    @GetMapping("/ui/find")
    String nothingAsked(Model model, HttpServletRequest request) {
        model.addAttribute("lookup", lookups.areOpenTo(request));
        model.addAttribute("search", SearchTerm.of(""));
        return "find";
    }

    private static Optional<Target> byId(SearchTerm search, ContactReader contacts) {
        return search.ids()
                .flatMap(id -> leg(id, contacts).stream())
                .findFirst()
                .map(id -> new Target(id, false));
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

    private Optional<Target> byIdentifier(SearchTerm search, HttpServletRequest request) {
        if (search.text().isEmpty()) {
            return Optional.empty();
        }
        // As it was written is another guess only where it has another normal form.
        return search.identifiers()
                .map(text -> identifiers.normalised(text, VisibleInstances.of(request)))
                .distinct()
                .flatMap(identifier -> newest(identifier, request).stream())
                .findFirst()
                .map(newest -> new Target(newest.contact().id(), true));
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
