package io.contactstatus.contact;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A contact as it looks with everything known so far. Derived from a [Contact], never stored as the truth.
///
/// Depends on nothing but the facts: there is no clock in it, so durations that are still running are absent.
///
/// @param active until the customer's side has ended. An agent may be done earlier, after a transfer out of
///   Amazon Connect for example
/// @param started when it was initiated, or the earliest time known while that is unknown
/// @param waitingSince what the longest-waiting contact is found by: the first time in a queue, else [#started]
public record Snapshot(
        ContactId contactId,
        @Nullable String instanceArn,
        Status status,
        @Nullable Instant statusSince,
        boolean active,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String initiationMethod,
        Customer customer,
        @Nullable Endpoint systemEndpoint,
        @Nullable Queue queue,
        @Nullable Agent agent,
        @Nullable Flow flow,
        Flags flags,
        @Nullable Abandonment abandonment,
        Timestamps timestamps,
        @Nullable Integer durationSeconds,
        @Nullable String disconnectReason,
        Chain chain,
        SortedMap<String, String> attributes,
        SortedMap<String, String> tags,
        int recordings,
        Heard heard,
        @Nullable Instant started,
        @Nullable Instant waitingSince) {

    /// Who called, as far as is known.
    ///
    /// @param identifier raw, as the source has it: not yet brought to a normal form
    public record Customer(
            @Nullable String identifier,
            @Nullable Endpoint endpoint,
            @Nullable String customerId) {}

    /// The queue it is or was in last.
    ///
    /// @param waitSeconds absent while it is still waiting
    public record Queue(
            @Nullable String arn,
            @Nullable String name,
            @Nullable Instant enqueuedAt,
            @Nullable Instant firstEnqueuedAt,
            @Nullable Instant dequeuedAt,
            @Nullable Integer waitSeconds) {}

    /// The agent it is or was connected to, or at whom it is ringing.
    public record Agent(
            @Nullable String arn,
            @Nullable String username,
            @Nullable Instant connectedAt,
            @Nullable Integer interactionSeconds,
            @Nullable Integer holdCount,
            @Nullable Integer holdSeconds,
            @Nullable Instant afterContactWorkStartedAt,
            @Nullable Instant afterContactWorkEndedAt) {}

    public record Flow(FlowPosition position, @Nullable Instant at) {}

    /// All but [#onHold] tell what ever was.
    ///
    /// @param transferred it came from a transfer, or went on to one
    public record Flags(
            boolean queued,
            boolean connectedToAgent,
            boolean onHold,
            boolean missedByAgent,
            boolean abandoned,
            boolean callback,
            boolean transferred,
            boolean disconnected,
            boolean completed,
            boolean recordReceived) {}

    /// That the customer left before an agent was there.
    ///
    /// @param seconds how long they had been in that place
    public record Abandonment(Place place, @Nullable Integer seconds) {

        public enum Place {
            FLOW,
            QUEUE,
            RINGING
        }
    }

    public record Timestamps(
            @Nullable Instant initiated,
            @Nullable Instant connectedToSystem,
            @Nullable Instant queued,
            @Nullable Instant connectedToAgent,
            @Nullable Instant disconnected,
            @Nullable Instant completed,
            @Nullable Instant lastEvent) {}

    /// The other legs it names.
    ///
    /// @param initialContactId the first leg's id; absent for the first leg
    public record Chain(
            @Nullable ContactId initialContactId,
            @Nullable ContactId previousContactId,
            @Nullable ContactId nextContactId,
            @Nullable ContactId relatedContactId) {}

    static Snapshot of(Contact contact) {
        return new Portrait(contact).drawn();
    }
}
