package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// What is due is found by `Due-index`. A history is never taken away from: the archive has what it had, and what the
/// table has besides.
///
/// ```
/// read the contact ─▶ history and what is archived of it ─▶ write the archive, where it is as it was read
///                                                         ─▶ say so on the contact, where it is as it was read
/// ```
/// The entries stay in the table until they expire: to delete them would cost a write unit for each.
final class DynamoDbArchiveStore implements ArchiveStore {

    /// Others write the archive of one contact only where a lease was lost.
    private static final int MOST_CONFLICTS = 5;

    private final Dynamo dynamo;
    private final Tables tables;
    private final ContactTable contacts;
    private final Retention retention;
    private final HistoryArchive archive;
    private final Clock clock;

    DynamoDbArchiveStore(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            Retention retention,
            HistoryArchive archive,
            Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.contacts = contacts;
        this.retention = retention;
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    public List<String> buckets() {
        return ContactItem.buckets();
    }

    @Override
    public Duration grace() {
        return retention.archive().grace();
    }

    @Override
    public Optional<Instant> oldest() {
        return index(buckets()).after(dynamo, null, 1).next().map(entry -> Instant.ofEpochMilli(entry.sort()));
    }

    @Override
    public Page<ContactId> due(String bucket, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        var reader = index(List.of(bucket)).after(dynamo, position, limit);
        var now = clock.instant().toEpochMilli();
        var due = new ArrayList<ContactId>();
        while (true) {
            var entry = reader.next().filter(one -> one.sort() <= now);
            if (entry.isEmpty()) {
                return new Page<>(due, null);
            }
            due.add(new ContactId(entry.get().id()));
            if (due.size() == limit) {
                return new Page<>(due, entry.get().position());
            }
        }
    }

    private BucketedIndex index(List<String> buckets) {
        return new BucketedIndex(
                tables.contacts(),
                Tables.DUE_INDEX,
                Tables.DUE_BUCKET,
                buckets,
                Tables.DUE_AT,
                Tables.CONTACT_ID,
                Map.of(),
                false);
    }

    @Override
    public Archival archive(ContactId id) {
        var item = contacts.item(id, true);
        if (!item.containsKey(Tables.DUE_AT)) {
            return Archival.NOT_TO_BE;
        }
        write(id, item.containsKey(Tables.ARCHIVED_AT));
        if (isMarked(id, ContactItem.version(item))) {
            return Archival.ARCHIVED;
        }
        if (Tombstone.is(contacts.item(id, true))) {
            archive.delete(id);
            return Archival.NOT_TO_BE;
        }
        return Archival.CHANGED;
    }

    private void write(ContactId id, boolean archivedBefore) {
        var mayBeThere = archivedBefore;
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            if (isWritten(id, mayBeThere ? archive.open(id).orElse(null) : null)) {
                return;
            }
            mayBeThere = true;
        }
        throw new StoreUnavailable("too many others write the same history", new IllegalStateException());
    }

    private boolean isWritten(ContactId id, HistoryArchive.@Nullable Archived known) {
        try {
            var file = Files.createTempFile("history-", ".gz");
            try {
                write(id, known, file);
                return archive.replace(id, known == null ? null : known.tag(), file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException noFile) {
            throw new StoreUnavailable("the history to be archived cannot be written down", noFile);
        }
    }

    private void write(ContactId id, HistoryArchive.@Nullable Archived known, Path file) throws IOException {
        try (var archived = known == null ? null : new ArchivedLines.Reader(id, known.content());
                var out = new ArchivedLines.Writer(Files.newOutputStream(file))) {
            var items = ArchivedHistories.oldestFirst(dynamo.items(historyOf(id)), archived, any -> true);
            while (items.hasNext()) {
                out.write(items.next());
            }
        }
    }

    /// Also what has expired by our own clock: it is still there, and what is due has not.
    private QueryRequest.Builder historyOf(ContactId id) {
        return QueryRequest.builder()
                .tableName(tables.history())
                .keyConditionExpression("#id = :id")
                .consistentRead(true)
                .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID))
                .expressionAttributeValues(Map.of(":id", text(id.value())));
    }

    /// False when something was received about it since.
    private boolean isMarked(ContactId id, long version) {
        var now = clock.instant();
        return dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression(
                        "SET #version = :next, #archived = :now, #expiry = :kept" + " REMOVE #bucket, #due, #expires")
                .conditionExpression("#version = :read AND attribute_exists(#due)")
                .expressionAttributeNames(Map.of(
                        "#version", Tables.VERSION,
                        "#archived", Tables.ARCHIVED_AT,
                        "#expiry", Tables.EXPIRY,
                        "#bucket", Tables.DUE_BUCKET,
                        "#due", Tables.DUE_AT,
                        "#expires", Tables.EXPIRES_AT))
                .expressionAttributeValues(Map.<String, AttributeValue>of(
                        ":next", number(version + 1),
                        ":now", number(now.toEpochMilli()),
                        ":kept", number(now.plus(retention.archive().keep()).getEpochSecond()),
                        ":read", number(version))));
    }
}
