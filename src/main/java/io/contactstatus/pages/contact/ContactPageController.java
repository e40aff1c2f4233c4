package io.contactstatus.pages.contact;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.connect.ContactStops;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Source;
import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Perspective;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.RecordingLocations;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.StopRights;
import io.contactstatus.pages.card.ContactCards;
import io.contactstatus.pages.card.ContactPageAudience;
import io.contactstatus.pages.card.ExpectedVersions;
import io.contactstatus.pages.card.SpectrumCards;
import io.contactstatus.pages.card.TranscriptCards;
import io.contactstatus.recordings.ContactRecordings;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.EntryIds;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// The page of one contact, and its parts that are fetched again when the contact changes.
@Controller
@RequestMapping("/ui/contacts/{contactId}")
class ContactPageController {

    static final String RECORDINGS_READ = "SCOPE_recordings:read";

    private static final int HISTORY_PAGE = 25;

    private final ContactCards cards;
    private final VisibleContacts contacts;
    private final Journeys journeys;
    private final Feed<ContactSummaryView> feed;
    private final Cursors cursors;
    private final EntryIds ids;
    private final JsonMapper json;
    private final ContactRecordings recordings;
    private final SpectrumCards spectra;
    private final TranscriptCards transcripts;
    private final AuditTrail audit;
    private final ObjectProvider<ContactStops> stops;

    ContactPageController(
            ContactCards cards,
            VisibleContacts contacts,
            Journeys journeys,
            Feed<ContactSummaryView> feed,
            Cursors cursors,
            EntryIds ids,
            JsonMapper json,
            ContactRecordings recordings,
            SpectrumCards spectra,
            TranscriptCards transcripts,
            AuditTrail audit,
            ObjectProvider<ContactStops> stops) {
        this.cards = cards;
        this.contacts = contacts;
        this.journeys = journeys;
        this.feed = feed;
        this.cursors = cursors;
        this.ids = ids;
        this.json = json;
        this.recordings = recordings;
        this.spectra = spectra;
        this.transcripts = transcripts;
        this.audit = audit;
        this.stops = stops;
    }

