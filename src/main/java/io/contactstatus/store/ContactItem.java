package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A contact as an item of `ContactStatus`.
///
/// The truth is in one attribute, `State`: all facts, squeezed. Everything else is derived from it at each
/// write, for indexes and for those who read the table themselves. What the readable attributes say is what the
/// squeezed one need not say again: they are its dictionary, so nobody but this service may change them.
final class ContactItem {

    static final String STATE = "State";
    static final String HISTORY_UNTIL = "History_Until";
    private static final String TIMESTAMPS = "Timestamps";

    private static final int BUCKETS = 8;

    /// What most contacts have in common, as older versions knew it. Part of the format: a change makes stored
    /// items unreadable.
    private static final String FIRST_COMMON =
            "connect:Guideconnect:SMSconnect:WebRTCconnect:Emailconnect:Taskconnect:Chat"
                    + "connect:TelephonyCONTACT_FLOWEMAIL_ADDRESSVOIPQUEUE_TRANSFERTRANSFERCALLBACKOUTBOUND"
                    + "AGENT_DISCONNECTCONTACT_FLOW_DISCONNECTCUSTOMER_DISCONNECTTHIRD_PARTY_DISCONNECT"
                    + "SetAttributesCheckAttributeInvokeExternalResourceStoreUserInputGetUserInputTransferPlayPrompt"
                    + "EMAILTASKCHATVOICEAPIINBOUND\u001F0\u001F0\u001FC\u001F/contact-flow/"
                    + "\u001FMISSED\u001FCONNECTED_ONHOLD\u001FENDED\u001FCLEARED\u001FCONNECTED\u001FCONNECTING\u001F"
                    + "\u001F0\u001FL\u001F\u001E24\u001F2\u001F"
                    + "\u001E\u001E\u001E\u001ETELEPHONE_NUMBER\u001F+"
                    + "\u001F0\u001FC\u001F\u001E0\u001F\u001E\u001E\u001E\u001E0\u001F0\u001F256\u001F0\u001F"
                    + "\u001E\u001E\u001E\u001E0\u001F24\u001F0\u001F256\u001F0\u001F\u001E\u001E1\u001F0\u001FA\u001F0\u001FL\u001F0\u001FC\u001F";

    /// And as it is written now. What is most frequent stands last.
    private static final String COMMON = FIRST_COMMON
            + "\u001FMISSED\u001F\u001D\u001FCLEARED\u001F\u001D\u001FENDED\u001F\u001D\u001FCONNECTED_ONHOLD\u001F\u001D"
            + "\u001FCONNECTED\u001F\u001D\u001FCONNECTING\u001F\u001D"
            + "\u001F0\u001FL\u001F\u001E\u001E0\u001F24\u001F2\u001F\u001F0\u001FC\u001F\u001E0\u001F\u001E0\u001F0\u001F\u001E"
            + "\u001F1\u001F\u001D\u001D\u001E\u001F1\u001F\u001D\u001F1\u001F1\u001F\u001D\u001D\u001F1\u001F\u001E\u001E\u001E"
            + "\u001F256\u001F0\u001F\u001E\u001E\u001E\u001ETELEPHONE_NUMBER\u001F+"
            + "\u001F0\u001FL\u001F\u001E\u001E0\u001F24\u001F0\u001F256\u001F0\u001F\u001E\u001E\u001E\u001E\u001E\u001E"
            + "0\u001F\u001D\u001D\u001E\u001D0\u001F\u001E\u001E\u001E0\u001F0\u001F0\u001F256\u001F0\u001F";

    /// The readable attributes that the state repeats, in the order in which they make its dictionary.
    private static final List<String> REPEATED = List.of(
            "Connect_InstanceArn",
            "Connect_LatestContactFlowName",
            "Connect_PreviousContactId",
            "Connect_NextContactId",
            Tables.INITIAL_CONTACT,
            "Connect_InitiationMethod",
            "Connect_Channel",
            Tables.CUSTOMER,
            "Connect_QueueName",
            "Connect_QueueArn",
            "Connect_AgentArn");

    /// The readable times that the state repeats, likewise.
    private static final List<String> REPEATED_TIMES =
            List.of("LastEvent", "Completed", "Disconnected", "System", "Queued", "Agent", "Initiated");

    private ContactItem() {}

    /// The item's key.
    static Map<String, AttributeValue> key(ContactId id) {
        return Map.of(Tables.CONTACT_ID, text(id.value()));
    }

