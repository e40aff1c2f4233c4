package io.contactstatus.kinesis;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.FormerStreamsLeasesDeletionStrategy;
import software.amazon.kinesis.processor.MultiStreamTracker;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/// Creates KCL's scheduler, one over all streams. A scheduler runs once; after it has ended another one is
/// needed.
final class SchedulerFactory {

    private final KinesisProperties properties;
    private final String worker;
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamo;
    private final ShardReaders readers;

    SchedulerFactory(
            KinesisProperties properties,
            String worker,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            ShardReaders readers) {
        this.properties = properties;
        this.worker = worker;
        this.kinesis = kinesis;
        this.dynamo = dynamo;
        this.readers = readers;
    }

    String worker() {
        return worker;
    }

    /// @param forgetsOthers whether leases of other streams are deleted at all
    Scheduler over(List<StreamIdentifier> streams, boolean forgetsOthers, WorkerStateChangeListener listener) {
        var retrieval = retrieval();
        var only = new ConfiguredStreamsFilter(streams, retrieval.retrievalFactory(), readers);
        return new Scheduler(
                new CheckpointConfig(),
                coordination(listener),
                leases(),
                new LifecycleConfig().aggregatorUtil(new ValidatingAggregatorUtil()),
                // What KCL measures goes nowhere: this module measures for itself.
                new MetricsConfig(null, properties.application()).metricsFactory(new NullMetricsFactory()),
                // Empty batches show how far behind the reading of a quiet stream is.
                new ProcessorConfig(only).callProcessRecordsEvenForEmptyRecordList(true),
                new RetrievalConfig(kinesis, tracker(streams, forgetsOthers), properties.application())
                        .retrievalSpecificConfig(retrieval)
                        .retrievalFactory(only));
    }

    private CoordinatorConfig coordination(WorkerStateChangeListener listener) {
        var timing = properties.timing();
        return new CoordinatorConfig(properties.application())
                .parentShardPollIntervalMillis(timing.parentShardPoll().toMillis())
                .shardConsumerDispatchPollIntervalMillis(timing.dispatch().toMillis())
                .workerStateChangeListener(listener);
    }

    private LeaseManagementConfig leases() {
        return leases(properties, worker, kinesis, dynamo);
    }

    static LeaseManagementConfig leases(
            KinesisProperties properties, String worker, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo) {
        var timing = properties.timing();
        var leases = new LeaseManagementConfig(
                        properties.application(), properties.application(), dynamo, kinesis, worker)
                .failoverTimeMillis(timing.failover().toMillis())
                .leaseAssignmentIntervalMillis(timing.assignment().toMillis())
                .shardSyncIntervalMillis(timing.shardSync().toMillis())
                .leasesRecoveryAuditorExecutionFrequencyMillis(
                        timing.leaseAudit().toMillis())
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(
                        timing.leaderLease().toMillis())
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(
                        timing.leaderHeartbeat().toMillis())
                // The default looks at processors too, and moves far more shards than needed where it cannot.
                .leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED)
                .dynamoDbRequestTimeout(Duration.ofSeconds(15));
        leases.workerUtilizationAwareAssignmentConfig()
                .disableWorkerMetrics(true)
                .workerMetricsReporterFreqInMillis(timing.workerReport().toMillis());
        return leases;
    }

    private RetrievalSpecificConfig retrieval() {
        return switch (properties.retrieval()) {
            case POLLING -> polling();
            case FAN_OUT -> new FanOutConfig(kinesis).applicationName(properties.application());
        };
    }

    private PollingConfig polling() {
        var polling = new PollingConfig(kinesis)
                .maxRecords(properties.maxRecords())
                .idleTimeBetweenReadsInMillis(
                        properties.timing().idleBetweenReads().toMillis())
                .maxPendingProcessRecordsInput(properties.prefetch().batches());
        var fetching = polling.recordsFetcherFactory();
        fetching.maxByteSize((int) properties.prefetch().bytes().toBytes());
        fetching.maxRecordsCount(properties.maxRecords() * properties.prefetch().batches());
        return polling;
    }

    private MultiStreamTracker tracker(List<StreamIdentifier> streams, boolean forgetsOthers) {
        var position = initialPosition(properties);
        var configs = streams.stream()
                .map(stream -> new StreamConfig(stream, position))
                .toList();
        return new MultiStreamTracker() {

            @Override
            public List<StreamConfig> streamConfigList() {
                return configs;
            }

            @Override
            public FormerStreamsLeasesDeletionStrategy formerStreamsLeasesDeletionStrategy() {
                // Instances may have been given different streams while they are replaced, and a stream may be left out
                // for a while: where it was read to stays known for so long.
                return forgetsOthers
                        ? new DeletionAfter(properties.timing().leaseDeletion())
                        : new FormerStreamsLeasesDeletionStrategy.NoLeaseDeletionStrategy();
            }

            @Override
            public InitialPositionInStreamExtended orphanedStreamInitialPositionInStream() {
                return position;
            }
        };
    }

    private static final class DeletionAfter
            extends FormerStreamsLeasesDeletionStrategy.AutoDetectionAndDeferredDeletionStrategy {

        private final Duration wait;

        DeletionAfter(Duration wait) {
            this.wait = wait;
        }

        @Override
        public Duration waitPeriodToDeleteFormerStreams() {
            return wait;
        }
    }

    private static InitialPositionInStreamExtended initialPosition(KinesisProperties properties) {
        return switch (properties.initialPosition()) {
            case TRIM_HORIZON -> position(InitialPositionInStream.TRIM_HORIZON);
            case LATEST -> position(InitialPositionInStream.LATEST);
            case AT_TIMESTAMP ->
                InitialPositionInStreamExtended.newInitialPositionAtTimestamp(
                        Date.from(Objects.requireNonNull(properties.initialTimestamp())));
        };
    }

    private static InitialPositionInStreamExtended position(InitialPositionInStream position) {
        return InitialPositionInStreamExtended.newInitialPosition(position);
    }
}
