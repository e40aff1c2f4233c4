package io.contactstatus.ingest;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.decode.Decoded;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactErased;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.SpeechListener;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores what the records of a batch say: each contact with its history, then the agents. Whatever the store
/// refuses for ever is noted in the records it came from.
@Component
class BatchWriter {

    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

    /// What one request to the store takes: after a failure only the rest is tried again.
    private static final int ENTRIES_AT_ONCE = 25;

    private final ContactStore contacts;
    private final AgentStore agents;
    private final StoreConcurrency concurrency;
    private final ErasureStore erasures;
    private final IngestMetrics metrics;
    private final List<FactsListener> listeners;
    private final List<SpeechListener> speech;

    BatchWriter(
            ContactStore contacts,
            AgentStore agents,
            StoreConcurrency concurrency,
            ErasureStore erasures,
            IngestMetrics metrics,
            List<FactsListener> listeners,
            List<SpeechListener> speech) {
        this.erasures = erasures;
        this.metrics = metrics;
        this.listeners = listeners;
        this.speech = speech;
        this.contacts = contacts;
        this.agents = agents;
        this.concurrency = concurrency;
    }

    /// @throws StoreUnavailable when the retry gave up; repeating the whole batch does no harm
    void store(List<BatchRecord> batch, StoreRetry retry) {
        var agentShares = AgentShare.of(batch);
        var contactShares = new LinkedHashMap<ContactId, ContactShare>();
        for (var record : batch) {
            for (var about : record.contacts()) {
                contactShares
                        .computeIfAbsent(about.facts().id(), id -> new ContactShare())
                        .add(record, about);
            }
        }
        conclude(agentShares, contactShares, retry);
        StoreConcurrency.forEachInParallel(contactShares.values(), share -> storeContact(share, retry));
        StoreConcurrency.forEachInParallel(agentShares, share -> storeAgent(share, retry));
    }

    /// What follows from the course of an agent mostly concerns the contacts that the batch is about anyway:
    /// then it costs no write of its own.
    private void conclude(List<AgentShare> agentShares, Map<ContactId, ContactShare> shares, StoreRetry retry) {
        StoreConcurrency.forEachInParallel(agentShares, share -> {
            var agent = share.conclusions().together().agentId();
            var known = retry.untilDone(() -> concurrency.withPermit(() -> agents.known(agent)));
            var conclusions = share.conclusions().since(known.orElse(null));
            synchronized (shares) {
                conclusions.forEach(
                        conclusion -> shares.computeIfAbsent(conclusion.contactId(), id -> new ContactShare())
                                .conclude(conclusion));
            }
        });
    }

    private void storeContact(ContactShare share, StoreRetry retry) {
        if (share.isOfFilesAlone() && isUnknown(share.facts().id(), retry)) {
            return;
        }
        try {
            storeKept(share, retry);
        } catch (ContactErased gone) {
            drop(share, gone.erasureId(), retry);
        }
    }

    /// What a file tells has neither a customer nor an end: of one that is not stored any more it would make a contact
    /// that goes on and that no erasure finds.
    private boolean isUnknown(ContactId id, StoreRetry retry) {
        return retry.untilDone(() -> concurrency.withPermit(() -> contacts.find(id)))
                .isEmpty();
    }

    /// What is said of a contact after it was erased. Its history came first, and must not stay.
    private void drop(ContactShare share, String erasureId, StoreRetry retry) {
        retry.untilDone(() -> concurrency.withPermit(() -> {
            contacts.retract(share.entries());
            contacts.retractUtterances(share.utterances());
            erasures.dropped(erasureId, share.records().size());
            return share;
        }));
        metrics.dropped(share.records().size());
    }

