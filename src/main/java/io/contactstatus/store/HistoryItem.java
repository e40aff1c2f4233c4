package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A history entry as an item of `ContactHistory`.
///
/// The sort key is `occurredAt#source#eventId`, the time in a form that sorts as text. What was said is readable
/// text while that is short, and compressed where it would begin another write unit.
final class HistoryItem {

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String TYPE = "Type";
    private static final String SUMMARY = "Summary";
    private static final String DETAIL = "Detail";
    static final String COPY = "Copy";
    private static final String FACTS = "Facts";
    private static final String TOLD_AT = "Told_At";

    /// Room for the other attributes beside it within the first 1,024 bytes.
    private static final int READABLE = 500;

    private static final int LONGEST_ID = 512;
    private static final int LONGEST_TYPE = 128;

    /// What every contact record has, to bring most of them under the second write unit.
    private static final String RECORD = """
            "AWSAccountId":"AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":{"ARN":"arn:aws:connect:
            "AfterContactWorkDuration":,"AfterContactWorkEndTimestamp":"AfterContactWorkStartTimestamp":"
            "AgentInteractionDuration":,"AgentPauseDuration":0,"ConnectedToAgentTimestamp":"CustomerHoldDuration":
            "DeviceInfo":{"OperatingSystem":null,"PlatformName":null,"PlatformVersion":null},"HierarchyGroups":null,
            "LongestHoldDuration":,"NumberOfHolds":,"RoutingProfile":{"ARN":"/routing-profile/"Name":"
            "StateTransitions":[],"Username":"AgentConnectionAttempts":1,"AnsweringMachineDetectionStatus":null,
            "Attributes":{"Campaign":{"CampaignId":null},"Channel":"ConnectedToSystemTimestamp":"ContactDetails":{},
            "ContactId":"CustomerEndpoint":{"Address":"+"Type":"TELEPHONE_NUMBER"},"CustomerVoiceActivity":null,
            "CustomerId":null,"DisconnectReason":"CUSTOMER_DISCONNECT","AGENT_DISCONNECT","DisconnectTimestamp":"
            "InitialContactId":null,"InitiationMethod":"INBOUND","InitiationTimestamp":"InstanceARN":"
            "LastUpdateTimestamp":"LastPausedTimestamp":null,"LastResumedTimestamp":null,"TotalPauseCount":0,
            "TotalPauseDurationInSeconds":0,"MediaStreams":[{"Type":"AUDIO"}],"NextContactId":null,
            "PreviousContactId":null,"RelatedContactId":null,"Queue":{"ARN":"DequeueTimestamp":"Duration":
            "EnqueueTimestamp":"Recording":{"DeletionReason":null,"Location":"/CallRecordings/_UTC.wav","Status":
            "AVAILABLE","Type":"AUDIO"},"Recordings":[{"DeletionReason":null,"FragmentStartNumber":null,
            "FragmentStopNumber":null,"Location":"connect/"MediaStreamType":"AUDIO","ParticipantType":null,
            "StartTimestamp":"StopTimestamp":"StorageType":"S3"}],"References":[],"ScheduledTimestamp":null,
            "SegmentAttributes":{"connect:Subtype":{"ValueString":"connect:Telephony"}},"SystemEndpoint":{
            "Tags":{"aws:connect:instanceId":"aws:connect:systemEndpoint":"+"},"TransferCompletedTimestamp":null,
            "TransferredToEndpoint":null,"VoiceIdResult":null}"""
            // Lines are for the reader of this file; records have none.
            .replace("\n", "");

    /// Part of the format: a change makes stored items unreadable.
    private static final byte[] COMMON = (RECORD
                    + "\"ContactFlowModuleType\":\"\",\"Identifier\":\"\",\"Parameters\":{\"Results\":\""
                    + "\"Timestamp\":\"202,\"ContactFlowName\":\"\"ContactFlowId\":\"arn:aws:connect:\"AgentARN\":\"arn:aws:connect:"
                    + "-southeast-northeast-1-2us-east-1us-west-2eu-west-2eu-central-1ap-northeast-1:instance/:instance//contact-flow/"
                    + "\"StateStartTimestamp\":\"\"ConnectedToAgentTimestamp\":\"\"QueueTimestamp\":\"\"EnqueueTimestamp\""
                    + "\"hierarchyGroups\":{\"level1\":{\"arn\":\"arn:aws:connect:/agent-group/\"},\"level2\":{\"arn\":\""
                    + "\"tags\":{\"aws:connect:instanceId\":\"\",\"aws:connect:systemEndpoint\":\"+\"segmentAttributes\":{\"connect:Subtype\":"
                    + "{\"valueString\":\"connect:Telephony\"}}\"queueInfo\":{\"queueArn\":\"arn:aws:connect:/queue/\",\"queueType\":\"STANDARD\","
                    + "\"enqueueTimestamp\":\"\"agentInfo\":{\"agentArn\":\"arn:aws:connect:/agent/\",\"connectedToAgentTimestamp\":\""
                    + "\"disconnectTimestamp\":\"\"connectedToSystemTimestamp\":\"\"initiationTimestamp\":\"\"initiationMethod\":\"INBOUND\""
                    + "\"channel\":\"VOICE\",\"instanceArn\":\"arn:aws:connect:\"contactId\":\"\"eventType\":\"CONNECTED_TO_SYSTEM\"\"ContactId\":\"")
            .getBytes(StandardCharsets.UTF_8);

