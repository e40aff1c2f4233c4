package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.LiveSpectra;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How a captured call sounds, for programs. Pages have a path of their own: a session opens no API.
@RestController
@ConditionalOnSwitch(value = "contact-status.media.enabled", unless = "contact-status.init.enabled")
class SpectrumController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveSpectra spectra;

    SpectrumController(LiveSpectra spectra) {
        this.spectra = spectra;
    }

    @GetMapping(path = "/live/contacts/{contactId}/spectrum", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void spectrum(@PathVariable String contactId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!ContactId.isValid(contactId)) {
            throw new InvalidParameter("contactId", "has 1 to 256 visible characters");
        }
        spectra.follow(new ContactId(contactId), HEARTBEAT, request, response);
    }
}
