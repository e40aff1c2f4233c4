package io.contactstatus.ingest;

import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreRetry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes batches of records all the way. A batch, not a record, is the unit of work: all that it says about one
/// contact costs one read and one write of that contact, and one item for each entry of its history.
///
/// Returning normally means that every record is dealt with and the batch may be checkpointed.
/// [StoreUnavailable] means that the retry gave up first; repeating the whole batch does no harm.
@Component
public class ContactIngest {

    private final RecordDecoder decoder;
    private final BatchWriter writer;
    private final DeadLetterStore deadLetters;
    private final IngestMetrics metrics;
    private final ArrivalStatistics arrivals;
    private final StoreConcurrency concurrency;
    private final LearntNames names;

    ContactIngest(
            RecordDecoder decoder,
            BatchWriter writer,
            DeadLetterStore deadLetters,
            IngestMetrics metrics,
            ArrivalStatistics arrivals,
            StoreConcurrency concurrency,
            LearntNames names) {
        this.decoder = decoder;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.concurrency = concurrency;
        this.names = names;
    }

    /// @param pipe names where the records came in: `kinesis`, `http`, `firehose`
    public IngestOutcome accept(String pipe, List<RawRecord> records, StoreRetry retry) {
        var batch = decoded(records);
        batch.forEach(record -> arrivals.came(pipe, record.decoded()));
        return accept(batch, retry, (record, reason, payload) -> {
            deadLetters.keep(reason, pipe, record.position(), payload);
            return true;
        });
    }

    /// Tries a dead letter once more. What still cannot be read is only counted: the letter is there already.
    public IngestOutcome retry(byte[] payload, StoreRetry retry) {
        return accept(decoded(List.of(new RawRecord(payload, ""))), retry, (record, reason, same) -> false);
    }

    private interface Rejection {

        /// False when it stays where it came from.
        boolean isDeadLetter(BatchRecord record, String reason, byte[] payload);
    }

    private IngestOutcome accept(List<BatchRecord> batch, StoreRetry retry, Rejection rejection) {
        metrics.read(batch.size());
        var tally = new Tally();
        try {
            learnNames(batch);
            writer.store(batch, retry);
            batch.forEach(record -> settle(record, retry, rejection, tally));
            return tally.outcome();
        } finally {
            metrics.returned(batch.size() - tally.done());
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

    private List<BatchRecord> decoded(List<RawRecord> records) {
        var batch = new ArrayList<BatchRecord>();
        for (var record : records) {
            for (var decoded : decoder.decode(record.payload())) {
                batch.add(new BatchRecord(batch.size(), record, decoded));
            }
        }
        return batch;
    }

    private void learnNames(List<BatchRecord> batch) {
        for (var record : batch) {
            if (record.decoded() instanceof Decoded.Update said && said.agent() != null) {
                said.queueNames().forEach(names::queue);
                said.agent().contacts().forEach(held -> names.queue(held.queueArn(), held.queueName()));
                names.agent(said.agent().agentArn(), said.agent().username());
            }
        }
    }

    private void settle(BatchRecord record, StoreRetry retry, Rejection rejection, Tally tally) {
        var refusal = record.refusal();
        switch (record.decoded()) {
            case Decoded.Update said
            when refusal != null -> reject(record, refusal, said.payload().get(), retry, rejection, tally);
            case Decoded.Update said -> {
                metrics.stored();
                tally.accepted++;
            }
            case Decoded.Ignored ignored -> {
                metrics.ignored();
                tally.ignored++;
            }
            case Decoded.Malformed malformed ->
                reject(record, malformed.reason(), malformed.payload(), retry, rejection, tally);
        }
    }

    private void reject(
            BatchRecord record, String reason, byte[] payload, StoreRetry retry, Rejection rejection, Tally tally) {
        if (retry.untilDone(() -> concurrency.withPermit(() -> rejection.isDeadLetter(record, reason, payload)))) {
            metrics.deadLettered();
        } else {
            metrics.returned(1);
        }
        tally.rejected.add(new IngestOutcome.Rejected(record.index(), reason));
    }
}
