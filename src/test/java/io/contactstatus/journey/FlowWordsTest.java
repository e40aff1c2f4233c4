package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.masking.Veil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What blocks and what came of them are called, in whatever order their lines come.
class FlowWordsTest {

    private static String second(int second) {
        return "2026-01-05T12:00:%02d.000Z".formatted(second);
    }

    private static List<Step> steps(List<HistoryEntry> history, Perspective perspective, Veil veil, Locale locale) {
        var told = RecordedLegs.of(history).steps(perspective, veil, locale);
        for (var seed = 1; seed <= 3; seed++) {
            var shuffled = new ArrayList<>(history);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(RecordedLegs.of(shuffled).steps(perspective, veil, locale))
                    .isEqualTo(told);
        }
        return told;
    }

    private static List<Step> friendly(HistoryEntry... history) {
        return steps(List.of(history), Perspective.FRIENDLY, Veil.LIFTED, Locale.ENGLISH);
    }

    private static List<Step> techy(HistoryEntry... history) {
        return steps(List.of(history), Perspective.TECHY, Veil.LIFTED, Locale.ENGLISH);
    }

    private static List<String> texts(List<Step> steps) {
        return steps.stream().map(Step::text).toList();
    }

    private static String everything(HistoryEntry... history) {
        var all = new StringBuilder();
        for (var perspective : Perspective.values()) {
            for (var veil : Veil.values()) {
                for (var locale : Journey.LANGUAGES) {
                    all.append(steps(List.of(history), perspective, veil, locale))
                            .append('\n');
                }
            }
        }
        return all.toString();
    }

