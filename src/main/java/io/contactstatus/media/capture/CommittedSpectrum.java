package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.audio.SpectrumFrames;
import io.contactstatus.media.capture.GrowingRecordings.Growth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The spectrum of a call that another instance reads, out of what that one has stored: some seconds late, and without
/// another connection to the stream. One for all who look at the call.
final class CommittedSpectrum {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final GrowingRecordings recordings;
    private final Predicate<ContactId> isActive;
    private final ContactId contact;
    private final ReentrantLock reading = new ReentrantLock();
    private Growth growth = Growth.NONE;
    private long readAt = System.nanoTime() - ROUND.toNanos();
    private volatile boolean over;

    /// @param isActive whether a contact goes on: one that is over without a recording will have none
    CommittedSpectrum(GrowingRecordings recordings, Predicate<ContactId> isActive, ContactId contact) {
        this.recordings = recordings;
        this.isActive = isActive;
        this.contact = contact;
    }

    /// What has come since it was read last, if that was a while ago and it is not being read just now. The first time
    /// nothing, as only what comes from then on is news.
    List<SpectrumFrames> readIfDue() {
        if (!reading.tryLock()) {
            return List.of();
        }
        try {
            if (System.nanoTime() - readAt < ROUND.toNanos()) {
                return List.of();
            }
            readAt = System.nanoTime();
            return read();
        } finally {
            reading.unlock();
        }
    }

    List<SpectrumFrames> read() {
        growth = recordings.growth(contact, growth);
        over = growth.isOver() || (!growth.isBegun() && !isActive.test(contact));
        return growth.frames();
    }

    /// Whether nothing is captured any more.
    boolean isOver() {
        return over;
    }
}
