package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.SpectrumFrames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who looks at the spectrum of which call. It is worked out once for all of them, and only while there is one.
///
/// A listener that is slow loses the oldest: a spectrum that is late is worth nothing, and a capture waits for none.
public final class Listening {

    /// Some seconds.
    private static final int MOST_WAITING = 16;

    private static final int MOST_LISTENERS = 1_000;

    private final Map<ContactId, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final Set<ContactId> captured = ConcurrentHashMap.newKeySet();

    /// One who looks.
    public static final class Listener {

        private final BlockingQueue<SpectrumFrames> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

        private synchronized void offer(SpectrumFrames frames) {
            while (!waiting.offer(frames)) {
                waiting.poll();
            }
        }

        /// Null when nothing has come in that time.
        public @Nullable SpectrumFrames next(Duration time) throws InterruptedException {
            return waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Null where too many look already.
    public @Nullable Listener open(ContactId contact) {
        if (listeners.values().stream().mapToInt(Set::size).sum() >= MOST_LISTENERS) {
            return null;
        }
        var listener = new Listener();
        listeners.compute(contact, (id, those) -> {
            var all = those == null ? ConcurrentHashMap.<Listener>newKeySet() : those;
            all.add(listener);
            return all;
        });
        return listener;
    }

    public void close(ContactId contact, Listener listener) {
        listeners.computeIfPresent(contact, (id, those) -> {
            those.remove(listener);
            return those.isEmpty() ? null : those;
        });
    }

    /// Whether this instance reads the call itself.
    public boolean isCaptured(ContactId contact) {
        return captured.contains(contact);
    }

    void heard(ContactId contact, Position start, List<SampleSpan> spans) {
        captured.add(contact);
        var those = listeners.get(contact);
        if (those == null) {
            return;
        }
        for (var frames : SpectrumFrames.of(start.startMillis(), spans)) {
            those.forEach(listener -> listener.offer(frames));
        }
    }

    void ended(ContactId contact) {
        captured.remove(contact);
    }
}
