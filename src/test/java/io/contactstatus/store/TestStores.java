package io.contactstatus.store;

import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The stores over fresh tables of a DynamoDB, as the application would wire them.
public record TestStores(
        ContactStore contacts,
        AgentStore seats,
        DeadLetterStore deadLetters,
        Outbox outbox,
        JobStore jobs,
        ReportStore reports,
        LiveHistories histories,
        DeliveryProgressStore deliveries,
        CaptureStore captures,
        ErasureStore erasures,
        ContactEraser eraser,
        CallBackStore callBacks,
        QueueFiguresStore queues,
        ProfileQueuesStore profiles,
        ArchiveStore archive,
        GapStore gaps,
        DueContacts due) {

    public static TestStores over(DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock) {
        return over(client, prefix, meters, clock, false, ErasedCustomers.NONE, ContactListeners.NOBODY);
    }

    /// Those of a service that keeps contacts so long after their end.
    public static TestStores keeping(
            Duration over, DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock) {
        return over(
                client,
                prefix,
                meters,
                clock,
                Retentions.ofOver(over),
                false,
                false,
                ErasedCustomers.NONE,
                ContactListeners.NOBODY,
                HistoryArchive.NONE);
    }

    /// Those of a service that lists contacts by when they changed.
    public static TestStores listingChanges(DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock) {
        return over(
                client,
                prefix,
                meters,
                clock,
                Retentions.ofOver(Duration.ofHours(24)),
                false,
                true,
                ErasedCustomers.NONE,
                ContactListeners.NOBODY,
                HistoryArchive.NONE);
    }

    /// Those of a service that archives what is over.
    public static TestStores archiving(
            DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock, HistoryArchive archive) {
        var retention = Retentions.archiving(Duration.ofHours(24));
        return over(
                client,
                prefix,
                meters,
                clock,
                retention,
                false,
                false,
                ErasedCustomers.NONE,
                ContactListeners.NOBODY,
                archive);
    }

    /// Those of a service that knows whom it has erased.
    public static TestStores erasing(
            DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock, ErasedCustomers erased) {
        return over(client, prefix, meters, clock, false, erased, ContactListeners.NOBODY);
    }

    /// Those of a service that announces what changes.
    public static TestStores announcing(
            DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock, ContactListener listener) {
        return over(client, prefix, meters, clock, true, ErasedCustomers.NONE, listener);
    }

    private static TestStores over(
            DynamoDbClient client,
            String prefix,
            MeterRegistry meters,
            Clock clock,
            boolean announcing,
            ErasedCustomers erased,
            ContactListener listener) {
        var retention = Retentions.ofOver(Duration.ofHours(24));
        return over(client, prefix, meters, clock, retention, announcing, false, erased, listener, HistoryArchive.NONE);
    }

    private static TestStores over(
            DynamoDbClient client,
            String prefix,
            MeterRegistry meters,
            Clock clock,
            Retention retention,
            boolean announcing,
            boolean listingChanges,
            ErasedCustomers erased,
            ContactListener listener,
            HistoryArchive archive) {
        var tables = Tables.prefixed(prefix);
        new TableCreation(client).createMissing(tables);
        var dynamo = new Dynamo(LocalDynamoDb.metered(client, meters));
        var identifiers = CustomerIdentifiers.inRegion("JP");
        var captures = new DynamoDbCaptureStore(dynamo, tables, clock);
        var figures = new QueueFiguresTable(dynamo, tables, Duration.ofDays(396), clock);
        var departures = new Departures(dynamo, tables, new ContactTable(dynamo, tables, identifiers, clock), clock);
        return new TestStores(
                contacts(
                        dynamo,
                        tables,
                        retention,
                        identifiers,
                        clock,
                        announcing,
                        listingChanges,
                        erased,
                        listener,
                        meters,
                        archive),
                new DynamoDbAgentStore(dynamo, tables, retention.over(), clock, AgentListeners.NOBODY),
                new DynamoDbDeadLetterStore(dynamo, tables, Duration.ofDays(14), clock),
                new DynamoDbOutbox(dynamo, tables, identifiers, clock),
                new DynamoDbJobStore(dynamo, tables, Duration.ofDays(30), clock),
                new DynamoDbReportStore(dynamo, tables, clock),
                new DynamoDbLiveHistories(dynamo, tables, retention, identifiers, clock),
                new DynamoDbDeliveryProgressStore(dynamo, tables, clock),
                captures,
                new DynamoDbErasureStore(dynamo, tables, clock),
                DynamoDbContactEraser.over(dynamo, tables, identifiers, captures, clock),
                new DynamoDbCallBackStore(dynamo, tables),
                new DynamoDbQueueFiguresStore(figures, departures, new FiguresReach(figures, retention, clock)),
                new DynamoDbProfileQueuesStore(dynamo, tables, clock),
                new DynamoDbArchiveStore(
                        dynamo,
                        tables,
                        new ContactTable(dynamo, tables, identifiers, clock),
                        retention,
                        archive,
                        clock),
                new DynamoDbGapStore(dynamo, tables, clock),
                new DynamoDbDueContacts(dynamo, tables));
    }

    static ContactStore contacts(
            Dynamo dynamo,
            Tables tables,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            ContactListener listener) {
        return contacts(
                dynamo,
                tables,
                retention,
                identifiers,
                clock,
                announcing,
                false,
                ErasedCustomers.NONE,
                listener,
                new SimpleMeterRegistry(),
                HistoryArchive.NONE);
    }

    private static ContactStore contacts(
            Dynamo dynamo,
            Tables tables,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            boolean listingChanges,
            ErasedCustomers erased,
            ContactListener listener,
            MeterRegistry meters,
            HistoryArchive archive) {
        var contacts = new ContactTable(dynamo, tables, identifiers, clock);
        var figures = new QueueFiguresTable(dynamo, tables, Duration.ofDays(396), clock);
        return new DynamoDbContactStore(
                dynamo,
                tables,
                contacts,
                new Departures(dynamo, tables, contacts, clock),
                new QueueLedger(figures, new FiguresReach(figures, retention, clock), clock, meters),
                retention,
                identifiers,
                clock,
                announcing,
                listingChanges,
                erased,
                listener,
                archive);
    }
}
