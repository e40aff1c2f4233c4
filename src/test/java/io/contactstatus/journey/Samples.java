package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The call under `connect/call`, whole and in parts, and calls written for what it lacks.
final class Samples {

    private static final List<String> CALL =
            List.of("initiated", "connected-to-system", "queued", "connected-to-agent", "disconnected", "record");

    private Samples() {}

    static Stream<GoldenJourneysTest.Told> stories() {
        return Stream.of(
                new GoldenJourneysTest.Told("call", call(CALL.size())),
                new GoldenJourneysTest.Told("call-record-alone", RecordedLegs.of(List.of(file("record")))),
                new GoldenJourneysTest.Told("call-still-waiting", call(3)),
                new GoldenJourneysTest.Told("troubled-bank-call", List.of(RecordedLegs.of(troubled()))),
                new GoldenJourneysTest.Told("bits-of-everything", List.of(RecordedLegs.of(bits()))));
    }

    private static List<RecordedLeg> call(int records) {
        return RecordedLegs.of(
                Stream.concat(CALL.subList(0, records).stream().map(Samples::file), Stream.of(flowLine()))
                        .toList());
    }

    /// A Japanese bank's call in which much goes wrong: a menu heard three times, a Lambda function that fails,
    /// a card number and a PIN typed in, prompts with the customer's name and balance, a transfer out that
    /// fails.
    static List<HistoryEntry> troubled() {
        var menu = "'Parameters':{'Text':'口座照会は1、その他は2を押してください。','MaxDigits':'1','Timeout':'5000'}";
        return List.of(
                entry(
                        Source.CONTACT_EVENT,
                        "2026-01-05T12:00:00.120Z",
                        "INITIATED",
                        "{'contactId':'a-contact','channel':'VOICE','initiationMethod':'INBOUND','initiationTimestamp':'2026-01-05T12:00:00.120Z','customerEndpoint':{'type':'TELEPHONE_NUMBER','address':'+819012345678'}}"),
                line(
                        "2026-01-05T12:00:00.500Z",
                        "PlayPrompt",
                        "p1",
                        "'Parameters':{'Text':'<speak>お電話ありがとうございます。</speak>','TextToSpeechType':'ssml'}"),
                line(
                        "2026-01-05T12:00:02.100Z",
                        "PlayPrompt",
                        "p2",
                        "'Parameters':{'PromptSource':'S3','PromptLocation':'s3://prompts/notice.wav'}"),
                line("2026-01-05T12:00:04.000Z", "GetUserInput", "menu", menu),
                line("2026-01-05T12:00:09.000Z", "GetUserInput", "menu", "'Results':'Timeout'"),
                line("2026-01-05T12:00:09.020Z", "GetUserInput", "menu", menu),
                line("2026-01-05T12:00:12.020Z", "GetUserInput", "menu", "'Results':'Error'"),
                line("2026-01-05T12:00:12.040Z", "GetUserInput", "menu", menu),
                line("2026-01-05T12:00:14.540Z", "GetUserInput", "menu", "'Results':'1'"),
                line("2026-01-05T12:00:14.600Z", "StoreUserInput", "card", "'Parameters':{'Text':'カードの番号を入力してください。'}"),
                line("2026-01-05T12:00:24.600Z", "StoreUserInput", "card", "'Results':'5500000000000004'"),
                line("2026-01-05T12:00:24.700Z", "StoreUserInput", "pin", "'Parameters':{'Text':'暗証番号を入力してください。'}"),
                line("2026-01-05T12:00:28.700Z", "StoreUserInput", "pin", "'Results':'4711'"),
                line(
                        "2026-01-05T12:00:28.800Z",
                        "InvokeExternalResource",
                        "account",
                        "'Parameters':{'FunctionArn':'arn:aws:lambda:ap-northeast-1:123456789012:function:account','TimeLimit':'8000','Parameters':{'card':'5500000000000004'}}"),
                line(
                        "2026-01-05T12:00:29.612Z",
                        "InvokeExternalResource",
                        "account",
                        "'ExternalResults':{'name':'田中 太郎','balance':'12,345円','sessionToken':'abc-def'}"),
                line(
                        "2026-01-05T12:00:29.640Z",
                        "SetAttributes",
                        "remember",
                        "'Parameters':{'Key':'customerName','Value':'田中 太郎'}"),
                line(
                        "2026-01-05T12:00:29.641Z",
                        "SetAttributes",
                        "remember",
                        "'Parameters':{'Key':'pinCode','Value':'4711'}"),
                line("2026-01-05T12:00:29.700Z", "PlayPrompt", "balance", "'Parameters':{'Text':'田中様、残高は12,345円です。'}"),
                line(
                        "2026-01-05T12:00:35.000Z",
                        "InvokeExternalResource",
                        "crm",
                        "'Parameters':{'FunctionArn':'arn:aws:lambda:ap-northeast-1:123456789012:function:crm'},'Results':'The Lambda Function Returned An Error.'"),
                line("2026-01-05T12:00:35.100Z", "CheckStaffing", "staff", "'Results':'true'"),
                line(
                        "2026-01-05T12:00:35.200Z",
                        "TransferToPhoneNumber",
                        "branch",
                        "'Parameters':{'PhoneNumber':'+81312345678'}"),
                line("2026-01-05T12:00:55.200Z", "TransferToPhoneNumber", "branch", "'Results':'Error'"),
                line(
                        "2026-01-05T12:00:55.300Z",
                        "AddToPlayLoop",
                        "loop",
                        "'Parameters':{'AudioPrompt':'arn:aws:connect:eu-west-2:1:instance/i/prompt/p'}"),
                line("2026-01-05T12:00:55.310Z", "AddToPlayLoop", "loop", "'Parameters':{'Text':'しばらくお待ちください。'}"),
                entry(
                        Source.CONTACT_EVENT,
                        "2026-01-05T12:00:55.500Z",
                        "QUEUED",
                        "{'contactId':'a-contact','channel':'VOICE','queueInfo':{'queueArn':'arn:aws:connect:eu-west-2:1:instance/i/queue/q','enqueueTimestamp':'2026-01-05T12:00:55.500Z'}}"),
                line("2026-01-05T12:01:30.000Z", "PlayPrompt", "estimate", "'Parameters':{'Text':'あと約3分でおつなぎします。'}"),
                entry(
                        Source.AGENT_EVENT,
                        "2026-01-05T12:02:00.000Z",
                        "CONNECTING",
                        "{'ContactId':'a-contact','State':'CONNECTING','AgentARN':'arn:aws:connect:eu-west-2:1:instance/i/agent/a','Username':'suzuki','Queue':{'ARN':'arn:aws:connect:eu-west-2:1:instance/i/queue/q','Name':'口座'}}"),
                entry(
                        Source.CONTACT_EVENT,
                        "2026-01-05T12:02:06.250Z",
                        "DISCONNECTED",
                        "{'contactId':'a-contact','channel':'VOICE','disconnectTimestamp':'2026-01-05T12:02:06.250Z'}"));
    }

