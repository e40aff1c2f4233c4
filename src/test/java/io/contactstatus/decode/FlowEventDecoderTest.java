package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.present;
import static io.contactstatus.decode.Payloads.said;
import static io.contactstatus.decode.Payloads.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowEventDecoderTest {

    private static final String EVENT = event("""
            'Attributes':{'customerNumber':'C-77','tries':3},'Channel':'VOICE',
            'CustomerEndpoint':{'Address':'+819012345678','Type':'TELEPHONE_NUMBER'},'CustomerId':null,
            'InitialContactId':'$CONTACT','PreviousContactId':'$CONTACT','InitiationMethod':'INBOUND',
            'InstanceARN':'$INSTANCE','MediaStreams':{'Customer':{'Audio':{'StartTimestamp':'1772359200000'}}},
            'Queue':{'ARN':'$QUEUE','Name':'Billing','OutboundCallerId':null},
            'SystemEndpoint':{'Address':'+81312345678','Type':'TELEPHONE_NUMBER'},'Tags':{'Department':'Finance'}""", "");

    private static String event(String data, String beside) {
        return "{'Name':'ContactFlowEvent'" + beside + ",'Details':{'ContactData':{'ContactId':'$CONTACT'," + data
                + "},'Parameters':{'a':'b'}}}";
    }

    @Test
    void knowsTheCustomerBeforeAnyOtherSource() {
        var snapshot = snapshot(EVENT);

        assertThat(said(EVENT).kind()).isEqualTo("flow-event");
        assertThat(snapshot.customer().identifier()).isEqualTo("C-77");
        assertThat(snapshot.customer().endpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+819012345678"));
        assertThat(snapshot.systemEndpoint()).isEqualTo(new Endpoint("TELEPHONE_NUMBER", "+81312345678"));
        assertThat(snapshot.attributes()).containsEntry("tries", "3");
        assertThat(snapshot.tags()).containsEntry("Department", "Finance");
        assertThat(snapshot.instanceArn()).isEqualTo(Payloads.INSTANCE);
    }

    @Test
    void saysWhereTheAudioOfTheContactGoes() {
        var arn = "arn:aws:kinesisvideo:eu-west-2:111122223333:stream/connect-1/1";
        var streaming = event(
                "'MediaStreams':{'Customer':{'Audio':{'StreamARN':'" + arn
                        + "','StartTimestamp':'1772359200000','StopTimestamp':null}}}",
                "");
        var stopped = streaming.replace(
                "'StopTimestamp':null", "'StopTimestamp':'1772359260000','StopFragmentNumber':'9134'");

        var start = Instant.ofEpochMilli(1_772_359_200_000L);
        assertThat(said(streaming).contacts().getFirst().stream())
                .isEqualTo(new MediaStream(arn, false, start, null, null));
        assertThat(said(stopped).contacts().getFirst().stream())
                .isEqualTo(new MediaStream(arn, false, start, start.plusSeconds(60), "9134"));
        assertThat(said(EVENT).contacts().getFirst().stream()).isNull();
    }

    @Test
    void namesTheQueueThatTheFlowHasChosenWithoutPuttingTheContactIntoIt() {
        var contact = contact(EVENT);

        assertThat(contact.live().names().byKey().values())
                .extracting(name -> name.value())
                .contains("Billing");
        assertThat(contact.snapshot().queue()).isNull();
    }

    @Test
    void isTheFirstLegWhenTheIdsAreItsOwn() {
        var contact = contact(EVENT);

        assertThat(contact.isFirstLeg()).isTrue();
        assertThat(contact.chain().previous()).isNull();
    }

    @Test
    void givesWayToEveryOtherSourceWithoutATime() {
        var contact = contact(EVENT);

        assertThat(contact.heard().lastBySource()).containsEntry(Source.FLOW_EVENT, Stamp.UNTIMED);
        assertThat(contact.live().earliest()).isNull();
        assertThat(contact.live().queueArn()).isNotNull();
        assertThat(present(contact.live().queueArn()).stamp()).isEqualTo(Stamp.of(Stamp.UNTIMED, Source.FLOW_EVENT));
        assertThat(entry(EVENT).at()).isEqualTo(Stamp.UNTIMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timestamp", "timestamp"})
    void takesTheTimeThatACallerAdded(String name) {
        var timed = event("'Channel':'VOICE'", ",'" + name + "':'2026-03-01T10:00:02.442Z'");

        assertThat(entry(timed).at()).isEqualTo("2026-03-01T10:00:02.442Z");
        assertThat(snapshot(timed).timestamps().lastEvent()).isEqualTo("2026-03-01T10:00:02.442Z");
    }

    @Test
    void readsAQueueThatIsOnlyAName() {
        assertThat(snapshot(event("'Queue':'Billing'", "")).queue()).isNull();
    }

    @Test
    void readsAnEventWhoseOptionalPartsAreNull() {
        var event = event("""
                'CustomerEndpoint':null,'SystemEndpoint':null,'Queue':null,'Attributes':null,'Tags':null,
                'MediaStreams':{'Customer':{'Audio':null}},'InitialContactId':null""", "");

        assertThat(snapshot(event).customer().identifier()).isNull();
        assertThat(contact(event).identity().withdrawn()).isFalse();
    }

    @Test
    void isOneEntryHoweverOftenAmazonConnectRetries() {
        assertThat(entry(EVENT).id()).isEqualTo(entry(EVENT).id());
        assertThat(entry(EVENT).type()).isEqualTo("CONTACT_FLOW_EVENT");
    }

    @Test
    void cannotReadAnEventWithoutAContact() {
        assertThat(malformed(EVENT.replace("'ContactId':'$CONTACT'", "'ContactId':null")))
                .isEqualTo("flow event without a valid ContactId");
    }
}
