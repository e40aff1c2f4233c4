package io.contactstatus.transcripts;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import io.contactstatus.live.EventStreams;
import io.contactstatus.live.LiveSpeech;
import io.contactstatus.live.SpeechEvents;
import io.contactstatus.masking.Clearance;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.TranscriptView;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The words of contacts. Whether a caller may read them has been asked before: they are behind a scope of their own.
@Component
public class Transcripts {

    private final VisibleContacts contacts;
    private final Cursors cursors;
    private final LiveSpeech speech;
    private final EventStreams streams;
    private final AuditTrail audit;
    private final JsonMapper json;

    Transcripts(
            VisibleContacts contacts,
            Cursors cursors,
            LiveSpeech speech,
            EventStreams streams,
            AuditTrail audit,
            JsonMapper json) {
        this.contacts = contacts;
        this.cursors = cursors;
        this.speech = speech;
        this.streams = streams;
        this.audit = audit;
        this.json = json;
    }

    /// @throws NotFound where there is no such contact
    public TranscriptView page(ContactId id, int limit, @Nullable String cursor, HttpServletRequest request) {
        return page(id, "/contacts/transcript", ContactReader::transcript, limit, cursor, request);
    }

    /// What was said last, in its order. The next page is what was said before it.
    ///
    /// @throws NotFound where there is no such contact
    public TranscriptView latest(ContactId id, int limit, @Nullable String cursor, HttpServletRequest request) {
        return page(id, "/ui/contacts/transcript", ContactReader::latestTranscript, limit, cursor, request);
    }

    private TranscriptView page(
            ContactId id,
            String path,
            Reading reading,
            int limit,
            @Nullable String cursor,
            HttpServletRequest request) {
        var readable = contacts.to(VisibleInstances.of(request));
        var stored = known(id, readable);
        audit.shows(request, AuditKind.TRANSCRIPT, id.value());
        var query = CursorQuery.of(path, id);
        var origin = stored.snapshot().insights().origin();
        var page = reading.page(readable, id, origin, limit, cursors.opened(cursor, query));
        return TranscriptView.of(stored, page, Clearance.of(request), cursors.sealed(page.next(), query));
    }

    private interface Reading {

        Page<Utterance> page(
                ContactReader contacts, ContactId id, Utterance.Origin origin, int limit, @Nullable String position);
    }

    /// Writes what is said as server-sent events. Blocks the calling thread, which has to be a virtual one.
    ///
    /// @throws NotFound where there is no such contact
    public void follow(ContactId id, Duration heartbeat, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var readable = contacts.to(VisibleInstances.of(request));
        known(id, readable);
        audit.opens(request, id.value());
        streams.follow(
                EventStreams.Followed.TRANSCRIPT,
                () -> new SpeechEvents(id, speech, () -> isOver(id, readable), json),
                heartbeat,
                request,
                response);
    }

    private static boolean isOver(ContactId id, ContactReader contacts) {
        try {
            return contacts.find(id).map(TranscriptView::isFinal).orElse(true);
        } catch (StoreUnavailable away) {
            // The stream has begun, and no problem can be answered any more: it is asked again.
            return false;
        }
    }

    private static StoredContact known(ContactId id, ContactReader contacts) {
        return contacts.find(id).orElseThrow(() -> NotFound.ofThisId("No contact"));
    }
}
