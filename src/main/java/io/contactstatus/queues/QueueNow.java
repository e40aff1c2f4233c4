package io.contactstatus.queues;

import io.contactstatus.contact.ContactKind;
import io.contactstatus.contact.Phase;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a queue has at this moment.
///
/// @param waiting on the line; callbacks that wait are counted apart
/// @param waitingSince of the one that waits longest
/// @param agents null where nothing tells which ones are for the queue
public record QueueNow(
        long waiting,
        @Nullable Instant waitingSince,
        long ringing,
        long withAgent,
        long onHold,
        long callbacksWaiting,
        @Nullable Instant callbackWaitingSince,
        @Nullable QueueAgents agents) {

    /// @param contacts of customers, none of them stale
    static QueueNow of(Collection<ContactSummaryView> contacts, @Nullable QueueAgents agents) {
        var queued = contacts.stream()
                .filter(contact -> contact.phase() == Phase.Kind.QUEUE)
                .toList();
        Predicate<ContactSummaryView> isCallback = contact ->
                ContactKind.of(contact.channel(), contact.phase(), contact.initiationMethod()) == ContactKind.CALLBACK;
        var callbacks = queued.stream().filter(isCallback).toList();
        var waiting = queued.stream().filter(isCallback.negate()).toList();
        return new QueueNow(
                waiting.size(),
                longest(waiting),
                count(contacts, Phase.Kind.RINGING),
                count(contacts, Phase.Kind.WITH_AGENT),
                count(contacts, Phase.Kind.ON_HOLD),
                callbacks.size(),
                longest(callbacks),
                agents);
    }

    private static long count(Collection<ContactSummaryView> contacts, Phase.Kind phase) {
        return contacts.stream().filter(contact -> contact.phase() == phase).count();
    }

    private static @Nullable Instant longest(List<ContactSummaryView> contacts) {
        return contacts.stream()
                .map(ContactSummaryView::queue)
                .filter(Objects::nonNull)
                .map(queue -> queue.waitingSince())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
