package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.live.Feed;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.ContactSummaryView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page beside which an agent talks: Amazon Connect's panel, and what is known here of who is on the line.
///
/// The panel often tells of a contact before anything was heard of it here, so a contact that is not known is no
/// error: it is waited for.
@Controller
@RequestMapping("/ui/softphone")
class SoftphoneController {

    private final SoftphoneProperties softphone;
    private final ContactDesk desk;
    private final ContactStore contacts;
    private final Feed<ContactSummaryView> feed;

    SoftphoneController(
            SoftphoneProperties softphone, ContactDesk desk, ContactStore contacts, Feed<ContactSummaryView> feed) {
        this.softphone = softphone;
        this.desk = desk;
        this.contacts = contacts;
        this.feed = feed;
    }

    /// @param contact the id of one to be followed that the panel does not tell of
    @GetMapping
    String softphone(@RequestParam(defaultValue = "") String contact, Model model) {
        var wanted = contact.strip();
        model.addAttribute("softphone", softphone);
        model.addAttribute("contact", ContactId.isValid(wanted) ? wanted : "");
        return "softphone";
    }

    /// What is known of it, of its chain and of its customer.
    ///
    /// @param waiting nothing is answered, rather than once more that it is not known
    @GetMapping("/contacts/{contactId}")
    @Nullable
    String known(
            @PathVariable String contactId,
            @RequestParam(required = false) @Nullable List<String> told,
            @RequestParam(defaultValue = "false") boolean waiting,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var id = valid(contactId);
        model.addAttribute("contactId", id.value());
        var demand = Demand.of(told);
        var file = desk.file(id.value(), demand).orElse(null);
        if (file == null && waiting) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        if (file == null) {
            return "softphone-contact :: unheard";
        }
        var veil = Clearance.of(request);
        model.addAttribute("card", desk.card(file, veil));
        model.addAttribute("customer", desk.customer(file.stored(), demand, veil));
        return "softphone-contact :: known";
    }

    @GetMapping(path = "/contacts/{contactId}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @PathVariable String contactId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        var id = valid(contactId);
        var audience = contacts.find(id)
                .map(stored -> new CallFollowers(stored.contact().chainId().value(), stored.customerIdentifier()))
                .orElseGet(() -> new CallFollowers(id.value(), null));
        feed.follow(audience, lastEventId, response);
    }

    private static ContactId valid(String contactId) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        return new ContactId(contactId);
    }
}
