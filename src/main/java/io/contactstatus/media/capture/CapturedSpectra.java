package io.contactstatus.media.capture;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.live.EventStreams;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.LiveSpectra;
import io.contactstatus.problems.NotFound;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/// The spectra of the calls that this instance captures, and of those that others do.
final class CapturedSpectra implements LiveSpectra {

    private final Listening listening;
    private final CaptureStore captures;
    private final VisibleContacts contacts;
    private final EventStreams streams;
    private final AuditTrail audit;
    private final JsonMapper json;

    CapturedSpectra(
            Listening listening,
            CaptureStore captures,
            VisibleContacts contacts,
            EventStreams streams,
            AuditTrail audit,
            JsonMapper json) {
        this.listening = listening;
        this.captures = captures;
        this.contacts = contacts;
        this.streams = streams;
        this.audit = audit;
        this.json = json;
    }

    @Override
    public boolean isCaptured(ContactId contact) {
        return listening.isCaptured(contact)
                || captures.find(contact).filter(CapturedSpectra::goesOn).isPresent();
    }

    private static boolean goesOn(Capture capture) {
        var order = capture.order();
        return order != null
                && order.stoppedAt() == null
                && (capture.runs().isEmpty()
                        || RecordedRun.of(capture.runs().lastEntry().getValue())
                                .state()
                                .equals(State.CAPTURING.name()));
    }

    @Override
    public void follow(ContactId contact, Duration heartbeat, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!contacts.isVisible(contact, VisibleInstances.of(request))
                || captures.find(contact).isEmpty()) {
            throw NotFound.ofThisId("No captured contact");
        }
        audit.opens(request, contact.value());
        streams.follow(EventStreams.Followed.SPECTRUM, () -> opened(contact), heartbeat, request, response);
    }

    private SpectrumEvents opened(ContactId contact) {
        var listener = listening.open(contact);
        if (listener == null) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "too many look at spectra already");
        }
        return new SpectrumEvents(listener, json);
    }
}
