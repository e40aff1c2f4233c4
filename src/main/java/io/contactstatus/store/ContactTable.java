package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;

import io.contactstatus.contact.ContactId;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Reads of `ContactStatus`. What has expired is not there, deleted or not. Whole items are written here too, on the
/// condition that nothing was written since they were read.
final class ContactTable {

    private final Dynamo dynamo;
    private final Tables tables;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final LastRead lastRead = new LastRead();

    ContactTable(Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Optional<StoredContact> find(ContactId id) {
        return shown(item(id, false), item -> lastRead.read(item, this::read));
    }

    Optional<StoredContact> find(ContactId id, long atLeast) {
        var item = item(id, false);
        var isOlder = item.isEmpty() || ContactItem.version(item) < atLeast;
        return shown(isOlder ? item(id, true) : item, read -> lastRead.read(read, this::read));
    }

    /// As it is at this moment, heard of or not.
    Optional<StoredContact> findFirstLeg(ContactId id) {
        var item = item(id, true);
        return item.isEmpty() || isExpired(item) || Tombstone.is(item) ? Optional.empty() : Optional.of(read(item));
    }

    List<StoredContact> findAll(Collection<ContactId> ids) {
        return findAll(ids, false, item -> shown(item, this::read));
    }

    List<StoredContact> findAllNow(Collection<ContactId> ids) {
        return findAll(ids, true, item -> shown(item, this::read));
    }

    /// What figures are made of: also what is answered no more, and nothing will delete.
    List<StoredContact> findAllCounted(Collection<ContactId> ids) {
        return findAll(ids, false, item -> isForgotten(item) ? heardOf(item, this::read) : shown(item, this::read));
    }

    private List<StoredContact> findAll(
            Collection<ContactId> ids,
            boolean consistently,
            Function<Map<String, AttributeValue>, Optional<StoredContact>> reader) {
        var found = new HashMap<ContactId, StoredContact>();
        var keys = new TreeSet<>(ids).stream().map(ContactItem::key).toList();
        dynamo.forEach(
                tables.contacts(),
                keys,
                consistently,
                item -> reader.apply(item)
                        .ifPresent(stored -> found.put(stored.contact().id(), stored)));
        return ids.stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    Map<String, AttributeValue> item(ContactId id, boolean consistently) {
        return dynamo.get(GetItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .consistentRead(consistently));
    }

    boolean isArchived(ContactId id) {
        return dynamo.get(GetItemRequest.builder()
                        .tableName(tables.contacts())
                        .key(ContactItem.key(id))
                        .projectionExpression(Tables.ARCHIVED_AT))
                .containsKey(Tables.ARCHIVED_AT);
    }

    /// @param version that was read, 0 where there was none
    /// @return false when another one has written meanwhile
    boolean put(Map<String, AttributeValue> item, long version) {
        var put = replacement(item, version);
        return dynamo.put(PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .expressionAttributeValues(
                        put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
    }

    /// The same write, as a part of a transaction.
    Put replacement(Map<String, AttributeValue> item, long version) {
        var put = Put.builder()
                .tableName(tables.contacts())
                .item(item)
                .expressionAttributeNames(Map.of("#version", Tables.VERSION));
        return version == 0
                ? put.conditionExpression("attribute_not_exists(#version)").build()
                : put.conditionExpression("#version = :held")
                        .expressionAttributeValues(Map.of(":held", number(version)))
                        .build();
    }

    StoredContact read(Map<String, AttributeValue> item) {
        return ContactItem.read(item, identifiers);
    }

    private Optional<StoredContact> shown(
            Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, StoredContact> reader) {
        if (item.isEmpty() || isExpired(item) || Tombstone.is(item)) {
            return Optional.empty();
        }
        return heardOf(item, reader);
    }

    private static Optional<StoredContact> heardOf(
            Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, StoredContact> reader) {
        return Optional.of(reader.apply(item)).filter(stored -> stored.contact().isHeardOf());
    }

    boolean isExpired(Map<String, AttributeValue> item) {
        return ContactItem.isExpired(item, clock.instant());
    }

    /// Has expired, and is on the list of live ones still.
    boolean isForgotten(Map<String, AttributeValue> item) {
        return ContactItem.isForgotten(item, clock.instant());
    }
}
