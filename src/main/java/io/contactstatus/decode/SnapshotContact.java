package io.contactstatus.decode;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A contact in one snapshot of an agent.
record SnapshotContact(
        Fields fields,
        ContactId id,
        String state,
        @Nullable Instant since,
        @Nullable Instant connected,
        @Nullable Instant queued,
        @Nullable String channel,
        @Nullable String initiationMethod,
        @Nullable ContactId initialContact,
        @Nullable String queueArn,
        @Nullable String queueName) {

    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName INITIAL_CONTACT_ID = FieldName.of("InitialContactId");
    private static final FieldName CHANNEL = FieldName.of("Channel");
    private static final FieldName INITIATION_METHOD = FieldName.of("InitiationMethod");
    private static final FieldName STATE = FieldName.of("State");
    private static final FieldName STATE_START_TIMESTAMP = FieldName.of("StateStartTimestamp");
    private static final FieldName CONNECTED_TO_AGENT_TIMESTAMP = FieldName.of("ConnectedToAgentTimestamp");
    private static final FieldName QUEUE_TIMESTAMP = FieldName.of("QueueTimestamp");
    private static final FieldName QUEUE = FieldName.of("Queue");
    private static final FieldName ARN = FieldName.of("ARN", "Arn");
    private static final FieldName NAME = FieldName.of("Name");

    /// Null when it does not tell which contact, or in which state.
    static @Nullable SnapshotContact of(Fields contact) {
        var id = contact.contactId(CONTACT_ID);
        var state = contact.text(STATE);
        if (id == null || state == null) {
            return null;
        }
        var queue = contact.object(QUEUE);
        return new SnapshotContact(
                contact,
                id,
                state,
                contact.time(STATE_START_TIMESTAMP),
                contact.time(CONNECTED_TO_AGENT_TIMESTAMP),
                contact.time(QUEUE_TIMESTAMP),
                contact.channel(CHANNEL),
                contact.text(INITIATION_METHOD),
                contact.contactId(INITIAL_CONTACT_ID),
                queue.text(ARN),
                queue.text(NAME));
    }

    /// When this state began that a difference of two snapshots shows. The time that goes with a state does not
    /// always move with it: then it began with the event.
    Instant begunSince(@Nullable SnapshotContact before, Instant eventTime) {
        return since == null || held().isUndated() || (before != null && isStuck(before, since)) ? eventTime : since;
    }

    /// A contact connected in the millisecond in which it rang has moved on all the same.
    private boolean isStuck(SnapshotContact before, Instant time) {
        var justAnswered = before.connected == null && time.equals(connected);
        return before.since != null && !time.isAfter(before.since) && !justAnswered;
    }

    /// Null where a mere repetition does not tell when the state began.
    @Nullable
    Instant repeatedSince() {
        return held().isUndated() ? null : since;
    }

    Instant sinceOr(Instant otherwise) {
        return since == null ? otherwise : since;
    }

    Agent.Held held() {
        return new Agent.Held(id, state, since, channel, initiationMethod, queueArn, queueName, connected, queued);
    }

    /// Null when it was not missed, or when the event does not tell when: then it could not be told from being
    /// missed once more.
    Agent.@Nullable Missed missed() {
        return since != null && state.equals("MISSED") ? new Agent.Missed(since, id) : null;
    }
}