    @GetMapping
    String contact(
            @PathVariable String contactId,
            @RequestParam(defaultValue = "friendly") String view,
            @RequestParam(defaultValue = "0") int steps,
            @RequestParam(defaultValue = "false") boolean errors,
            @RequestParam(required = false) @Nullable Source source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "0") int shown,
            @RequestParam(required = false) @Nullable StopResult told,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var loaded =
                cards.find(contactId, Map.of(), VisibleInstances.of(request)).orElse(null);
        if (loaded == null) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("malformed", !ContactId.isValid(contactId));
            return "contact-unknown";
        }
        var veil = Clearance.of(request);
        audit.shows(request, AuditKind.VIEW, contactId);
        var stored = loaded.stored();
        model.addAttribute("card", cards.card(loaded, veil, Clearance.readsWords(request)));
        model.addAttribute("transcript", transcripts.of(stored.contact().id(), null, request));
        model.addAttribute("customer", cards.customer(stored, Map.of(), veil, VisibleInstances.of(request)));
        model.addAttribute("journey", journey(stored, view, steps, errors, locale, request));
        model.addAttribute("history", history(stored, source, cursor, shown, request));
        model.addAttribute("spectrum", spectra.of(stored, request));
        model.addAttribute("told", told);
        addActions(loaded.stored(), request, model);
        addRecordings(stored, request, model);
        return "contact";
    }

    /// The parts that change with the contact.
    @GetMapping("/now")
    String now(
            @PathVariable String contactId,
            @RequestParam(required = false) @Nullable List<String> told,
            HttpServletRequest request,
            Model model) {
        var loaded = cards.find(contactId, ExpectedVersions.of(told), VisibleInstances.of(request))
                .orElseThrow(NoSuchPage::new);
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute("card", cards.card(loaded, Clearance.of(request), Clearance.readsWords(request)));
        model.addAttribute("spectrum", spectra.of(loaded.stored(), request));
        addActions(loaded.stored(), request, model);
        return "contact :: now";
    }

    /// The parts that change with the customer's other contacts, too.
    @GetMapping("/around")
    String around(
            @PathVariable String contactId,
            @RequestParam(required = false) @Nullable List<String> told,
            HttpServletRequest request,
            Model model) {
        var expected = ExpectedVersions.of(told);
        var stored = known(contactId, expected, request);
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute(
                "customer", cards.customer(stored, expected, Clearance.of(request), VisibleInstances.of(request)));
        addRecordings(stored, request, model);
        return "contact :: around";
    }

    @GetMapping("/journey")
    String journey(
            @PathVariable String contactId,
            @RequestParam(defaultValue = "friendly") String view,
            @RequestParam(defaultValue = "0") int steps,
            @RequestParam(defaultValue = "false") boolean errors,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute("journey", journey(known(contactId, request), view, steps, errors, locale, request));
        return "contact :: journey";
    }

    /// @param shown how many entries the page has: as many are returned
    @GetMapping("/history")
    String history(
            @PathVariable String contactId,
            @RequestParam(required = false) @Nullable Source source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "0") int shown,
            HttpServletRequest request,
            Model model) {
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute("history", history(known(contactId, request), source, cursor, shown, request));
        return cursor == null ? "contact :: history" : "contact :: entries";
    }

    @GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @PathVariable String contactId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var chain = known(contactId, request).contact().chainId();
        feed.follow(ContactPageAudience.ofChain(chain.value()), VisibleInstances.of(request), lastEventId, response);
    }

    private JourneyCard journey(
            StoredContact stored, String view, int steps, boolean errors, Locale locale, HttpServletRequest request) {
        var perspective = view.equals("techy") ? Perspective.TECHY : Perspective.FRIENDLY;
        var told = journeys.of(stored, perspective, Clearance.of(request), RecordingLocations.of(request), locale);
        return JourneyCard.of(stored.contact().id().value(), perspective, told, steps, errors);
    }

    private HistoryCard history(
            StoredContact stored,
            @Nullable Source source,
            @Nullable String cursor,
            int shown,
            HttpServletRequest request) {
        var id = stored.contact().id();
        var sources = source == null ? EnumSet.noneOf(Source.class) : EnumSet.of(source);
        var query = CursorQuery.of("/ui/contacts/history", id, source);
        var limit = Math.clamp(shown, HISTORY_PAGE, HistoryCard.MOST);
        var page = contacts.to(VisibleInstances.of(request))
                .history(id, sources, true, limit, cursors.opened(cursor, query));
        var veil = Clearance.of(request);
        var locations = RecordingLocations.of(request);
        var entries = page.items().stream()
                .map(entry -> HistoryCard.EventRow.of(entry, veil, locations, ids, json))
                .toList();
        return new HistoryCard(id.value(), entries, source, cursors.sealed(page.next(), query), entries.size());
    }

    private void addActions(StoredContact stored, HttpServletRequest request, Model model) {
        model.addAttribute(
                "stoppable",
                StopRights.isGranted(stops, request) && stored.snapshot().isStoppable());
    }

    private void addRecordings(StoredContact stored, HttpServletRequest request, Model model) {
        if (request.isUserInRole(RECORDINGS_READ)) {
            audit.shows(request, AuditKind.RECORDINGS, stored.contact().id().value());
            model.addAttribute("contactId", stored.contact().id().value());
            model.addAttribute("recordings", RecordingRow.of(stored, recordings.of(stored, Clearance.of(request))));
            model.addAttribute("keeps", request.isUserInRole("SCOPE_recordings:download"));
            model.addAttribute("reads", Clearance.readsWords(request));
        }
    }

    private StoredContact known(String contactId, HttpServletRequest request) {
        return known(contactId, Map.of(), request);
    }

    private StoredContact known(String contactId, Map<ContactId, Long> expected, HttpServletRequest request) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        var id = new ContactId(contactId);
        return contacts.to(VisibleInstances.of(request))
                .find(id, expected.getOrDefault(id, 0L))
                .orElseThrow(NoSuchPage::new);
    }
}
