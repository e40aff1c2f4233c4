package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioWave;
import io.contactstatus.pages.NoSuchPage;
import io.contactstatus.recordings.ChatTranscripts;
import io.contactstatus.recordings.RecordingMedia;
import io.contactstatus.recordings.RecordingMedia.Wish;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// What the player of a contact's page asks for. Browsers send cookies with it, and the API takes none.
@Controller
@RequestMapping("/ui/contacts/{contactId}/recordings/{index}")
class RecordingPageController {

    /// As many as a wide screen has room for.
    private static final int POINTS = 600;

    private final RecordingMedia media;
    private final ChatTranscripts transcripts;

    RecordingPageController(RecordingMedia media, ChatTranscripts transcripts) {
        this.media = media;
        this.transcripts = transcripts;
    }

    @GetMapping("/media")
    void media(
            @PathVariable String contactId,
            @PathVariable int index,
            @RequestParam(defaultValue = "false") boolean download,
            @RequestParam(required = false) @Nullable Long until,
            HttpServletRequest request,
            HttpServletResponse response) {
        media.answer(new Wish(valid(contactId), index, download, until), request, response);
    }

    @ResponseBody
    @GetMapping(path = "/levels", produces = MediaType.APPLICATION_JSON_VALUE)
    AudioWave levels(@PathVariable String contactId, @PathVariable int index, HttpServletRequest request) {
        return media.levels(valid(contactId), index, POINTS, request).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/conversation")
    String conversation(
            @PathVariable String contactId, @PathVariable int index, HttpServletRequest request, Model model) {
        model.addAttribute("contactId", contactId);
        model.addAttribute("transcript", transcripts.read(valid(contactId), index, request));
        return "conversation";
    }

    private static ContactId valid(String contactId) {
        if (!ContactId.isValid(contactId)) {
            throw new NoSuchPage();
        }
        return new ContactId(contactId);
    }
}
