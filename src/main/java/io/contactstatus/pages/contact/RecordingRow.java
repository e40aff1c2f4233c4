package io.contactstatus.pages.contact;

import io.contactstatus.contact.Phase;
import io.contactstatus.recordings.ContactRecording;
import io.contactstatus.recordings.MediaKind;
import io.contactstatus.recordings.Obstacle;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.RecordingView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One recording on the page of its contact.
///
/// @param obstacle why there is nothing to hear; null where there is
/// @param startsAt of its first sound, to find phases of the contact in it; null when that cannot be told
/// @param growing whether there is more of it every moment
record RecordingRow(
        RecordingView told,
        MediaKind kind,
        @Nullable Obstacle obstacle,
        @Nullable Instant startsAt,
        boolean captured,
        boolean growing) {

    static List<RecordingRow> of(StoredContact stored, List<ContactRecording> recordings) {
        var answered = answeredAt(stored);
        return recordings.stream()
                .map(one -> new RecordingRow(
                        one.shown(),
                        one.kind(),
                        one.obstacle(),
                        startsAt(one, answered),
                        one.captured(),
                        one.growing()))
                .toList();
    }

    /// Contact records mostly leave it out for S3. Amazon Connect records from when the agent is there, but for what is
    /// recorded of the flow.
    private static @Nullable Instant startsAt(ContactRecording recording, @Nullable Instant answered) {
        var told = recording.shown().startedAt();
        var isOfFlow = "IVR".equals(recording.shown().participantType());
        return told != null || isOfFlow ? told : answered;
    }

    private static @Nullable Instant answeredAt(StoredContact stored) {
        return stored.snapshot().course().phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.WITH_AGENT)
                .map(Phase::from)
                .findFirst()
                .orElse(null);
    }

    /// In a player of the page; everything else has a page of its own, or is the browser's to show.
    public boolean isPlayed() {
        return obstacle == null && kind == MediaKind.AUDIO;
    }
}
