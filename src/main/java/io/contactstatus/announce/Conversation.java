package io.contactstatus.announce;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One customer's way from the first contact of a chain to the end of the last: what other systems call a conversation.
///
/// @param legs the customer's own first
record Conversation(List<StoredContact> legs) {

    Conversation {
        legs = List.copyOf(legs);
    }

    private List<StoredContact> ofCustomer() {
        return legs.stream().filter(leg -> leg.snapshot().leg() == Leg.CUSTOMER).toList();
    }

    /// When the customer's last leg has ended; empty while one is live, or none is known. One that Amazon Connect does
    /// not know keeps it from nothing: its end will never be reported.
    Optional<Instant> end() {
        var own = ofCustomer();
        return own.stream().anyMatch(leg -> leg.snapshot().isListedAsActive())
                ? Optional.empty()
                : own.stream()
                        .map(leg -> leg.snapshot().timestamps().disconnected())
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder());
    }

    Optional<Instant> start() {
        return ofCustomer().stream()
                .map(leg -> leg.snapshot().started())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /// Whether nothing is expected any more: neither a record, nor the contact that the last one was handed on to.
    boolean isRecorded() {
        return ofCustomer().stream().allMatch(leg -> leg.snapshot().flags().contains(Flag.RECORD_RECEIVED))
                && !isNextMissing();
    }

    /// One that was followed by others is not missing, but expired.
    private boolean isNextMissing() {
        var known = legs.stream().map(leg -> leg.contact().id()).collect(Collectors.toSet());
        var followed = legs.stream()
                .map(leg -> leg.snapshot().chain().previousContactId())
                .collect(Collectors.toSet());
        return ofCustomer().stream()
                .map(leg -> leg.snapshot().chain().nextContactId())
                .anyMatch(next -> next != null && !known.contains(next) && !followed.contains(next));
    }

    /// Answered where any leg was; else what became of the last one of which that is known.
    @Nullable
    Outcome outcome() {
        var outcomes = ofCustomer().stream()
                .map(leg -> leg.snapshot().outcome())
                .filter(Objects::nonNull)
                .toList();
        return outcomes.contains(Outcome.ANSWERED) ? Outcome.ANSWERED : outcomes.isEmpty() ? null : outcomes.getLast();
    }

    /// Grows with each of its legs, and with each that comes to it.
    long version() {
        return legs.stream().mapToLong(StoredContact::version).sum();
    }

    /// Whose it is.
    Optional<StoredContact> identified() {
        return ofCustomer().stream()
                .filter(leg -> leg.customer().identifier() != null)
                .findFirst()
                .or(() -> ofCustomer().stream().findFirst());
    }
}
