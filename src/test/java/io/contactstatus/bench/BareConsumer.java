package io.contactstatus.bench;

import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseManagementFactory;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/// The Kinesis Client Library with as little around it as it can be used with, beside which ours is measured:
/// it hands over each batch, and checkpoints it.
final class BareConsumer implements AutoCloseable {

    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamo;
    private final Scheduler scheduler;

    BareConsumer(
            InMemoryKinesis endpoint, String stream, StreamTiming timing, Consumer<List<KinesisClientRecord>> batches) {
        var application = "bare-" + UUID.randomUUID();
        kinesis = local(
                        KinesisAsyncClient.builder()
                                .httpClientBuilder(
                                        NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1)),
                        endpoint.endpoint())
                .build();
        dynamo = local(DynamoDbAsyncClient.builder(), LocalDynamoDb.shared().endpoint())
                .build();
        var leases = new LeaseManagementConfig(application, application, dynamo, kinesis, "bare")
                .failoverTimeMillis(10_000)
                .leaseAssignmentIntervalMillis(500L)
                .shardSyncIntervalMillis(0)
                .leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED);
        leases.workerUtilizationAwareAssignmentConfig().disableWorkerMetrics(true);
        prepareLeases(leases, application, stream);
        var tracker = new SingleStreamTracker(
                stream, InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
        scheduler = new Scheduler(
                new CheckpointConfig(),
                new CoordinatorConfig(application)
                        .shardConsumerDispatchPollIntervalMillis(
                                timing.dispatch().toMillis()),
                leases,
                new LifecycleConfig(),
                new MetricsConfig(null, application).metricsFactory(new NullMetricsFactory()),
                new ProcessorConfig(() -> new Processor(batches)),
                new RetrievalConfig(kinesis, tracker, application)
                        .retrievalSpecificConfig(new PollingConfig(stream, kinesis)
                                .maxRecords(timing.maxRecords())
                                .idleTimeBetweenReadsInMillis(
                                        timing.idleBetweenReads().toMillis())));
    }

    /// By itself the library takes a minute and more over its first start.
    private void prepareLeases(LeaseManagementConfig config, String table, String stream) {
        dynamo.createTable(create -> create.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(List.of(attribute("leaseKey"), attribute("leaseOwner")))
                        .keySchema(List.of(key("leaseKey", KeyType.HASH)))
                        .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                                .indexName("LeaseOwnerToLeaseKeyIndex")
                                .keySchema(key("leaseOwner", KeyType.HASH), key("leaseKey", KeyType.RANGE))
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.KEYS_ONLY)
                                        .build())
                                .build())))
                .join();
        var refresher =
                new DynamoDBLeaseManagementFactory(config, new DynamoDBLeaseSerializer(), false).createLeaseRefresher();
        for (var shard :
                kinesis.listShards(list -> list.streamName(stream)).join().shards()) {
            var lease = new Lease();
            lease.leaseKey(shard.shardId());
            lease.checkpoint(ExtendedSequenceNumber.TRIM_HORIZON);
            lease.ownerSwitchesSinceCheckpoint(0L);
            lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
            try {
                refresher.createLeaseIfNotExists(lease);
            } catch (LeasingException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    void start() {
        Thread.ofPlatform().name("bare-consumer").start(scheduler);
    }

    private static <B extends AwsClientBuilder<B, C>, C> B local(B builder, URI endpoint) {
        AwsCredentialsProvider any = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
        return builder.endpointOverride(endpoint).region(Region.EU_WEST_2).credentialsProvider(any);
    }

    @Override
    public void close() {
        try {
            scheduler.startGracefulShutdown().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the consumer did not end", failure);
        } finally {
            kinesis.close();
            dynamo.close();
        }
    }

    private record Processor(Consumer<List<KinesisClientRecord>> batches) implements ShardRecordProcessor {

        @Override
        public void initialize(InitializationInput input) {
            // There is nothing to prepare.
        }

        @Override
        public void processRecords(ProcessRecordsInput input) {
            batches.accept(input.records());
            checkpoint(input.checkpointer());
        }

        @Override
        public void leaseLost(LeaseLostInput input) {
            // There is nothing to clean up.
        }

        @Override
        public void shardEnded(ShardEndedInput input) {
            checkpoint(input.checkpointer());
        }

        @Override
        public void shutdownRequested(ShutdownRequestedInput input) {
            checkpoint(input.checkpointer());
        }

        private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
            try {
                checkpointer.checkpoint();
            } catch (InvalidStateException | ShutdownException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
