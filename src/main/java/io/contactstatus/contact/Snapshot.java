package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A contact as it looks with everything known so far. Derived from a [Contact], never stored as the truth.
///
/// Depends on nothing but the facts: there is no clock in it, so durations that are still running are absent.
///
/// @param active until the customer's side has ended. An agent may be done earlier, after a transfer out of
///   Amazon Connect for example
/// @param phase where it is; null when it is over, or no time of it is known
/// @param outcome how it ended for the customer; null while it is active, and where nothing explains the end
/// @param listensTo the contact that a supervisor's leg listens to
/// @param answeredBy what machine detection says answered our call
/// @param together customer and agent are or were together, or an agent has taken the task or e-mail
/// @param outgoing we turned to the customer
/// @param synthetic a test, made by no customer
/// @param refusals what agents did not answer while the other side was still there, in their order
/// @param letGo when the agent who had it, or at whom it rang, had let go of it and nothing said why; else null
/// @param started when it was initiated, or the earliest time known while that is unknown
/// @param waitingSince what the longest-waiting contact is found by: the queue's [Queue#waitingSince], else
///   [#started]
/// @param insights what Contact Lens makes of the conversation
public record Snapshot(
        ContactId contactId,
        @Nullable String instanceArn,
        Status status,
        @Nullable Instant statusSince,
        boolean active,
        Phase.@Nullable Kind phase,
        @Nullable Instant phaseSince,
        Leg leg,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String initiationMethod,
        Customer customer,
        @Nullable Endpoint systemEndpoint,
        @Nullable QueueInfo queue,
        @Nullable AgentInfo agent,
        @Nullable Flow flow,
        @Nullable Outcome outcome,
        @Nullable Abandonment abandonment,
        @Nullable Transfer transfer,
        @Nullable ContactId listensTo,
        @Nullable String answeredBy,
        boolean together,
        boolean outgoing,
        boolean synthetic,
        Course course,
        List<AgentState> refusals,
        @Nullable Instant letGo,
        Set<Flag> flags,
        Timestamps timestamps,
        @Nullable Integer durationSeconds,
        @Nullable String disconnectReason,
        Chain chain,
        SortedMap<String, String> attributes,
        SortedMap<String, String> tags,
        int recordings,
        LastBySource heard,
        @Nullable Instant started,
        @Nullable Instant waitingSince,
        Insights insights,
        Provenance provenance) {

    public Snapshot {
        flags = Set.copyOf(flags);
        refusals = List.copyOf(refusals);
    }

    /// Who called, as far as is known.
    ///
    /// @param identifier raw, as the source has it: not yet brought to a normal form
    public record Customer(
            @Nullable String identifier,
            @Nullable Endpoint endpoint,
            @Nullable String customerId) {}

    /// The queue it is or was in last.
    ///
    /// @param waitingSince when the customer was first queued in the chain, with no agent, callback or dialled
    ///   leg in between
    /// @param waitSeconds of this visit; null while it is still waiting
    public record QueueInfo(
            @Nullable String arn,
            @Nullable String name,
            @Nullable Instant enqueuedAt,
            @Nullable Instant firstEnqueuedAt,
            @Nullable Instant waitingSince,
            @Nullable Instant dequeuedAt,
            @Nullable Integer waitSeconds) {}

    /// The agent it is or was connected to, or at whom it is ringing.
    public record AgentInfo(
            @Nullable String arn,
            @Nullable String username,
            @Nullable Instant connectedAt,
            @Nullable Integer interactionSeconds,
            @Nullable Integer holdCount,
            @Nullable Integer holdSeconds,
            @Nullable Instant afterContactWorkStartedAt,
            @Nullable Instant afterContactWorkEndedAt) {}

    public record Flow(FlowPosition position, @Nullable Instant at) {}

    /// That the customer left before an agent was there.
    ///
    /// @param seconds how long they had been in that place
    public record Abandonment(Place place, @Nullable Integer seconds) {

        public enum Place {
            QUEUE,
            RINGING
        }
    }

    /// Who handed the customer to whom: to this leg, or from it to another one.
    ///
    /// @param to the leg that took the customer over, this one or the next; null where none is known
    public record Transfer(
            @Nullable Instant at,
            @Nullable String byAgentArn,
            @Nullable String toAgentArn,
            @Nullable String toQueueArn,
            @Nullable Endpoint toEndpoint,
            @Nullable ContactId to) {}

    /// @param scheduled when a task is planned for
    public record Timestamps(
            @Nullable Instant scheduled,
            @Nullable Instant initiated,
            @Nullable Instant connectedToSystem,
            @Nullable Instant queued,
            @Nullable Instant connectedToAgent,
            @Nullable Instant disconnected,
            @Nullable Instant completed,
            @Nullable Instant lastEvent) {

        /// When the customer was gone. A contact record need not say; it was over by its completion at the
        /// latest.
        public @Nullable Instant ended() {
            return disconnected == null ? completed : disconnected;
        }

        /// When it was last heard of, or began where only its record speaks; null when none of its times is
        /// known.
        public @Nullable Instant silentSince() {
            if (lastEvent != null || initiated != null) {
                return lastEvent == null ? initiated : lastEvent;
            }
            return Stream.of(connectedToSystem, queued, connectedToAgent, disconnected)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /// The other legs it names.
    ///
    /// @param initialContactId the first leg's id; absent for the first leg
    public record Chain(
            @Nullable ContactId initialContactId,
            @Nullable ContactId previousContactId,
            @Nullable ContactId nextContactId,
            @Nullable ContactId relatedContactId) {}

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    /// Whether the customer is not on the line while it waits, because it is to call them back.
    public boolean isRequestedCallback() {
        return new Method(initiationMethod).isRequestedCallback();
    }

    /// Whether it is among what goes on now. Of one that Amazon Connect does not know no end was heard, and it is not.
    public boolean isListedAsActive() {
        return active && !is(Flag.UNKNOWN_TO_CONNECT);
    }

    /// Whether Amazon Connect takes an order to end it. Of what is over it takes some as well, and nothing happens.
    public boolean isStoppable() {
        return isStoppable(active, channel, initiationMethod);
    }

    public static boolean isStoppable(boolean active, @Nullable String channel, @Nullable String initiationMethod) {
        return active && !("VOICE".equals(channel) && new Method(initiationMethod).isBarredFromStop());
    }

    static Snapshot of(Contact contact) {
        return new Resolution(contact).snapshot();
    }
}
