package io.contactstatus.ingest;

import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.visibility.VisibleInstances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes batches of records all the way. A batch, not a record, is the unit of work: all that it says about one
/// contact costs one read and one write of that contact, and one item for each entry of its history.
///
/// Returning normally means that every record is dealt with and the batch may be checkpointed.
/// [StoreUnavailable] means that the retry gave up first; repeating the whole batch does no harm.
@Component
public class ContactIngest {

    private static final Logger log = LoggerFactory.getLogger(ContactIngest.class);

    private final RecordDecoder decoder;
    private final BatchWriter writer;
    private final DeadLetterStore deadLetters;
    private final IngestMetrics metrics;
    private final ArrivalStatistics arrivals;
    private final StoreConcurrency concurrency;
    private final LearntNames names;
    private final IngestMemory memory;
    private final InstanceAdmission admission;
    private final ProfileQueuesStore profiles;
    private final ErasedRecords erased;

    ContactIngest(
            RecordDecoder decoder,
            BatchWriter writer,
            DeadLetterStore deadLetters,
            IngestMetrics metrics,
            ArrivalStatistics arrivals,
            StoreConcurrency concurrency,
            LearntNames names,
            IngestMemory memory,
            InstanceAdmission admission,
            ProfileQueuesStore profiles,
            ErasedRecords erased) {
        this.decoder = decoder;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.arrivals = arrivals;
        this.concurrency = concurrency;
        this.names = names;
        this.memory = memory;
        this.admission = admission;
        this.profiles = profiles;
        this.erased = erased;
    }

    /// Waits for memory as long as it takes.
    ///
    /// @param pipe names where the records came in: `kinesis`, `http`, `firehose`
    public IngestOutcome accept(String pipe, List<RawRecord> records, StoreRetry retry) {
        try (var share = memory.endless()) {
            var came = records.stream().mapToLong(RawRecord::size).sum();
            // What a pipe delivers at once must leave room to do something about it.
            share.came(Math.min(came, memory.limit() / 4));
            return new Run(pipe, VisibleInstances.ALL, retry, share, null).through(records);
        }
    }

    /// For a pipe that holds something itself before it has a batch, and so long as it goes on: waits for that much.
    public MemoryShare reserve(long bytes) {
        var share = memory.endless();
        share.came(Math.min(bytes, memory.limit() / 4));
        return share;
    }

    /// Waits for memory as long as it takes.
    ///
    /// @param reserved has room for the records, see [#reserve]
    public IngestOutcome accept(String pipe, List<RawRecord> records, StoreRetry retry, MemoryShare reserved) {
        return new Run(pipe, VisibleInstances.ALL, retry, reserved, null).through(records);
    }

    /// For a client, who brings it again.
    ///
    /// @param visible of which instances the client may bring records
    /// @param share has counted the records already
    /// @param client nothing more is begun when its patience is over
    /// @throws IngestOverloaded when the patience ends before there is memory, or that of the client
    IngestOutcome accept(
            String pipe,
            VisibleInstances visible,
            List<RawRecord> records,
            StoreRetry retry,
            MemoryShare share,
            ClientPatience client) {
        return new Run(pipe, visible, retry, share, client).through(records);
    }

    /// Tries a dead letter once more. What still cannot be read is only counted: the letter is there already.
    public IngestOutcome retry(byte[] payload, StoreRetry retry) {
        try (var share = memory.endless()) {
            share.came(Math.min(payload.length, memory.limit() / 4));
            return new Run(null, VisibleInstances.ALL, retry, share, null).through(List.of(new RawRecord(payload, "")));
        }
    }

    /// One batch, which is stored in several parts when it decodes to more than is to be held at once.
    private final class Run {

        /// What is held for a record besides its text and its tree.
        private static final long RECORD = 300;

        private static final long CONTACT = 2_000;

        /// Its words are of the record's text.
        private static final long UTTERANCE = 300;

        /// Of a routing profile: an id of its own, and places in a set and a map.
        private static final long QUEUE = 200;

        private final @Nullable String pipe;
        private final VisibleInstances visible;
        private final StoreRetry retry;
        private final MemoryShare share;
        private final @Nullable ClientPatience client;
        private final Rejections rejections;
        private final RecordDecoder.Reading reading;
        private List<BatchRecord> batch = new ArrayList<>();
        private final List<Rejections.Fault> rejected = new ArrayList<>();
        private RawRecord current = new RawRecord(new byte[0], "");
        private int given;
        private int dealtWith;
        private int index;
        private int read;
        private int accepted;
        private int ignored;
        private int putAway;

        /// @param pipe null for a dead letter
        /// @param client null for what is waited for without end
        Run(
                @Nullable String pipe,
                VisibleInstances visible,
                StoreRetry retry,
                MemoryShare share,
                @Nullable ClientPatience client) {
            this.visible = visible;
            this.client = client;
            this.pipe = pipe;
            this.retry = retry;
            this.share = share;
            rejections = new Rejections(pipe == null ? "" : pipe);
            reading = decoder.into(this::receive, share);
        }

        IngestOutcome through(List<RawRecord> records) {
            try {
                records.forEach(this::read);
                store();
                putAway();
                return new IngestOutcome(accepted, ignored, rejections.told(), rejections.count());
            } finally {
                metrics.returned(read - accepted - ignored - putAway);
            }
        }

