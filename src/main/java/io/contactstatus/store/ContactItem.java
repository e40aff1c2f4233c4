package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A contact as an item of `ContactStatus`.
///
/// The truth is in one attribute, `State`: all facts, squeezed. Everything else is derived from it at each write, for
/// indexes and for those who read the table themselves. What the readable attributes say is what the squeezed
/// one need not say again: they are its dictionary, so nobody but this service may change them.
final class ContactItem {

    static final String STATE = "State";
    static final String HISTORY_UNTIL = "History_Until";
    private static final String TIMESTAMPS = "Timestamps";

    private static final int BUCKETS = 8;

    /// What most contacts have in common. Part of the format: a change makes stored items unreadable.
    private static final String COMMON = "connect:Guideconnect:SMSconnect:WebRTCconnect:Emailconnect:Taskconnect:Chat"
            + "connect:TelephonyCONTACT_FLOWEMAIL_ADDRESSVOIPQUEUE_TRANSFERTRANSFERCALLBACKOUTBOUND"
            + "AGENT_DISCONNECTCONTACT_FLOW_DISCONNECTCUSTOMER_DISCONNECTTHIRD_PARTY_DISCONNECT"
            + "SetAttributesCheckAttributeInvokeExternalResourceStoreUserInputGetUserInputTransferPlayPrompt"
            + "EMAILTASKCHATVOICEAPIINBOUND\u001F0\u001F0\u001FC\u001F/contact-flow/"
            + "\u001FMISSED\u001FCONNECTED_ONHOLD\u001FENDED\u001FCLEARED\u001FCONNECTED\u001FCONNECTING\u001F"
            + "\u001F0\u001FL\u001F\u001E24\u001F2\u001F"
            + "\u001E\u001E\u001E\u001ETELEPHONE_NUMBER\u001F+"
            + "\u001F0\u001FC\u001F\u001E0\u001F\u001E\u001E\u001E\u001E0\u001F0\u001F256\u001F0\u001F"
            + "\u001E\u001E\u001E\u001E0\u001F24\u001F0\u001F256\u001F0\u001F\u001E\u001E1\u001F0\u001FA\u001F0\u001FL\u001F0\u001FC\u001F";

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
        item.put(STATE, Attributes.bytes(Squeeze.squeezed(ContactText.written(stored.contact()), dictionary(item))));
        return Attributes.bounded(item);
    }

    /// @throws ContactRefused when the item is none that this service wrote
    static StoredContact read(Map<String, AttributeValue> item) {
        try {
            var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
            var state = Squeeze.expanded(Attributes.bytes(item, STATE), dictionary(item));
            return new StoredContact(
                    ContactText.read(id, state),
                    version(item),
                    expiresAt(item),
                    text(item, Tables.CUSTOMER),
                    unannounced(item));
        } catch (IllegalArgumentException unreadable) {
            throw new ContactRefused("the stored contact cannot be read", unreadable);
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

    static @Nullable String customerIdentifier(Contact contact, CustomerIdentifiers identifiers) {
        var raw = contact.snapshot().customer().identifier();
        if (raw == null || raw.isBlank()) {
            return null;
        }
        var normal = identifiers.normalised(raw);
        // The key of an index may be this long at most; longer ones are nobody's phone number.
        return normal.length() > 512 ? normal.substring(0, 512) : normal;
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
        var started = snapshot.started() == null ? Instant.EPOCH : snapshot.started();
        item.put(Tables.STARTED, number(started.toEpochMilli()));
        // One of which no time is known would for ever be the longest-waiting.
        if (snapshot.active() && snapshot.started() != null) {
            var since = snapshot.waitingSince() == null ? started : snapshot.waitingSince();
            item.put(Tables.ACTIVE_BUCKET, text(bucketOf(snapshot.contactId())));
            item.put(Tables.WAITING_SINCE, number(since.toEpochMilli()));
        }
        var left = snapshot.flags().abandoned() ? abandonedAt(snapshot) : null;
        if (left != null) {
            item.put(Tables.ABANDONED_BUCKET, text(bucketOf(snapshot.contactId())));
            item.put(Tables.ABANDONED_AT, number(left.toEpochMilli()));
        }
    }

    /// When the customer left. A contact record need not say; it was over by then at the latest.
    private static @Nullable Instant abandonedAt(Snapshot snapshot) {
        var times = snapshot.timestamps();
        return times.disconnected() == null ? times.completed() : times.disconnected();
    }

    private static void chain(Map<String, AttributeValue> item, Snapshot.Chain chain) {
        put(item, Tables.INITIAL_CONTACT, value(chain.initialContactId()));
        put(item, "Connect_PreviousContactId", value(chain.previousContactId()));
        put(item, "Connect_NextContactId", value(chain.nextContactId()));
    }

    private static @Nullable String value(@Nullable ContactId id) {
        return id == null ? null : id.value();
    }

    private static void flags(Map<String, AttributeValue> item, Snapshot.Flags flags) {
        flag(item, "Flag_Queued", flags.queued());
        flag(item, "Flag_Connected_To_Agent", flags.connectedToAgent());
        flag(item, "Flag_On_Hold", flags.onHold());
        flag(item, "Flag_Missed_By_Agent", flags.missedByAgent());
        flag(item, "Flag_Abandoned", flags.abandoned());
        flag(item, "Flag_Callback", flags.callback());
        flag(item, "Flag_Transferred", flags.transferred());
        flag(item, "Flag_Disconnected", flags.disconnected());
        flag(item, "Flag_Completed", flags.completed());
        flag(item, "Flag_Record_Received", flags.recordReceived());
    }

    private static void flag(Map<String, AttributeValue> item, String name, boolean value) {
        if (value) {
            item.put(name, AttributeValue.fromBool(true));
        }
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

    private static String dictionary(Map<String, AttributeValue> item) {
        var times = item.get(TIMESTAMPS);
        return Stream.concat(
                        REPEATED.stream().map(name -> text(item, name)),
                        times == null ? Stream.empty() : REPEATED_TIMES.stream().map(name -> written(times.m(), name)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("", COMMON, ""));
    }

    private static @Nullable String written(Map<String, AttributeValue> times, String name) {
        var at = Attributes.instant(times, name);
        return at == null ? null : ContactText.written(at);
    }
}
