package io.contactstatus.ingest;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes batches of records all the way. A batch, not a record, is the unit of work: all that it says about one
/// contact costs one read and one write of that contact, and one item for each entry of its history.
///
/// Returning normally means that every record is dealt with and the batch may be checkpointed.
/// [StoreUnavailable] means that patience ended first; repeating the whole batch does no harm.
@Component
public class ContactIngest {

    private static final Logger log = LoggerFactory.getLogger(ContactIngest.class);

    /// What one request to the store takes: after a failure only the rest is tried again.
    private static final int ENTRIES_AT_ONCE = 25;

    private final RecordDecoder decoder;
    private final ContactStore contacts;
    private final AgentStore seats;
    private final DeadLetterStore deadLetters;
    private final IngestMetrics metrics;
    private final Arrivals arrivals;
    private final Crowd crowd;
    private final LearntNames names;

    ContactIngest(
            RecordDecoder decoder,
            ContactStore contacts,
            AgentStore seats,
            DeadLetterStore deadLetters,
            IngestMetrics metrics,
            Arrivals arrivals,
            Crowd crowd,
            LearntNames names) {
        this.decoder = decoder;
        this.contacts = contacts;
        this.seats = seats;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.crowd = crowd;
        this.names = names;
    }

    /// One record out of the envelopes it came in.
    private static final class Piece {

        final int index;
        final RawRecord origin;
        final Decoded decoded;
        volatile @Nullable String refusal;

        Piece(int index, RawRecord origin, Decoded decoded) {
            this.index = index;
            this.origin = origin;
            this.decoded = decoded;
        }

        @Nullable
        Agent seat() {
            return decoded instanceof Decoded.Said said ? said.seat() : null;
        }

        void refuse(@Nullable String reason) {
            if (reason != null) {
                refusal = reason;
            }
        }

        List<Decoded.About> contacts() {
            return decoded instanceof Decoded.Said said ? said.contacts() : List.of();
        }
    }

    /// What a batch says about one contact.
    private static final class Share {

        final List<Piece> pieces = new ArrayList<>();
        final List<HistoryEntry> entries = new ArrayList<>();
        final List<Contact> conclusions = new ArrayList<>();
        private @Nullable Contact facts;

        void add(Piece piece, Decoded.About about) {
            pieces.add(piece);
            entries.addAll(about.entries());
            add(about.facts());
        }

        void conclude(Contact conclusion) {
            conclusions.add(conclusion);
            add(conclusion);
        }

        private void add(Contact more) {
            var known = facts;
            facts = known == null ? more : known.join(more);
        }

        Contact facts() {
            var known = facts;
            if (known == null) {
                throw new IllegalStateException("a share of nothing");
            }
            return known;
        }
    }

    /// @param pipe names where the records came in: `kinesis`, `http`, `firehose`
    public IngestOutcome accept(String pipe, List<RawRecord> records, Patience patience) {
        var pieces = decoded(records);
        pieces.forEach(piece -> arrivals.came(pipe, piece.decoded));
        return accept(pieces, patience, (piece, reason, payload) -> {
            deadLetters.keep(reason, pipe, piece.origin.position(), payload);
            return true;
        });
    }

    /// Tries a dead letter once more. What still cannot be read is only told: the letter is there already.
    IngestOutcome retry(byte[] payload, Patience patience) {
        return accept(decoded(List.of(new RawRecord(payload, ""))), patience, (piece, reason, same) -> false);
    }

    private interface DeadLetterOffice {

        /// False when it stays where it came from.
        boolean keep(Piece piece, String reason, byte[] payload);
    }

    private IngestOutcome accept(List<Piece> pieces, Patience patience, DeadLetterOffice office) {
        metrics.read(pieces.size());
        var tally = new Tally();
        try {
            learn(pieces);
            var seats = seats(pieces);
            share(pieces, seats, patience);
            show(seats, patience);
            pieces.forEach(piece -> settle(piece, patience, office, tally));
            return tally.outcome();
        } finally {
            metrics.returned(pieces.size() - tally.done());
        }
    }

    private static final class Tally {

        private int accepted;
        private int ignored;
        private final List<IngestOutcome.Rejected> rejected = new ArrayList<>();

        int done() {
            return accepted + ignored + rejected.size();
        }

        IngestOutcome outcome() {
            return new IngestOutcome(accepted, ignored, rejected);
        }
    }

    private List<Piece> decoded(List<RawRecord> records) {
        var pieces = new ArrayList<Piece>();
        for (var record : records) {
            for (var decoded : decoder.decode(record.payload())) {
                pieces.add(new Piece(pieces.size(), record, decoded));
            }
        }
        return pieces;
    }

    private void learn(List<Piece> pieces) {
        for (var piece : pieces) {
            if (piece.decoded instanceof Decoded.Said said && said.seat() != null) {
                said.queueNames().forEach(names::queue);
                said.seat().contacts().forEach(held -> names.queue(held.queueArn(), held.queueName()));
                names.agent(said.seat().agentArn(), said.seat().username());
            }
        }
    }

    /// What a batch says about one agent's seat.
    private record AgentShare(List<Piece> pieces, AgentNews news) {}

