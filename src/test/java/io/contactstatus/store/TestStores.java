package io.contactstatus.store;

import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The stores over fresh tables of a DynamoDB, as the application would wire them.
public record TestStores(ContactStore contacts, SeatStore seats, DeadLetterStore deadLetters) {

    public static TestStores over(DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock) {
        var tables = Tables.prefixed(prefix);
        tables.createMissing(client);
        var dynamo = new Dynamo(client, meters);
        var retention = Duration.ofHours(24);
        return new TestStores(
                new DynamoDbContactStore(dynamo, tables, retention, CustomerIdentifiers.inRegion("JP"), clock),
                new DynamoDbSeatStore(dynamo, tables, retention, clock),
                new DynamoDbDeadLetterStore(dynamo, tables, Duration.ofDays(14), clock));
    }
}
