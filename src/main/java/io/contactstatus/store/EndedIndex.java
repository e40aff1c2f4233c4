package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads `Ended-index`: the contacts that are over, by the queue they left last and the day of UTC.
record EndedIndex(Dynamo dynamo, Tables tables) {

    /// An entry, and whose it is.
    record Listed(ContactId contact, EndedEntry entry) {

        Instant left() {
            return entry.departure().left();
        }
    }

    /// All that left the queue in that time, in no order.
    void forEach(QueueKey queue, Instant from, Instant until, BiConsumer<ContactId, EndedEntry> user) {
        var last = EndedEntry.dayOf(until.minusMillis(1));
        for (var day = EndedEntry.dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            of(queue, day, from, until).forEach(listed -> user.accept(listed.contact(), listed.entry()));
        }
    }

    /// Of that day, the latest first, read as far as they are asked for.
    ///
    /// @param atOnce how many one request reads
    Iterator<Listed> latestFirst(QueueKey queue, LocalDate day, Instant from, Instant until, int atOnce) {
        return listed(queue, query(queue, day, from, until).limit(atOnce)).iterator();
    }

    private Stream<Listed> of(QueueKey queue, LocalDate day, Instant from, Instant until) {
        return listed(queue, query(queue, day, from, until));
    }

    private QueryRequest.Builder query(QueueKey queue, LocalDate day, Instant from, Instant until) {
        return QueryRequest.builder()
                .tableName(tables.contacts())
                .indexName(Tables.ENDED_INDEX)
                .keyConditionExpression("#key = :key AND #left BETWEEN :from AND :last")
                .expressionAttributeNames(Map.of("#key", Tables.LEFT_KEY, "#left", Tables.LEFT_AT))
                .expressionAttributeValues(Map.of(
                        ":key", text(EndedEntry.key(queue, day)),
                        ":from", number(from.toEpochMilli()),
                        ":last", number(until.toEpochMilli() - 1)))
                .scanIndexForward(false);
    }

    private Stream<Listed> listed(QueueKey queue, QueryRequest.Builder query) {
        return dynamo.items(query)
                .map(item -> new Listed(
                        new ContactId(
                                Attributes.required(item, Tables.CONTACT_ID).s()),
                        EndedEntry.read(queue, item)));
    }
}
