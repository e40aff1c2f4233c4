package io.contactstatus.kinesis;

import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Patience;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/// What reads the streams, where it is switched on. Nothing of KCL is loaded otherwise.
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(value = "contact-status.kinesis.enabled", unless = "contact-status.init.enabled")
class KinesisConfiguration {

    @Bean
    KinesisMetrics kinesisMetrics(MeterRegistry meters) {
        return new KinesisMetrics(meters);
    }

    @Bean
    ShardReaders shardReaders(ContactIngest ingest, KinesisMetrics metrics, Streams streams) {
        var readers = new ShardReaders(records -> ingest.accept("kinesis", records, Patience.endless()), metrics);
        streams.names().stream()
                .map(StreamName::name)
                .distinct()
                .forEach(stream -> metrics.watch(stream, () -> readers.progress(stream)));
        return readers;
    }

    @Bean
    Schedulers schedulers(
            KinesisProperties properties,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            ShardReaders readers) {
        return new Schedulers(properties, workerId(properties.workerId()), kinesis, dynamo, readers);
    }

    private static String workerId(@Nullable String configured) {
        return configured == null || configured.isBlank() ? hostName() + "-" + UUID.randomUUID() : configured;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    @Bean
    StreamConsumer streamConsumer(
            KinesisProperties properties,
            Streams streams,
            Schedulers schedulers,
            ShardReaders readers,
            LeaseTable leaseTable,
            StreamsMaker maker,
            KinesisMetrics metrics) {
        var consumer = new StreamConsumer(
                properties, streams, schedulers, readers, leaseTable, properties.create() ? maker : Preparation.NONE);
        metrics.watchMissing(() -> consumer.missing().size());
        return consumer;
    }

    @Bean("kinesis")
    KinesisHealth kinesisHealth(StreamConsumer consumer, ShardReaders readers) {
        return new KinesisHealth(consumer, readers);
    }
}
