package io.contactstatus.pages.contact;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.card.ContactCards;
import io.contactstatus.pages.card.ContactPageAudience;
import io.contactstatus.pages.card.ExpectedVersions;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of a customer. Its address has the id of a contact instead of the phone number, so a viewer who may
/// not see the number can follow the link, too.
@Controller
@RequestMapping("/ui/contacts/{contactId}/customer")
class CustomerPageController {

    private final ContactCards cards;
    private final CustomerList list;
    private final VisibleContacts contacts;
    private final Feed<ContactSummaryView> feed;
    private final AuditTrail audit;

    CustomerPageController(
            ContactCards cards,
            CustomerList list,
            VisibleContacts contacts,
            Feed<ContactSummaryView> feed,
            AuditTrail audit) {
        this.cards = cards;
        this.list = list;
        this.contacts = contacts;
        this.feed = feed;
        this.audit = audit;
    }

    @GetMapping
    String customer(
            @PathVariable String contactId,
            @ModelAttribute CustomerFilter filter,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "0") int shown,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var stored = found(contactId, request).orElse(null);
        if (stored == null) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("malformed", !ContactId.isValid(contactId));
            return "contact-unknown";
        }
        add(stored, filter, cursor, shown, List.of(), request, model);
        return "customer";
    }

    @GetMapping("/now")
    String now(
            @PathVariable String contactId,
            @ModelAttribute CustomerFilter filter,
            @RequestParam(defaultValue = "0") int shown,
            @RequestParam(required = false) @Nullable List<String> told,
            HttpServletRequest request,
            Model model) {
        add(known(contactId, request), filter, null, shown, told == null ? List.of() : told, request, model);
        return "customer :: now";
    }

    /// Older contacts, appended to those on the page.
    @GetMapping("/older")
    String older(
            @PathVariable String contactId,
            @ModelAttribute CustomerFilter filter,
            @RequestParam String cursor,
            HttpServletRequest request,
            Model model) {
        add(known(contactId, request), filter, cursor, 0, List.of(), request, model);
        return "customer :: rows";
    }

    @GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @PathVariable String contactId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var stored = known(contactId, request);
        var identifier = stored.customerIdentifier();
        var followers = identifier == null
                ? ContactPageAudience.ofChain(stored.contact().chainId().value())
                : ContactPageAudience.ofCustomer(identifier);
        feed.follow(followers, VisibleInstances.of(request), lastEventId, response);
    }

    private void add(
            StoredContact stored,
            CustomerFilter filter,
            @Nullable String cursor,
            int shown,
            List<String> told,
            HttpServletRequest request,
            Model model) {
        var veil = Clearance.of(request);
        var visible = VisibleInstances.of(request);
        var expected = ExpectedVersions.of(told);
        model.addAttribute("customer", cards.customer(stored, expected, veil, visible));
        var rows = list.of(stored, filter, cursor, shown, expected, veil, visible);
        audit.shows(
                request,
                AuditKind.LIST,
                rows.contacts().stream().map(ContactSummaryView::contactId).toList());
        model.addAttribute("history", rows);
        model.addAttribute("filter", filter);
    }

    private StoredContact known(String contactId, HttpServletRequest request) {
        return found(contactId, request).orElseThrow(NoSuchPage::new);
    }

    private Optional<StoredContact> found(String contactId, HttpServletRequest request) {
        return ContactId.isValid(contactId)
                ? contacts.to(VisibleInstances.of(request)).find(new ContactId(contactId))
                : Optional.empty();
    }
}