    private void storeKept(ContactShare share, StoreRetry retry) {
        if (refusal(Said.of(share), retry) != null) {
            // One of them may be to blame for all: let each stand alone.
            share.records().forEach(record -> storeAlone(record, share.facts().id(), retry));
            share.conclusions().forEach(conclusion -> refusal(Said.of(conclusion), retry));
        }
        for (var listener : listeners) {
            share.updates().forEach(about -> tell(listener, about, retry));
        }
        for (var listener : speech) {
            var contact = share.facts().id();
            var said = share.utterances().stream()
                    .filter(utterance -> utterance.origin() == Utterance.Origin.LIVE)
                    .toList();
            if (!said.isEmpty()) {
                refusal(() -> listener.said(contact, said));
            }
            if (share.facts().insights().analysed()) {
                refusal(() -> listener.over(contact));
            }
        }
    }

    /// Each record by itself: what one has set and the next one has set again is heard twice.
    private static void tell(FactsListener listener, Decoded.ContactUpdate about, StoreRetry retry) {
        refusal(() -> retry.untilDone(() -> {
            listener.stored(about.facts(), about.stream());
            if (about.namesSession()) {
                listener.sessionNamed(about.facts().id());
            }
            return about;
        }));
    }

    private void storeAlone(BatchRecord record, ContactId id, StoreRetry retry) {
        for (var about : record.contacts()) {
            if (about.facts().id().equals(id)) {
                record.refuse(refusal(Said.of(about), retry));
            }
        }
    }

    /// Stores it, history first, or says why it never will be.
    private @Nullable String refusal(Said said, StoreRetry retry) {
        return refusal(() -> {
            inParts(said.entries(), contacts::append, retry);
            inParts(said.utterances(), contacts::keep, retry);
            retry.untilDone(
                    () -> concurrency.withPermit(() -> contacts.join(said.facts(), said.entries(), said.unlisted())));
        });
    }

    /// What is stored of one contact together.
    ///
    /// @param unlisted what has no entry of its own
    private record Said(
            Contact facts, List<HistoryEntry> entries, List<Testimony> unlisted, List<Utterance> utterances) {

        static Said of(ContactShare share) {
            return new Said(share.facts(), share.entries(), share.unlisted(), share.utterances());
        }

        static Said of(Decoded.ContactUpdate about) {
            var unlisted = about.isListed() ? List.<Testimony>of() : List.of(about.testimony());
            return new Said(about.facts(), about.entries(), unlisted, about.utterances());
        }

        static Said of(Testimony conclusion) {
            return new Said(conclusion.facts(), List.of(), List.of(conclusion), List.of());
        }
    }

    private <T> void inParts(List<T> all, Consumer<List<T>> store, StoreRetry retry) {
        for (var start = 0; start < all.size(); start += ENTRIES_AT_ONCE) {
            var some = all.subList(start, Math.min(start + ENTRIES_AT_ONCE, all.size()));
            retry.untilDone(() -> concurrency.withPermit(() -> {
                store.accept(some);
                return some;
            }));
        }
    }

    private static @Nullable String refusal(Runnable storing) {
        try {
            storing.run();
            return null;
        } catch (StoreUnavailable | ContactErased notRefused) {
            throw notRefused;
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

    /// The events of one agent are stored together, and are refused together.
    private void storeAgent(AgentShare share, StoreRetry retry) {
        var shown = share.conclusions().together();
        var refusal = refusal(() -> retry.untilDone(() -> concurrency.withPermit(() -> {
            agents.show(shown, known -> share.conclusions().since(known).forEach(this::correct));
            return shown;
        })));
        share.records().forEach(record -> record.refuse(refusal));
    }

    /// The agent was not as it was read before: another instance has written it meanwhile.
    private void correct(Testimony conclusion) {
        try {
            contacts.join(conclusion.facts(), List.of(), List.of(conclusion));
        } catch (ContactErased gone) {
            log.debug("what follows from the events of an agent concerns an erased contact");
        } catch (ContactRefused refused) {
            log.warn("the store refused what follows for a contact from the events of its agent");
        }
    }
}
