package io.contactstatus.store;

import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Configuration
class StoreConfiguration {

    private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);

    /// More than the requests in flight at once: the pipeline bounds those, not the pool.
    private static final int CONNECTIONS = 128;

    @Bean
    CallTimers callTimers() {
        return new CallTimers();
    }

    @Bean
    DynamoDbClient dynamoDbClient(
            StoreProperties properties, MeterRegistry meters, CallTimers timers, ObjectProvider<DynamoDbSpans> spans) {
        // Short waits only: the callers that hold a checkpoint or a client's connection wait longer.
        var calls = ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(3)
                        .build())
                .apiCallAttemptTimeout(Duration.ofSeconds(3))
                .apiCallTimeout(Duration.ofSeconds(8))
                .scheduledExecutorService(timers.executor())
                .addExecutionInterceptor(new ConsumedCapacityMetrics(meters));
        spans.ifAvailable(calls::addExecutionInterceptor);
        var client = DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .overrideConfiguration(calls.build());
        if (properties.dynamodb().endpoint() != null) {
            client.endpointOverride(properties.dynamodb().endpoint());
        }
        return client.build();
    }

    @Bean
    Tables tables(StoreProperties properties, DynamoDbClient client) {
        var tables = Tables.prefixed(properties.tables().prefix());
        if (properties.tables().create()) {
            createMissing(tables, client, properties.tables().patience());
        }
        return tables;
    }

    private static void createMissing(Tables tables, DynamoDbClient client, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                new TableCreation(client).createMissing(tables);
                return;
            } catch (SdkException notYet) {
                if (System.nanoTime() - deadline >= 0) {
                    throw notYet;
                }
                log.info("waiting for DynamoDB: {}", notYet.getClass().getSimpleName());
                pause(notYet);
            }
        }
    }

    private static void pause(SdkException notYet) {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw notYet;
        }
    }

    @Bean
    Dynamo dynamo(DynamoDbClient client) {
        return new Dynamo(client);
    }

    @Bean
    ContactTable contactTable(Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, Clock clock) {
        return new ContactTable(dynamo, tables, identifiers, clock);
    }

    @Bean
    Departures departures(Dynamo dynamo, Tables tables, ContactTable contacts, Clock clock) {
        return new Departures(dynamo, tables, contacts, clock);
    }

    @Bean
    QueueFiguresTable queueFiguresTable(Dynamo dynamo, Tables tables, StoreProperties properties, Clock clock) {
        return new QueueFiguresTable(dynamo, tables, properties.queues().keep(), clock);
    }

    @Bean
    FiguresReach figuresReach(QueueFiguresTable table, StoreProperties properties, Clock clock) {
        return new FiguresReach(table, properties.ofContacts(), clock);
    }

    @Bean
    QueueLedger queueLedger(QueueFiguresTable table, FiguresReach reach, Clock clock, MeterRegistry meters) {
        return new QueueLedger(table, reach, clock, meters);
    }

    @Bean
    QueueFiguresStore queueFiguresStore(QueueFiguresTable table, Departures departures, FiguresReach reach) {
        return new DynamoDbQueueFiguresStore(table, departures, reach);
    }

    @Bean
    ProfileQueuesStore profileQueuesStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbProfileQueuesStore(dynamo, tables, clock);
    }

    @Bean
    ContactStore contactStore(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            Departures departures,
            QueueLedger ledger,
            StoreProperties properties,
            CustomerIdentifiers identifiers,
            Clock clock,
            ObjectProvider<ErasedCustomers> erased,
            ObjectProvider<ContactListener> listeners,
            ObjectProvider<HistoryArchive> archive) {
        return new DynamoDbContactStore(
                dynamo,
                tables,
                contacts,
                departures,
                ledger,
                properties.ofContacts(),
                identifiers,
                clock,
                properties.announce().enabled(),
                properties.changes().enabled(),
                erased.getIfAvailable(() -> ErasedCustomers.NONE),
                new ContactListeners(listeners.orderedStream().toList()),
                archive.getIfAvailable(() -> HistoryArchive.NONE));
    }

    @Bean
    ArchiveStore archiveStore(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            StoreProperties properties,
            Clock clock,
            ObjectProvider<HistoryArchive> archive) {
        return new DynamoDbArchiveStore(
                dynamo,
                tables,
                contacts,
                properties.ofContacts(),
                archive.getIfAvailable(() -> HistoryArchive.NONE),
                clock);
    }

    @Bean
    Retention retentionOfContacts(StoreProperties properties) {
        return properties.ofContacts();
    }

    @Bean
    LiveHistories liveHistories(
            Dynamo dynamo, Tables tables, StoreProperties properties, CustomerIdentifiers identifiers, Clock clock) {
        return new DynamoDbLiveHistories(dynamo, tables, properties.ofContacts(), identifiers, clock);
    }

    @Bean
    Outbox outbox(Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, Clock clock) {
        return new DynamoDbOutbox(dynamo, tables, identifiers, clock);
    }

    @Bean
    AgentStore agentStore(
            Dynamo dynamo,
            Tables tables,
            StoreProperties properties,
            Clock clock,
            ObjectProvider<AgentListener> listeners) {
        return new DynamoDbAgentStore(
                dynamo,
                tables,
                properties.retention(),
                clock,
                new AgentListeners(listeners.orderedStream().toList()));
    }

    @Bean
    DeadLetterStore deadLetterStore(Dynamo dynamo, Tables tables, StoreProperties properties, Clock clock) {
        return new DynamoDbDeadLetterStore(dynamo, tables, properties.deadLetterRetention(), clock);
    }

    @Bean
    DeliveryProgressStore deliveryProgressStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbDeliveryProgressStore(dynamo, tables, clock);
    }

    @Bean
    NameStore nameStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbNameStore(dynamo, tables, clock);
    }

    @Bean
    CallBackStore callBackStore(Dynamo dynamo, Tables tables) {
        return new DynamoDbCallBackStore(dynamo, tables);
    }

    @Bean
    ReportStore reportStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbReportStore(dynamo, tables, clock);
    }

    @Bean
    CaptureStore captureStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbCaptureStore(dynamo, tables, clock);
    }

    @Bean
    ErasureStore erasureStore(Dynamo dynamo, Tables tables, Clock clock) {
        return new DynamoDbErasureStore(dynamo, tables, clock);
    }

    @Bean
    ContactEraser contactEraser(
            Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, CaptureStore captures, Clock clock) {
        return DynamoDbContactEraser.over(dynamo, tables, identifiers, captures, clock);
    }

    @Bean
    JobStore jobStore(Dynamo dynamo, Tables tables, StoreProperties properties, Clock clock) {
        return new DynamoDbJobStore(dynamo, tables, properties.jobRetention(), clock);
    }
}