    private static HistoryEntry[] asked(String parameters, String results) {
        return new HistoryEntry[] {
            line(second(1), "GetUserInput", "ask", "'Parameters':{" + parameters + "}"),
            line(second(9), "GetUserInput", "ask", "'Results':'" + results + "'")
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fallbackintent",
                "FallbackIntent",
                "AMAZON.FallbackIntent",
                "Default",
                "NoMatchingCondition",
                "NoMatch"
            })
    void whatWasNotUnderstoodIsNoChoice(String results) {
        for (var parameters : List.of(
                "'Text':'How can I help?','BotAliasArn':'arn:aws:lex:us-west-2:1:bot-alias/B/A'",
                "'Text':'How can I help?'")) {
            var history = asked(parameters, results);

            for (var veil : Veil.values()) {
                assertThat(steps(List.of(history), Perspective.FRIENDLY, veil, Locale.ENGLISH))
                        .last()
                        .satisfies(step -> {
                            assertThat(step.text()).isEqualTo("Asked “How can I help?”, was not understood");
                            assertThat(step.outcome()).isEqualTo(results);
                            assertThat(step.failed()).isFalse();
                        });
                assertThat(texts(steps(List.of(history), Perspective.TECHY, veil, Locale.ENGLISH)))
                        .containsExactly("Asked “How can I help?”: not understood");
                assertThat(texts(steps(List.of(history), Perspective.FRIENDLY, veil, Locale.JAPANESE)))
                        .contains("質問「How can I help?」への応答を理解できず");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidCallbackNumber, the number was refused",
        "CallbackNumberNotDialable, the number cannot be called"
    })
    void aRefusedNumberIsNoCallback(String results, String word) {
        var line = line(
                second(9),
                "UpdateContactCallbackNumber",
                "cb",
                "'Results':'" + results + "','Parameters':{'CallbackNumber':'12345'}");

        assertThat(friendly(line)).last().satisfies(step -> {
            assertThat(step.text()).isEqualTo("The number to call back, 12345, was refused");
            assertThat(step.failed()).isTrue();
        });
        assertThat(techy(line)).last().satisfies(step -> {
            assertThat(step.text()).isEqualTo("UpdateContactCallbackNumber to 12345: " + word);
            assertThat(step.failed()).isTrue();
        });
        assertThat(everything(line)).doesNotContain("Asked to be called back", "コールバックを希望");
    }

    @Test
    void aNumberThatIsOnlySetIsNoCallback() {
        var set =
                line(second(1), "UpdateContactCallbackNumber", "cb", "'Parameters':{'CallbackNumber':'+819012345678'}");

        assertThat(texts(friendly(set))).containsExactly("The contact began");
        assertThat(texts(friendly(set, line(second(2), "CreateCallbackContact", "c", "'Parameters':{}"))))
                .contains("Asked to be called back at +819012345678");
        assertThat(texts(friendly(
                        set, line(second(2), "CreateCallbackContact", "c", "'Parameters':{},'Results':'Error'"))))
                .contains("No callback could be booked")
                .doesNotContain("Asked to be called back at +819012345678");
    }

    @Test
    void aTransferToAQueueThatTheCallerDoesNotEnterBooksTheCallback() {
        var set =
                line(second(1), "UpdateContactCallbackNumber", "cb", "'Parameters':{'CallbackNumber':'+819012345678'}");
        var transfer = line(second(2), "Transfer", "t", "'Parameters':{},'Results':'false'");
        var queued = entry(
                Source.CONTACT_EVENT,
                second(3),
                "QUEUED",
                "{'contactId':'a-contact','channel':'VOICE','queueInfo':{'enqueueTimestamp':'" + second(3) + "'}}");

        assertThat(texts(friendly(set, transfer))).contains("Asked to be called back at +819012345678");
        assertThat(texts(friendly(set, transfer, queued))).doesNotContain("Asked to be called back at +819012345678");
        assertThat(texts(friendly(set, line(second(2), "TransferToFlow", "f", "'Parameters':{}"))))
                .containsExactly("The contact began");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConnectionTimeLimitExceeded",
                "CallFailed",
                "Call failed",
                "Timeout",
                "NoAnswer",
                "Error",
                "TimedOut: timed out"
            })
    void whoIsNotReachedOutsideCouldNotBePutThrough(String results) {
        for (var type : List.of("TransferParticipantToThirdParty", "TransferToPhoneNumber", "Dial", "Transfer")) {
            var began = line(second(3), type, "tp", "'Parameters':{'PhoneNumber':'+15551230100'}");
            var ended = line(second(33), type, "tp", "'Results':'" + results + "'");

            for (var step : List.of(
                    friendly(began, ended).getLast(), techy(began, ended).getLast())) {
                assertThat(step.failed()).as(type).isTrue();
            }
            assertThat(texts(friendly(began, ended))).contains("Could not be put through to +15551230100");
            assertThat(texts(steps(List.of(began, ended), Perspective.FRIENDLY, Veil.LIFTED, Locale.JAPANESE)))
                    .contains("+15551230100へ転送できず");
        }
    }

    @Test
    void aTransferToANumberLeadsOutside() {
        var outside = line(second(33), "Transfer", "tp", "'Parameters':{'PhoneNumber':'+15551230100','Timeout':'30'}");
        var worked = line(second(40), "Transfer", "tp", "'Results':'false'");
        var queue = line(second(33), "Transfer", "tq", "'Parameters':{'Queue':'q'},'Results':'false'");

        assertThat(texts(friendly(outside))).contains("Put through to +15551230100");
        assertThat(texts(friendly(outside, worked))).contains("Put through to +15551230100");
        assertThat(texts(friendly(queue))).containsExactly("The contact began");
    }

    @Test
    void aMessageIsSentAndNotHeard() {
        var message = line(
                second(2),
                "SendMessage",
                "sm",
                "'Parameters':{'Text':'Your code is 889900','DestinationEndpoint':'+15551230100'}");
        var prompt = line(second(3), "PlayPrompt", "p", "'Parameters':{'Text':'Look at your phone.'}");
        var template = line(second(4), "SendMessage", "st", "'Parameters':{'TemplateArn':'a'}");

        assertThat(texts(friendly(message, prompt, template)))
                .containsExactly(
                        "The contact began",
                        "Was sent “Your code is ***”",
                        "Heard “Look at your phone.”",
                        "Was sent a message");
        assertThat(texts(techy(message))).containsExactly("Sent “Your code is ***”");
        assertThat(everything(message)).doesNotContain("889900", "Heard", "ガイダンス");
    }

