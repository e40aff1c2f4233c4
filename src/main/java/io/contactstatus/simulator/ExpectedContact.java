package io.contactstatus.simulator;

import org.jspecify.annotations.Nullable;

/// The truth about one contact once all its records have arrived, whatever happened to them on the way.
///
/// @param queueName absent if never queued, and for an agent's personal queue, which has no name
/// @param customerIdentifier E.164; absent for chats, tasks and erased customers
/// @param initialContactId absent on the first leg
/// @param abandoned where the customer gave up, absent if they did not
/// @param leg what the contact is in its chain
/// @param outcome how it ended for the customer
/// @param callback the contact is a queued callback, not merely the call that asked for one
public record ExpectedContact(
        String contactId,
        @Nullable String initialContactId,
        @Nullable String nextContactId,
        String status,
        String channel,
        String initiationMethod,
        @Nullable String queueName,
        @Nullable String agentUsername,
        @Nullable String customerIdentifier,
        String disconnectReason,
        boolean queued,
        boolean connectedToAgent,
        boolean missedByAgent,
        @Nullable AbandonedIn abandoned,
        boolean callback,
        int holdCount,
        String leg,
        String outcome) {

    /// How far the customer had come when they gave up.
    public enum AbandonedIn {
        QUEUE,
        RINGING
    }
}
