package io.contactstatus.kinesis;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.LeaseSerializer;
import software.amazon.kinesis.leases.MultiStreamLease;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseManagementFactory;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.dynamodb.DynamoDBMultiStreamLeaseSerializer;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// The lease table of KCL in DynamoDB: which instance reads which shard, and up to where. KCL would create it by
/// itself, but takes minutes over the first start; created here, with a lease for each shard, reading begins
/// within seconds.
final class LeaseTable {

    private static final Logger log = LoggerFactory.getLogger(LeaseTable.class);
    private static final String INDEX = "LeaseOwnerToLeaseKeyIndex";
    private static final long SECONDS_BETWEEN_LOOKS = 1;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final KinesisProperties properties;
    private final Streams streams;
    private final DynamoDbAsyncClient dynamo;
    private final LeaseSerializer serializer = new DynamoDBMultiStreamLeaseSerializer();
    private final LeaseRefresher leases;

    LeaseTable(KinesisProperties properties, Streams streams, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo) {
        this.properties = properties;
        this.streams = streams;
        this.dynamo = dynamo;
        var config = SchedulerFactory.leases(properties, "maker of the lease table", kinesis, dynamo);
        leases = new DynamoDBLeaseManagementFactory(config, serializer, true).createLeaseRefresher();
    }

    /// @throws StreamsNotReady when DynamoDB was not reached
    void createMissing(List<StreamIdentifier> identified) {
        try {
            if (!leases.leaseTableExists()) {
                createTable();
            }
            leases.waitUntilLeaseTableExists(SECONDS_BETWEEN_LOOKS, LONGEST_WAIT_SECONDS);
            for (var stream : identified) {
                if (leases.listLeasesForStream(stream).isEmpty()) {
                    lease(stream);
                }
            }
        } catch (LeasingException unreachable) {
            throw new StreamsNotReady("the lease table could not be made: " + unreachable.getMessage());
        }
    }

    /// Frees the shards of a worker that has left. As long as it is known, the leader would give them back to it.
    void handOver(Collection<String> leaseKeys, String worker) {
        try {
            forget(worker);
            for (var key : leaseKeys) {
                var lease = leases.getLease(key);
                if (lease != null && worker.equals(lease.leaseOwner())) {
                    leases.evictLease(lease);
                }
            }
        } catch (LeasingException unreachable) {
            log.info("some shards are free when their leases have expired: {}", unreachable.getMessage());
        }
    }

    /// What workers report of themselves is kept under their names, beside the leases.
    private void forget(String worker) throws LeasingException {
        try {
            dynamo.deleteItem(DeleteItemRequest.builder()
                            .tableName(properties.application())
                            .key(Map.of(DynamoDBLeaseSerializer.LEASE_KEY_KEY, AttributeValue.fromS(worker)))
                            .build())
                    .join();
        } catch (CompletionException failure) {
            throw new LeasingException(failure.getCause());
        }
    }

    /// With its index at once: KCL adds that afterwards, and waits.
    private void createTable() throws LeasingException {
        var attributes = new HashSet<>(serializer.getAttributeDefinitions());
        attributes.addAll(serializer.getWorkerIdToLeaseKeyIndexAttributeDefinitions());
        var request = CreateTableRequest.builder()
                .tableName(properties.application())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(serializer.getKeySchema())
                .attributeDefinitions(attributes)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(serializer.getWorkerIdToLeaseKeyIndexKeySchema())
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .build();
        try {
            dynamo.createTable(request).join();
            log.info("made lease table {}", properties.application());
        } catch (CompletionException failure) {
            if (!(failure.getCause() instanceof ResourceInUseException)) {
                throw new LeasingException(failure.getCause());
            }
        }
    }

    /// Only where it is plain which shards to begin with. Where shards were split or merged it is for KCL to say.
    private void lease(StreamIdentifier stream) throws LeasingException {
        var shards = streams.shards(stream);
        if (shards.stream().anyMatch(shard -> shard.parentShardId() != null)) {
            return;
        }
        for (var shard : shards) {
            leases.createLeaseIfNotExists(lease(stream, shard));
        }
        log.info("made {} leases for stream {}", shards.size(), stream.streamName());
    }

    private MultiStreamLease lease(StreamIdentifier stream, Shard shard) {
        var lease = new MultiStreamLease();
        lease.leaseKey(MultiStreamLease.getLeaseKey(stream.serialize(), shard.shardId()));
        lease.streamIdentifier(stream.serialize());
        lease.shardId(shard.shardId());
        lease.checkpoint(
                switch (properties.initialPosition()) {
                    case TRIM_HORIZON -> ExtendedSequenceNumber.TRIM_HORIZON;
                    case LATEST -> ExtendedSequenceNumber.LATEST;
                    case AT_TIMESTAMP -> ExtendedSequenceNumber.AT_TIMESTAMP;
                });
        lease.ownerSwitchesSinceCheckpoint(0L);
        lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
        return lease;
    }
}
