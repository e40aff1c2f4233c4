package io.contactstatus.web;

import io.contactstatus.transcripts.Transcripts;
import io.contactstatus.view.TranscriptView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was said or written on a contact, and what is said now.
@RestController
class TranscriptController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Transcripts transcripts;

    TranscriptController(Transcripts transcripts) {
        this.transcripts = transcripts;
    }

    @Tag(name = "Contacts")
    @Operation(
            operationId = "getTranscript",
            summary = "What was said or written on a contact",
            description = "Oldest first, with as many words as contact-status.transcripts.store lets be stored.")
    @GetMapping(path = "/contacts/{contactId}/transcript", produces = MediaType.APPLICATION_JSON_VALUE)
    TranscriptView transcript(
            @PathVariable String contactId,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        return transcripts.page(ContactIdParameter.contact(contactId), limit, cursor, request);
    }

    @Tag(name = "Live")
    @Operation(
            operationId = "followTranscript",
            summary = "What is said or written on a contact now",
            description =
                    "Events utterance, each of which replaces the one with its id, until end. What was said before"
                            + " does not come again.")
    @GetMapping(path = "/live/contacts/{contactId}/transcript", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(@PathVariable String contactId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        transcripts.follow(ContactIdParameter.contact(contactId), HEARTBEAT, request, response);
    }
}
