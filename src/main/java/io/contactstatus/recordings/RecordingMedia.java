package io.contactstatus.recordings;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioWave;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Answers requests for the media of a recording, those of the API and those of the pages alike.
@Component
public final class RecordingMedia {

    private final ContactRecordings recordings;
    private final ObjectProvider<AudioRuns> captured;
    private final RecordingBuckets buckets;
    private final AuditTrail audit;

    RecordingMedia(
            ContactRecordings recordings,
            ObjectProvider<AudioRuns> captured,
            RecordingBuckets buckets,
            AuditTrail audit) {
        this.recordings = recordings;
        this.captured = captured;
        this.buckets = buckets;
        this.audit = audit;
    }

    /// What is asked for of a recording.
    ///
    /// @param download to be kept instead of heard
    /// @param until milliseconds of a growing recording, at which it is cut; null for all that is there
    public record Wish(
            ContactId contact,
            int index,
            boolean download,
            @Nullable Long until) {

        public Wish {
            if (until != null && until < 1) {
                throw new InvalidParameter("until", "is at least 1");
            }
        }
    }

    /// @throws ProblemException where there is nothing to hear, with the reason
    public void answer(Wish wish, HttpServletRequest request, HttpServletResponse response) {
        if (wish.download() && !request.isUserInRole("SCOPE_recordings:download")) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Loading a recording to keep it needs the scope recordings:download");
        }
        var recording = recordings.find(wish.contact(), wish.index(), Veil.DRAWN, VisibleInstances.of(request));
        if (recording.kind() == MediaKind.CHAT) {
            refuseUnlessWordsAreRead(request);
        }
        switch (recording.source()) {
            case MediaSource.Missing missing -> throw missing.problem();
            case MediaSource.InBucket(var bucket, var object) -> {
                var mediaType = recording.kind().mediaTypeOf(object.fileName());
                var url = buckets.signed(bucket, object, mediaType, disposition(wish, object.fileName()));
                handOut(wish, request);
                response.setStatus(HttpStatus.FOUND.value());
                response.setHeader(HttpHeaders.LOCATION, url.toString());
            }
            case MediaSource.Captured held ->
                new CapturedAnswer(captured.getObject(), held.run(), held.track(), wish)
                        .to(request, response, () -> handOut(wish, request));
        }
    }

    /// How loud both sides were; empty where that is not known, as of recordings in S3.
    public Optional<AudioWave> levels(ContactId contact, int index, int points, HttpServletRequest request) {
        return recordings
                                .find(contact, index, Veil.DRAWN, VisibleInstances.of(request))
                                .source()
                        instanceof MediaSource.Captured held
                ? captured.getObject().wave(held.run(), points)
                : Optional.empty();
    }

    /// The object cannot be masked, as the conversation on the page is.
    private static void refuseUnlessWordsAreRead(HttpServletRequest request) {
        if (!request.isUserInRole("SCOPE_transcripts:read") || Clearance.of(request) != Veil.LIFTED) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "The file of a chat needs the scopes transcripts:read and pii:read");
        }
    }

    private void handOut(Wish wish, HttpServletRequest request) {
        var kind = wish.download() ? AuditKind.DOWNLOAD : AuditKind.PLAYBACK;
        audit.handsOut(request, kind, wish.contact().value(), wish.index());
    }

    static String disposition(Wish wish, String fileName) {
        var how = wish.download() ? ContentDisposition.attachment() : ContentDisposition.inline();
        return how.filename(fileName, StandardCharsets.UTF_8).build().toString();
    }
}
