package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A contact's entry in `Ended-index`: its departure, and where that is listed. Written with the contact in one item,
/// so it is replaced and never added to.
///
/// @param departure as read from the index its `queueArn` is null: the key has the queue
record EndedEntry(QueueKey queue, QueueDeparture departure) {

    private static final String NO_QUEUE = "-";
    private static final String NO_UUID = "=";

    static Optional<EndedEntry> of(Snapshot seen) {
        return QueueDeparture.of(seen).map(departure -> new EndedEntry(QueueKey.of(seen, departure), departure));
    }

    static void show(Map<String, AttributeValue> item, Snapshot seen) {
        of(seen).ifPresent(entry -> {
            var left = entry.departure().left();
            item.put(Tables.LEFT_KEY, text(key(entry.queue(), dayOf(left))));
            item.put(Tables.LEFT_AT, number(left.toEpochMilli()));
            item.put(Tables.FIGURES, text(entry.written()));
        });
    }

    static EndedEntry read(QueueKey queue, Map<String, AttributeValue> item) {
        var left = Instant.ofEpochMilli(number(item, Tables.LEFT_AT));
        var fields = new FieldReader(Attributes.required(item, Tables.FIGURES).s());
        var kind = FieldCodes.kind(fields.text());
        var outcome = fields.optional(() -> FieldCodes.outcome(fields.text()));
        var channel = fields.optional(() -> FieldCodes.channel(fields.text()));
        return new EndedEntry(
                queue,
                new QueueDeparture(
                        null,
                        left,
                        kind,
                        outcome,
                        channel,
                        fields.number(),
                        fields.number(),
                        ResourceId.of(text(item, Tables.AGENT_ARN)),
                        missedBy(fields)));
    }

    /// Entries of older versions end before.
    private static List<String> missedBy(FieldReader fields) {
        var missedBy = new ArrayList<String>();
        while (fields.hasMore()) {
            missedBy.add(fields.withUuid());
        }
        return missedBy;
    }

    /// What sums of figures are made of: no other change of an entry concerns them.
    record Counted(QueueKey queue, Instant left, QueueDeparture.Kind kind, int waitSeconds, int handleSeconds) {}

    Counted counted() {
        return new Counted(
                queue, departure.left(), departure.kind(), departure.waitSeconds(), departure.handleSeconds());
    }

    /// By days of UTC: the entries of a busy queue would otherwise be one partition for ever. As short as can be,
    /// because
    /// the items of most contacts have just one write unit: a queue's id is enough, and is packed.
    static String key(QueueKey queue, LocalDate day) {
        var place = queue.queueId() == null ? NO_QUEUE + packed(queue.instanceId()) : packed(queue.queueId());
        return place + "#" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static String packed(@Nullable String id) {
        if (id == null) {
            return "";
        }
        return PackedUuid.startIn(id) == 0 ? PackedUuid.packed(id) : NO_UUID + id;
    }

    static LocalDate dayOf(Instant left) {
        return LocalDate.ofInstant(left, ZoneOffset.UTC);
    }

    /// Whether this is where the contact is listed now: an index may lag behind.
    boolean isOf(StoredContact stored) {
        return of(stored.snapshot())
                .filter(now ->
                        now.queue().equals(queue) && now.departure().left().equals(departure.left()))
                .isPresent();
    }

    /// The agent is in the index by an attribute that the item has anyway.
    private String written() {
        var fields = new FieldWriter();
        fields.text(FieldCodes.of(departure.kind()));
        fields.optional(departure.outcome(), outcome -> fields.text(FieldCodes.of(outcome)));
        fields.optional(departure.channel(), channel -> fields.text(FieldCodes.ofChannel(channel)));
        fields.number(departure.waitSeconds());
        fields.number(departure.handleSeconds());
        departure.missedBy().forEach(fields::withUuid);
        return fields.written();
    }
}
