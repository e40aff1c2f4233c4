package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.InstanceReport.Counts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StrangeReportsTest {

    /// Ahead of the machine's clock: DynamoDB Local deletes what has expired by that one, now and then.
    private static final Instant NOW = Instant.parse("2036-01-05T12:00:00Z");

    private static final InstanceReport REPORT = new InstanceReport(
            "a-1", NOW, NOW, false, new Counts(1, 1, 0, 0, 0), List.of(), List.of(), Map.of(), Map.of());

    @Test
    void tellsWhatItCanReadBesideWhatItCannot() {
        var client = LocalDynamoDb.shared().client();
        var prefix = LocalDynamoDb.freshPrefix();
        var clock = new MovingClock(NOW);
        TestStores.over(client, prefix, new SimpleMeterRegistry(), clock);
        var tables = Tables.prefixed(prefix);
        var reports = new DynamoDbReportStore(new Dynamo(client), tables, clock);
        reports.keep(REPORT);
        for (var id : List.of("of another shape", "12#b", "#")) {
            client.putItem(put -> put.tableName(tables.jobs())
                    .item(Map.of(
                            Tables.JOB_KIND,
                            AttributeValue.fromS("instance-report"),
                            Tables.JOB_ID,
                            AttributeValue.fromS(id),
                            Tables.EXPIRY,
                            AttributeValue.fromN("9999999999"),
                            "At",
                            AttributeValue.fromS("noon"))));
        }

        assertThat(reports.all()).containsExactly(REPORT);
    }
}