    @Test
    void promptsOfAChatAreSent() {
        var chat = entry(
                Source.CONTACT_EVENT,
                second(0),
                "INITIATED",
                "{'contactId':'a-contact','channel':'CHAT','initiationTimestamp':'" + second(0) + "'}");
        var prompt = line(second(1), "PlayPrompt", "p", "'Parameters':{'Text':'Welcome.'}");
        var more = line(second(2), "MessageParticipant", "m", "'Parameters':{'Text':'We are open.'}");

        assertThat(texts(friendly(chat, prompt, more))).last().isEqualTo("Was sent “Welcome.”, “We are open.”");
        assertThat(texts(friendly(chat, line(second(1), "LoopPrompts", "l", "'Parameters':{'Text':'Please wait.'}"))))
                .last()
                .isEqualTo("Was sent while waiting: “Please wait.”");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What are the last four of your Social?                | 1120",
                "Enter your nine digit Social                          | 078-05-1120",
                "Enter the expiration date of your card                | 12/28",
                "クレジットカードの裏面の３桁の番号を入力してください  | 987",
                "マイナンバーを入力してください                        | 123456789018",
                "カード番号と有効期限を入力                            | 35301113333000001228",
                "Tell us about your account                            | 35301113333000001228",
                "Enter your PIN                                        | 4321"
            })
    void aSecretIsHiddenWhereverItIsSaid(String question, String secret) {
        for (var type : List.of("GetUserInput", "StoreUserInput")) {
            var told = everything(
                    line(second(1), type, "ask", "'Parameters':{'Text':'" + question + "'},'Results':'" + secret + "'"),
                    line(
                            second(2),
                            "PlayPrompt",
                            "rep",
                            "'Parameters':{'Text':'You entered " + secret + ", is that right?'}"),
                    line(second(3), "SetAttributes", "keep", "'Parameters':{'Key':'entered','Value':'" + secret + "'}"),
                    line(
                            second(4),
                            "InvokeExternalResource",
                            "f",
                            "'Parameters':{'Parameters':{'it':'" + secret + "'}}"));

            assertThat(told).doesNotContain(secret).contains("You entered ***, is that right?");
        }
    }

    @Test
    void aSecretMayBeAskedForByThePromptBefore() {
        var told = everything(
                line(second(1), "PlayPrompt", "p", "'Parameters':{'Text':'Please enter your PIN.'}"),
                line(second(2), "StoreUserInput", "s", "'Parameters':{'PromptId':'beep'}"),
                line(second(6), "StoreUserInput", "s", "'Results':'4321'"));

        assertThat(told).doesNotContain("4321");
    }

    @Test
    void aPolicyNumberIsNoSecret() {
        var history = asked("'Text':'For your security, please enter your policy number.'", "7712345");

        assertThat(texts(friendly(history))).last().asString().endsWith("chose 7712345");
    }

    @Test
    void loopsAreHeardWithAllTheirTexts() {
        for (var parameters : List.of(
                "'Messages':[{'Text':'All agents are busy'},{'Text':'Press 1 for a callback'}],'InterruptFrequencySeconds':'30'",
                "'Text':['All agents are busy','Press 1 for a callback']",
                "'Prompts':[{'Text':'All agents are busy'},{'PromptId':'p'},{'Text':'Press 1 for a callback'}]",
                "'LoopPrompts':['All agents are busy','Press 1 for a callback']")) {
            for (var type : List.of("MessageParticipantIteratively", "LoopPrompts")) {
                var loop = line(second(1), type, "mpi", "'Parameters':{" + parameters + "}");

                for (var veil : Veil.values()) {
                    assertThat(texts(steps(List.of(loop), Perspective.FRIENDLY, veil, Locale.ENGLISH)))
                            .contains("Heard while waiting: “All agents are busy”, “Press 1 for a callback”");
                }
                assertThat(texts(techy(loop)))
                        .containsExactly("Put “All agents are busy / Press 1 for a callback” up for the waiting");
            }
        }
        assertThat(texts(friendly(line(second(1), "LoopPrompts", "l", "'Parameters':{'Interrupt':'30'}"))))
                .contains("Heard while waiting: music");
    }

    private static HistoryEntry playedIn(String flow, String name, String text) {
        return entry(
                Source.FLOW_LOG,
                second(30),
                "PlayPrompt",
                "{'ContactId':'a-contact','ContactFlowId':'arn:aws:connect:eu-west-2:1:instance/i/contact-flow/" + flow
                        + "','ContactFlowName':'" + name + "','ContactFlowModuleType':'PlayPrompt','Identifier':'w',"
                        + "'Parameters':{'Text':'" + text + "'}}");
    }

    private static HistoryEntry sets(String type, String flow) {
        return line(
                second(1),
                "SetContactFlow",
                "s-" + type,
                "'Parameters':{'Type':'" + type
                        + "','ContactFlowId':'arn:aws:connect:eu-west-2:1:instance/i/contact-flow/" + flow + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AgentWhisper", "AgentHold", "AgentTransfer"})
    void flowsOfTheAgentAreHeardByTheAgent(String type) {
        var played = playedIn("w", "Whisper VIP", "Owes a lot");

        assertThat(everything(sets(type, "w"), played).lines().limit(4)).noneMatch(told -> told.contains("Owes"));
        assertThat(texts(techy(sets(type, "w"), played))).contains("Played “Owes a lot” (heard by the agent)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default agent whisper", "Default agent hold", "Default agent transfer"})
    void soAreTheDefaultFlowsOfTheAgent(String name) {
        var played = playedIn("d", name, "Customer is on hold");

        assertThat(texts(friendly(played))).noneMatch(text -> text.contains("on hold"));
        assertThat(texts(steps(List.of(played), Perspective.TECHY, Veil.LIFTED, Locale.JAPANESE)))
                .containsExactly("ガイダンス「Customer is on hold」を再生（エージェントのみに再生）");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CustomerWhisper", "CustomerHold", "CustomerQueue"})
    void flowsOfTheCustomerAreHeardByTheCustomer(String type) {
        var played = playedIn("w", "Default customer whisper", "Please hold the line");

        assertThat(texts(friendly(sets(type, "w"), played))).contains("Heard “Please hold the line”");
        assertThat(texts(friendly(sets(type, "w"), sets("AgentHold", "w"), played)))
                .contains("Heard “Please hold the line”");
        assertThat(texts(techy(sets(type, "w"), played))).contains("Played “Please hold the line”");
    }

    @Test
    void aBlockThatTookItsErrorBranchSetNothing() {
        var parameters = "'Parameters':{'Key':'tier','Value':'gold'}";
        var entered = line(second(1), "SetAttributes", "s", parameters);
        var result = line(second(2), "SetAttributes", "s", "'Results':'Error'");
        var both = line(second(1), "SetAttributes", "s", "'Results':'Error'," + parameters);

        for (var history : List.of(List.of(entered, result), List.of(both))) {
            assertThat(steps(history, Perspective.TECHY, Veil.LIFTED, Locale.ENGLISH))
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.text()).isEqualTo("Could not set attribute tier = gold: error");
                        assertThat(step.failed()).isTrue();
                    });
        }
    }

    @Test
    void aFunctionLastsAtMostItsTimeLimit() {
        var parameters = "'Parameters':{'FunctionArn':'arn:aws:lambda:eu-west-2:1:function:crm','TimeLimit':'3000'}";
        var entered = line(second(1), "InvokeExternalResource", "f", parameters);
        var result = line(second(9), "InvokeExternalResource", "f", "'Results':'Timeout'");
        var quick = line(second(2), "InvokeExternalResource", "f", "'ExternalResults':{}");
        var later = line(second(30), "PlayPrompt", "p", "'Parameters':{}");

        assertThat(techy(entered, result).getFirst().durationMillis()).isEqualTo(3_000);
        assertThat(techy(entered, quick).getFirst().durationMillis()).isEqualTo(1_000);
        assertThat(techy(entered, later).getFirst()).satisfies(step -> {
            assertThat(step.durationMillis()).isEqualTo(3_000);
            assertThat(step.durationIsUpperBound()).isTrue();
        });
    }
}