    private static List<AgentShare> seats(List<Piece> pieces) {
        var byAgent = new TreeMap<String, List<Piece>>();
        for (var piece : pieces) {
            if (piece.seat() != null) {
                byAgent.computeIfAbsent(piece.seat().agentId(), agent -> new ArrayList<>())
                        .add(piece);
            }
        }
        return byAgent.values().stream()
                .map(events -> new AgentShare(
                        events,
                        new AgentNews(events.stream()
                                .map(Piece::seat)
                                .filter(Objects::nonNull)
                                .toList())))
                .toList();
    }

    private void share(List<Piece> pieces, List<AgentShare> seats, Patience patience) {
        var shares = new LinkedHashMap<ContactId, Share>();
        for (var piece : pieces) {
            for (var about : piece.contacts()) {
                shares.computeIfAbsent(about.facts().id(), id -> new Share()).add(piece, about);
            }
        }
        conclude(seats, shares, patience);
        Crowd.forEach(shares.values(), share -> store(share, patience));
    }

    /// What follows from the course of a seat mostly concerns the contacts that the batch is about anyway: then
    /// it costs no write of its own.
    private void conclude(List<AgentShare> seats, Map<ContactId, Share> shares, Patience patience) {
        Crowd.forEach(seats, seat -> {
            var agent = seat.news().together().agentId();
            var known = patience.untilDone(() -> crowd.inPlace(() -> this.seats.known(agent)));
            var news = seat.news().since(known.orElse(null));
            synchronized (shares) {
                news.forEach(conclusion -> shares.computeIfAbsent(conclusion.id(), id -> new Share())
                        .conclude(conclusion));
            }
        });
    }

    private void store(Share share, Patience patience) {
        if (refusal(share.facts(), share.entries, patience) != null) {
            // One of them may be to blame for all: let each stand alone.
            share.pieces.forEach(piece -> storeAlone(piece, share.facts().id(), patience));
            share.conclusions.forEach(conclusion -> refusal(conclusion, List.of(), patience));
        }
    }

    private void storeAlone(Piece piece, ContactId id, Patience patience) {
        for (var about : piece.contacts()) {
            if (about.facts().id().equals(id)) {
                piece.refuse(refusal(about.facts(), about.entries(), patience));
            }
        }
    }

    /// Stores it, or says why it never will be.
    private @Nullable String refusal(Contact facts, List<HistoryEntry> entries, Patience patience) {
        return refusal(() -> {
            for (var start = 0; start < entries.size(); start += ENTRIES_AT_ONCE) {
                var some = entries.subList(start, Math.min(start + ENTRIES_AT_ONCE, entries.size()));
                patience.untilDone(() -> crowd.inPlace(() -> {
                    contacts.append(some);
                    return some;
                }));
            }
            patience.untilDone(() -> crowd.inPlace(() -> contacts.join(facts)));
        });
    }

    private static @Nullable String refusal(Runnable storing) {
        try {
            storing.run();
            return null;
        } catch (StoreUnavailable unavailable) {
            throw unavailable;
        } catch (ContactRefused refused) {
            return "the store refused it for ever";
        } catch (RuntimeException unexpected) {
            // Whatever is wrong with one contact must not stop all the others. Its message might quote the record.
            log.error(
                    "a record could not be stored: {} at {}",
                    unexpected.getClass().getName(),
                    unexpected.getStackTrace().length == 0 ? "?" : unexpected.getStackTrace()[0]);
            return "unexpected " + unexpected.getClass().getSimpleName();
        }
    }

    /// What several events of one agent show together is shown; all of them fail with it.
    private void show(List<AgentShare> shares, Patience patience) {
        Crowd.forEach(shares, share -> {
            var shown = share.news().together();
            var refusal = refusal(() -> patience.untilDone(() -> crowd.inPlace(() -> {
                seats.show(shown, known -> share.news().since(known).forEach(this::correct));
                return shown;
            })));
            share.pieces().forEach(piece -> piece.refuse(refusal));
        });
    }

    /// The seat was not as it was thought to be: another instance has written it meanwhile.
    private void correct(Contact conclusion) {
        try {
            contacts.join(conclusion);
        } catch (ContactRefused refused) {
            log.warn("a contact was refused what its agent's seat tells of it");
        }
    }

    private void settle(Piece piece, Patience patience, DeadLetterOffice office, Tally tally) {
        var refusal = piece.refusal;
        switch (piece.decoded) {
            case Decoded.Said said
            when refusal != null -> reject(piece, refusal, said.payload().get(), patience, office, tally);
            case Decoded.Said said -> {
                metrics.stored();
                tally.accepted++;
            }
            case Decoded.Ignored ignored -> {
                metrics.ignored();
                tally.ignored++;
            }
            case Decoded.Malformed malformed ->
                reject(piece, malformed.reason(), malformed.payload(), patience, office, tally);
        }
    }

    private void reject(
            Piece piece, String reason, byte[] payload, Patience patience, DeadLetterOffice office, Tally tally) {
        if (patience.untilDone(() -> crowd.inPlace(() -> office.keep(piece, reason, payload)))) {
            metrics.deadLettered();
        } else {
            metrics.returned(1);
        }
        tally.rejected.add(new IngestOutcome.Rejected(piece.index, reason));
    }
}
