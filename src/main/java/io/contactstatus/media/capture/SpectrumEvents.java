package io.contactstatus.media.capture;

import io.contactstatus.live.EventSource;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What one reader is sent of a call: as this instance hears it, or as another one has committed it.
final class SpectrumEvents implements EventSource {

    private final Listening.Listener listener;
    private final JsonMapper json;
    private boolean over;

    SpectrumEvents(Listening.Listener listener, JsonMapper json) {
        this.listener = listener;
        this.json = json;
    }

    @Override
    public List<ServerEvent> next(Duration patience) throws InterruptedException {
        var frames = listener.next(patience);
        if (frames != null) {
            return List.of(new ServerEvent("spectrum", json.writeValueAsString(SpectrumMessage.of(frames))));
        }
        try {
            over = listener.look();
        } catch (StoreUnavailable | ObjectStoreUnavailable away) {
            // The stream has begun, and no problem can be answered any more: it is asked again.
            return List.of();
        }
        return over ? List.of(new ServerEvent("end", "{}")) : List.of();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        listener.close();
    }
}
