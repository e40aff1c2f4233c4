package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.RecordingLocations;
import io.contactstatus.masking.Redaction;
import io.contactstatus.masking.Veil;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactRecordView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.EntryIds;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// One contact, and what belongs to it.
@Tag(name = "Contacts")
@RestController
@RequestMapping(path = "/contacts/{contactId}", produces = MediaType.APPLICATION_JSON_VALUE)
class ContactController {

    /// Longer chains are cut off: one response is not the place to read them.
    private static final int MOST_LEGS = 200;

    /// As many as one batch reads.
    private static final int MOST_ASSOCIATED = 100;

    private final VisibleContacts contacts;
    private final Cursors cursors;
    private final EntryIds ids;
    private final JsonMapper json;
    private final ContactViews answers;
    private final AuditTrail audit;
    private final Clock clock;

    ContactController(
            VisibleContacts contacts,
            Cursors cursors,
            EntryIds ids,
            JsonMapper json,
            ContactViews answers,
            AuditTrail audit,
            Clock clock) {
        this.contacts = contacts;
        this.cursors = cursors;
        this.ids = ids;
        this.json = json;
        this.answers = answers;
        this.audit = audit;
        this.clock = clock;
    }

    @Operation(
            operationId = "getContact",
            summary = "One contact as it is now, or was",
            description =
                    "With If-None-Match, 304 while nothing has changed. A live contact that falls silent for too long"
                            + " becomes stale, which is a change of the ETag but not of the version. With at, the contact"
                            + " as its records up to that moment tell it, and no ETag: 404 before the first one.")
    @GetMapping
    ResponseEntity<ContactView> contact(
            @PathVariable String contactId,
            @Parameter(
                            description =
                                    "A moment in the past, by the times of the records. Records that tell no time,"
                                            + " and those dated more than a day ahead, count at every moment.",
                            schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String at,
            HttpServletRequest request) {
        var moment = TimeParameter.parsed("at", at);
        if (moment != null) {
            return ResponseEntity.ok(asOf(moment, contactId, request));
        }
        var contact = answers.contact(known(contactId, request), request);
        audit.shows(request, AuditKind.VIEW, contactId);
        return ResponseEntity.ok().eTag(eTag(contact)).body(contact);
    }

    private ContactView asOf(Instant at, String contactId, HttpServletRequest request) {
        if (at.isAfter(clock.instant())) {
            throw new InvalidParameter("at", "is in the future");
        }
        var then = visible(request)
                .findAsOf(ContactIdParameter.contact(contactId), at)
                .orElseThrow(() -> new NotFound("No contact of this id was known at that time, or not any more"));
        audit.shows(request, AuditKind.VIEW, contactId);
        return answers.asOf(at, then, request);
    }

    /// Not the version alone: a contact becomes stale without a new version, and polling clients must see it.
    private static String eTag(ContactView contact) {
        return "\"" + contact.version() + (contact.flags().stale() ? "-stale" : "") + "\"";
    }

    @Operation(
            operationId = "getHistory",
            summary = "Everything that was said about a contact",
            description = "Oldest first. Entries whose source tells no time come before all others.")
    @GetMapping("/history")
    HistoryPage history(
            @PathVariable String contactId,
            @Parameter(description = "asc: oldest first; desc: newest first") @RequestParam(defaultValue = "asc")
                    Order order,
            @Parameter(description = "Only entries of this source; may be repeated")
                    @RequestParam(required = false)
                    @Nullable
                    List<Source> source,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var sources = EnumSet.noneOf(Source.class);
        // A blank one is none.
        Stream.ofNullable(source).flatMap(List::stream).filter(Objects::nonNull).forEach(sources::add);
        var stored = known(contactId, request);
        audit.shows(request, AuditKind.VIEW, contactId);
        var query = CursorQuery.of("/contacts/history", contactId, order, sources);
        var page = visible(request)
                .history(stored.contact().id(), sources, order == Order.desc, limit, cursors.opened(cursor, query));
        var entries = page.items().stream()
                .map(entry -> shown(entry, Clearance.of(request), RecordingLocations.of(request)))
                .toList();
        return new HistoryPage(entries, cursors.sealed(page.next(), query));
    }

    @Operation(
            operationId = "getRelated",
            summary = "All legs of a contact's chain",
            description =
                    "By any id of the chain. A transfer starts a new leg with a new id. Contacts that legs name as"
                            + " related (the chat or the e-mail that one goes on from) are no legs and stand apart.")
    @GetMapping("/related")
    RelatedView related(@PathVariable String contactId, HttpServletRequest request) {
        var readable = visible(request);
        var legs = readable.chain(ContactIdParameter.contact(contactId), MOST_LEGS);
        if (legs.isEmpty()) {
            throw notKnown();
        }
        var veil = Clearance.of(request);
        audit.shows(request, AuditKind.VIEW, ContactViews.ids(legs));
        return new RelatedView(
                chainId(legs).value(),
                legs.stream().anyMatch(leg -> leg.snapshot().isListedAsActive()),
                answers.summaries(legs, veil),
                answers.summaries(associated(legs, readable), veil));
    }

    /// Contacts that are joined to legs of the chain without being of it, whichever of both names the other.
    private static List<StoredContact> associated(List<StoredContact> legs, ContactReader contacts) {
        var named = legs.stream()
                .flatMap(leg -> leg.contact().associates().stream())
                .limit(MOST_ASSOCIATED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        legs.forEach(leg -> named.remove(leg.contact().id()));
        // A leg of a chain that is longer than what is shown of it is no less a leg.
        return contacts.findAll(named).stream()
                .filter(other -> !other.contact().chainId().equals(chainId(legs)))
                .toList();
    }

    private static ContactId chainId(List<StoredContact> legs) {
        return legs.getFirst().contact().chainId();
    }

    @Operation(
            operationId = "getRecord",
            summary = "What only the contact record says",
            description = "Not there until the contact record has come, which is some time after the contact's end; of"
                    + " several copies the newest counts. Recordings are told by their own operation.")
    @GetMapping("/record")
    ContactRecordView record(@PathVariable String contactId, HttpServletRequest request) {
        var stored = known(contactId, request);
        audit.shows(request, AuditKind.VIEW, contactId);
        return visible(request)
                .recordEntry(stored)
                .map(entry -> json.readTree(entry.detail().json()))
                .map(RecordingLocations.of(request)::in)
                .map(detail -> ContactRecordView.of(contactId, detail, Clearance.of(request)))
                .orElseThrow(() -> NotFound.ofThisId("No contact record"));
    }

    private HistoryPage.Entry shown(HistoryEntry entry, Veil veil, RecordingLocations locations) {
        var detail = locations.in(json.readTree(entry.detail().json()));
        return HistoryPage.Entry.of(
                entry, ids.shown(entry.id(), veil), veil == Veil.LIFTED ? detail : Redaction.of(detail));
    }

    private ContactReader visible(HttpServletRequest request) {
        return contacts.to(VisibleInstances.of(request));
    }

    private StoredContact known(String contactId, HttpServletRequest request) {
        return visible(request).find(ContactIdParameter.contact(contactId)).orElseThrow(ContactController::notKnown);
    }

    private static NotFound notKnown() {
        return NotFound.ofThisId("No contact");
    }

    /// Lower case, because that is how it is written in the query.
    enum Order {
        asc,
        desc
    }
}
