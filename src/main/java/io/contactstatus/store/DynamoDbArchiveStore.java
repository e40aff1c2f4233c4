package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
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
///
/// The archive also says in which day the contact's line is, before that is written: the contact says so at the end
/// only, and one that was killed in between may have written the line. To say it there before would cost a write unit
/// more.
///
/// A contact that is erased meanwhile is due once more, as a tombstone: an instance that was killed between the two
/// writes has left an object that nothing else leads to.
final class DynamoDbArchiveStore implements ArchiveStore {

    /// Others write the archive of one contact only where a lease was lost.
    private static final int MOST_CONFLICTS = 5;

    /// What takes longer is not written any more: its contact may have been erased, and what is cleared up after it
    /// then ([Tombstone]) was so already.
    private static final Duration LONGEST_READ = Duration.ofMinutes(30);

    /// In bytes. Larger ones would cost more to keep for years than their histories do.
    private static final int LARGEST_HEAD = 4 * 1024;

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
    public Duration keep() {
        return retention.archive().keep();
    }

    @Override
    public Optional<Written> write(ContactId id, Function<StoredContact, LocalDate> firstDay) {
        var begun = clock.instant();
        var item = contacts.item(id, true);
        if (!item.containsKey(Tables.DUE_AT)) {
            return Optional.empty();
        }
        if (Tombstone.is(item)) {
            clear(id, item);
            return Optional.empty();
        }
        var stored = contacts.read(item);
        var size = Attributes.size(item);
        var day = stored.archivedDay() == null ? firstDay.apply(stored) : stored.archivedDay();
        var told = new Told(stored.contact(), size > LARGEST_HEAD || stored.isCut(), day);
        write(id, stored.isArchived(), told, begun);
        return Optional.of(new Written(stored, told.isAll(), size, told.day));
    }

    /// What the entries of a large contact tell together. One that is not large does not need it. And in which day its
    /// line is.
    private static final class Told {

        private final Contact contact;
        private final boolean isLarge;
        private Contact all;
        private LocalDate day;

        Told(Contact contact, boolean isLarge, LocalDate day) {
            this.contact = contact;
            this.isLarge = isLarge;
            this.day = day;
            all = Contact.unseen(contact.id());
        }

        /// @param known the day that the archive says
        void begin(@Nullable LocalDate known) {
            all = Contact.unseen(contact.id());
            if (known != null) {
                day = known;
            }
        }

        void add(Map<String, AttributeValue> item) {
            if (isLarge && !ArchivedHistories.entry(item).startsWith(UtteranceItem.PREFIX)) {
                all = all.join(HistoryItem.testimony(item).facts());
            }
        }

        /// Entries of older versions have no facts.
        boolean isAll() {
            return isLarge && all.join(contact.brief()).equals(all.join(contact));
        }
    }

