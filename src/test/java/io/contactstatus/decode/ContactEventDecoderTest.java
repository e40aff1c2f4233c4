package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.decoded;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.present;
import static io.contactstatus.decode.Payloads.said;
import static io.contactstatus.decode.Payloads.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Pause;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactEventDecoderTest {

    private static final Instant ENVELOPE = Instant.parse("2026-03-01T10:00:09Z");

    private static String event(String detail) {
        return "{'version':'0','id':'ev-1','detail-type':'Amazon Connect Contact Event','source':'aws.connect',"
                + "'account':'111122223333','time':'2026-03-01T10:00:09Z','region':'ap-northeast-1','resources':[],"
                + "'detail':{'contactId':'$CONTACT'," + detail + "}}";
    }

    @Test
    void contributesEveryTimeItCarriesNotOnlyItsOwn() {
        var event = event("""
                'eventType':'DISCONNECTED','channel':'VOICE','initiationMethod':'INBOUND',
                'initiationTimestamp':'2026-03-01T10:00:00.101Z','connectedToSystemTimestamp':'2026-03-01T10:00:01.202Z',
                'queueInfo':{'queueArn':'$QUEUE','queueType':'STANDARD','enqueueTimestamp':'2026-03-01T10:00:02.303Z'},
                'agentInfo':{'agentArn':'$AGENT','connectedToAgentTimestamp':'2026-03-01T10:00:03.404Z'},
                'disconnectTimestamp':'2026-03-01T10:00:08.505Z'""");

        var live = contact(event).live();

        assertThat(live.initiated()).isEqualTo(exact("2026-03-01T10:00:00.101Z"));
        assertThat(live.connectedToSystem()).isEqualTo(exact("2026-03-01T10:00:01.202Z"));
        assertThat(live.firstEnqueued()).isEqualTo(exact("2026-03-01T10:00:02.303Z"));
        assertThat(live.connectedToAgent()).isEqualTo(exact("2026-03-01T10:00:03.404Z"));
        assertThat(live.disconnected()).isEqualTo(exact("2026-03-01T10:00:08.505Z"));
        assertThat(said(event).kind()).isEqualTo("contact-event");
        assertThat(entry(event).at()).isEqualTo("2026-03-01T10:00:08.505Z");
    }

    @Test
    void stampsQueueAndAgentWithTheirOwnTimes() {
        var live = contact(event("""
                'eventType':'COMPLETED',
                'queueInfo':{'queueArn':'$QUEUE','enqueueTimestamp':'2026-03-01T10:00:02.303Z'},
                'agentInfo':{'agentArn':'$AGENT','connectedToAgentTimestamp':'2026-03-01T10:00:03.404Z'}""")).live();
        assertThat(present(live.queueArn()).stamp())
                .isEqualTo(Stamp.of(Instant.parse("2026-03-01T10:00:02.303Z"), Source.CONTACT_EVENT));
        assertThat(live.agentArn()).isNotNull();
        assertThat(present(live.agentArn()).stamp())
                .isEqualTo(Stamp.of(Instant.parse("2026-03-01T10:00:03.404Z"), Source.CONTACT_EVENT));
    }

    @ParameterizedTest
    @CsvSource({
        "INITIATED, INITIATED",
        "CONNECTED_TO_SYSTEM, CONNECTED_TO_SYSTEM",
        "QUEUED, QUEUED",
        "CONNECTED_TO_AGENT, CONNECTED_TO_AGENT",
        "PAUSED, PAUSED",
        "DISCONNECTED, DISCONNECTED",
        "COMPLETED, COMPLETED"
    })
    void takesTheRoundedTimeOfTheEnvelopeWhereTheDetailHasNone(String type, Status status) {
        var snapshot = snapshot(event("'eventType':'" + type + "'"));

        assertThat(snapshot.status()).isEqualTo(status);
        assertThat(snapshot.statusSince()).isEqualTo(ENVELOPE);
    }

    @Test
    void marksTheTimeOfTheEnvelopeAsRounded() {
        assertThat(contact(event("'eventType':'QUEUED'")).live().firstEnqueued())
                .isEqualTo(Moment.rounded(ENVELOPE));
    }

    @Test
    void usesTheTimeOfTheEnvelopeForNoOtherMomentThanTheEventsOwn() {
        var live = contact(event("'eventType':'CONNECTED_TO_AGENT','agentInfo':{'agentArn':'$AGENT'}"))
                .live();

        assertThat(live.connectedToAgent()).isEqualTo(Moment.rounded(ENVELOPE));
        assertThat(live.initiated()).isNull();
        assertThat(live.firstEnqueued()).isNull();
        assertThat(live.disconnected()).isNull();
    }

    @Test
    void doesNotTakeTheAgentOfASentinelTimeForConnected() {
        var live = contact(event("""
                'eventType':'CONTACT_DATA_UPDATED','connectedToSystemTimestamp':'1970-01-01T00:00:00.001Z',
                'agentInfo':{'agentArn':'$AGENT','connectedToAgentTimestamp':'1970-01-01T00:00:00.001Z'}""")).live();

        assertThat(live.agentArn()).isNull();
        assertThat(live.connectedToAgent()).isNull();
        assertThat(live.connectedToSystem()).isNull();
    }

    @Test
    void takesASentinelForNoTimeOfTheEventEither() {
        var event = event("'eventType':'DISCONNECTED','disconnectTimestamp':'1970-01-01T00:00:00.001Z'");

        assertThat(contact(event).live().disconnected()).isEqualTo(Moment.rounded(ENVELOPE));
        assertThat(entry(event).at()).isEqualTo(ENVELOPE);
    }

    @Test
    void readsKeysWhoseFirstLetterIsACapital() {
        var snapshot = snapshot("""
                {'Id':'ev-2','Detail-type':'Amazon Connect Contact Event','Source':'aws.connect',
                 'Time':'2026-03-01T10:00:09Z','Detail':{'ContactId':'$CONTACT','EventType':'CONNECTED_TO_AGENT',
                 'Channel':'VOICE','InstanceARN':'$INSTANCE','InitiationMethod':'INBOUND',
                 'InitiationTimestamp':'2026-03-01T10:00:00.101Z',
                 'QueueInfo':{'QueueArn':'$QUEUE','EnqueueTimestamp':'2026-03-01T10:00:02.303Z'},
                 'AgentInfo':{'AgentArn':'$AGENT','ConnectedToAgentTimestamp':'2026-03-01T10:00:03.404Z'}}}""");

        assertThat(snapshot.instanceArn()).isEqualTo(Payloads.INSTANCE);
        assertThat(snapshot.timestamps().initiated()).isEqualTo("2026-03-01T10:00:00.101Z");
        assertThat(snapshot.timestamps().connectedToAgent()).isEqualTo("2026-03-01T10:00:03.404Z");
        assertThat(snapshot.queue()).isNotNull();
        assertThat(present(snapshot.queue()).arn()).isEqualTo(Payloads.QUEUE);
    }

    @Test
    void takesTheDetailTypeOfTheRenamedProductToo() {
        var renamed = event("'eventType':'INITIATED'")
                .replace("Amazon Connect Contact Event", "Connect Customer Contact Event");

        assertThat(said(renamed).kind()).isEqualTo("contact-event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact Lens Analysis State Change", "Amazon Connect Email Event", "Scheduled Event"})
    void ignoresOtherDetailTypes(String type) {
        var other = event("'eventType':'INITIATED'").replace("Amazon Connect Contact Event", type);

        assertThat(decoded(other)).containsExactly(new Decoded.Ignored("eventbridge-event"));
    }

    @ParameterizedTest
    @CsvSource({"Voice, VOICE", "CHAT, CHAT", "tasks, TASK", "Hologram, HOLOGRAM"})
    void bringsChannelsToCapitals(String told, String channel) {
        assertThat(snapshot(event("'eventType':'INITIATED','channel':'" + told + "'"))
                        .channel())
                .isEqualTo(channel);
    }

    @Test
    void keepsAnUnknownTypeInTheHistoryWithoutAStatusOfItsOwn() {
        var event = event(
                "'eventType':'AMD_SOMETHING','queueInfo':{'queueArn':'$QUEUE','enqueueTimestamp':'2026-03-01T10:00:02.303Z'}");

        assertThat(entry(event).type()).isEqualTo("AMD_SOMETHING");
        assertThat(entry(event).at()).isEqualTo(ENVELOPE);
        assertThat(snapshot(event).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void keepsUpdatedPropertiesInTheDetailOfTheHistory() {
        var entry = entry(event("'eventType':'CONTACT_DATA_UPDATED','updatedProperties':['UserDefinedAttributes']"));

        assertThat(entry.detail().json()).contains("\"updatedProperties\":[\"UserDefinedAttributes\"]");
        assertThat(entry.summary()).isEqualTo("Contact data updated");
    }

    @Test
    void tellsPausesByTheirOwnTimes() {
        var live = contact(event("""
                'eventType':'RESUMED','lastPausedTimestamp':'2026-03-01T10:00:03.000Z',
                'lastResumedTimestamp':'2026-03-01T10:00:05.500Z'""")).live();
        assertThat(live.pauses().elements())
                .containsExactly(
                        new Pause(Moment.exact(Instant.parse("2026-03-01T10:00:03.000Z")), true),
                        new Pause(Moment.exact(Instant.parse("2026-03-01T10:00:05.500Z")), false));
    }

    @Test
    void takesRoutingCriteriaAsObjectAndAsArray() {
        assertThat(said(event("'eventType':'CONTACT_DATA_UPDATED','routingCriteria':{'steps':[]}"))
                        .contacts())
                .hasSize(1);
        assertThat(said(event("'eventType':'CONTACT_DATA_UPDATED','routingCriteria':[{'Steps':[]}]"))
                        .contacts())
                .hasSize(1);
    }

    @Test
    void showsOwnTagsAndFindsTheSystemEndpointAmongConnectsTags() {
        var snapshot = snapshot(event("""
                'eventType':'INITIATED','tags':{'aws:connect:instanceId':'11112222',
                'aws:connect:systemEndpoint':'+81312345678','Department':'Finance'}"""));

        assertThat(snapshot.tags()).containsOnlyKeys("Department");
        assertThat(snapshot.systemEndpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+81312345678"));
    }

    @Test
    void prefersTheSystemEndpointItselfToTheTag() {
        var snapshot = snapshot(event("""
                'eventType':'INITIATED','systemEndpoint':{'type':'TELEPHONE_NUMBER','address':'+81311112222'},
                'tags':{'aws:connect:systemEndpoint':'+81312345678'}"""));

        assertThat(snapshot.systemEndpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+81311112222"));
    }

    @Test
    void readsTheChainAndWhoTheCustomerIs() {
        var snapshot = snapshot(event("""
                'eventType':'INITIATED','initialContactId':'$OTHER','previousContactId':'$OTHER',
                'customerId':'C-77','customerEndpoint':{'type':'TELEPHONE_NUMBER','address':'+819012345678'},
                'segmentAttributes':{'connect:Subtype':{'valueString':'connect:Telephony'}}"""));

        assertThat(snapshot.chain().initialContactId()).isEqualTo(new ContactId(Payloads.OTHER_CONTACT));
        assertThat(snapshot.chain().previousContactId()).isEqualTo(new ContactId(Payloads.OTHER_CONTACT));
        assertThat(snapshot.customer().customerId()).isEqualTo("C-77");
        assertThat(snapshot.customer().endpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+819012345678"));
        assertThat(snapshot.subtype()).isEqualTo("connect:Telephony");
    }

    @Test
    void tellsAfterContactWorkWhereTheEventDoes() {
        var snapshot = snapshot(event("""
                'eventType':'COMPLETED','agentInfo':{'agentArn':'$AGENT',
                'connectedToAgentTimestamp':'2026-03-01T10:00:03.404Z',
                'afterContactWorkStartTimestamp':'2026-03-01T10:00:05.000Z',
                'afterContactWorkEndTimestamp':'2026-03-01T10:00:07.000Z'}"""));
        assertThat(present(snapshot.agent()).afterContactWorkStartedAt()).isEqualTo("2026-03-01T10:00:05Z");
        assertThat(present(snapshot.agent()).afterContactWorkEndedAt()).isEqualTo("2026-03-01T10:00:07Z");
    }

    @Test
    void namesTheEntryByWhatItTellsOfSoThatTheOtherRegionsCopyIsTheSame() {
        var tokyo = event(
                "'eventType':'QUEUED','queueInfo':{'queueArn':'arn:aws:connect:ap-northeast-1:1:instance/i/queue/q',"
                        + "'enqueueTimestamp':'2026-03-01T10:00:02.500Z'}");
        var osaka = tokyo.replace("ev-1", "ev-9").replace("ap-northeast-1", "ap-northeast-3");

        assertThat(entry(tokyo).id())
                .isEqualTo("QUEUED@2026-03-01T10:00:02.500Z")
                .isEqualTo(entry(osaka).id());
    }

    @Test
    void namesAnUpdateByItsSecondAndByWhatItHasChanged() {
        var tags = entry(event("'eventType':'CONTACT_DATA_UPDATED','updatedProperties':['Tags']"));
        var schedule = entry(event("'eventType':'CONTACT_DATA_UPDATED','updatedProperties':['ScheduledTimestamp']"));

        assertThat(tags.id()).isNotEqualTo(schedule.id());
    }

    @Test
    void prefersTheActiveRegionsCopy() {
        var active = event("'eventType':'QUEUED','globalResiliencyMetadata':{'activeRegion':'ap-northeast-1'}");
        var other = event("'eventType':'QUEUED','globalResiliencyMetadata':{'activeRegion':'ap-northeast-3'}");

        assertThat(present(entry(active).copy()))
                .isLessThan(present(entry(other).copy()));
        assertThat(entry(event("'eventType':'QUEUED'")).copy()).isNull();
    }

    @Test
    void namesAnEntryWithoutAnEventIdAfterItsContentWhateverTheOrderOfKeys() {
        var one =
                "{'detail-type':'Amazon Connect Contact Event','detail':{'contactId':'$CONTACT','eventType':'QUEUED'}}";
        var same =
                "{ 'detail':{'eventType':'QUEUED', 'contactId':'$CONTACT'},'detail-type':'Amazon Connect Contact Event'}";
        var other =
                "{'detail-type':'Amazon Connect Contact Event','detail':{'contactId':'$CONTACT','eventType':'PAUSED'}}";

        assertThat(entry(one).id())
                .isEqualTo(entry(same).id())
                .isNotEqualTo(entry(other).id());
        assertThat(entry(one).at()).isEqualTo(Stamp.UNTIMED);
    }

    @Test
    void toleratesWrongTypesWhereNothingDependsOnThem() {
        var snapshot = snapshot(event("""
                'eventType':'QUEUED','channel':7,'queueInfo':'none','agentInfo':[],'tags':'x','initialContactId':5,
                'initiationTimestamp':'yesterday','customerEndpoint':{'address':{}}"""));

        assertThat(snapshot.status()).isEqualTo(Status.QUEUED);
        assertThat(snapshot.queue()).isNotNull();
        assertThat(present(snapshot.queue()).arn()).isNull();
        assertThat(snapshot.timestamps().initiated()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "5", "null", "'with space'", "{}"})
    void cannotReadAnEventWithoutAContact(String id) {
        assertThat(malformed(event("'eventType':'QUEUED'").replace("'$CONTACT'", id)))
                .isEqualTo("contact event without a valid contactId");
    }

    @Test
    void cannotReadAnEventWithoutAType() {
        assertThat(malformed(event("'channel':'VOICE'"))).isEqualTo("contact event without an eventType");
    }

    private static Moment exact(String time) {
        return Moment.exact(Instant.parse(time));
    }
}
