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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who looks at the spectrum of which call. It is worked out once for all of them, and only while there is one.
///
/// A listener that is slow loses the oldest: a spectrum that is late is worth nothing, and a capture waits for none.
final class Listening {

    /// Of both sides what another instance stores at once, a second in each.
    private static final int MOST_WAITING = 64;

    private static final int MOST_LISTENERS = 1_000;

    private final Map<ContactId, Audience> audiences = new ConcurrentHashMap<>();
    private final Set<ContactId> captured = ConcurrentHashMap.newKeySet();
    private final Function<ContactId, CommittedSpectrum> committed;

    /// @param committed makes what all who look at a call share where another instance reads it
    Listening(Function<ContactId, CommittedSpectrum> committed) {
        this.committed = committed;
    }

    /// All who look at one call.
    private record Audience(Set<Listener> listeners, CommittedSpectrum committed) {

        void tell(SpectrumFrames frames) {
            listeners.forEach(listener -> listener.offer(frames));
        }
    }

    /// One who looks.
    final class Listener {

        private final BlockingQueue<SpectrumFrames> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private final ContactId contact;
        private final Audience audience;

        private Listener(ContactId contact, Audience audience) {
            this.contact = contact;
            this.audience = audience;
        }

        private synchronized void offer(SpectrumFrames frames) {
            while (!waiting.offer(frames)) {
                waiting.poll();
            }
        }

        /// Null when nothing has come in that time.
        @Nullable
        SpectrumFrames next(Duration time) throws InterruptedException {
            return waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        /// Looks what another instance has stored, where none of those who look has done so just now, and tells all of
        /// them.
        ///
        /// @return whether nothing more will come
        boolean look() {
            if (captured.contains(contact)) {
                return false;
            }
            audience.committed().readIfDue().forEach(audience::tell);
            return audience.committed().isOver() && waiting.isEmpty();
        }

        void close() {
            audiences.computeIfPresent(contact, (id, all) -> {
                all.listeners().remove(this);
                return all.listeners().isEmpty() ? null : all;
            });
        }
    }

    /// Null where too many look already.
    @Nullable
    Listener open(ContactId contact) {
        if (audiences.values().stream().mapToInt(all -> all.listeners().size()).sum() >= MOST_LISTENERS) {
            return null;
        }
        var listener = new Listener[1];
        audiences.compute(contact, (id, known) -> {
            var all = known == null ? new Audience(ConcurrentHashMap.newKeySet(), committed.apply(contact)) : known;
            listener[0] = new Listener(contact, all);
            all.listeners().add(listener[0]);
            return all;
        });
        return listener[0];
    }

    /// Whether this instance reads the call itself.
    boolean isCaptured(ContactId contact) {
        return captured.contains(contact);
    }

    void heard(ContactId contact, Position start, List<SampleSpan> spans) {
        captured.add(contact);
        var all = audiences.get(contact);
        if (all != null) {
            SpectrumFrames.of(start.startMillis(), spans).forEach(all::tell);
        }
    }

    void ended(ContactId contact) {
        captured.remove(contact);
    }
}
