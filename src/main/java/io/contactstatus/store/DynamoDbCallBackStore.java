package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Call-backs in the table of customers' keys. A key begins with no space, so they are in nobody's way there.
final class DynamoDbCallBackStore implements CallBackStore {

    private static final String PREFIX = " call-back ";
    private static final AttributeValue ENTRY = text("call-back");
    private static final String STATE = "State";
    private static final String BY = "By";
    private static final String AT = "At";
    private static final String UNTIL = "Until";

    /// Longer than anybody looks at who gave up.
    private static final Duration RETENTION = Duration.ofDays(7);

    /// Free, or the caller's own; or done for an earlier time that the customer gave up.
    private static final String CONDITION = "attribute_not_exists(#key) OR #state = :open OR #by = :me"
            + " OR (#state = :assigned AND #until <= :now) OR (#state = :done AND #at < :left)";

    private final Dynamo dynamo;
    private final Tables tables;

    DynamoDbCallBackStore(Dynamo dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.tables = tables;
    }

    @Override
    public Optional<Latest<CallBack>> put(
            ContactId contact, Set<String> keys, Latest<CallBack> wanted, @Nullable Instant left) {
        var all = keys.isEmpty() ? Set.of(ofContact(contact)) : keys;
        var puts = all.stream().map(key -> put(key, wanted, left)).toList();
        return dynamo.putAll(puts).map(DynamoDbCallBackStore::read);
    }

    private Put put(String key, Latest<CallBack> wanted, @Nullable Instant left) {
        var callBack = wanted.value();
        var at = wanted.stamp().at();
        var item = new HashMap<String, AttributeValue>();
        item.put(Tables.CUSTOMER_KEY, text(PREFIX + key));
        item.put(Tables.ENTRY, ENTRY);
        item.put(STATE, text(callBack.state().name()));
        item.put(BY, text(callBack.by()));
        item.put(AT, number(at.toEpochMilli()));
        Attributes.put(item, UNTIL, callBack.until());
        item.put(Tables.EXPIRY, number(at.plus(RETENTION).getEpochSecond()));
        return Put.builder()
                .tableName(tables.customerKeys())
                .item(item)
                .conditionExpression(CONDITION)
                .expressionAttributeNames(
                        Map.of("#key", Tables.CUSTOMER_KEY, "#state", STATE, "#by", BY, "#at", AT, "#until", UNTIL))
                .expressionAttributeValues(Map.of(
                        ":open", text(CallBack.State.OPEN.name()),
                        ":assigned", text(CallBack.State.ASSIGNED.name()),
                        ":done", text(CallBack.State.DONE.name()),
                        ":me", text(callBack.by()),
                        ":now", number(at.toEpochMilli()),
                        ":left", number((left == null ? Instant.EPOCH : left).toEpochMilli())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /// In place of a key, for contacts without one.
    static String ofContact(ContactId id) {
        return " " + id.value();
    }

    /// What was agreed up to that moment.
    void delete(String key, Instant upTo) {
        // One that was agreed since is of a new customer.
        dynamo.deleteIf(DeleteItemRequest.builder()
                .tableName(tables.customerKeys())
                .key(Map.of(Tables.CUSTOMER_KEY, text(PREFIX + key), Tables.ENTRY, ENTRY))
                .conditionExpression("attribute_not_exists(#key) OR #at <= :upTo")
                .expressionAttributeNames(Map.of("#key", Tables.CUSTOMER_KEY, "#at", AT))
                .expressionAttributeValues(Map.of(":upTo", number(upTo.toEpochMilli()))));
    }

    private static Latest<CallBack> read(Map<String, AttributeValue> item) {
        var state = CallBack.State.valueOf(Attributes.required(item, STATE).s());
        var by = Attributes.required(item, BY).s();
        var at = Instant.ofEpochMilli(number(item, AT));
        return new Latest<>(new CallBack(state, by, Attributes.instant(item, UNTIL)), Stamp.of(at, Source.API));
    }
}