    /// What no story has: blocks of tomorrow, lines without a time, outcomes whose beginning is lost, other
    /// sources.
    static List<HistoryEntry> bits() {
        return List.of(
                entry(
                        Source.FLOW_EVENT,
                        "",
                        "CONTACT_FLOW_EVENT",
                        "{'Name':'ContactFlowEvent','Details':{'ContactData':{'ContactId':'a-contact','Channel':'VOICE','InitiationMethod':'OUTBOUND','Queue':{'ARN':'arn:aws:connect:eu-west-2:1:instance/i/queue/q','Name':'Campaigns'}},'Parameters':{'greeting':'Ms Abe'}}}"),
                line("", "PlayPrompt", "untimed", "'Parameters':{'Text':'Nobody knows when.'}"),
                entry(
                        Source.CONTACT_LENS,
                        "",
                        "SEGMENTS",
                        "{'ContactId':'a-contact','Segments':[{'Transcript':{'Content':'my card is 4111 1111 1111 1111','ParticipantRole':'CUSTOMER'}}]}"),
                entry(Source.CONTACT_LENS, "", "FAILED", "{'ContactId':'a-contact'}"),
                line(
                        "2026-01-05T12:00:01.000Z",
                        "PlayPrompt",
                        "hello",
                        "'Parameters':{'Text':'Hello Ms Abe, your card 4111 1111 1111 1111 is ready.'}"),
                line("2026-01-05T12:00:04.000Z", "SummonDragon", "d", "'Parameters':{'Breath':'fire','Heads':3}"),
                line("2026-01-05T12:00:05.500Z", "SummonDragon", "d", "'Results':'Error'"),
                line("2026-01-05T12:00:06.000Z", "GetUserInput", "lost", "'Results':'2'"),
                line(
                        "2026-01-05T12:00:07.000Z",
                        "GetUserInput",
                        "lex",
                        "'Parameters':{'BotAliasArn':'arn:aws:lex:eu-west-2:1:bot-alias/b/c','Text':'How can I help?'}"),
                line("2026-01-05T12:00:11.000Z", "GetUserInput", "lex", "'Results':'BillingIntent'"),
                line(
                        "2026-01-05T12:00:11.500Z",
                        "CheckAttribute",
                        "c",
                        "'Parameters':{'ComparisonMethod':'Equals','Value':'gold','SecondValue':'silver'},'Results':'false'"),
                line(
                        "2026-01-05T12:00:12.000Z",
                        "UpdateContactCallbackNumber",
                        "cb",
                        "'Parameters':{'CallbackNumber':'+819012345678'}"),
                entry(
                        Source.API,
                        "2026-01-05T12:00:13.000Z",
                        "PATCH",
                        "{'attributes':{'note':'likes tea'},'customerIdentifier':'+819012345678'}"),
                entry(Source.CONTACT_EVENT, "2026-01-05T12:00:14.000Z", "DANCED", "{'contactId':'a-contact'}"),
                entry(
                        Source.AGENT_EVENT,
                        "2026-01-05T12:00:15.000Z",
                        "MEDITATING",
                        "{'ContactId':'a-contact','State':'MEDITATING'}"),
                entry(
                        Source.CONTACT_RECORD,
                        "2026-01-05T12:05:00Z",
                        "CONTACT_RECORD",
                        "{'ContactId':'a-contact','Channel':'VOICE','InitiationMethod':'OUTBOUND','InitiationTimestamp':'2026-01-05T12:00:00Z','DisconnectTimestamp':'2026-01-05T12:00:40Z','DisconnectReason':'TELECOM_BUSY','AnsweringMachineDetectionStatus':'VOICEMAIL_BEEP','TransferredToEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+81312345678'}}"));
    }

    private static byte[] flowLine() {
        var envelope = JsonMapper.shared().readTree(file("flow-logs"));
        return envelope.at("/logEvents/0/message").stringValue().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try (var file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/connect/call/" + name + ".json"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CONTACT_ID", "7b1e0f4a-2c3d-4e5f-8a9b-0c1d2e3f4a5b")
                    .replace("CUSTOMER\"", "+819012345678\"")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
