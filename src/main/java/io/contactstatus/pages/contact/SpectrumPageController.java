package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.LiveSpectra;
import io.contactstatus.pages.NoSuchPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// How a contact sounds now, for its page and for the softphone's. Browsers send cookies with it, and the API takes
/// none.
@Controller
class SpectrumPageController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final ObjectProvider<LiveSpectra> spectra;

    SpectrumPageController(ObjectProvider<LiveSpectra> spectra) {
        this.spectra = spectra;
    }

    @GetMapping(path = "/ui/contacts/{contactId}/spectrum", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void spectrum(@PathVariable String contactId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var captured = spectra.getIfAvailable();
        if (captured == null || !ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        captured.follow(new ContactId(contactId), HEARTBEAT, request, response);
    }
}