    private HistoryItem() {}

    static Map<String, AttributeValue> key(ContactId id, String entry) {
        return Map.of(Tables.CONTACT_ID, text(id.value()), Tables.ENTRY, text(entry));
    }

    static String sortKey(HistoryEntry entry) {
        return sortKey(entry.at(), entry.source(), entry.id());
    }

    static String sortKey(Instant at, Source source, String id) {
        return AT.format(at) + "#" + source + "#" + (id.length() > LONGEST_ID ? ShortDigest.of(id) : id);
    }

    static Map<String, AttributeValue> of(HistoryEntry entry, Instant deletion) {
        var item = new HashMap<>(key(entry.contactId(), sortKey(entry)));
        item.put(
                TYPE,
                text(entry.type().length() > LONGEST_TYPE ? entry.type().substring(0, LONGEST_TYPE) : entry.type()));
        item.put(SUMMARY, text(entry.summary()));
        var detail = entry.detail().json();
        item.put(DETAIL, detail(detail));
        item.put(Tables.EXPIRY, number(deletion.getEpochSecond()));
        Attributes.put(item, COPY, entry.copy());
        var testimony = entry.testimony();
        if (testimony != null) {
            item.put(FACTS, facts(ContactText.written(testimony.facts()), detail));
            if (!testimony.at().equals(entry.at())) {
                Attributes.put(item, TOLD_AT, testimony.at());
            }
        }
        return Attributes.bounded(item);
    }

    /// One that is not shown: it has no type. Named by what it says, so that the same said again is the same item.
    static Map<String, AttributeValue> unlisted(Testimony testimony, Instant deletion) {
        var written = ContactText.written(testimony.facts());
        var entry = sortKey(testimony.at(), testimony.source(), ShortDigest.of(written));
        var item = new HashMap<>(key(testimony.contactId(), entry));
        item.put(FACTS, facts(written, ""));
        item.put(Tables.EXPIRY, number(deletion.getEpochSecond()));
        return Attributes.bounded(item);
    }

    static boolean isListed(Map<String, AttributeValue> item) {
        return item.containsKey(TYPE);
    }

    private static AttributeValue facts(String written, String detail) {
        return Attributes.bytes(DictionaryCompression.compressed(written, ContactDictionary.of(detail)));
    }

    /// Entries of older versions have no facts: of them it is known only that there was something to say.
    static Testimony testimony(Map<String, AttributeValue> item) {
        var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
        var parts = Attributes.required(item, Tables.ENTRY).s().split("#", 3);
        var at = Instant.parse(parts[0]);
        var source = Source.valueOf(parts[1]);
        if (!hasFacts(item)) {
            return Facts.about(id, source).heardAt(at).testimony(at);
        }
        var toldAt = Attributes.instant(item, TOLD_AT);
        var known = ContactDictionary.of(item.containsKey(DETAIL) ? json(item) : "");
        var written = DictionaryCompression.decompressed(Attributes.bytes(item, FACTS), known);
        return new Testimony(toldAt == null ? at : toldAt, source, ContactText.read(id, written));
    }

    static boolean hasFacts(Map<String, AttributeValue> item) {
        return item.containsKey(FACTS);
    }

    private static String json(Map<String, AttributeValue> item) {
        var detail = Attributes.required(item, DETAIL);
        return detail.s() != null
                ? detail.s()
                : DictionaryCompression.decompressed(detail.b().asByteArrayUnsafe(), COMMON);
    }

    private static AttributeValue detail(String json) {
        if (json.length() <= READABLE && json.getBytes(StandardCharsets.UTF_8).length <= READABLE) {
            return text(json);
        }
        return Attributes.bytes(DictionaryCompression.compressed(json, COMMON));
    }

    static HistoryEntry read(Map<String, AttributeValue> item) {
        var parts = Attributes.required(item, Tables.ENTRY).s().split("#", 3);
        return new HistoryEntry(
                new ContactId(Attributes.required(item, Tables.CONTACT_ID).s()),
                Instant.parse(parts[0]),
                Source.valueOf(parts[1]),
                Attributes.required(item, TYPE).s(),
                Attributes.required(item, SUMMARY).s(),
                parts[2],
                () -> json(item));
    }
}
