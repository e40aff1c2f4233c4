package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.PastChain;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Contacts as they were, out of `ContactHistory`.
final class ContactPasts implements PastChain.Histories {

    private static final int MOST_AT_ONCE = 200;
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
        var read = new ReadSoFar(Contact.unseen(now.contact().id()));
        histories.forEachTestimony(
                now.contact().id(), item -> read.add(HistoryItem.testimony(item), HistoryItem.hasFacts(item)));
        return new StoredContact(
                read.all.join(now.contact()),
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
        var read = new ReadSoFar(Contact.unseen(id));
        histories.forEachTestimony(id, item -> {
            var testimony = HistoryItem.testimony(item);
            read.add(testimony, HistoryItem.hasFacts(item));
            reader.accept(testimony);
        });
        if (!read.all.insights().isEmpty()) {
            readWhatWasSaid(id, read.all.snapshot().timestamps().connectedToSystem(), reader);
        }
        return read.whole;
    }

    private static final class ReadSoFar {

        private Contact all;
        private boolean whole = true;

        ReadSoFar(Contact none) {
            all = none;
        }

        void add(Testimony testimony, boolean hasFacts) {
            all = all.join(testimony.facts());
            whole &= hasFacts;
        }
    }

    /// The sentiments of what was said are with the words.
    ///
    /// @param begin of the call: of what is said in it only offsets are told
    private void readWhatWasSaid(ContactId id, @Nullable Instant begin, Consumer<Testimony> reader) {
        String position = null;
        do {
            var page = transcripts.transcript(id, MOST_AT_ONCE, position);
            for (var utterance : page.items()) {
                var told = new ConversationFacts();
                told.sentiment(utterance.participant(), utterance.sentiment(), utterance.place());
                reader.accept(Facts.about(id, Source.CONTACT_LENS)
                        .insights(told.insights())
                        .testimony(saidAt(utterance, begin)));
            }
            position = page.next();
        } while (position != null);
    }

    private static Instant saidAt(Utterance utterance, @Nullable Instant begin) {
        if (utterance.at() != null) {
            return utterance.at();
        }
        return begin == null || utterance.beginMillis() == null
                ? Stamp.UNTIMED
                : begin.plusMillis(utterance.beginMillis());
    }
}
