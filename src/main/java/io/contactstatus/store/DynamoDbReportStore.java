package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reports in a partition of their own of the jobs' table: all of them are read by one query.
final class DynamoDbReportStore implements ReportStore {

    /// Whatever it is that starts instances without end: nobody could look at more.
    private static final int MOST = 500;

    private static final AttributeValue KIND = text("instance-report");

    /// Longer than the hour that a report tells of.
    private static final Duration RETENTION = Duration.ofHours(2);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbReportStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void keep(InstanceReport report) {
        var item = ReportItem.of(report);
        item.put(Tables.JOB_KIND, KIND);
        item.put(Tables.EXPIRY, number(clock.instant().plus(RETENTION).getEpochSecond()));
        dynamo.put(PutItemRequest.builder().tableName(tables.jobs()).item(Attributes.bounded(item)));
    }

    @Override
    public List<InstanceReport> all() {
        var reports = new ArrayList<InstanceReport>();
        Map<String, AttributeValue> start = null;
        do {
            var page = dynamo.query(QueryRequest.builder()
                    .tableName(tables.jobs())
                    .keyConditionExpression("#kind = :kind")
                    .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND))
                    .expressionAttributeValues(Map.of(":kind", KIND))
                    .scanIndexForward(false)
                    .exclusiveStartKey(start));
            page.items().stream()
                    .filter(item ->
                            number(item, Tables.EXPIRY) > clock.instant().getEpochSecond())
                    .map(ReportItem::read)
                    .forEach(reports::add);
            start = page.lastEvaluatedKey();
        } while (!start.isEmpty() && reports.size() < MOST);
        return reports;
    }
}
