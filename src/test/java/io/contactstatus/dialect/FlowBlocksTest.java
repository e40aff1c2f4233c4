package io.contactstatus.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlowBlocksTest {

    private static JsonNode inputs(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "TransferToPhoneNumber          | {}",
                "TransferParticipantToThirdParty| {'ThirdPartyPhoneNumber': '+15551230100'}",
                "Dial                           | {'PhoneNumber': '+15551230100'}",
                "Transfer                       | {'PhoneNumber': '+15551230100', 'Timeout': '30'}",
                "Transfer                       | {'phoneNumber': '+15551230100'}"
            })
    void leadOutside(String type, String inputs) {
        assertThat(FlowBlocks.leadsOutside(type, inputs(inputs))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Transfer        | {}",
                "Transfer        | {'Queue': 'arn:aws:connect:eu-west-2:1:instance/i/queue/q'}",
                "Transfer        | {'Queue': 'q', 'PhoneNumber': '+15551230100'}",
                "Transfer        | {'CallbackNumber': '+15551230100'}",
                "TransferToQueue | {'PhoneNumber': '+15551230100'}",
                "PlayPrompt      | {'PhoneNumber': '+15551230100'}"
            })
    void leadNowhereElse(String type, String inputs) {
        assertThat(FlowBlocks.leadsOutside(type, inputs(inputs))).isFalse();
    }

    @Test
    void leadNowhereWithoutInputs() {
        assertThat(FlowBlocks.leadsOutside("Transfer", LenientNode.NONE.node())).isFalse();
        assertThat(FlowBlocks.leadsOutside("Dial", LenientNode.NONE.node())).isTrue();
    }

    @Test
    void leadToAQueue() {
        assertThat(FlowBlocks.leadsToQueue("Transfer", inputs("{}"))).isTrue();
        assertThat(FlowBlocks.leadsToQueue("TransferContactToQueue", inputs("{}")))
                .isTrue();
        assertThat(FlowBlocks.leadsToQueue("Transfer", inputs("{'ContactFlowId': 'f'}")))
                .isFalse();
        assertThat(FlowBlocks.leadsToQueue("Transfer", inputs("{'PhoneNumber': '+15551230100'}")))
                .isFalse();
        assertThat(FlowBlocks.leadsToQueue("TransferToFlow", inputs("{}"))).isFalse();
    }

    @Test
    void askForACallbackOnlyWhereTheyMakeOne() {
        assertThat(FlowBlocks.asksForCallback("CreateCallbackContact", inputs("{}")))
                .isTrue();
        assertThat(FlowBlocks.asksForCallback("Transfer", inputs("{'InitialCallDelaySeconds': '60', 'Queue': 'q'}")))
                .isTrue();
        assertThat(FlowBlocks.asksForCallback(
                        "UpdateContactCallbackNumber", inputs("{'CallbackNumber': '+15551230100'}")))
                .isFalse();
        assertThat(FlowBlocks.asksForCallback("Transfer", inputs("{'PhoneNumber': '+15551230100'}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disconnect", "DisconnectParticipant"})
    void disconnect(String type) {
        assertThat(FlowBlocks.disconnects(type)).isTrue();
        assertThat(FlowBlocks.disconnects("EndFlowExecution")).isFalse();
    }

    @Test
    void tellTheTimeLimitOfAFunction() {
        assertThat(FlowBlocks.timeLimitOf(new LenientNode(inputs("{'TimeLimit': '8000'}"))))
                .isEqualTo(Duration.ofSeconds(8));
        for (var none : new String[] {"{}", "{'TimeLimit': '0'}", "{'TimeLimit': 'soon'}", "{'TimeLimit': '-1'}"}) {
            assertThat(FlowBlocks.timeLimitOf(new LenientNode(inputs(none))))
                    .as(none)
                    .isNull();
        }
    }

    @Test
    void nameTheFlowsOfTheAgent() {
        var whisper = new LenientNode(inputs("{'Type': 'AgentWhisper', 'ContactFlowId': 'w'}"));
        var hooks = new LenientNode(inputs("{'EventHooks': {'CustomerHold': 'c', 'AgentHold': 'a'}}"));

        assertThat(FlowHooks.setBy("SetContactFlow", whisper)).containsExactly(Map.entry("AgentWhisper", "w"));
        assertThat(FlowHooks.setBy("UpdateContactEventHooks", hooks))
                .containsOnly(Map.entry("CustomerHold", "c"), Map.entry("AgentHold", "a"));
        assertThat(FlowHooks.setBy("InvokeFlowModule", whisper)).isEmpty();
        assertThat(FlowHooks.isHeardByAgent("AgentTransfer")).isTrue();
        assertThat(FlowHooks.isHeardByAgent("CustomerWhisper")).isFalse();
        assertThat(FlowHooks.isAgentsDefault("Default agent hold")).isTrue();
        assertThat(FlowHooks.isAgentsDefault("Default customer hold")).isFalse();
    }

    @Test
    void haveTheirWordsInManyPlaces() {
        var several = new LenientNode(inputs(
                "{'Messages': [{'Text': 'one'}, {'PromptId': 'p'}, {'SSML': 'two'}], 'LoopPrompts': ['three']}"));

        assertThat(Prompts.textsOf(several))
                .containsExactly(
                        Map.entry("Messages[0].Text", "one"),
                        Map.entry("Messages[2].SSML", "two"),
                        Map.entry("LoopPrompts[0]", "three"));
        assertThat(Prompts.textsOf(new LenientNode(inputs("{'Text': ['of', '2017']}"))))
                .hasSize(2);
        assertThat(Prompts.textOf(new LenientNode(inputs("{'PromptId': 'p', 'Messages': [{'PromptId': 'q'}]}"))))
                .isNull();
    }
}
