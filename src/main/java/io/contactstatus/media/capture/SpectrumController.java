package io.contactstatus.media.capture;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.media.files.MediaStoreUnavailable;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.NotFound;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.switches.ConditionalOnSwitch;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// How a captured call sounds, as server-sent events: one for each side and about a second of it.
///
/// A stream occupies its request's thread, a virtual one, until it ends.
@RestController
@ConditionalOnSwitch(value = "contact-status.media.enabled", unless = "contact-status.init.enabled")
class SpectrumController {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int ROUNDS_UNTIL_HEARTBEAT = 10;

    private final Listening listening;
    private final CaptureStore captures;
    private final StoredRecordings recordings;
    private final JsonMapper json;
    private final AuditTrail audit;

    SpectrumController(
            Listening listening,
            CaptureStore captures,
            StoredRecordings recordings,
            JsonMapper json,
            AuditTrail audit) {
        this.listening = listening;
        this.captures = captures;
        this.recordings = recordings;
        this.json = json;
        this.audit = audit;
    }

    @GetMapping(path = "/live/contacts/{contactId}/spectrum", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void spectrum(@PathVariable String contactId, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!ContactId.isValid(contactId)) {
            throw new InvalidParameter("contactId", "has 1 to 256 visible characters");
        }
        var contact = new ContactId(contactId);
        if (captures.find(contact).isEmpty()) {
            throw NotFound.ofThisId("No captured contact");
        }
        var listener = listening.open(contact);
        if (listener == null) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "too many look at spectra already");
        }
        try {
            audit.shows(request, AuditKind.RECORDINGS, contactId);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            write(contact, listener, response.getOutputStream());
        } finally {
            listening.close(contact, listener);
        }
    }

    private void write(ContactId contact, Listening.Listener listener, ServletOutputStream out)
            throws IOException, InterruptedException {
        out.print(":\n\n");
        out.flush();
        var committed = new CommittedSpectrum(recordings, contact);
        for (var quiet = 0; ; quiet++) {
            var frames = listener.next(ROUND);
            if (frames != null) {
                send(out, SpectrumMessage.of(frames));
                quiet = 0;
            } else if (!listening.isCaptured(contact) && isReadable(committed)) {
                for (var message : committed.news()) {
                    send(out, SpectrumMessage.of(message));
                }
                if (committed.isOver()) {
                    out.print("event: end\ndata: {}\n\n");
                    out.flush();
                    return;
                }
            }
            if (quiet >= ROUNDS_UNTIL_HEARTBEAT) {
                out.print(":\n\n");
                out.flush();
                quiet = 0;
            }
        }
    }

    /// A store that is away is asked again: the stream has begun, and no problem can be answered any more.
    private static boolean isReadable(CommittedSpectrum committed) {
        try {
            committed.read();
            return true;
        } catch (StoreUnavailable | MediaStoreUnavailable away) {
            return false;
        }
    }

    private void send(ServletOutputStream out, SpectrumMessage message) throws IOException {
        out.print("event: spectrum\ndata: ");
        out.write(json.writeValueAsBytes(message));
        out.print("\n\n");
        out.flush();
    }
}
