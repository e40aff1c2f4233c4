package io.contactstatus.kinesis;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Which streams are read, and how.
///
/// @param enabled whether this instance reads streams at all
/// @param application name of the lease table, and of the consumer with fan-out: all instances with the same
///   one share the shards, another one starts over
/// @param streams names of the streams, or their ARNs
/// @param create makes missing streams, by name, and the lease table at start: for development; in production
///   they are infrastructure
/// @param createShards how many shards a stream gets that is made at start
/// @param initialPosition where a shard is begun that has no checkpoint
/// @param initialTimestamp for `AT_TIMESTAMP`
/// @param retrieval asking for records at intervals, or having them pushed to a consumer of its own for every
///   stream
/// @param workerId names this instance in the lease table: no two may have the same one, or both read all its
///   shards; a stable one gets its shards back sooner after a restart
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_KINESIS` says)
/// @param http what is spoken to Kinesis; fan-out of the real one needs HTTP/2, stand-ins mostly know only 1.1
/// @param maxRecords records asked for at a time, and so the largest batch; a shard takes up to 1,000 a second,
///   so that it never catches up when no more are asked for between two pauses
/// @param prefetch what is read ahead of the batch that is being stored, for each shard
/// @param timing how fast things are noticed; shorter times cost more requests to the lease table
@Validated
@ConfigurationProperties("contact-status.kinesis")
record KinesisProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("contact-status") @Pattern(regexp = "[a-zA-Z0-9_.-]{3,128}")
        String application,

        @DefaultValue List<@NotBlank String> streams,
        @DefaultValue("false") boolean create,
        @DefaultValue("1") @Min(1) int createShards,
        @DefaultValue("TRIM_HORIZON") InitialPosition initialPosition,
        @Nullable Instant initialTimestamp,
        @DefaultValue("POLLING") Retrieval retrieval,
        @Nullable String workerId,
        @Nullable URI endpoint,
        @DefaultValue("AUTO") Http http,
        @DefaultValue("10000") @Min(1) @Max(10_000) int maxRecords,
        @DefaultValue @Valid Prefetch prefetch,
        @DefaultValue @Valid Timing timing) {

    KinesisProperties {
        streams = List.copyOf(streams);
        if (enabled && streams.isEmpty()) {
            throw new IllegalArgumentException("contact-status.kinesis.streams has to name the streams to be read");
        }
        if (enabled && initialPosition == InitialPosition.AT_TIMESTAMP && initialTimestamp == null) {
            throw new IllegalArgumentException(
                    "contact-status.kinesis.initial-timestamp has to say where AT_TIMESTAMP is");
        }
    }

    enum InitialPosition {
        /// The oldest record that the stream still has.
        TRIM_HORIZON,
        /// Only what arrives from now on.
        LATEST,
        /// The first record that arrived then or later.
        AT_TIMESTAMP
    }

    enum Retrieval {
        POLLING,
        FAN_OUT
    }

    enum Http {
        /// 1.1 where the address of a stand-in is set, 2 otherwise.
        AUTO,
        HTTP_1_1,
        HTTP_2
    }

    /// Polling only: with fan-out nothing is sent before it is asked for.
    ///
    /// @param batches how many are read ahead at most
    /// @param bytes how much is read ahead at most
    record Prefetch(
            @DefaultValue("2") @Min(1) @Max(5) int batches,
            @DefaultValue("8MB") DataSize bytes) {

        private static final DataSize LEAST = DataSize.ofMegabytes(1);
        private static final DataSize MOST = DataSize.ofGigabytes(1);

        Prefetch {
            if (bytes.compareTo(LEAST) < 0 || bytes.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "contact-status.kinesis.prefetch.bytes has to be from 1MB to 1GB, not " + bytes);
            }
        }
    }

    /// @param failover after how long without a sign of life a shard goes to another instance
    /// @param assignment how often the leader looks who reads what
    /// @param workerReport how often an instance says that it is there; quiet for twice that, it gets no shards
    /// @param leaderLease after how long without a sign of life another instance becomes the leader
    /// @param leaderHeartbeat how often the leader gives a sign of life
    /// @param shardSync how long to wait between two streams when shards are looked up
    /// @param leaseAudit how often it is checked that every shard has a lease
    /// @param streamCheck how often Kinesis is asked which of the streams there are, and whether they are the
    ///   same
    /// @param leaseDeletion after how long the leases of a stream that is not to be read any more are deleted;
    ///   has to be longer than it takes to replace all instances
    /// @param idleBetweenReads how long a record on a quiet shard may go unseen; not below 200 ms
    /// @param parentShardPoll how often the child of a shard looks whether its parent is done
    /// @param dispatch how often new and lost shards are noticed
    /// @param shutdown how long an orderly end may take, and two seconds more to hand shards over; batches that
    ///   wait for the store get half of it
    record Timing(
            @DefaultValue("10s") @DurationMin(millis = 100) Duration failover,
            @DefaultValue("5s") @DurationMin(millis = 100) Duration assignment,
            @DefaultValue("5s") @DurationMin(seconds = 1) Duration workerReport,
            @DefaultValue("20s") @DurationMin(millis = 100) Duration leaderLease,
            @DefaultValue("5s") @DurationMin(millis = 100) Duration leaderHeartbeat,
            @DefaultValue("5s") @DurationMin Duration shardSync,
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration leaseAudit,
            @DefaultValue("1m") @DurationMin(millis = 100) Duration streamCheck,
            @DefaultValue("1h") @DurationMin Duration leaseDeletion,
            @DefaultValue("1s") @DurationMin(millis = 200) Duration idleBetweenReads,
            @DefaultValue("2s") @DurationMin(millis = 100) Duration parentShardPoll,
            @DefaultValue("1s") @DurationMin(millis = 50) Duration dispatch,
            @DefaultValue("20s") @DurationMin(seconds = 1) Duration shutdown) {

        Timing {
            if (leaderHeartbeat.compareTo(leaderLease) >= 0) {
                throw new IllegalArgumentException(
                        "contact-status.kinesis.timing.leader-heartbeat has to be shorter than"
                                + " contact-status.kinesis.timing.leader-lease");
            }
        }
    }
}
