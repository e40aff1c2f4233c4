package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.present;
import static io.contactstatus.decode.Payloads.said;
import static io.contactstatus.decode.Payloads.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogDecoderTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:02.442Z");

    private static String line(String type, String rest) {
        return "{'ContactId':'$CONTACT','ContactFlowId':'$FLOW','ContactFlowName':'代表 Main','ContactFlowModuleType':'"
                + type + "','Identifier':'block-1','Timestamp':'2026-03-01T10:00:02.442Z'" + rest + "}";
    }

    @Test
    void reachesABlockWithTheLineThatEntersIt() {
        var line = line("PlayPrompt", ",'Parameters':{'Text':'Hello','Voice':'Mizuki'}");
        var contact = contact(line);

        assertThat(said(line).kind()).isEqualTo("flow-log");
        assertThat(present(contact.live().flow()).value())
                .isEqualTo(new FlowPosition(Payloads.FLOW, "代表 Main", "PlayPrompt", "block-1"));
        assertThat(present(contact.live().flow()).stamp()).isEqualTo(Stamp.of(AT, Source.FLOW_LOG));
        assertThat(contact.snapshot().timestamps().lastEvent()).isEqualTo(AT);
        assertThat(contact.snapshot().instanceArn()).isEqualTo(Payloads.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SetLoggingBehavior", "SetRecordingBehavior", "SetVoice", "AddToPlayLoop"})
    void isNowhereElseAfterABlockThatOnlySetsSomethingUp(String type) {
        var contact = contact(line(type, ",'Parameters':{}"));

        assertThat(contact.live().flow()).isNull();
        assertThat(present(contact.live().earliest()).at()).isEqualTo(AT);
        assertThat(contact.heard().lastBySource()).containsEntry(Source.FLOW_LOG, Stamp.UNTIMED);
    }

    @Test
    void addsNothingButHistoryWithALineThatTellsAResult() {
        var result = line("GetUserInput", ",'Results':'Timeout'");
        var setup = line("SetLoggingBehavior", ",'Parameters':{'LoggingBehavior':'Enable'}");

        assertThat(contact(result)).isEqualTo(contact(setup));
        assertThat(entry(result).at()).isEqualTo(AT);
        assertThat(entry(result).detail().json()).contains("\"Results\":\"Timeout\"");
    }

    @Test
    void doesNotTakeTheResultOfATransferForAFailure() {
        var transfer = line("Transfer", ",'Parameters':{},'Results':'false'");

        assertThat(snapshot(transfer).flow()).isNotNull();
        assertThat(entry(transfer).summary()).isEqualTo("Went through Transfer");
    }

    @Test
    void setsOneAttributePerLine() {
        var contact = contact(line("SetAttributes", ",'Parameters':{'Key':'reason','Value':'billing'}"));

        assertThat(contact.snapshot().attributes()).containsExactly(Map.entry("reason", "billing"));
        assertThat(contact.identity().attribute()).isNull();
    }

    @Test
    void learnsTheCustomerFromTheAttributeTheOperatorNamed() {
        var contact = contact(line("SetAttributes", ",'Parameters':{'Key':'customerNumber','Value':77}"));

        assertThat(contact.snapshot().customer().identifier()).isEqualTo("77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Error", "Failed", "SizeLimitExceededException", "Limit exceeded", "InvalidKey"})
    void setsNothingInABlockThatTookItsErrorBranch(String results) {
        for (var key : new String[] {"tier", "customerNumber"}) {
            var contact = contact(line(
                    "SetAttributes", ",'Results':'" + results + "','Parameters':{'Key':'" + key + "','Value':'gold'}"));

            assertThat(contact.snapshot().attributes()).isEmpty();
            assertThat(contact.snapshot().customer().identifier()).isNull();
            assertThat(contact.live().flow()).isNotNull();
        }
    }

    @Test
    void setsWhatABlockSaysThatItSet() {
        var contact = contact(line("SetAttributes", ",'Results':'Success','Parameters':{'Key':'tier','Value':'gold'}"));

        assertThat(contact.snapshot().attributes()).containsExactly(Map.entry("tier", "gold"));
    }

    @Test
    void keepsBlocksOfATypeNobodyHasPublished() {
        var line = line("BrewCoffee", ",'Parameters':{'Sugar':true},'ExternalResults':{'a':'b'}");

        assertThat(entry(line).type()).isEqualTo("BrewCoffee");
        assertThat(snapshot(line).flow()).isNotNull();
    }

    @Test
    void readsTheFormOf2017ToTheMinute() {
        var old = "{'Timestamp':'2017-11-09T12:17.898Z','ContactId':'$CONTACT','ContactFlowId':'$FLOW',"
                + "'ContactFlowModuleType':'SetQueue','Events':{'Queue':['$QUEUE']}}";

        assertThat(entry(old).at()).isEqualTo("2017-11-09T12:17:00Z");
        assertThat(contact(old).live().flow()).isNotNull();
        assertThat(present(contact(old).live().flow()).value())
                .isEqualTo(new FlowPosition(Payloads.FLOW, "", "SetQueue", ""));
    }

    @Test
    void comesFirstInTheHistoryWithoutAnyTime() {
        var line = line("PlayPrompt", ",'Parameters':{}").replace("2026-03-01T10:00:02.442Z", "noon");

        assertThat(entry(line).at()).isEqualTo(Stamp.UNTIMED);
        assertThat(contact(line).live().earliest()).isNull();
    }

    @Test
    void namesALineAfterItsContentWhateverTheOrderOfKeys() {
        var one = entry(line("PlayPrompt", ",'Parameters':{'Text':'Hello','Voice':'Mizuki'}"));
        var same = entry(line("PlayPrompt", ", 'Parameters':{'Voice':'Mizuki','Text':'Hello'}"));
        var other = entry(line("PlayPrompt", ",'Parameters':{'Text':'Mizuki','Voice':'Hello'}"));

        assertThat(one.id()).isEqualTo(same.id()).isNotEqualTo(other.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'Parameters':{'Text':'Hello 090-1234-5678'}",
                ",'Results':'090-1234-5678'",
                ",'Parameters':{'Key':'pin','Value':'090-1234-5678'}",
                ",'ExternalResults':{'phone':'090-1234-5678'}"
            })
    void saysNothingPersonalInSummaries(String rest) {
        for (var type : new String[] {"StoreUserInput", "SetAttributes", "+819012345678"}) {
            assertThat(entry(line(type, rest)).summary())
                    .doesNotContainPattern("[0-9]")
                    .doesNotContain("Hello", "pin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "'  '", "12", "[]"})
    void cannotReadALineWithoutAContact(String id) {
        assertThat(malformed(line("PlayPrompt", ",'Parameters':{}").replace("'$CONTACT'", id)))
                .isEqualTo("flow log without a valid ContactId");
    }
}
