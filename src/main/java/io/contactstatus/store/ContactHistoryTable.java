package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final ArchivedHistories archive;

    ContactHistoryTable(Dynamo dynamo, Tables tables, HistoryExpiry expiry, Clock clock, ArchivedHistories archive) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.expiry = expiry;
        this.clock = clock;
        this.archive = archive;
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
    void forEachTestimony(ContactId id, Consumer<Map<String, AttributeValue>> user) {
        try (var archived = archive.open(id)) {
            var items =
                    ArchivedHistories.oldestFirst(dynamo.items(ofContact(id)), archived, entry -> isAfter(entry, null));
            while (items.hasNext()) {
                var item = items.next();
                if (!isExpired(item)) {
                    user.accept(item);
                }
            }
        }
    }

    private static boolean isAfter(String entry, @Nullable String from) {
        return !entry.startsWith(UtteranceItem.PREFIX) && (from == null || ArchivedHistories.compare(entry, from) > 0);
    }

    private static boolean isBefore(String entry, @Nullable String from) {
        return !entry.startsWith(UtteranceItem.PREFIX) && (from == null || ArchivedHistories.compare(entry, from) < 0);
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
        try (var archived = archive.open(id)) {
            var table = dynamo.items(ofContact(id)
                    .scanIndexForward(!newestFirst)
                    .exclusiveStartKey(from == null ? null : HistoryItem.key(id, from))
                    .limit(limit + 1));
            var items = newestFirst
                    ? ArchivedHistories.newestFirst(
                            table,
                            archived,
                            item -> isBefore(ArchivedHistories.entry(item), from)
                                    && shown(item, sources).isPresent(),
                            limit + 1)
                    : ArchivedHistories.oldestFirst(table, archived, entry -> isAfter(entry, from));
            return page(items, sources, limit);
        }
    }

    private Page<HistoryEntry> page(Iterator<Map<String, AttributeValue>> items, Set<Source> sources, int limit) {
        var entries = new ArrayList<HistoryEntry>();
        for (var lookedAt = 1; items.hasNext(); lookedAt++) {
            var item = items.next();
            var entry = shown(item, sources);
            if (entry.isPresent()) {
                if (entries.size() == limit) {
                    return new Page<>(entries, HistoryItem.sortKey(entries.getLast()));
                }
                entries.add(entry.get());
            }
            if (lookedAt >= MOST_LOOKED_AT) {
                return new Page<>(entries, ArchivedHistories.entry(item));
            }
        }
        return new Page<>(entries, null);
    }

    private Optional<HistoryEntry> shown(Map<String, AttributeValue> item, Set<Source> sources) {
        return isExpired(item) || !HistoryItem.isListed(item)
                ? Optional.empty()
                : Optional.of(HistoryItem.read(item))
                        .filter(entry -> sources.isEmpty() || sources.contains(entry.source()));
    }

    Optional<HistoryEntry> recordEntry(StoredContact contact) {
        var record = contact.contact().record();
        if (record == null) {
            return Optional.empty();
        }
        var edition = record.edition();
        var prefix = HistoryItem.sortKey(edition.lastUpdate(), Source.CONTACT_RECORD, "");
        var id = contact.contact().id();
        var there = recordEntry(
                dynamo.query(QueryRequest.builder()
                                .tableName(tables.history())
                                .keyConditionExpression("#id = :id AND begins_with(#entry, :prefix)")
                                .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                                .expressionAttributeValues(Map.of(":id", text(id.value()), ":prefix", text(prefix))))
                        .items()
                        .iterator(),
                edition);
        return there.isPresent() || !contact.isArchived() ? there : archivedRecordEntry(id, prefix, edition);
    }

    private Optional<HistoryEntry> archivedRecordEntry(ContactId id, String prefix, Edition edition) {
        try (var archived = archive.open(id)) {
            return recordEntry(
                    ArchivedHistories.oldestFirst(Stream.of(), archived, entry -> entry.startsWith(prefix)), edition);
        }
    }

    private Optional<HistoryEntry> recordEntry(Iterator<Map<String, AttributeValue>> items, Edition edition) {
        while (items.hasNext()) {
            var entry = shown(items.next(), Set.of());
            if (entry.isPresent() && entry.get().id().endsWith(edition.digest())) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return ContactItem.isExpired(item, clock.instant());
    }
}
