package io.contactstatus.pages.contact;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.card.PastCards;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// All that a contact was, for the slider on its page: asked for once, and moved along in the browser.
@Controller
class PastPageController {

    private final VisibleContacts contacts;
    private final PastCards pasts;
    private final AuditTrail audit;

    PastPageController(VisibleContacts contacts, PastCards pasts, AuditTrail audit) {
        this.contacts = contacts;
        this.pasts = pasts;
        this.audit = audit;
    }

    @GetMapping("/ui/contacts/{contactId}/past")
    String past(@PathVariable String contactId, HttpServletRequest request, Model model) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        var stored = contacts.to(VisibleInstances.of(request))
                .find(new ContactId(contactId))
                .orElseThrow(NoSuchPage::new);
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute("past", pasts.of(stored, Clearance.of(request)));
        return "contact-past";
    }
}
