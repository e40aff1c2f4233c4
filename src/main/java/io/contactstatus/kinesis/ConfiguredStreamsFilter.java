package io.contactstatus.kinesis;

import io.reactivex.rxjava3.core.Flowable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.RequestDetails;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.retrieval.RecordsDeliveryAck;
import software.amazon.kinesis.retrieval.RecordsPublisher;
import software.amazon.kinesis.retrieval.RecordsRetrieved;
import software.amazon.kinesis.retrieval.RetrievalFactory;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// Reads only the configured streams. KCL assigns every lease in the table, also those of a stream that was
/// taken out of the settings, or was deleted and created again: such leases are held here without a request to
/// Kinesis until they are deleted, and their checkpoints stay as they are.
final class ConfiguredStreamsFilter implements RetrievalFactory, ShardRecordProcessorFactory {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredStreamsFilter.class);
    /// KCL complains about a publisher that is silent for 35 seconds.
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(10);

    private final Set<StreamIdentifier> streams;
    private final RetrievalFactory retrieval;
    private final ShardRecordProcessorFactory readers;

    ConfiguredStreamsFilter(
            List<StreamIdentifier> streams, RetrievalFactory retrieval, ShardRecordProcessorFactory readers) {
        this.streams = Set.copyOf(streams);
        this.retrieval = retrieval;
        this.readers = readers;
    }

    @Override
    public RecordsPublisher createGetRecordsCache(
            ShardInfo shard, StreamConfig stream, MetricsFactory metrics, String consumer) {
        return streams.contains(stream.streamIdentifier())
                ? retrieval.createGetRecordsCache(shard, stream, metrics, consumer)
                : new Silence();
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor() {
        return readers.shardRecordProcessor();
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor(StreamIdentifier stream) {
        return streams.contains(stream) ? readers.shardRecordProcessor(stream) : new Leaving(stream);
    }

    /// Delivers an empty batch from time to time.
    private static final class Silence implements RecordsPublisher {

        @Override
        public void subscribe(Subscriber<? super RecordsRetrieved> subscriber) {
            Flowable.interval(BETWEEN_SIGNS_OF_LIFE.toSeconds(), TimeUnit.SECONDS)
                    .onBackpressureDrop()
                    .<RecordsRetrieved>map(sign -> Silence::nothing)
                    .subscribe(subscriber);
        }

        private static ProcessRecordsInput nothing() {
            return ProcessRecordsInput.builder()
                    .records(List.of())
                    .cacheEntryTime(Instant.now())
                    .millisBehindLatest(0L)
                    .build();
        }

        @Override
        public void start(ExtendedSequenceNumber from, InitialPositionInStreamExtended initial) {
            // From wherever: nothing comes.
        }

        @Override
        public void restartFrom(RecordsRetrieved last) {
            // Nothing was delivered.
        }

        @Override
        public void notify(RecordsDeliveryAck acknowledged) {
            // Nothing was delivered that could be acknowledged.
        }

        @Override
        public void shutdown() {
            // The subscriber has cancelled.
        }

        @Override
        public RequestDetails getLastSuccessfulRequestDetails() {
            return new RequestDetails();
        }
    }

    /// Neither stores nor checkpoints.
    private record Leaving(StreamIdentifier stream) implements ShardRecordProcessor {

        @Override
        public void initialize(InitializationInput input) {
            log.info("not reading {}/{}: no such stream is to be read", stream, input.shardId());
        }

        @Override
        public void processRecords(ProcessRecordsInput nothing) {
            // There is nothing in it.
        }

        @Override
        public void leaseLost(LeaseLostInput input) {
            log.info("no longer holding {}", stream);
        }

        @Override
        public void shardEnded(ShardEndedInput input) {
            // Never read to its end.
        }

        @Override
        public void shutdownRequested(ShutdownRequestedInput input) {
            // Nothing is under way.
        }
    }
}
