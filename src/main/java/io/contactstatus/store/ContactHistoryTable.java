package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Entries of histories in `ContactHistory`, one item each.
final class ContactHistoryTable {

    /// Entries looked at for one page: with a filter that hardly any entry passes, a page may come out short.
    private static final int MOST_LOOKED_AT = 2000;

    private final Dynamo dynamo;
    private final Tables tables;
    private final HistoryExpiry expiry;
    private final Clock clock;

    ContactHistoryTable(Dynamo dynamo, Tables tables, HistoryExpiry expiry, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.expiry = expiry;
        this.clock = clock;
    }

    void append(Collection<HistoryEntry> entries) {
        var deletion = expiry.deletion();
        var byKey = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
        for (var entry : entries) {
            var item = HistoryItem.of(entry, deletion);
            if (entry.copy() != null) {
                putPreferred(item, entry.copy());
                continue;
            }
            var key = HistoryItem.key(entry.contactId(), HistoryItem.sortKey(entry));
            byKey.put(key, written(item));
        }
        dynamo.writeAll(tables.history(), List.copyOf(byKey.values()));
    }

    /// Entries that should not have been appended.
    void retract(Collection<HistoryEntry> entries) {
        var deletes = entries.stream()
                .map(entry -> HistoryItem.key(entry.contactId(), HistoryItem.sortKey(entry)))
                .distinct()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        dynamo.writeAll(tables.history(), deletes);
    }

    void appendUnlisted(Collection<Testimony> testimonies) {
        var deletion = expiry.deletion();
        var items = new LinkedHashSet<Map<String, AttributeValue>>();
        testimonies.forEach(testimony -> items.add(HistoryItem.unlisted(testimony, deletion)));
        dynamo.writeAll(
                tables.history(),
                items.stream().map(ContactHistoryTable::written).toList());
    }

    private static WriteRequest written(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    /// All that is kept of what was said about it, entry by entry; of those without facts little.
    Iterable<Map<String, AttributeValue>> testimonies(ContactId id) {
        return () ->
                dynamo.items(ofContact(id)).filter(item -> !isExpired(item)).iterator();
    }

    private QueryRequest.Builder ofContact(ContactId id) {
        return QueryRequest.builder()
                .tableName(tables.history())
                // What was said on it comes behind.
                .keyConditionExpression("#id = :id AND #entry < :utterances")
                .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                .expressionAttributeValues(Map.of(":id", text(id.value()), ":utterances", text(UtteranceItem.PREFIX)));
    }

    /// Of two copies of one entry the preferred one stays, whichever comes last.
    private void putPreferred(Map<String, AttributeValue> item, String copy) {
        dynamo.put(PutItemRequest.builder()
                .tableName(tables.history())
                .item(item)
                .conditionExpression("attribute_not_exists(#copy) OR #copy >= :copy")
                .expressionAttributeNames(Map.of("#copy", HistoryItem.COPY))
                .expressionAttributeValues(Map.of(":copy", text(copy))));
    }

    Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        var entries = new ArrayList<HistoryEntry>();
        var lookedAt = 0;
        var pages = dynamo.pages(ofContact(id)
                .scanIndexForward(!newestFirst)
                .exclusiveStartKey(from == null ? null : HistoryItem.key(id, from))
                .limit(limit + 1));
        for (var page : pages) {
            lookedAt += page.items().size();
            for (var item : page.items()) {
                if (isExpired(item) || !HistoryItem.isListed(item)) {
                    continue;
                }
                var entry = HistoryItem.read(item);
                if (!sources.isEmpty() && !sources.contains(entry.source())) {
                    continue;
                }
                if (entries.size() == limit) {
                    return new Page<>(entries, HistoryItem.sortKey(entries.getLast()));
                }
                entries.add(entry);
            }
            if (lookedAt >= MOST_LOOKED_AT && !page.lastEvaluatedKey().isEmpty()) {
                var last = Attributes.required(page.lastEvaluatedKey(), Tables.ENTRY);
                return new Page<>(entries, last.s());
            }
        }
        return new Page<>(entries, null);
    }

    Optional<HistoryEntry> recordEntry(StoredContact contact) {
        var record = contact.contact().record();
        if (record == null) {
            return Optional.empty();
        }
        var edition = record.edition();
        var prefix = HistoryItem.sortKey(edition.lastUpdate(), Source.CONTACT_RECORD, "");
        return dynamo
                .query(QueryRequest.builder()
                        .tableName(tables.history())
                        .keyConditionExpression("#id = :id AND begins_with(#entry, :prefix)")
                        .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                        .expressionAttributeValues(
                                Map.of(":id", text(contact.contact().id().value()), ":prefix", text(prefix))))
                .items()
                .stream()
                .filter(item -> !isExpired(item) && HistoryItem.isListed(item))
                .map(HistoryItem::read)
                .filter(entry -> entry.id().endsWith(edition.digest()))
                .findFirst();
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return ContactItem.isExpired(item, clock.instant());
    }
}
