package io.contactstatus.recordings;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.problems.NotFound;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Reads transcripts of chats out of S3. A few at a time: each may be as large as what is held of it.
@Component
public final class ChatTranscripts {

    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ContactRecordings recordings;
    private final RecordingBuckets buckets;
    private final ChatTranscriptReader reader;
    private final AuditTrail audit;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ChatTranscripts(
            ContactRecordings recordings, RecordingBuckets buckets, ChatTranscriptReader reader, AuditTrail audit) {
        this.recordings = recordings;
        this.buckets = buckets;
        this.reader = reader;
        this.audit = audit;
    }

    /// @throws ProblemException where there is none to read, with the reason
    public ChatTranscript read(ContactId contact, int index, HttpServletRequest request) {
        var veil = Clearance.of(request);
        var recording = recordings.find(contact, index, veil, VisibleInstances.of(request));
        if (recording.kind() != MediaKind.CHAT) {
            throw new NotFound("The recording of this number is no chat");
        }
        var transcript = switch (recording.source()) {
            case MediaSource.Missing missing -> throw missing.problem();
            case MediaSource.Captured captured -> throw new IllegalStateException("chats are not captured");
            case MediaSource.InBucket(var bucket, var object) -> {
                enter();
                try {
                    yield reader.read(buckets.read(bucket, object, MOST_BYTES), veil);
                } finally {
                    places.release();
                }
            }
        };
        audit.handsOut(request, AuditKind.TRANSCRIPT, contact.value(), index);
        return transcript;
    }

    private void enter() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.UNAVAILABLE, "Too many transcripts are being read");
    }
}
