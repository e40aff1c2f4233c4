package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.journey.Journey;
import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Perspective;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.RecordingLocations;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A contact's history as a journey.
@Tag(name = "Contacts")
@RestController
class JourneyController {

    private final VisibleContacts contacts;
    private final Journeys journeys;
    private final AuditTrail audit;

    JourneyController(VisibleContacts contacts, Journeys journeys, AuditTrail audit) {
        this.contacts = contacts;
        this.journeys = journeys;
        this.audit = audit;
    }

    /// Lower case, because that is how it is written in the query.
    enum View {
        friendly(Perspective.FRIENDLY),
        techy(Perspective.TECHY);

        private final Perspective perspective;

        View(Perspective perspective) {
            this.perspective = perspective;
        }
    }

    @Operation(
            operationId = "getJourney",
            summary = "A contact's history told step by step",
            description = "friendly: what the customer heard, pressed, waited for and whom they spoke to. techy: every"
                    + " block with its inputs and its outcome, attributes, Lambda calls with durations, errors, and what"
                    + " the other sources said in between; steps whose source tells no time come first. Of this leg"
                    + " only: steps that come from or lead to another leg name it. At most " + Journeys.MOST
                    + " entries of the history are read. Without the scope pii:read everything personal is masked;"
                    + " numbers of payment cards and secrets are masked for everybody.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.ACCEPT_LANGUAGE,
                            description = "Language of the texts: en or ja; en for all others",
                            schema = @Schema(type = "string")))
    @GetMapping(path = "/contacts/{contactId}/journey", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JourneyView> journey(
            @PathVariable String contactId,
            @Parameter(description = "For whom it is told") @RequestParam(defaultValue = "friendly") View view,
            HttpServletRequest request) {
        var stored = contacts.to(VisibleInstances.of(request))
                .find(ContactIdParameter.contact(contactId))
                .orElseThrow(() -> NotFound.ofThisId("No contact"));
        var language = language(request);
        audit.shows(request, AuditKind.VIEW, contactId);
        var told =
                journeys.of(stored, view.perspective, Clearance.of(request), RecordingLocations.of(request), language);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(JourneyView.of(contactId, view, told));
    }

    /// Who asks for none would get the language of the machine.
    private static Locale language(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Journey.LANGUAGES.getFirst();
        }
        return Collections.list(request.getLocales()).stream()
                .filter(Journey::isToldIn)
                .findFirst()
                .map(Journey::languageFor)
                .orElse(Journey.LANGUAGES.getFirst());
    }
}
