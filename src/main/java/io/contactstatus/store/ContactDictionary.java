package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is known of the text in `State` before it is read: what most contacts have in common, and the item's
/// readable attributes. All of it is part of the format: a change makes stored items unreadable.
final class ContactDictionary {

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

    private ContactDictionary() {}

    static byte[] of(Map<String, AttributeValue> item) {
        return of(item, COMMON);
    }

    /// Of what one record says of a contact: it mostly repeats the record.
    static byte[] of(String record) {
        return (record + COMMON).getBytes(StandardCharsets.UTF_8);
    }

    /// The one that the first versions wrote with.
    static byte[] first(Map<String, AttributeValue> item) {
        return of(item, FIRST_COMMON);
    }

    private static byte[] of(Map<String, AttributeValue> item, String common) {
        var known = new StringBuilder(common.length() + 1024).append(common);
        for (var name : REPEATED) {
            append(known, text(item, name));
        }
        var times = item.get(ContactAttributes.TIMESTAMPS);
        if (times != null) {
            for (var name : REPEATED_TIMES) {
                append(known, written(times.m(), name));
            }
        }
        return known.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder known, @Nullable String text) {
        if (text != null) {
            known.append(text);
        }
    }

    private static @Nullable String written(Map<String, AttributeValue> times, String name) {
        var at = Attributes.instant(times, name);
        return at == null ? null : FieldText.of(at);
    }
}
