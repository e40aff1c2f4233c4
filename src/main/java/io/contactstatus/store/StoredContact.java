package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A contact as it lies in the store. A value, which works out only once what the contact looks like.
public final class StoredContact {

    private final Contact contact;
    private final long version;
    private final Instant expiresAt;
    private final CustomerKeys customer;
    private final @Nullable OutboxMark outboxMark;
    private final ArchiveState archive;
    private final @Nullable Instant changedAt;

    /// Not volatile: whichever thread works it out, it is the same.
    private @Nullable Snapshot snapshot;

    public StoredContact(
            Contact contact, long version, Instant expiresAt, CustomerKeys customer, @Nullable OutboxMark outboxMark) {
        this(contact, version, expiresAt, customer, outboxMark, ArchiveState.NONE, null);
    }

    StoredContact(
            Contact contact,
            long version,
            Instant expiresAt,
            CustomerKeys customer,
            @Nullable OutboxMark outboxMark,
            ArchiveState archive,
            @Nullable Instant changedAt) {
        this.contact = contact;
        this.version = version;
        this.expiresAt = expiresAt;
        this.customer = customer;
        this.outboxMark = outboxMark;
        this.archive = archive;
        this.changedAt = changedAt;
    }

    public Contact contact() {
        return contact;
    }

    /// What the contact looks like with everything known so far.
    public Snapshot snapshot() {
        var known = snapshot;
        if (known == null) {
            known = contact.snapshot();
            snapshot = known;
        }
        return known;
    }

    /// Counts the writes; nothing else may be read from it.
    public long version() {
        return version;
    }

    /// Whole seconds; from then on the contact is not answered, deleted or not.
    public Instant expiresAt() {
        return expiresAt;
    }

    /// What it is found by.
    public CustomerKeys customer() {
        return customer;
    }

    /// What the customer is known by, in normal form; null when none is known.
    public @Nullable String customerIdentifier() {
        return customer.identifier();
    }

    /// What of it is still to be announced, if anything; not a part of what the contact is.
    public @Nullable OutboxMark outboxMark() {
        return outboxMark;
    }

    /// Of a contact that is over, when the news was received that pollers have to come for, up to four minutes before
    /// the last of it; null where such a list is not kept.
    public @Nullable Instant changedAt() {
        return changedAt;
    }

    ArchiveState archive() {
        return archive;
    }

    /// Whether its attributes and tags are in its archived history alone.
    boolean isCut() {
        return archive.isCut();
    }

    /// Of the analysis lines of the archive in which it is; null when it is in none yet.
    public @Nullable LocalDate archivedDay() {
        return archive.day();
    }

    /// Whether its history is in the archive, but for what was received since.
    public boolean isArchived() {
        return archive.isArchived();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredContact that
                && version == that.version
                && contact.equals(that.contact)
                && expiresAt.equals(that.expiresAt)
                && customer.equals(that.customer)
                && Objects.equals(outboxMark, that.outboxMark)
                && archive.equals(that.archive)
                && Objects.equals(changedAt, that.changedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contact, version, expiresAt, customer, outboxMark, archive, changedAt);
    }

    @Override
    public String toString() {
        return "%s in version %d, until %s".formatted(contact, version, expiresAt);
    }
}
