package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.PastChain;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Contacts as they were, out of `ContactHistory`.
final class ContactPasts implements PastChain.Histories {

    /// Each is held until all are there.
    private static final int MOST_REPLAYED = 5_000;

    private final ContactHistoryTable histories;
    private final TranscriptTable transcripts;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;

    ContactPasts(
            ContactHistoryTable histories, TranscriptTable transcripts, CustomerIdentifiers identifiers, Clock clock) {
        this.histories = histories;
        this.transcripts = transcripts;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// With what only its archived history has. News may have brought a part of that again.
    StoredContact whole(StoredContact now) {
        if (!now.isCut()) {
            return now;
        }
        var all = new AtomicReference<>(now.contact());
        read(now.contact().id(), testimony -> all.set(all.get().join(testimony.facts())));
        return new StoredContact(
                all.get(),
                now.version(),
                now.expiresAt(),
                now.customer(),
                now.outboxMark(),
                now.archive(),
                now.changedAt());
    }

    Optional<StoredContact> asOf(StoredContact now, Instant at) {
        return PastChain.asOf(now.contact(), at, clock.instant(), this).map(then -> stored(now, then));
    }

    boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor) {
        return PastChain.replay(
                now.contact(),
                clock.instant(),
                MOST_REPLAYED,
                this,
                (at, then) -> visitor.accept(at, stored(now, then)));
    }

    private StoredContact stored(StoredContact now, Contact then) {
        return new StoredContact(
                then,
                now.version(),
                now.expiresAt(),
                CustomerKeys.of(then, identifiers),
                null,
                now.archive(),
                now.changedAt());
    }

    @Override
    public boolean read(ContactId id, Consumer<Testimony> reader) {
        var isWhole = new AtomicBoolean(true);
        histories.forEachTestimony(id, item -> {
            if (!HistoryItem.hasFacts(item)) {
                isWhole.set(false);
            }
            reader.accept(HistoryItem.testimony(item));
        });
        return isWhole.get();
    }

    @Override
    public void readSpeech(ContactId id, Consumer<Utterance> reader) {
        transcripts.forEach(id, Utterance.Origin.LIVE, reader);
    }
}
