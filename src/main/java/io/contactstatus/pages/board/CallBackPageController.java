package io.contactstatus.pages.board;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.callback.CallBacks;
import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ContactId;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The buttons in the list of those who gave up.
@Controller
class CallBackPageController {

    private static final String HTMX = "HX-Request";

    private final VisibleContacts contacts;
    private final CallBacks callBacks;
    private final AuditTrail audit;

    CallBackPageController(VisibleContacts contacts, CallBacks callBacks, AuditTrail audit) {
        this.contacts = contacts;
        this.callBacks = callBacks;
        this.audit = audit;
    }

    /// Whatever becomes of it, the list shows it: it is pushed to all boards when it changes.
    @PostMapping("/ui/contacts/{contactId}/call-back")
    Object put(
            @PathVariable String contactId,
            @RequestParam CallBack.@Nullable State state,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            HttpServletRequest request) {
        if (!ContactId.isValid(contactId) || state == null) {
            throw new NoSuchPage();
        }
        var visible = VisibleInstances.of(request);
        var contact = contacts.to(visible).find(new ContactId(contactId)).orElseThrow(NoSuchPage::new);
        audit.changes(request, contactId);
        callBacks.put(contact, state, Objects.requireNonNullElse(request.getRemoteUser(), ""), visible);
        return htmx == null ? "redirect:/ui/board" : ResponseEntity.noContent().build();
    }
}
