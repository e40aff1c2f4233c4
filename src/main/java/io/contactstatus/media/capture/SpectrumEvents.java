package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.live.EventSource;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.media.audio.SpectrumFrames;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What one reader is sent of a call: as this instance hears it, or as another one has committed it.
final class SpectrumEvents implements EventSource {

    /// How often it is looked what another instance has committed.
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final ContactId contact;
    private final Listening listening;
    private final Listening.Listener listener;
    private final CommittedSpectrum committed;
    private final JsonMapper json;
    private long lookedAt = System.nanoTime() - ROUND.toNanos();
    private boolean over;

    SpectrumEvents(
            ContactId contact,
            Listening listening,
            Listening.Listener listener,
            CommittedSpectrum committed,
            JsonMapper json) {
        this.contact = contact;
        this.listening = listening;
        this.listener = listener;
        this.committed = committed;
        this.json = json;
    }

    @Override
    public List<ServerEvent> next(Duration patience) throws InterruptedException {
        var frames = listener.next(patience);
        if (frames != null) {
            return List.of(event(frames));
        }
        var isDue = System.nanoTime() - lookedAt >= ROUND.toNanos();
        return isDue && !listening.isCaptured(contact) ? committed() : List.of();
    }

    private List<ServerEvent> committed() {
        lookedAt = System.nanoTime();
        try {
            committed.read();
        } catch (StoreUnavailable | ObjectStoreUnavailable away) {
            // The stream has begun, and no problem can be answered any more: it is asked again.
            return List.of();
        }
        var events = new ArrayList<ServerEvent>();
        committed.news().forEach(frames -> events.add(event(frames)));
        if (committed.isOver()) {
            over = true;
            events.add(new ServerEvent("end", "{}"));
        }
        return events;
    }

    private ServerEvent event(SpectrumFrames frames) {
        return new ServerEvent("spectrum", json.writeValueAsString(SpectrumMessage.of(frames)));
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        listening.close(contact, listener);
    }
}