    private void write(ContactId id, boolean archivedBefore, Told told, Instant begun) {
        var mayBeThere = archivedBefore;
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            if (isWritten(id, mayBeThere, told, begun)) {
                return;
            }
            mayBeThere = true;
        }
        throw new StoreUnavailable("too many others write the same history", new IllegalStateException());
    }

    private boolean isWritten(ContactId id, boolean mayBeThere, Told told, Instant begun) {
        try {
            var file = ScratchFiles.create();
            try {
                var known = mayBeThere ? archive.open(id).orElse(null) : null;
                write(id, known, told, file);
                if (clock.instant().isAfter(begun.plus(LONGEST_READ))) {
                    throw new StoreUnavailable("a history took too long to read", new IllegalStateException());
                }
                return archive.replace(id, known == null ? null : known.tag(), file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException noFile) {
            throw new StoreUnavailable("the history to be archived cannot be written down", noFile);
        }
    }

    private void write(ContactId id, HistoryArchive.@Nullable Archived known, Told told, Path file) throws IOException {
        try (var archived = known == null ? null : new ArchivedLines.Reader(id, known.content())) {
            told.begin(archived == null ? null : archived.day());
            write(id, archived, told, file);
        }
    }

    private void write(ContactId id, ArchivedLines.@Nullable Reader archived, Told told, Path file) throws IOException {
        try (var out = new ArchivedLines.Writer(Files.newOutputStream(file), told.day)) {
            var items = ArchivedHistories.oldestFirst(dynamo.items(historyOf(id)), archived, any -> true);
            while (items.hasNext()) {
                var item = items.next();
                told.add(item);
                out.write(item);
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

    @Override
    public Archival conclude(Written written) {
        var contact = written.contact();
        var day = written.day();
        var id = contact.contact().id();
        var now = clock.instant();
        if (written.canBeCut() ? isCut(contact, now, day) : isMarked(id, contact.version(), now, day)) {
            return Archival.ARCHIVED;
        }
        if (Tombstone.is(contacts.item(id, true))) {
            archive.delete(id);
            return Archival.NOT_TO_BE;
        }
        remember(id, day);
        return Archival.CHANGED;
    }

    /// Its line is in that day already, whatever is told of its beginning meanwhile. A write that has read it without
    /// the day is done again.
    private void remember(ContactId id, LocalDate day) {
        dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("SET #day = :day, #version = #version + :one")
                .conditionExpression(
                        "attribute_exists(#due) AND attribute_not_exists(#day) AND attribute_not_exists(#erased)")
                .expressionAttributeNames(Map.of(
                        "#day", Tables.ARCHIVED_DAY,
                        "#version", Tables.VERSION,
                        "#due", Tables.DUE_AT,
                        "#erased", Tables.ERASED_AT))
                .expressionAttributeValues(Map.of(":day", number(day.toEpochDay()), ":one", number(1))));
    }

    /// False when something was received about it since.
    private boolean isMarked(ContactId id, long version, Instant now, LocalDate day) {
        return dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("SET #version = :next, #archived = :now, #day = :day, #expiry = :kept"
                        + " REMOVE #bucket, #due, #expires")
                .conditionExpression("#version = :read AND attribute_exists(#due)")
                .expressionAttributeNames(Map.of(
                        "#version", Tables.VERSION,
                        "#archived", Tables.ARCHIVED_AT,
                        "#day", Tables.ARCHIVED_DAY,
                        "#expiry", Tables.EXPIRY,
                        "#bucket", Tables.DUE_BUCKET,
                        "#due", Tables.DUE_AT,
                        "#expires", Tables.EXPIRES_AT))
                .expressionAttributeValues(Map.<String, AttributeValue>of(
                        ":next", number(version + 1),
                        ":now", number(now.toEpochMilli()),
                        ":day", number(day.toEpochDay()),
                        ":kept", number(now.plus(retention.archive().keep()).getEpochSecond()),
                        ":read", number(version))));
    }

    /// Likewise, of one whose attributes and tags are left to the archive.
    private boolean isCut(StoredContact whole, Instant now, LocalDate day) {
        var version = whole.version();
        var until = now.plus(retention.archive().keep()).truncatedTo(ChronoUnit.SECONDS);
        var brief = new StoredContact(
                whole.contact().brief(),
                version + 1,
                until,
                whole.customer(),
                whole.outboxMark(),
                new ArchiveState(null, now, day, true),
                whole.changedAt());
        return dynamo.put(PutItemRequest.builder()
                .tableName(tables.contacts())
                .item(ContactItem.of(brief, until, retention))
                .conditionExpression("#version = :read AND attribute_exists(#due)")
                .expressionAttributeNames(Map.of("#version", Tables.VERSION, "#due", Tables.DUE_AT))
                .expressionAttributeValues(Map.of(":read", number(version))));
    }

    private void clear(ContactId id, Map<String, AttributeValue> tombstone) {
        archive.discardAttempts(id);
        archive.delete(id);
        dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("SET #version = :next REMOVE #bucket, #due")
                .conditionExpression("#version = :read")
                .expressionAttributeNames(
                        Map.of("#version", Tables.VERSION, "#bucket", Tables.DUE_BUCKET, "#due", Tables.DUE_AT))
                .expressionAttributeValues(Map.of(
                        ":next", number(ContactItem.version(tombstone) + 1),
                        ":read", number(ContactItem.version(tombstone)))));
    }
}
