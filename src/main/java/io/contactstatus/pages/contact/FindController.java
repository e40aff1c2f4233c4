package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.Finder;
import io.contactstatus.pages.SearchTerm;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

    private final Finder finder;
    private final CustomerLookups lookups;
    private final Suggestions suggestions;

    FindController(Finder finder, CustomerLookups lookups, Suggestions suggestions) {
        this.finder = finder;
        this.lookups = lookups;
        this.suggestions = suggestions;
    }

    private static String address(ContactId contact, boolean customer) {
        var path = UriComponentsBuilder.fromPath("/ui/contacts").pathSegment("{id}");
        return (customer ? path.pathSegment("customer") : path)
                .encode()
                .buildAndExpand(contact.value())
                .toUriString();
    }

    @PostMapping("/ui/find")
    String find(
            @RequestParam(name = "q", defaultValue = "") String asked,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var search = SearchTerm.of(asked);
        model.addAttribute("lookup", lookups.areOpenTo(request));
        var target = finder.byId(search, request)
                .map(id -> address(id, false))
                .or(() -> finder.byIdentifier(search, request).map(newest -> address(newest, true)));
        if (target.isPresent()) {
            return "redirect:" + target.get();
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
        model.addAttribute("number", search.isWholeNumber());
        return "find-suggestions";
    }

    /// A browser that opens the address itself sends no search term.
    @GetMapping("/ui/find")
    String nothingAsked(Model model, HttpServletRequest request) {
        model.addAttribute("lookup", lookups.areOpenTo(request));
        model.addAttribute("search", SearchTerm.of(""));
        return "find";
    }
}
