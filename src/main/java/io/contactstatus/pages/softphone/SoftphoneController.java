package io.contactstatus.pages.softphone;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Phase;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.card.ContactCards;
import io.contactstatus.pages.card.ExpectedVersions;
import io.contactstatus.pages.card.SpectrumCards;
import io.contactstatus.pages.card.TranscriptCards;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

/// The page an agent works with: Amazon Connect's Contact Control Panel, and what is known of the contact on
/// the line.
///
/// The panel often shows a contact before any event of it has arrived here. An unknown contact is therefore no
/// error: the page waits for it.
@Controller
@RequestMapping("/ui/softphone")
class SoftphoneController {

    private static final Set<Phase.Kind> OFFERED = EnumSet.of(
            Phase.Kind.RINGING, Phase.Kind.DIALLING, Phase.Kind.WITH_AGENT, Phase.Kind.ON_HOLD, Phase.Kind.PAUSED);

    /// An agent has one call and a few chats.
    private static final int MOST_OFFERED = 10;

    private final SoftphoneProperties softphone;
    private final ContactCards cards;
    private final VisibleContacts contacts;
    private final Feed<ContactSummaryView> feed;
    private final SpectrumCards spectra;
    private final TranscriptCards transcripts;
    private final Staleness staleness;
    private final AuditTrail audit;

    SoftphoneController(
            SoftphoneProperties softphone,
            ContactCards cards,
            VisibleContacts contacts,
            Feed<ContactSummaryView> feed,
            SpectrumCards spectra,
            TranscriptCards transcripts,
            Staleness staleness,
            AuditTrail audit) {
        this.softphone = softphone;
        this.cards = cards;
        this.contacts = contacts;
        this.feed = feed;
        this.spectra = spectra;
        this.transcripts = transcripts;
        this.staleness = staleness;
        this.audit = audit;
    }

    /// @param contact the id of a contact to follow that is not in the panel
    @GetMapping
    String softphone(@RequestParam(defaultValue = "") String contact, Model model) {
        model.addAttribute("softphone", softphone);
        // As it was asked for: the page says what is wrong with it.
        model.addAttribute("contact", contact.strip());
        return "softphone";
    }

    /// The card of the contact, its chain and its customer.
    ///
    /// @param waiting the page shows already that the contact is unknown: if it still is, the answer is 204
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
        var expected = ExpectedVersions.of(told);
        var loaded =
                cards.find(id.value(), expected, VisibleInstances.of(request)).orElse(null);
        if (loaded == null && waiting) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        if (loaded == null) {
            return "softphone-contact :: unheard";
        }
        var veil = Clearance.of(request);
        audit.shows(request, AuditKind.VIEW, id.value());
        model.addAttribute("card", cards.card(loaded, veil, Clearance.readsWords(request)));
        model.addAttribute("transcript", transcripts.of(id, null, request));
        model.addAttribute("customer", cards.customer(loaded.stored(), expected, veil, VisibleInstances.of(request)));
        model.addAttribute("spectrum", spectra.of(loaded.stored(), request));
        model.addAttribute("notes", request.isUserInRole("SCOPE_contacts:write"));
        return "softphone-contact :: known";
    }

    /// What rings at an agent now, or is live with them, so that its id need not be typed.
    ///
    /// @param agent as the panel names who has logged in there; where it is absent, the user of this page
    @GetMapping("/mine")
    String mine(@RequestParam(defaultValue = "") String agent, HttpServletRequest request, Model model) {
        var who = agent.isBlank() ? request.getRemoteUser() : agent.strip();
        var found = who == null ? List.<ContactSummaryView>of() : with(who, request);
        audit.keepsShowing(
                request, found.stream().map(ContactSummaryView::contactId).toList());
        model.addAttribute("mine", found);
        return "softphone-contact :: mine";
    }

    private List<ContactSummaryView> with(String agent, HttpServletRequest request) {
        var filter = new ContactFilter(null, agent, null, null, null, null, null, null);
        return feed.snapshot(VisibleInstances.of(request)).items().stream()
                .filter(contact -> contact.active()
                        && OFFERED.contains(contact.phase())
                        && filter.admits(contact)
                        && !staleness.isStale(contact))
                .limit(MOST_OFFERED)
                .map(contact -> contact.under(Clearance.of(request)))
                .toList();
    }

    @GetMapping(path = "/contacts/{contactId}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @PathVariable String contactId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var id = valid(contactId);
        var visible = VisibleInstances.of(request);
        var audience = contacts.to(visible)
                .find(id)
                .map(stored -> new SoftphoneAudience(stored.contact().chainId().value(), stored.customerIdentifier()))
                .orElseGet(() -> new SoftphoneAudience(id.value(), null));
        feed.follow(audience, visible, lastEventId, response);
    }

    private static ContactId valid(String contactId) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        return new ContactId(contactId);
    }
}