        private void read(RawRecord record) {
            current = record;
            dealtWith = 0;
            while (!isRead(record)) {
                store();
                putAway();
                if (!share.startOver()) {
                    add(new Decoded.Malformed("needs more memory than ingestion has", record.payload()));
                    return;
                }
            }
        }

        /// False when memory got short: what was given out until then is not given out again.
        private boolean isRead(RawRecord record) {
            given = 0;
            share.begin();
            try {
                reading.read(record.payload());
                return true;
            } catch (MemoryShortage shortage) {
                dealtWith = Math.max(dealtWith, given);
                return false;
            }
        }

        private void receive(Decoded decoded) {
            if (++given > dealtWith) {
                add(decoded);
                var held = RECORD
                        + CONTACT * contactsOf(decoded)
                        + UTTERANCE * utterancesOf(decoded)
                        + QUEUE * queuesOf(decoded);
                share.hold(held);
                share.handOver(held);
            }
            if (share.isFull()) {
                store();
            }
        }

        private static int contactsOf(Decoded decoded) {
            return decoded instanceof Decoded.Update said ? said.contacts().size() : 0;
        }

        private static long utterancesOf(Decoded decoded) {
            return decoded instanceof Decoded.Update said
                    ? said.contacts().stream()
                            .mapToLong(about -> about.utterances().size())
                            .sum()
                    : 0;
        }

        private static int queuesOf(Decoded decoded) {
            var profile = decoded instanceof Decoded.Update said ? said.profileQueues() : null;
            return profile == null ? 0 : profile.queueIds().size();
        }

        private void add(Decoded decoded) {
            if (pipe != null) {
                arrivals.came(pipe, decoded);
                if (arrivals.isOfWrongClock(decoded)) {
                    metrics.wrongClock();
                }
            }
            batch.add(new BatchRecord(index++, current, decoded));
        }

        private void store() {
            if (client != null) {
                client.check();
            }
            var part = admission.admitted(batch, visible, retry);
            batch = new ArrayList<>();
            metrics.read(part.size());
            read += part.size();
            learnNames(part);
            keepProfiles(part);
            writer.store(part, retry);
            part.forEach(this::settle);
            reject();
            // What was rejected is held until it is put away.
            share.stored(rejections.bytes());
            if (rejections.areMany() || share.isFull()) {
                putAway();
                share.stored(rejections.bytes());
            }
        }

        /// The newest that the batch tells of each is enough.
        private void keepProfiles(List<BatchRecord> part) {
            var newest = new HashMap<String, ProfileQueues>();
            for (var record : part) {
                var told = record.decoded() instanceof Decoded.Update said ? said.profileQueues() : null;
                if (told != null) {
                    newest.merge(
                            told.instanceId() + '/' + told.profile(),
                            told,
                            BinaryOperator.maxBy(Comparator.comparing(ProfileQueues::at)));
                }
            }
            try {
                for (var told : newest.values()) {
                    concurrency.withPermit(() -> {
                        profiles.keep(told);
                        return true;
                    });
                }
            } catch (StoreUnavailable away) {
                // How many agents a queue has holds back no contact: the next event of an agent tells it again.
                log.debug("queues of routing profiles are kept later: {}", away.getMessage());
            }
        }

        private void settle(BatchRecord record) {
            var refusal = record.refusal();
            switch (record.decoded()) {
                case Decoded.Update said
                when refusal != null ->
                    rejected.add(new Rejections.Fault(
                            record, refusal, decoder.letter(said.payload().get())));
                case Decoded.Update said -> {
                    metrics.stored();
                    accepted++;
                }
                case Decoded.Ignored nothing -> {
                    metrics.ignored();
                    ignored++;
                }
                case Decoded.Malformed malformed ->
                    rejected.add(new Rejections.Fault(record, malformed.reason(), decoder.letter(malformed.payload())));
            }
        }

        /// What is about an erased contact is dropped, whether it can be stored or not. A dead letter that is tried
        /// again is there anyway.
        private void reject() {
            var erasures = pipe == null
                    ? ErasedRecords.none(rejected.size())
                    : erased.erasures(
                            rejected.stream().map(Rejections.Fault::payload).toList(), retry);
            var dropped = rejections.add(rejected, erasures);
            rejected.clear();
            erased.dropped(dropped, retry);
            metrics.dropped(dropped.size());
            metrics.stored(dropped.size());
            putAway += dropped.size();
        }

        private void putAway() {
            var count = rejections.waiting();
            if (pipe == null) {
                metrics.returned(count);
            } else if (count > 0) {
                retry.untilDone(() -> concurrency.withPermit(() -> deadLetters.keepAll(rejections.letters())));
                metrics.deadLettered(count);
            }
            putAway += count;
            rejections.kept();
        }
    }

    private void learnNames(List<BatchRecord> batch) {
        for (var record : batch) {
            if (record.decoded() instanceof Decoded.Update said && said.agent() != null) {
                var at = said.agent().at();
                said.queueNames().forEach((queue, name) -> names.queue(queue, name, at));
                said.agent().contacts().forEach(held -> names.queue(held.queueArn(), held.queueName(), at));
                names.agent(said.agent().agentArn(), said.agent().username());
            }
        }
    }
}
