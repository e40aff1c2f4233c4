package io.contactstatus.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the contact record (CTR) says: a complete statement about a contact that is over. Its times have whole
/// seconds. Whom it was about is in [Identity.Recorded].
///
/// @param attributes null when the record does not speak of attributes at all; empty when it says there are none
/// @param transferredTo where the customer was put through to, out of Amazon Connect or into a flow
/// @param connectionAttempts how often an agent was tried, the successful one included
/// @param answeredBy what machine detection says answered
/// @param campaign it was called by an outbound campaign
/// @param synthetic a test, made by no customer
/// @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">the data model</a>
public record ContactRecord(
        Edition edition,
        @Nullable String instanceArn,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String initiationMethod,
        @Nullable Instant initiated,
        @Nullable Instant scheduled,
        @Nullable Instant connectedToSystem,
        @Nullable Instant disconnected,
        @Nullable Instant transferCompleted,
        @Nullable Endpoint transferredTo,
        @Nullable String disconnectReason,
        @Nullable RecordedQueue queue,
        @Nullable RecordedAgent agent,
        int connectionAttempts,
        @Nullable Endpoint systemEndpoint,
        @Nullable ContactId initialContactId,
        @Nullable ContactId previousContactId,
        @Nullable ContactId nextContactId,
        @Nullable ContactId relatedContactId,
        @Nullable SortedMap<String, String> attributes,
        SortedMap<String, String> tags,
        int recordings,
        @Nullable String answeredBy,
        boolean campaign,
        boolean synthetic) {

    public ContactRecord {
        initiated = EventTimes.real(initiated);
        scheduled = EventTimes.real(scheduled);
        connectedToSystem = EventTimes.real(connectedToSystem);
        disconnected = EventTimes.real(disconnected);
        transferCompleted = EventTimes.real(transferCompleted);
        instanceArn = Bounds.nameOrNull(instanceArn);
        channel = Bounds.wordOrNull(channel);
        subtype = Bounds.wordOrNull(subtype);
        initiationMethod = Bounds.wordOrNull(initiationMethod);
        disconnectReason = Bounds.wordOrNull(disconnectReason);
        answeredBy = Bounds.wordOrNull(answeredBy);
        attributes = attributes == null ? null : Collections.unmodifiableSortedMap(Bounds.entries(attributes));
        tags = Collections.unmodifiableSortedMap(Bounds.entries(tags));
    }

    public record RecordedQueue(
            @Nullable String arn,
            @Nullable String name,
            @Nullable Instant enqueued,
            @Nullable Instant dequeued,
            @Nullable Integer durationSeconds) {

        public RecordedQueue {
            arn = Bounds.nameOrNull(arn);
            name = Bounds.nameOrNull(name);
            enqueued = EventTimes.real(enqueued);
            dequeued = EventTimes.real(dequeued);
        }
    }

    /// @param holdSeconds the customer's, not what the agent had asked for
    public record RecordedAgent(
            @Nullable String arn,
            @Nullable String username,
            @Nullable Instant connected,
            @Nullable Integer interactionSeconds,
            @Nullable Integer holdCount,
            @Nullable Integer holdSeconds,
            @Nullable Integer pauseSeconds,
            @Nullable Instant afterContactWorkStarted,
            @Nullable Instant afterContactWorkEnded) {

        public RecordedAgent {
            arn = Bounds.nameOrNull(arn);
            username = Bounds.nameOrNull(username);
            connected = EventTimes.real(connected);
            afterContactWorkStarted = EventTimes.real(afterContactWorkStarted);
            afterContactWorkEnded = EventTimes.real(afterContactWorkEnded);
        }
    }

    /// The same edition, which says nothing of attributes and has no tags.
    ContactRecord withoutAttributes() {
        return new ContactRecord(
                edition,
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                initiated,
                scheduled,
                connectedToSystem,
                disconnected,
                transferCompleted,
                transferredTo,
                disconnectReason,
                queue,
                agent,
                connectionAttempts,
                systemEndpoint,
                initialContactId,
                previousContactId,
                nextContactId,
                relatedContactId,
                null,
                Collections.emptySortedMap(),
                recordings,
                answeredBy,
                campaign,
                synthetic);
    }

    static @Nullable ContactRecord newest(@Nullable ContactRecord one, @Nullable ContactRecord other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.edition.compareTo(other.edition) >= 0 ? one : other;
    }
}
