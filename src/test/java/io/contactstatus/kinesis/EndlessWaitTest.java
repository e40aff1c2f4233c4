package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.contactstatus.ingest.Ingestion;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreFailures;
import io.contactstatus.store.StoreRetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.backoff.FixedBackOff;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/// The reader of a shard, over the real ingestion, while the store is away.
@Timeout(30)
class EndlessWaitTest {

    private static final int CONTACTS = 40;

    @Test
    void endsWhenTheReaderIsAskedToLeave() throws InterruptedException {
        var asked = new CountDownLatch(CONTACTS);
        ContactStore away = mock(ContactStore.class, call -> {
            asked.countDown();
            throw StoreFailures.unavailable();
        });
        var meters = new SimpleMeterRegistry();
        var ingest = Ingestion.into(away, mock(AgentStore.class), mock(DeadLetterStore.class), meters);
        var checkpoints = new RecordedCheckpoints();
        var metrics = new KinesisMetrics(meters);
        var readers = new ShardReaders(batch -> {}, metrics);
        readers.holdBy(new Held());
        var reader = new ShardReader(
                "calls",
                "111122223333:calls:1767614400",
                batch -> ingest.accept("kinesis", batch, StoreRetry.endless()),
                readers,
                metrics,
                new FixedBackOff(1, Long.MAX_VALUE));
        reader.initialize(InitializationInput.builder().shardId("shard-1").build());
        var kcl = Thread.ofPlatform()
                .start(() -> reader.processRecords(ProcessRecordsInput.builder()
                        .records(IntStream.range(0, CONTACTS)
                                .mapToObj(EndlessWaitTest::record)
                                .toList())
                        .checkpointer(checkpoints)
                        .build()));
        asked.await();

        reader.abandon();

        assertThat(kcl.join(Duration.ofSeconds(5))).as("the thread is free").isTrue();
        assertThat(checkpoints.attempts()).isZero();
        assertThat(meters.get("contact_status.ingest.in_flight").gauge().value())
                .isZero();
        assertThat(meters.get("contact_status.ingest.records")
                        .tag("outcome", "dead_lettered")
                        .counter()
                        .count())
                .isZero();
    }

    private record Held() implements Leases {

        @Override
        public @Nullable String token(String leaseKey) {
            return "token";
        }

        @Override
        public void giveUp(String leaseKey, String token) {
            // Whatever is given up here is nobody's.
        }
    }

    private static KinesisClientRecord record(int contact) {
        var event = """
                {"version":"0","id":"e-%d","source":"aws.connect","detail-type":"Amazon Connect Contact Event",
                "time":"2026-01-05T12:00:00Z","detail":{"eventType":"INITIATED","contactId":"c-%d","channel":"VOICE",
                "initiationMethod":"INBOUND","initiationTimestamp":"2026-01-05T12:00:00.000Z"}}
                """.formatted(contact, contact);
        return KinesisClientRecord.builder()
                .sequenceNumber(String.valueOf(100 + contact))
                .data(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
