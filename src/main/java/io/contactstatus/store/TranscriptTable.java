package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Utterances in `ContactHistory`, one item each, behind the entries of their contact's history: so whatever keeps a
/// history keeps them too.
final class TranscriptTable implements TranscriptStore {

    private final Dynamo dynamo;
    private final Tables tables;
    private final HistoryExpiry expiry;
    private final Clock clock;
    private final ArchivedHistories archive;

    TranscriptTable(Dynamo dynamo, Tables tables, HistoryExpiry expiry, Clock clock, ArchivedHistories archive) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.expiry = expiry;
        this.clock = clock;
        this.archive = archive;
    }

    @Override
    public void keep(Collection<Utterance> utterances) {
        var deletion = expiry.deletion();
        var byKey = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
        for (var utterance : utterances) {
            if (utterance.isFinal()) {
                var item = UtteranceItem.of(utterance.stored(), deletion);
                byKey.put(
                        HistoryItem.key(utterance.contactId(), UtteranceItem.sortKey(utterance)),
                        WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item).build())
                                .build());
            }
        }
        dynamo.writeAll(tables.history(), List.copyOf(byKey.values()));
    }

    @Override
    public void retractUtterances(Collection<Utterance> utterances) {
        var deletes = utterances.stream()
                .map(utterance -> HistoryItem.key(utterance.contactId(), UtteranceItem.sortKey(utterance)))
                .distinct()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        dynamo.writeAll(tables.history(), deletes);
    }

    @Override
    public Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from) {
        var read = new ArrayList<Utterance>();
        // A cursor may be older than the file: then it goes on from the file's beginning.
        var after = from != null && UtteranceItem.range(origin).include(from) ? from : null;
        var request =
                query(id, origin).limit(limit + 1).exclusiveStartKey(after == null ? null : HistoryItem.key(id, after));
        try (var archived = archive.open(id)) {
            var items = ArchivedHistories.oldestFirst(
                    dynamo.items(request), archived, entry -> isAfter(entry, origin, after));
            while (items.hasNext()) {
                var item = items.next();
                if (!ContactItem.isExpired(item, clock.instant())) {
                    if (read.size() == limit) {
                        return new Page<>(read, UtteranceItem.sortKey(read.getLast()));
                    }
                    read.add(UtteranceItem.read(item));
                }
            }
        }
        return new Page<>(read, null);
    }

    /// Consistently read: who listens from now on misses nothing that was stored before.
    @Override
    public Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before) {
        var read = new ArrayDeque<Utterance>();
        var until = before != null && UtteranceItem.range(origin).include(before) ? before : null;
        var request = query(id, origin)
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit + 1)
                .exclusiveStartKey(until == null ? null : HistoryItem.key(id, until));
        try (var archived = archive.open(id)) {
            var items = ArchivedHistories.newestFirst(
                    dynamo.items(request),
                    archived,
                    item -> isBefore(ArchivedHistories.entry(item), origin, until)
                            && !ContactItem.isExpired(item, clock.instant()),
                    limit + 1);
            while (items.hasNext()) {
                var item = items.next();
                if (!ContactItem.isExpired(item, clock.instant())) {
                    if (read.size() == limit) {
                        return new Page<>(List.copyOf(read), UtteranceItem.sortKey(read.getFirst()));
                    }
                    read.addFirst(UtteranceItem.read(item));
                }
            }
        }
        return new Page<>(List.copyOf(read), null);
    }

    private static boolean isBefore(String entry, Utterance.Origin origin, @Nullable String before) {
        return UtteranceItem.range(origin).include(entry)
                && (before == null || ArchivedHistories.compare(entry, before) < 0);
    }

    /// All of it, in its order.
    void forEach(ContactId id, Utterance.Origin origin, Consumer<Utterance> listener) {
        try (var archived = archive.open(id)) {
            var items = ArchivedHistories.oldestFirst(
                    dynamo.items(query(id, origin)), archived, entry -> isAfter(entry, origin, null));
            while (items.hasNext()) {
                var item = items.next();
                if (!ContactItem.isExpired(item, clock.instant())) {
                    listener.accept(UtteranceItem.read(item));
                }
            }
        }
    }

    private static boolean isAfter(String entry, Utterance.Origin origin, @Nullable String from) {
        return UtteranceItem.range(origin).include(entry)
                && (from == null || ArchivedHistories.compare(entry, from) > 0);
    }

    /// The last ones that the table has, consistently read: what has been stored before is among them.
    List<Utterance> newest(ContactId id, Utterance.Origin origin, int limit) {
        return dynamo
                .query(query(id, origin)
                        .scanIndexForward(false)
                        .consistentRead(true)
                        .limit(limit))
                .items()
                .stream()
                .map(UtteranceItem::read)
                .toList();
    }

    private QueryRequest.Builder query(ContactId id, Utterance.Origin origin) {
        var range = UtteranceItem.range(origin);
        return QueryRequest.builder()
                .tableName(tables.history())
                .keyConditionExpression("#id = :id AND #entry BETWEEN :from AND :until")
                .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                .expressionAttributeValues(
                        Map.of(":id", text(id.value()), ":from", text(range.from()), ":until", text(range.until())));
    }
}
