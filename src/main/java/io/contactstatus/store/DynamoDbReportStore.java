package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reports in a partition of their own of the jobs' table: all of them are read by one query.
final class DynamoDbReportStore implements ReportStore {

    /// A bound for instances that restart without end.
    private static final int MOST = 500;

    private static final Logger log = LoggerFactory.getLogger(DynamoDbReportStore.class);

    private static final AttributeValue KIND = text("instance-report");

    /// Longer than the hour that a report tells of.
    private static final Duration RETENTION = Duration.ofHours(2);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;
    private final AtomicBoolean hasToldOfUnreadable = new AtomicBoolean();

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
        var pages = dynamo.pages(QueryRequest.builder()
                .tableName(tables.jobs())
                .keyConditionExpression("#kind = :kind")
                .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND))
                .expressionAttributeValues(Map.of(":kind", KIND))
                .scanIndexForward(false));
        for (var page : pages) {
            page.items().stream().map(this::read).flatMap(Optional::stream).forEach(reports::add);
            if (reports.size() >= MOST) {
                break;
            }
        }
        return reports;
    }

    /// Empty for what has expired, and for what an instance of another version may have written.
    private Optional<InstanceReport> read(Map<String, AttributeValue> item) {
        try {
            return number(item, Tables.EXPIRY) > clock.instant().getEpochSecond()
                    ? Optional.of(ReportItem.read(item))
                    : Optional.empty();
        } catch (RuntimeException unreadable) {
            if (!hasToldOfUnreadable.getAndSet(true)) {
                log.warn(
                        "a report of an instance cannot be read: {}",
                        unreadable.getClass().getName());
            }
            return Optional.empty();
        }
    }
}
