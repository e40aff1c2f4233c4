package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The readable attributes of a contact's item: for indexes, and for people and programs that read the table. The
/// service never reads them back, except as the dictionary of `State`.
final class ContactAttributes {

    static final String TIMESTAMPS = "Timestamps";

    private ContactAttributes() {}

    static void show(Map<String, AttributeValue> item, Snapshot snapshot) {
        put(item, "Status", snapshot.status().name());
        flags(item, snapshot.flags());
        put(item, "Connect_Channel", snapshot.channel());
        put(item, "Connect_InitiationMethod", snapshot.initiationMethod());
        if (snapshot.queue() != null) {
            put(item, "Connect_QueueArn", snapshot.queue().arn());
            put(item, "Connect_QueueName", snapshot.queue().name());
        }
        if (snapshot.agent() != null) {
            put(item, Tables.AGENT_ARN, snapshot.agent().arn());
        }
        if (snapshot.flow() != null) {
            put(
                    item,
                    "Connect_LatestContactFlowName",
                    snapshot.flow().position().flowName());
        }
        if (snapshot.queue() == null && snapshot.agent() == null) {
            // Both others begin with it.
            put(item, "Connect_InstanceArn", snapshot.instanceArn());
        }
        chain(item, snapshot.chain());
        var times = timestamps(snapshot.timestamps());
        if (!times.isEmpty()) {
            item.put(TIMESTAMPS, AttributeValue.fromM(times));
        }
        var started = ContactItem.started(snapshot);
        item.put(Tables.STARTED, number(started.toEpochMilli()));
        // One of which no time is known would for ever be the longest-waiting.
        if (snapshot.isListedAsActive() && snapshot.started() != null) {
            var since = snapshot.waitingSince() == null ? started : snapshot.waitingSince();
            item.put(Tables.ACTIVE_BUCKET, text(ContactItem.bucketOf(snapshot.contactId())));
            item.put(Tables.WAITING_SINCE, number(since.toEpochMilli()));
        }
        var left = isListedAsAbandoned(snapshot) ? snapshot.timestamps().ended() : null;
        if (left != null) {
            item.put(Tables.ABANDONED_BUCKET, text(ContactItem.bucketOf(snapshot.contactId())));
            item.put(Tables.ABANDONED_AT, number(left.toEpochMilli()));
        }
        if (!snapshot.active()) {
            // Live ones are found among the active: their items have no room to lose.
            EndedEntry.show(item, snapshot);
        }
    }

    private static boolean isListedAsAbandoned(Snapshot snapshot) {
        return snapshot.is(Flag.ABANDONED) && !snapshot.synthetic();
    }

    private static void chain(Map<String, AttributeValue> item, Snapshot.Chain chain) {
        put(item, Tables.INITIAL_CONTACT, value(chain.initialContactId()));
        put(item, "Connect_PreviousContactId", value(chain.previousContactId()));
        put(item, "Connect_NextContactId", value(chain.nextContactId()));
    }

    private static @Nullable String value(@Nullable ContactId id) {
        return id == null ? null : id.value();
    }

    private static void flags(Map<String, AttributeValue> item, Set<Flag> flags) {
        flags.forEach(flag -> item.put(attribute(flag), AttributeValue.fromBool(true)));
    }

    private static String attribute(Flag flag) {
        return switch (flag) {
            case QUEUED -> "Flag_Queued";
            case CONNECTED_TO_AGENT -> "Flag_Connected_To_Agent";
            case ON_HOLD -> "Flag_On_Hold";
            case MISSED_BY_AGENT -> "Flag_Missed_By_Agent";
            case ABANDONED -> "Flag_Abandoned";
            case CALLBACK -> "Flag_Callback";
            case TRANSFERRED -> "Flag_Transferred";
            case DISCONNECTED -> "Flag_Disconnected";
            case COMPLETED -> "Flag_Completed";
            case RECORD_RECEIVED -> "Flag_Record_Received";
            case UNKNOWN_TO_CONNECT -> "Flag_Unknown_To_Connect";
        };
    }

    private static Map<String, AttributeValue> timestamps(Snapshot.Timestamps times) {
        var all = new HashMap<String, AttributeValue>();
        put(all, "Initiated", times.initiated());
        put(all, "System", times.connectedToSystem());
        put(all, "Queued", times.queued());
        put(all, "Agent", times.connectedToAgent());
        put(all, "Disconnected", times.disconnected());
        put(all, "Completed", times.completed());
        put(all, "LastEvent", times.lastEvent());
        return all;
    }
}
