package io.contactstatus.web;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How things stand with a customer.
///
/// @param contacts the customer's newest ones, newest first
record Situation(List<Known> contacts, Instant now) {

    private static final Duration LATELY = Duration.ofHours(24);

    Situation {
        contacts = List.copyOf(contacts);
    }

    /// A contact together with how it looks, which is not for nothing to find out.
    record Known(StoredContact stored, Snapshot seen) {

        static Known of(StoredContact stored) {
            return new Known(stored, stored.contact().snapshot());
        }

        ContactSummaryView summary(Veil veil) {
            return ContactSummaryView.of(stored, veil);
        }

        /// The customer asked to be called back and has not been yet.
        boolean isPendingCallback() {
            return seen.active() && seen.flags().callback() && !seen.flags().connectedToAgent();
        }

        private boolean isOver() {
            return !seen.active();
        }
    }

    /// As if some contacts were not there.
    Situation without(Predicate<StoredContact> unwanted) {
        return new Situation(
                contacts.stream().filter(known -> !unwanted.test(known.stored)).toList(), now);
    }

    List<Known> active() {
        return contacts.stream().filter(known -> known.seen.active()).toList();
    }

    @Nullable
    Known pendingCallback() {
        return first(Known::isPendingCallback);
    }

    @Nullable
    Known last() {
        return first(Known::isOver);
    }

    @Nullable
    Known lastQueued() {
        return first(known -> known.isOver() && known.seen.queue() != null);
    }

    int contactsLast24Hours() {
        var since = now.minus(LATELY);
        return (int) contacts.stream()
                .map(known -> known.seen.started())
                .filter(started -> started != null && !started.isBefore(since))
                .count();
    }

    @Nullable
    Known first(Predicate<Known> wanted) {
        return contacts.stream().filter(wanted).findFirst().orElse(null);
    }
}
