package io.contactstatus.live;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import io.contactstatus.store.SpeechListener;
import io.contactstatus.view.UtteranceView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;

/// What is said on contacts now, for those who listen, on this instance and by the [Bus] on the others. Masked before
/// it goes anywhere, and kept nowhere: one who comes late has missed it.
///
/// A listener that is slow loses the oldest.
public final class LiveSpeech implements SpeechListener {

    private static final int MOST_WAITING = 200;

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final ObjectProvider<Bus> buses;

    LiveSpeech(ObjectProvider<Bus> buses) {
        this.buses = buses;
    }

    /// @param over nothing more comes
    record Message(String contactId, List<UtteranceView> utterances, boolean over) {

        Message {
            utterances = List.copyOf(utterances);
        }
    }

    /// One who listens.
    public static final class Listener {

        private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

        private synchronized void offer(Message message) {
            while (!waiting.offer(message)) {
                waiting.poll();
            }
        }

        /// Empty when nothing has come in that time.
        List<Message> next(Duration patience) throws InterruptedException {
            var first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return List.of();
            }
            var all = new ArrayList<>(List.of(first));
            waiting.drainTo(all);
            return all;
        }
    }

    Listener open(ContactId contact) {
        var listener = new Listener();
        listeners.compute(contact.value(), (id, those) -> {
            var all = those == null ? ConcurrentHashMap.<Listener>newKeySet() : those;
            all.add(listener);
            return all;
        });
        return listener;
    }

    void close(ContactId contact, Listener listener) {
        listeners.computeIfPresent(contact.value(), (id, those) -> {
            those.remove(listener);
            return those.isEmpty() ? null : those;
        });
    }

    @Override
    public void said(ContactId contact, List<Utterance> utterances) {
        var bus = buses.getIfAvailable(() -> Bus.NONE);
        if (bus.isEnabled() || listeners.containsKey(contact.value())) {
            var shown = utterances.stream().map(UtteranceView::live).toList();
            publish(bus, new Message(contact.value(), shown, false));
        }
    }

    @Override
    public void over(ContactId contact) {
        publish(buses.getIfAvailable(() -> Bus.NONE), new Message(contact.value(), List.of(), true));
    }

    private void publish(Bus bus, Message message) {
        offer(message);
        if (bus.isEnabled()) {
            bus.publish(message);
        }
    }

    void offer(Message message) {
        var those = listeners.get(message.contactId());
        if (those != null) {
            those.forEach(listener -> listener.offer(message));
        }
    }
}
