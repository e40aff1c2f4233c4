package io.contactstatus.pages.softphone;

import io.contactstatus.pages.Finder;
import io.contactstatus.pages.SearchTerm;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// Which contact is meant by what was typed or pasted to be followed. It comes in the body of a form: it may be a
/// phone number.
@Controller
class WantedController {

    private final Finder finder;

    WantedController(Finder finder) {
        this.finder = finder;
    }

    enum Trouble {
        /// No id has such letters.
        MALFORMED,
        /// It may be an id, but nothing is known under it, and Amazon Connect makes others.
        UNKNOWN
    }

    /// @param id to follow; null where there is a trouble
    /// @param length of what was read as an id
    record Wanted(@Nullable String id, @Nullable Trouble trouble, int length) {}

    @PostMapping("/ui/softphone/wanted")
    @ResponseBody
    Wanted wanted(@RequestParam(name = "contact", defaultValue = "") String asked, HttpServletRequest request) {
        var search = SearchTerm.of(asked);
        var length = search.text().length();
        // The panel knows a contact before this service does: an id as Amazon Connect makes them is waited for.
        return search.made()
                .or(() -> finder.byId(search, request))
                .or(() -> finder.byIdentifier(search, request))
                .map(id -> new Wanted(id.value(), null, length))
                .orElseGet(() -> new Wanted(
                        null, search.isId() || search.isWholeNumber() ? Trouble.UNKNOWN : Trouble.MALFORMED, length));
    }
}
