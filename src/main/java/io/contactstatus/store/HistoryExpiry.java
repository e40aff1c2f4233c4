package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Until when entries of histories are kept. All moments are of our own expiry but those that items have.
record HistoryExpiry(Dynamo dynamo, Tables tables, Retention retention, Clock clock) {

    /// Of an entry that is written now.
    Instant expiry() {
        return clock.instant().plus(retention.over().multipliedBy(2));
    }

    /// What the item of such an entry says.
    Instant deletion() {
        return retention.deletion(expiry());
    }

    /// How long the entries are sure to be there of a contact that is written now. Between their write and the
    /// contact's there may be a wait: what is promised is that much less.
    Instant promised() {
        return expiry().minus(retention.over().dividedBy(12)).truncatedTo(ChronoUnit.SECONDS);
    }

    /// How long they are sure to be there of a contact that is written now on what is held. Prolongs them where that
    /// would not be long enough.
    Instant keptUntil(HeldContact held, Retention.Kept kept) {
        var promised = promised();
        if (held.stored() == null) {
            return promised;
        }
        // What was written since its entries were prolonged goes sooner than those.
        var until = held.historyKeptUntil().isBefore(promised) ? held.historyKeptUntil() : promised;
        if (held.stored().isArchived()) {
            // What was written before is in the archive.
            return promised;
        }
        var isLong =
                kept.live() || retention.archive().enabled() || !kept.until().isAfter(until);
        if (isLong && held.hasGrace()) {
            return until;
        }
        prolong(held.contact().id(), promised, expiry());
        return promised;
    }

    /// Moves the expiry of all entries that would go before `promised`. Leaves alone what lasts long enough:
    /// begun again after a conflict or a failure, it goes on where it was.
    ///
    /// @return how many it were
    int prolong(ContactId id, Instant promised, Instant until) {
        return dynamo.items(entriesBefore(id, promised))
                .mapToInt(key -> move(key, until) ? 1 : 0)
                .sum();
    }

    private QueryRequest.Builder entriesBefore(ContactId id, Instant promised) {
        return QueryRequest.builder()
                .tableName(tables.history())
                .keyConditionExpression("#id = :id")
                .filterExpression("#expiry < :promised")
                .projectionExpression("#id, #entry")
                .expressionAttributeNames(
                        Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY, "#expiry", Tables.EXPIRY))
                .expressionAttributeValues(Map.of(
                        ":id",
                        text(id.value()),
                        ":promised",
                        number(retention.deletion(promised).getEpochSecond())));
    }

    private boolean move(Map<String, AttributeValue> key, Instant until) {
        return dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.history())
                .key(key)
                .updateExpression("SET #expiry = :until")
                .conditionExpression("attribute_exists(#entry)")
                .expressionAttributeNames(Map.of("#expiry", Tables.EXPIRY, "#entry", Tables.ENTRY))
                .expressionAttributeValues(
                        Map.of(":until", number(retention.deletion(until).getEpochSecond()))));
    }
}
