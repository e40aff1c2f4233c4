package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.audio.SpectrumFrames;
import java.util.List;

/// The spectrum of a call that another instance reads, out of what that one has stored: some seconds late, and without
/// another connection to the stream.
final class CommittedSpectrum {

    private final StoredRecordings recordings;
    private final ContactId contact;
    private List<SpectrumFrames> news = List.of();
    private StoredRecordings.Growth growth = StoredRecordings.Growth.NONE;

    CommittedSpectrum(StoredRecordings recordings, ContactId contact) {
        this.recordings = recordings;
        this.contact = contact;
    }

    /// Looks how far it has grown.
    void read() {
        var before = growth;
        growth = recordings.growth(contact, before);
        news = growth.since(before);
    }

    /// What had come when it was read last; the first time nothing, as only what comes from then on is news.
    List<SpectrumFrames> news() {
        return news;
    }

    /// Whether nothing is captured any more.
    boolean isOver() {
        return growth.isOver();
    }
}
