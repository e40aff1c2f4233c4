package io.contactstatus.view;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How things stand with a customer: legs that have the customer, and not those between agents, for example.
///
/// @param contacts the customer's newest ones, newest first
public record Situation(List<Known> contacts, Instant now) {

    private static final Duration LATELY = Duration.ofHours(24);

    public Situation {
        contacts = contacts.stream()
                .filter(known -> known.seen.leg() == Leg.CUSTOMER)
                .toList();
    }

    /// A contact together with how it looks, which is not for nothing to find out.
    public record Known(StoredContact stored, Snapshot seen) {

        public static Known of(StoredContact stored) {
            return new Known(stored, stored.snapshot());
        }

        public ContactSummaryView summary(Veil veil) {
            return ContactSummaryView.of(stored, veil);
        }

        /// The customer asked to be called back, and the callback waits or is being dialled.
        public boolean isPendingCallback() {
            return isActive()
                    && seen.is(Flag.CALLBACK)
                    && seen.phase() != null
                    && switch (seen.phase()) {
                        case SCHEDULED, QUEUE, RINGING, DIALLING -> true;
                        case FLOW, WITH_AGENT, ON_HOLD, PAUSED, OUTSIDE, CONSULT, AFTER_CONTACT_WORK -> false;
                    };
        }

        private boolean isActive() {
            return seen.isListedAsActive();
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
        return contacts.stream().filter(Known::isActive).toList();
    }

    /// What is going on with the customer besides a callback that they wait for.
    public @Nullable Known activeContact() {
        return first(known -> known.isActive() && !known.isPendingCallback());
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
