package io.contactstatus.pages.softphone;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.store.ContactAdditions;
import io.contactstatus.store.ContactErased;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// What an agent notes of a contact: the attribute `note`, of which the last one counts. All of them stay in the
/// history.
@Controller
class NoteController {

    static final String ATTRIBUTE = "note";

    private static final int LONGEST = 2_000;

    private final VisibleContacts contacts;
    private final ContactAdditions additions;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    NoteController(
            VisibleContacts contacts, ContactAdditions additions, AuditTrail audit, JsonMapper json, Clock clock) {
        this.contacts = contacts;
        this.additions = additions;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/ui/softphone/contacts/{contactId}/note")
    String note(
            @PathVariable String contactId,
            @RequestParam String note,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletRequest request) {
        var text = note.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new InvalidParameter("note", "has 1 to " + LONGEST + " characters");
        }
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        var id = new ContactId(contactId);
        if (contacts.to(VisibleInstances.of(request)).find(id).isEmpty()) {
            throw new NoSuchPage();
        }
        audit.changes(request, contactId);
        add(id, text);
        return htmx == null ? "redirect:/ui/softphone" : "softphone-contact :: noted";
    }

    private void add(ContactId id, String text) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var testimony = Facts.about(id, Source.API)
                .heardAt(now)
                .attribute(ATTRIBUTE, text, now)
                .testimony(now);
        var detail = json.createObjectNode();
        detail.putObject("attributes").put(ATTRIBUTE, text);
        var entry = new HistoryEntry(
                id,
                now,
                Source.API,
                "NOTE",
                "An agent noted something",
                UUID.randomUUID().toString(),
                HistoryEntry.Detail.of(detail.toString()));
        try {
            additions.add(testimony, entry);
        } catch (ContactErased gone) {
            throw new NoSuchPage();
        }
    }
}
