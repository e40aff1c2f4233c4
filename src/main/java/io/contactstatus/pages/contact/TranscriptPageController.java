package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.pages.card.TranscriptCards;
import io.contactstatus.transcripts.Transcripts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was said on a contact and what is said now, for its page and for the softphone's.
@Controller
@RequestMapping("/ui/contacts/{contactId}")
class TranscriptPageController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Transcripts transcripts;
    private final TranscriptCards cards;

    TranscriptPageController(Transcripts transcripts, TranscriptCards cards) {
        this.transcripts = transcripts;
        this.cards = cards;
    }

    @GetMapping("/transcript")
    String transcript(
            @PathVariable String contactId,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("transcript", cards.of(valid(contactId), cursor, request));
        return "contact-parts :: said";
    }

    @GetMapping(path = "/utterances", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void utterances(@PathVariable String contactId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        transcripts.follow(valid(contactId), HEARTBEAT, request, response);
    }

    private static ContactId valid(String contactId) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        return new ContactId(contactId);
    }
}
