package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The contacts of which something is still to be announced, whichever instance wrote them, dead or alive.
///
/// They are marked by the very write that changes them, so a change cannot be there without its mark. Any
/// number of instances may read the same mark: what is announced twice does no harm, what is forgotten would.
public interface Outbox {

    /// A contact of which something is to be announced.
    ///
    /// @param contact null when it cannot be announced any more: it has expired, or cannot be read
    record Pending(
            ContactId id, OutboxMark outboxMark, @Nullable StoredContact contact) {}

    /// The parts it is kept in. Each can be worked through by itself.
    List<String> buckets();

    /// Since when the longest-waiting one has been waiting, as far as the index knows yet.
    Optional<Instant> oldest();

    /// The marks of a bucket, the longest-waiting first, together with what the contacts are at this moment.
    ///
    /// @param until only those that have been waiting since then or longer
    Page<Pending> waiting(String bucket, Instant until, int limit, @Nullable String from);

    /// Takes the mark away, if it is still this one. Not a change of the contact: its version stays.
    ///
    /// @return false when the contact has changed since, or another instance was faster
    boolean announced(ContactId id, OutboxMark outboxMark);
}
