package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.about;
import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.decoded;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.present;
import static io.contactstatus.decode.Payloads.said;
import static io.contactstatus.decode.Payloads.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRecordDecoderTest {

    private static final String WHOLE = record("""
            'InstanceARN':'$INSTANCE','Channel':'VOICE','InitiationMethod':'INBOUND',
            'InitiationTimestamp':'2026-03-01T10:00:00Z','ConnectedToSystemTimestamp':'2026-03-01T10:00:00Z',
            'DisconnectTimestamp':'2026-03-01T10:05:00Z','DisconnectReason':'CUSTOMER_DISCONNECT',
            'TransferCompletedTimestamp':null,'InitialContactId':null,'PreviousContactId':null,
            'NextContactId':'$OTHER','AgentConnectionAttempts':2,
            'Agent':{'ARN':'$AGENT','Username':'hanako','ConnectedToAgentTimestamp':'2026-03-01T10:01:00Z',
              'AgentInteractionDuration':200,'CustomerHoldDuration':40,'NumberOfHolds':1,'HierarchyGroups':null,
              'AfterContactWorkStartTimestamp':'2026-03-01T10:05:00Z',
              'AfterContactWorkEndTimestamp':'2026-03-01T10:05:30Z'},
            'Queue':{'ARN':'$QUEUE','Name':'Billing','EnqueueTimestamp':'2026-03-01T10:00:10Z',
              'DequeueTimestamp':'2026-03-01T10:01:00Z','Duration':50},
            'Attributes':{'customerNumber':'C-77','greetingPlayed':'true','GreetingPlayed':'false','tries':3,'vip':true},
            'SegmentAttributes':{'connect:Subtype':{'ValueString':'connect:Telephony'}},
            'Tags':{'aws:connect:instanceId':'x','Department':'Finance'},
            'CustomerEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+819012345678'},
            'SystemEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+81312345678'},'CustomerId':'cust-1',
            'Recordings':[{'Location':'bucket/key','Status':'AVAILABLE','ParticipantType':null},{'Location':'bucket/2'}],
            'Recording':{'Location':'bucket/key'},'References':[],'ContactDetails':{},'Campaign':{'CampaignId':null}""");

    private static String record(String fields) {
        return "{'AWSAccountId':'111122223333','AWSContactTraceRecordFormatVersion':'2017-03-10',"
                + "'ContactId':'$CONTACT','LastUpdateTimestamp':'2026-03-01T10:06:40Z'," + fields + "}";
    }

    @Test
    void saysWhereMachinesHaveTakenPart() {
        assertThat(about(record("'WisdomInfo':{'SessionArn':'arn:aws:wisdom:s'}"))
                        .namesSession())
                .isTrue();
        assertThat(about(record("'WisdomInfo':{'SessionArn':null}")).namesSession())
                .isFalse();
        assertThat(about(WHOLE).namesSession()).isFalse();
    }

    private static ContactRecord statement(String record) {
        return Objects.requireNonNull(contact(record).record());
    }

    @Test
    void readsTheWholeStatement() {
        var record = statement(WHOLE);

        assertThat(said(WHOLE).kind()).isEqualTo("contact-record");
        assertThat(record.edition().lastUpdate()).isEqualTo("2026-03-01T10:06:40Z");
        assertThat(record.edition().redacted()).isFalse();
        assertThat(record.instanceArn()).isEqualTo(Payloads.INSTANCE);
        assertThat(record.subtype()).isEqualTo("connect:Telephony");
        assertThat(record.initiated()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(record.disconnected()).isEqualTo("2026-03-01T10:05:00Z");
        assertThat(record.transferCompleted()).isNull();
        assertThat(record.connectionAttempts()).isEqualTo(2);
        assertThat(record.nextContactId()).isEqualTo(new ContactId(Payloads.OTHER_CONTACT));
        assertThat(record.queue())
                .isEqualTo(new ContactRecord.RecordedQueue(
                        Payloads.QUEUE,
                        "Billing",
                        Instant.parse("2026-03-01T10:00:10Z"),
                        Instant.parse("2026-03-01T10:01:00Z"),
                        50));
        assertThat(record.agent())
                .isEqualTo(new ContactRecord.RecordedAgent(
                        Payloads.AGENT,
                        "hanako",
                        Instant.parse("2026-03-01T10:01:00Z"),
                        200,
                        1,
                        40,
                        null,
                        Instant.parse("2026-03-01T10:05:00Z"),
                        Instant.parse("2026-03-01T10:05:30Z")));
        assertThat(record.tags()).containsOnlyKeys("Department");
        assertThat(record.recordings()).isEqualTo(2);
    }

    @Test
    void takesAttributesThatAreNumbersOrDifferOnlyInCase() {
        assertThat(statement(WHOLE).attributes())
                .containsEntry("tries", "3")
                .containsEntry("vip", "true")
                .containsEntry("greetingPlayed", "true")
                .containsEntry("GreetingPlayed", "false");
    }

    @Test
    void knowsAbsentAttributesFromEmptyOnes() {
        assertThat(statement(record("'Channel':'VOICE'")).attributes()).isNull();
        assertThat(statement(record("'Attributes':{}")).attributes()).isEmpty();
    }

    @Test
    void tellsWhoTheCustomerIs() {
        var identity = contact(WHOLE).identity();

        assertThat(identity.withdrawn()).isFalse();
        assertThat(present(identity.recorded()).attribute()).isEqualTo("C-77");
        assertThat(present(identity.recorded()).customerId()).isEqualTo("cust-1");
        assertThat(present(identity.recorded()).endpoint())
                .isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+819012345678"));
    }

    @Test
    void takesAnEndpointThatIsThereAndNullForAWordOfItsOwn() {
        var denying = contact(record("'CustomerEndpoint':null")).identity();
        var silent = contact(record("'Channel':'VOICE'")).identity();

        assertThat(Objects.requireNonNull(denying.recorded()).endpointDenied()).isTrue();
        assertThat(denying.withdrawn()).isFalse();
        assertThat(Objects.requireNonNull(silent.recorded()).endpointDenied()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ValueString':'CustomerEndpoint,connect:EmailSubject'}",
                "{'ValueList':[{'ValueString':'CustomerEndpoint'}]}"
            })
    void takesRedactionOfTheEndpointForWithdrawnInWhicheverFormItIsListed(String list) {
        var contact = contact(record("'SegmentAttributes':{'connect:RedactedFields':" + list + "}"));

        assertThat(contact.identity().withdrawn()).isTrue();
        assertThat(Objects.requireNonNull(contact.record()).edition().redacted())
                .isTrue();
    }

    @Test
    void doesNotTakeAnEmptyListOfRedactedFieldsForARedaction() {
        var contact = contact(record("'SegmentAttributes':{'connect:RedactedFields':{'ValueString':''}}"));

        assertThat(contact.identity().withdrawn()).isFalse();
        assertThat(Objects.requireNonNull(contact.record()).edition().redacted())
                .isFalse();
    }

    @Test
    void takesNobodyForAnEndpointAsItIs() {
        var anonymous = contact(record("'CustomerEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'anonymous'},"
                + "'SystemEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'Softphone'}"));

        assertThat(anonymous.snapshot().customer().endpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "anonymous"));
        assertThat(anonymous.snapshot().systemEndpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "Softphone"));
    }

    @Test
    void isItsOwnFirstLegWhenTheIdsAreItsOwn() {
        var record = statement(record("'InitialContactId':'$CONTACT','PreviousContactId':'$CONTACT'"));

        assertThat(record.initialContactId()).isNull();
        assertThat(record.previousContactId()).isNull();
    }

    @Test
    void countsTheOneRecordingOfRecordsWithoutAList() {
        assertThat(statement(record("'Recording':{'Location':'a/b'},'Recordings':null"))
                        .recordings())
                .isEqualTo(1);
        assertThat(statement(record("'Recording':null,'Recordings':null")).recordings())
                .isZero();
        assertThat(statement(record("'Recordings':[]")).recordings()).isZero();
    }

    @Test
    void hasNeitherQueueNorAgentWhereTheyAreNull() {
        var record = statement(record("'Queue':null,'Agent':null"));

        assertThat(record.queue()).isNull();
        assertThat(record.agent()).isNull();
    }

    @Test
    void readsKeysWhoseFirstLetterIsSmall() {
        var snapshot = snapshot("""
                {'contactId':'$CONTACT','nextContactId':'$OTHER','channel':'CHAT','initiationMethod':'DISCONNECT',
                 'lastUpdateTimestamp':'2026-03-01T10:06:40Z','disconnectReason':'CUSTOMER_DISCONNECT',
                 'queue':{'arn':'$QUEUE'}}""");

        assertThat(snapshot.channel()).isEqualTo("CHAT");
        assertThat(snapshot.queue()).isNotNull();
        assertThat(present(snapshot.queue()).arn()).isEqualTo(Payloads.QUEUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ContactId':'$CONTACT','LastUpdateTimestamp':'2026-03-01T10:06:40Z'}",
                "{'ContactId':'$CONTACT','InitiationTimestamp':'2026-03-01T10:06:40Z','Channel':'VOICE'}",
                "{'ContactId':'$CONTACT','DisconnectReason':'API'}"
            })
    void isRecognisedWithoutTheFormatVersion(String record) {
        assertThat(said(record).kind()).isEqualTo("contact-record");
    }

    @Test
    void doesNotTakeTheDetailOfAContactEventForARecord() {
        var detail = "{'contactId':'$CONTACT','eventType':'DISCONNECTED','channel':'VOICE',"
                + "'initiationTimestamp':'2026-03-01T10:06:40.000Z','disconnectReason':'EXPIRED'}";

        assertThat(decoded(detail)).singleElement().isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void hasAnUntimedEditionWithoutTheTimeOfTheUpdate() {
        var record = "{'AWSContactTraceRecordFormatVersion':'2017-03-10','ContactId':'$CONTACT'}";

        assertThat(statement(record).edition().lastUpdate()).isEqualTo(Stamp.UNTIMED);
        assertThat(entry(record).at()).isEqualTo(Stamp.UNTIMED);
    }

    @Test
    void isTheSameEditionWhateverTheOrderOfKeys() {
        var one = record("'Channel':'VOICE','Attributes':{'a':'1','b':'2'}");
        var same = record("'Attributes':{'b':'2','a':'1'}, 'Channel':'VOICE'");

        assertThat(statement(one)).isEqualTo(statement(same));
        assertThat(entry(one).id()).isEqualTo(entry(same).id());
    }

    @Test
    void makesTwoEntriesOfTwoDifferentCopiesOfOneSecond() {
        var one = entry(record("'Attributes':{'a':'1'}"));
        var other = entry(record("'Attributes':{'a':'2'}"));

        assertThat(one.id()).isNotEqualTo(other.id()).startsWith(Payloads.CONTACT + "-2026-03-01T10:06:40Z-");
        assertThat(one.at()).isEqualTo("2026-03-01T10:06:40Z");
        assertThat(one.source()).isEqualTo(Source.CONTACT_RECORD);
        assertThat(one.type()).isEqualTo("CONTACT_RECORD");
        assertThat(one.detail().json()).contains("AWSContactTraceRecordFormatVersion", "\"a\":\"1\"");
    }

    @Test
    void cannotReadARecordWithoutAContact() {
        assertThat(malformed("{'AWSContactTraceRecordFormatVersion':'2017-03-10','ContactId':17}"))
                .isEqualTo("contact record without a valid ContactId");
    }
}
