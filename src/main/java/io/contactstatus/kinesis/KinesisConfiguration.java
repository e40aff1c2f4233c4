package io.contactstatus.kinesis;

import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.instances.InstanceName;
import io.contactstatus.store.GapStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.tracing.BatchSpans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
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
    ShardReaders shardReaders(
            ContactIngest ingest,
            KinesisMetrics metrics,
            Streams streams,
            ObjectProvider<BatchSpans> spans,
            GapStore gaps,
            @Value("${contact-status.reconcile.gap:10m}") Duration tolerated,
            Clock clock) {
        var readers = new ShardReaders(
                sink(ingest, spans.getIfAvailable()), metrics, () -> new ShardGap(gaps, tolerated, clock));
        streams.names().stream()
                .map(StreamName::name)
                .distinct()
                .forEach(stream -> metrics.watch(stream, () -> readers.progress(stream)));
        return readers;
    }

    private static Consumer<List<RawRecord>> sink(ContactIngest ingest, @Nullable BatchSpans spans) {
        Consumer<List<RawRecord>> sink = records -> ingest.accept("kinesis", records, StoreRetry.endless());
        return spans == null ? sink : spans.around(sink, RawRecord::position);
    }

    @Bean
    SchedulerFactory schedulers(
            KinesisProperties properties,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            ShardReaders readers,
            InstanceName instance) {
        var configured = properties.workerId();
        var worker = configured == null || configured.isBlank() ? instance.value() : configured;
        return new SchedulerFactory(properties, worker, kinesis, dynamo, readers);
    }

    @Bean
    StreamConsumer streamConsumer(
            KinesisProperties properties,
            Streams streams,
            SchedulerFactory schedulers,
            ShardReaders readers,
            LeaseTable leaseTable,
            StreamProvisioner provisioner,
            KinesisMetrics metrics) {
        var consumer = new StreamConsumer(
                properties,
                streams,
                schedulers,
                readers,
                leaseTable,
                properties.create() ? provisioner : Provisioning.NONE);
        metrics.watchMissing(() -> consumer.missing().size());
        return consumer;
    }

    @Bean
    KclComplaints kclComplaints() {
        return new KclComplaints(Duration.ofMinutes(1));
    }

    @Bean("shards")
    ReadingHealth readingHealth(ShardReaders readers, Streams streams) {
        return new ReadingHealth(readers, streams);
    }

    @Bean(KinesisHealth.NAME)
    KinesisHealth kinesisHealth(StreamConsumer consumer, ShardReaders readers) {
        return new KinesisHealth(consumer, readers);
    }

    @Bean
    KinesisFigures kinesisFigures(
            Streams streams,
            ShardReaders readers,
            KinesisMetrics metrics,
            StreamConsumer consumer,
            KinesisHealth health) {
        var names = streams.names().stream().map(StreamName::name).toList();
        return new KinesisFigures(names, readers, metrics, consumer, health);
    }
}
