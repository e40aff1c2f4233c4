package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.masking.Clearance;
import io.contactstatus.recordings.ContactRecording;
import io.contactstatus.recordings.ContactRecordings;
import io.contactstatus.recordings.RecordingMedia;
import io.contactstatus.recordings.RecordingMedia.Wish;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was recorded of a contact, to be listed and heard.
@Tag(name = "Contacts")
@RestController
@RequestMapping("/contacts/{contactId}/recordings")
class RecordingController {

    private final ContactRecordings recordings;
    private final RecordingMedia media;
    private final AuditTrail audit;

    RecordingController(ContactRecordings recordings, RecordingMedia media, AuditTrail audit) {
        this.recordings = recordings;
        this.media = media;
        this.audit = audit;
    }

    @Operation(
            operationId = "getRecordings",
            summary = "What was recorded of a contact",
            description = "What Amazon Connect recorded is told by the contact record, which comes some time after the"
                    + " contact's end. Audio that the service has captured itself is there while it grows, and as long as"
                    + " it is kept, also when the contact has expired.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    RecordingsView recordings(@PathVariable String contactId, HttpServletRequest request) {
        var found = recordings.of(
                ContactIdParameter.contact(contactId), Clearance.of(request), VisibleInstances.of(request));
        audit.shows(request, AuditKind.RECORDINGS, contactId);
        return new RecordingsView(
                contactId, found.stream().map(ContactRecording::shown).toList());
    }

    @Operation(
            operationId = "getRecordingMedia",
            summary = "The audio, video or file of a recording",
            description =
                    "Of a recording in S3 a redirect to a URL that opens it for some minutes: ask anew when it has"
                            + " run out. Of captured audio its bytes, in parts too (`Range`, `If-Range`); while it grows a"
                            + " redirect to a cut that does not. The file of a chat needs `transcripts:read` and `pii:read` as"
                            + " well. Who hears what is audited, once in ten minutes.")
    @GetMapping("/{index}/media")
    void media(
            @PathVariable String contactId,
            @PathVariable @Min(0) int index,
            @Parameter(description = "To be kept. Needs `recordings:download` as well")
                    @RequestParam(defaultValue = "false")
                    boolean download,
            @Parameter(description = "Milliseconds at which captured audio is cut: the same bytes each time")
                    @RequestParam(required = false)
                    @Nullable
                    Long until,
            HttpServletRequest request,
            HttpServletResponse response) {
        media.answer(new Wish(ContactIdParameter.contact(contactId), index, download, until), request, response);
    }
}
