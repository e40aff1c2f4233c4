package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How things stand with a customer.
///
/// @param contacts the customer's newest ones, newest first
public record Situation(List<Known> contacts, Instant now) {

    private static final Duration LATELY = Duration.ofHours(24);

    public Situation {
        contacts = List.copyOf(contacts);
    }

    /// A contact together with how it looks, which is not for nothing to find out.
    public record Known(StoredContact stored, Snapshot seen) {

        public static Known of(StoredContact stored) {
            return new Known(stored, stored.contact().snapshot());
        }

        public ContactSummaryView summary(Veil veil) {
            return ContactSummaryView.of(stored, veil);
        }

        /// The customer asked to be called back and has not been yet.
        public boolean isPendingCallback() {
            return seen.active() && seen.flags().callback() && !seen.flags().connectedToAgent();
        }

        private boolean isOver() {
            return !seen.active();
        }
    }

    /// As if some contacts were not there.
    public Situation without(Predicate<StoredContact> unwanted) {
        return new Situation(
                contacts.stream().filter(known -> !unwanted.test(known.stored)).toList(), now);
    }

    public List<Known> active() {
        return contacts.stream().filter(known -> known.seen.active()).toList();
    }

    public @Nullable Known pendingCallback() {
        return first(Known::isPendingCallback);
    }

    public @Nullable Known last() {
        return first(Known::isOver);
    }

    public @Nullable Known lastQueued() {
        return first(known -> known.isOver() && known.seen.queue() != null);
    }

    public int contactsLast24Hours() {
        var since = now.minus(LATELY);
        return (int) contacts.stream()
                .map(known -> known.seen.started())
                .filter(started -> started != null && !started.isBefore(since))
                .count();
    }

    public @Nullable Known first(Predicate<Known> wanted) {
        return contacts.stream().filter(wanted).findFirst().orElse(null);
    }
}
