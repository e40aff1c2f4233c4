package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How long contacts are kept, counted from the last thing that was received about them.
///
/// @param over of those that are over
/// @param archive how they are kept after that
public record Retention(Duration over, StoreProperties.RetentionLive live, StoreProperties.Archive archive) {

    private static final Duration LONGEST_SLACK = Duration.ofHours(1);

    /// A time of keeping that begins at a reception.
    ///
    /// @param live whether it is kept as one that is live
    /// @param until to the second, as DynamoDB counts
    /// @param slack so much less is as good: moving an expiry by less is not worth a write
    record Kept(boolean live, Instant until, Duration slack) {

        private static Kept from(Instant from, Duration length, boolean live) {
            var some = length.dividedBy(24);
            return new Kept(
                    live,
                    from.plus(length).truncatedTo(ChronoUnit.SECONDS),
                    some.compareTo(LONGEST_SLACK) < 0 ? some : LONGEST_SLACK);
        }

        boolean isHardlyLonger(Instant other) {
            return other.isAfter(until.minus(slack));
        }
    }

    /// Of a contact as it is after something was received about it at that moment.
    Kept of(Contact contact, Instant received) {
        if (!contact.isHeardOf()) {
            return Kept.from(received, live.call(), true);
        }
        var seen = contact.snapshot();
        if (!seen.active()) {
            return Kept.from(received, over, false);
        }
        var scheduled = seen.timestamps().scheduled();
        var from = scheduled != null && scheduled.isAfter(received) ? scheduled : received;
        return Kept.from(from, lengthOf(ContactKind.of(seen)), true);
    }

    /// When DynamoDB is to delete what expires then. It may do so in the first second, and what it has deleted
    /// cannot be archived any more.
    Instant deletion(Instant expiresAt) {
        return archive.enabled() ? expiresAt.plus(archive.grace()) : expiresAt;
    }

    /// Likewise, of a contact that waits for the archive: also where that was switched off meanwhile.
    Instant deletionOfDue(Instant expiresAt) {
        return expiresAt.plus(archive.grace());
    }

    /// When a key is to be deleted whose contact's history expires then: archived contacts are found by it, too.
    Instant deletionOfKey(Instant expiresAt) {
        return archive.enabled() ? expiresAt.plus(archive.keep()).plus(archive.grace()) : expiresAt;
    }

    /// How long an erased contact is known as such: as long as it would have been kept, because figures are summed up
    /// anew from what there is of contacts.
    ///
    /// @param least what is set
    public Duration ofTombstones(Duration least) {
        return archive.enabled() && archive.keep().compareTo(least) > 0 ? archive.keep() : least;
    }

    /// How long a callback that waits is kept: an older one is unknown here.
    public Duration ofWaitingCallbacks() {
        return live.callback();
    }

    private Duration lengthOf(ContactKind kind) {
        return switch (kind) {
            case CALL -> live.call();
            case CALLBACK -> ofWaitingCallbacks();
            case CHAT -> live.chat();
            case TASK -> live.task();
            case EMAIL -> live.email();
        };
    }
}
