package io.contactstatus.live;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/// What one reader is sent of what is said on a contact.
public final class SpeechEvents implements EventSource {

    /// How often it is looked whether the contact is over, where nothing says so.
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final ContactId contact;
    private final LiveSpeech speech;
    private final LiveSpeech.Listener listener;
    private final BooleanSupplier settled;
    private final JsonMapper json;
    private long lookedAt = System.nanoTime() - ROUND.toNanos();
    private boolean over;

    /// @param settled whether nothing is said any more, as the store has it
    public SpeechEvents(ContactId contact, LiveSpeech speech, BooleanSupplier settled, JsonMapper json) {
        this.contact = contact;
        this.speech = speech;
        this.listener = speech.open(contact);
        this.settled = settled;
        this.json = json;
    }

    @Override
    public List<ServerEvent> next(Duration patience) throws InterruptedException {
        var events = new ArrayList<ServerEvent>();
        for (var message : listener.next(patience)) {
            for (var utterance : message.utterances()) {
                events.add(new ServerEvent("utterance", json.writeValueAsString(utterance)));
            }
            over |= message.over();
        }
        if (!over && System.nanoTime() - lookedAt >= ROUND.toNanos()) {
            lookedAt = System.nanoTime();
            over = settled.getAsBoolean();
        }
        if (over) {
            events.add(new ServerEvent("end", "{}"));
        }
        return events;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        speech.close(contact, listener);
    }
}
