package io.contactstatus.pages.board;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.callback.CallBackAnswer;
import io.contactstatus.callback.CallBacks;
import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ContactId;
import io.contactstatus.pages.Language;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private final MessageSource messages;

    CallBackPageController(VisibleContacts contacts, CallBacks callBacks, AuditTrail audit, MessageSource messages) {
        this.contacts = contacts;
        this.callBacks = callBacks;
        this.audit = audit;
        this.messages = messages;
    }

    /// Whatever becomes of it, the list shows it: it is pushed to all boards when it changes. Who comes too late hears
    /// so at once, before they dial.
    @PostMapping("/ui/contacts/{contactId}/call-back")
    Object put(
            @PathVariable String contactId,
            @RequestParam CallBack.@Nullable State state,
            @RequestHeader(name = HTMX, required = false) @Nullable String htmx,
            Locale locale,
            HttpServletRequest request) {
        if (!ContactId.isValid(contactId) || state == null) {
            throw new NoSuchPage();
        }
        var visible = VisibleInstances.of(request);
        var contact = contacts.to(visible).find(new ContactId(contactId)).orElseThrow(NoSuchPage::new);
        audit.changes(request, contactId);
        var answer = callBacks.put(contact, state, Objects.requireNonNullElse(request.getRemoteUser(), ""), visible);
        if (htmx == null) {
            return "redirect:/ui/board";
        }
        return switch (answer) {
            case CallBackAnswer.Agreed _ -> ResponseEntity.noContent().build();
            case CallBackAnswer.Taken(var held) ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                        .body(refusal(held.value(), Language.of(locale).locale()));
        };
    }

    private String refusal(CallBack held, Locale locale) {
        var key = "board.abandoned.refused." + held.state() + (held.by().isEmpty() ? "" : ".by");
        return messages.getMessage(key, new Object[] {held.by()}, locale);
    }
}
