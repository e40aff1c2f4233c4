package io.contactstatus.audit;

import io.contactstatus.identity.IdentifierDigests;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes down what a request shows or changes. The line is written when the request has ended.
///
/// What is shown counts where it is shown unmasked; look-ups and changes always.
@Component
public class AuditTrail {

    private final IdentifierDigests digests;
    private final AuditLog log;
    private final HandedOut handedOut;
    private final HandedOut refused;

    AuditTrail(IdentifierDigests digests, AuditLog log, Clock clock) {
        this.digests = digests;
        this.log = log;
        this.handedOut = new HandedOut(clock);
        this.refused = new HandedOut(clock);
    }

    public void shows(HttpServletRequest request, AuditKind kind, String contactId) {
        shows(request, kind, List.of(contactId));
    }

    /// Nothing is taken down of a caller who sees it masked; words and recordings cannot be masked altogether.
    public void shows(HttpServletRequest request, AuditKind kind, Collection<String> contactIds) {
        if (kind == AuditKind.RECORDINGS || kind == AuditKind.TRANSCRIPT || Clearance.of(request) == Veil.LIFTED) {
            AuditEntry.of(request, kind).addContacts(contactIds);
        }
    }

    /// Writes a line of what was shown so far, as one has room for a page; the next one begins with what is shown next.
    public void turnsPage(HttpServletRequest request) {
        var entry = AuditEntry.of(request);
        if (entry != null) {
            log.write(request, entry, AuditOutcome.DONE);
            AuditEntry.end(request);
        }
    }

    /// Of a list that asks again every few seconds: each contact once for a caller and ten minutes.
    public void keepsShowing(HttpServletRequest request, Collection<String> contactIds) {
        if (Clearance.of(request) == Veil.LIFTED) {
            var caller = request.getRemoteUser();
            var fresh = contactIds.stream()
                    .filter(id -> handedOut.isNew(new HandedOut.Recording(caller, AuditKind.LIST, id, 0)))
                    .toList();
            if (!fresh.isEmpty()) {
                shows(request, AuditKind.LIST, fresh);
            }
        }
    }

    /// Once for a caller, a recording and ten minutes: a player asks again for each stretch that it plays.
    ///
    /// @param index of the recording
    public void handsOut(HttpServletRequest request, AuditKind kind, String contactId, int index) {
        if (handedOut.isNew(new HandedOut.Recording(request.getRemoteUser(), kind, contactId, index))) {
            var entry = AuditEntry.of(request, kind);
            entry.addContacts(List.of(contactId));
            entry.setRecording(index);
        }
    }

    public void changes(HttpServletRequest request, String contactId) {
        AuditEntry.of(request, AuditKind.CHANGE).addContacts(List.of(contactId));
    }

    public void stops(HttpServletRequest request, String contactId) {
        AuditEntry.of(request, AuditKind.STOP).addContacts(List.of(contactId));
    }

    /// @param kind of what is done with the letters
    public void letters(HttpServletRequest request, AuditKind kind, Collection<String> ids) {
        AuditEntry.of(request, kind).addLetters(ids);
    }

    /// @param identifier in its normal form
    public void looksUp(HttpServletRequest request, String identifier) {
        AuditEntry.of(request, AuditKind.LOOKUP).addCustomer(digests.of(identifier));
    }

    /// @param identifier in its normal form
    public void erases(HttpServletRequest request, String identifier) {
        AuditEntry.of(request, AuditKind.ERASURE).addCustomer(digests.of(identifier));
    }

    /// Of screens on walls: that one shows the wall, not what.
    public void displays(HttpServletRequest request) {
        AuditEntry.of(request, AuditKind.DISPLAY);
    }

    /// Where the status of the answer does not tell it.
    public void ends(HttpServletRequest request, AuditOutcome outcome) {
        var entry = AuditEntry.of(request);
        if (entry != null) {
            entry.setOutcome(outcome);
        }
    }

    /// What was refused before the code was reached that knows what it is about. Once for a caller, an operation and
    /// ten minutes: a caller without the right may ask as often as they like.
    ///
    /// @param pattern of the path
    public void refuses(HttpServletRequest request, AuditKind kind, String pattern) {
        var operation = request.getMethod() + " " + pattern;
        if (refused.isNew(new HandedOut.Recording(request.getRemoteUser(), kind, operation, 0))) {
            log.writeRefused(request, kind, operation);
        }
    }

    /// Writes a line now, and another one when the stream of that contact ends, for callers who may see personal data
    /// as well: what is heard cannot be masked.
    public void opens(HttpServletRequest request, String contactId) {
        var entry = AuditEntry.of(request, AuditKind.STREAM_OPENED);
        entry.addContacts(List.of(contactId));
        log.write(request, entry, AuditOutcome.DONE);
        AuditEntry.of(request, AuditKind.STREAM_ENDED);
    }

    /// Writes a line now, and another one when the stream ends.
    ///
    /// @param filters names of the parameters by which the stream may be filtered
    public void opens(HttpServletRequest request, Collection<String> filters) {
        if (AuditEntry.of(request) == null && Clearance.of(request) == Veil.DRAWN) {
            return;
        }
        var entry = AuditEntry.of(request, AuditKind.STREAM_OPENED);
        entry.addFilters(filters.stream()
                .filter(name -> request.getParameter(name) != null)
                .toList());
        log.write(request, entry, AuditOutcome.DONE);
        AuditEntry.of(request, AuditKind.STREAM_ENDED);
    }
}
