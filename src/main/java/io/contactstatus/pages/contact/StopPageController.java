package io.contactstatus.pages.contact;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.connect.ContactStops;
import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.card.ContactCards;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriComponentsBuilder;

/// Asks back, and then has a contact ended.
@Controller
@RequestMapping("/ui/contacts/{contactId}/stop")
@ConditionalOnSwitch(value = "contact-status.connect.enabled", byDefault = true)
class StopPageController {

    private final ContactCards cards;
    private final ContactStops stops;
    private final AuditTrail audit;

    StopPageController(ContactCards cards, ContactStops stops, AuditTrail audit) {
        this.cards = cards;
        this.stops = stops;
        this.audit = audit;
    }

    @GetMapping
    String ask(@PathVariable String contactId, HttpServletRequest request, Model model) {
        var loaded =
                cards.find(contactId, Map.of(), VisibleInstances.of(request)).orElseThrow(NoSuchPage::new);
        var seen = loaded.stored().snapshot();
        audit.shows(request, AuditKind.VIEW, contactId);
        model.addAttribute("card", cards.card(loaded, Clearance.of(request), Clearance.readsWords(request)));
        model.addAttribute("stoppable", seen.isStoppable());
        model.addAttribute("waitsForCallback", seen.isRequestedCallback());
        return "stop";
    }

    @PostMapping
    String stop(@PathVariable String contactId, HttpServletRequest request) {
        var loaded =
                cards.find(contactId, Map.of(), VisibleInstances.of(request)).orElseThrow(NoSuchPage::new);
        audit.stops(request, contactId);
        var answer = stops.stop(loaded.stored().snapshot());
        return "redirect:"
                + UriComponentsBuilder.fromPath("/ui/contacts/{id}")
                        .queryParam("told", StopResult.of(answer))
                        .encode()
                        .buildAndExpand(new ContactId(contactId).value())
                        .toUriString();
    }
}