    static Map<String, AttributeValue> of(StoredContact stored, Instant historyUntil) {
        var item = new HashMap<String, AttributeValue>();
        item.put(Tables.CONTACT_ID, text(stored.contact().id().value()));
        item.put(Tables.VERSION, number(stored.version()));
        item.put(Tables.EXPIRY, number(stored.expiresAt().getEpochSecond()));
        item.put(HISTORY_UNTIL, number(historyUntil.getEpochSecond()));
        if (stored.contact().isHeardOf()) {
            show(item, stored.contact().snapshot());
            put(item, Tables.CUSTOMER, stored.customerIdentifier());
        }
        if (stored.unannounced() != null) {
            mark(item, stored.contact().id(), stored.unannounced());
        }
        item.put(
                STATE,
                Attributes.bytes(Squeeze.squeezed(ContactText.written(stored.contact()), dictionary(item, COMMON))));
        return Attributes.bounded(item);
    }

    /// @throws ContactRefused when the item is none that this service wrote
    static StoredContact read(Map<String, AttributeValue> item, CustomerIdentifiers identifiers) {
        try {
            var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
            var state = expanded(item);
            var contact = ContactText.read(id, state);
            var customer = CustomerKeys.of(contact, identifiers).listedBy(text(item, Tables.CUSTOMER));
            return new StoredContact(contact, version(item), expiresAt(item), customer, unannounced(item));
        } catch (IllegalArgumentException unreadable) {
            throw new ContactRefused("the stored contact cannot be read", unreadable);
        }
    }

    private static String expanded(Map<String, AttributeValue> item) {
        var state = Attributes.bytes(item, STATE);
        try {
            return Squeeze.expanded(state, dictionary(item, COMMON));
        } catch (IllegalArgumentException older) {
            return Squeeze.expanded(state, dictionary(item, FIRST_COMMON));
        }
    }

    private static void mark(Map<String, AttributeValue> item, ContactId id, Unannounced unannounced) {
        item.put(Tables.ANNOUNCE_BUCKET, text(bucketOf(id)));
        put(item, Tables.ANNOUNCE_SINCE, unannounced.since());
        item.put(Tables.ANNOUNCE_CHANGE, text(UnannouncedText.written(unannounced)));
    }

    static @Nullable Unannounced unannounced(Map<String, AttributeValue> item) {
        var change = text(item, Tables.ANNOUNCE_CHANGE);
        var since = Attributes.instant(item, Tables.ANNOUNCE_SINCE);
        return change == null || since == null ? null : UnannouncedText.read(change, since);
    }

    static long version(Map<String, AttributeValue> item) {
        return number(item, Tables.VERSION);
    }

    static Instant expiresAt(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(number(item, Tables.EXPIRY));
    }

    static Instant historyUntil(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(number(item, HISTORY_UNTIL));
    }

    /// By what lists of contacts are ordered. One of which no time is known is the oldest.
    static Instant started(Snapshot snapshot) {
        return snapshot.started() == null ? Instant.EPOCH : snapshot.started();
    }

    private static String bucketOf(ContactId id) {
        return bucket(Math.floorMod(id.value().hashCode(), BUCKETS));
    }

    static String bucket(int number) {
        return Integer.toString(number);
    }

    static List<String> buckets() {
        return IntStream.range(0, BUCKETS).mapToObj(ContactItem::bucket).toList();
    }

    private static void show(Map<String, AttributeValue> item, Snapshot snapshot) {
        put(item, "Status", snapshot.status().name());
        flags(item, snapshot.flags());
        put(item, "Connect_Channel", snapshot.channel());
        put(item, "Connect_InitiationMethod", snapshot.initiationMethod());
        if (snapshot.queue() != null) {
            put(item, "Connect_QueueArn", snapshot.queue().arn());
            put(item, "Connect_QueueName", snapshot.queue().name());
        }
        if (snapshot.agent() != null) {
            put(item, "Connect_AgentArn", snapshot.agent().arn());
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
        var started = started(snapshot);
        item.put(Tables.STARTED, number(started.toEpochMilli()));
        // One of which no time is known would for ever be the longest-waiting.
        if (snapshot.active() && snapshot.started() != null) {
            var since = snapshot.waitingSince() == null ? started : snapshot.waitingSince();
            item.put(Tables.ACTIVE_BUCKET, text(bucketOf(snapshot.contactId())));
            item.put(Tables.WAITING_SINCE, number(since.toEpochMilli()));
        }
        var left = isListedAsAbandoned(snapshot) ? snapshot.timestamps().ended() : null;
        if (left != null) {
            item.put(Tables.ABANDONED_BUCKET, text(bucketOf(snapshot.contactId())));
            item.put(Tables.ABANDONED_AT, number(left.toEpochMilli()));
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

    private static String dictionary(Map<String, AttributeValue> item, String common) {
        var times = item.get(TIMESTAMPS);
        return Stream.concat(
                        REPEATED.stream().map(name -> text(item, name)),
                        times == null ? Stream.empty() : REPEATED_TIMES.stream().map(name -> written(times.m(), name)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("", common, ""));
    }

    private static @Nullable String written(Map<String, AttributeValue> times, String name) {
        var at = Attributes.instant(times, name);
        return at == null ? null : ContactText.written(at);
    }
}
