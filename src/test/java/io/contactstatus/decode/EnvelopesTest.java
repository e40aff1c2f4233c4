package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.DECODER;
import static io.contactstatus.decode.Payloads.base64;
import static io.contactstatus.decode.Payloads.bytes;
import static io.contactstatus.decode.Payloads.decoded;
import static io.contactstatus.decode.Payloads.gzip;
import static io.contactstatus.decode.Payloads.joined;
import static io.contactstatus.decode.Payloads.json;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {

    private static String event(String id) {
        return json("{'id':'" + id + "','detail-type':'Amazon Connect Contact Event','time':'2026-03-01T10:00:0" + id
                + "Z'," + "'detail':{'contactId':'$CONTACT','eventType':'QUEUED','note':'a } { b'}}");
    }

    private static String logEnvelope(String... messages) {
        var events = new StringBuilder();
        for (var index = 0; index < messages.length; index++) {
            var quoted = messages[index].replace("\\", "\\\\").replace("\"", "\\\"");
            events.append(index == 0 ? "" : ",")
                    .append(json("{'id':'log-" + index + "','timestamp':1772359202442,'message':'"))
                    .append(quoted)
                    .append("\"}");
        }
        return json("{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'/aws/connect/x','logStream':'s',"
                        + "'subscriptionFilters':['f'],'logEvents':[")
                + events + "]}";
    }

    private static String flowLog(String timestamp) {
        return json("{'ContactId':'$CONTACT','ContactFlowId':'$FLOW','ContactFlowModuleType':'PlayPrompt',"
                + "'Timestamp':'" + timestamp + "','Parameters':{}}");
    }

    private static List<String> ids(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Update.class::isInstance)
                .flatMap(each -> said(each).contacts().stream())
                .flatMap(about -> about.entries().stream())
                .map(EnvelopesTest::id)
                .toList();
    }

    /// Contact events are named by their time: here the second is the event's number.
    private static String id(HistoryEntry entry) {
        return entry.source() == Source.CONTACT_EVENT ? Long.toString(entry.at().getEpochSecond() % 60) : entry.id();
    }

    private static List<Decoded> decode(String text) {
        return DECODER.decode(bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", " \n\t "})
    void readsRecordsWithAnythingOrNothingBetweenThem(String between) {
        var text = event("1") + between + event("2") + between + event("3") + between;

        assertThat(ids(decode(text))).containsExactly("1", "2", "3");
    }

    @Test
    void readsArraysOfRecordsAndArraysOfThose() {
        assertThat(ids(decode("[" + event("1") + ", [" + event("2") + "] ,\n" + event("3") + "]" + event("4"))))
                .containsExactly("1", "2", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": oops}",
                "{\"a\": \"b\" \"c\"}",
                "{\"a\":{\"b\":[1,2,]}}",
                "{\"detail\":{\"text\":\"cut off in the mid",
                "{\"detail\":{\"text\":\"cut off",
                "{\"detail\":{\"number\":12",
                "just a line of text",
                "}"
            })
    void losesNothingAroundABadValue(String bad) {
        var decoded = decode(event("1") + bad + event("2") + event("3"));

        assertThat(ids(decoded)).containsExactly("1", "2", "3");
        assertThat(decoded).hasSize(4);
        assertThat(new String(malformed(decoded.get(1)).payload(), StandardCharsets.UTF_8))
                .isEqualTo(bad);
    }

    @Test
    void losesNothingAroundABadLine() {
        var decoded = decode(event("1") + "\n{\"a\":\n" + event("2") + "\n");

        assertThat(ids(decoded)).containsExactly("1", "2");
        assertThat(malformed(decoded.get(1)).payload()).isEqualTo(bytes("{\"a\":\n"));
    }

    @Test
    void losesNothingAroundABadElementOfAnArray() {
        var decoded =
                decode("[" + event("1") + ",{\"a\":[{\"x\":1},{\"y\":oops}]}," + event("2") + "," + event("3") + "]");

        assertThat(ids(decoded)).containsExactly("1", "2", "3");
        assertThat(decoded).hasSize(4);
        assertThat(malformed(decoded.get(1)).payload()).isEqualTo(bytes("{\"a\":[{\"x\":1},{\"y\":oops}]}"));
    }

    @Test
    void tellsOfAnArrayThatWasCutOff() {
        var decoded = decode("[" + event("1") + "," + event("2").substring(0, 40));

        assertThat(ids(decoded)).containsExactly("1");
        assertThat(malformed(decoded.getLast()).payload())
                .isEqualTo(bytes(event("2").substring(0, 40)));
    }

    @Test
    void keepsTheBytesOfARecordThatItDoesNotKnow() {
        var decoded = decode(event("1") + " {\"a\" : 1} " + event("2"));

        assertThat(malformed(decoded.get(1)).payload()).isEqualTo(bytes("{\"a\" : 1}"));
        assertThat(malformed(decoded.get(1)).reason()).isEqualTo("no known kind of record");
    }

    @Test
    void takesAByteOrderMark() {
        assertThat(ids(DECODER.decode(joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, bytes(event("1"))))))
                .containsExactly("1");
    }

    @Test
    void inflatesGzipOfSeveralMembers() {
        var decoded = DECODER.decode(joined(gzip(bytes(event("1"))), gzip(bytes(event("2")))));

        assertThat(ids(decoded)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n "})
    void inflatesMembersThatAreJoinedAsLines(String between) {
        var decoded = DECODER.decode(joined(
                bytes(between),
                gzip(bytes(event("1"))),
                bytes(between),
                gzip(bytes(event("2"))),
                bytes(between),
                gzip(bytes(event("3"))),
                bytes(between)));

        assertThat(ids(decoded)).containsExactly("1", "2", "3");
        assertThat(decoded).hasSize(3);
    }

    @Test
    void tellsOfWhatIsNotCompressedBehindAMember() {
        var decoded = DECODER.decode(joined(gzip(bytes(event("1"))), bytes("\nplain")));

        assertThat(ids(decoded)).containsExactly("1");
        assertThat(malformed(decoded.getLast()).payload()).isEqualTo(bytes("plain"));
    }

    @Test
    void losesNoMemberBeforeADamagedOne() {
        var second = gzip(bytes(event("2")));
        var cut = Arrays.copyOf(second, second.length / 2);

        var decoded = DECODER.decode(joined(gzip(bytes(event("1"))), cut));

        assertThat(ids(decoded)).containsExactly("1");
        assertThat(malformed(decoded.getLast()).payload()).isEqualTo(cut);
    }

    @Test
    void inflatesZlib() {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes(event("1")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }

        assertThat(ids(DECODER.decode(out.toByteArray()))).containsExactly("1");
    }

    @Test
    void readsFlowLogsFromCloudWatchUnderTheIdsOfTheirEvents() {
        var envelope = logEnvelope(flowLog("2026-03-01T10:00:02.442Z"), flowLog("2026-03-01T10:00:03.442Z"));

        assertThat(ids(DECODER.decode(gzip(bytes(envelope))))).containsExactly("log-0", "log-1");
    }

    @Test
    void fallsBackToTheTimeOfTheLogEvent() {
        var entry = said(decode(logEnvelope(flowLog("noon"))).getFirst())
                .contacts()
                .getFirst()
                .entries()
                .getFirst();

        assertThat(entry.at()).isEqualTo("2026-03-01T10:00:02.442Z");
    }

    @Test
    void ignoresOtherLogsAndKeepsTheMessagesThatAreNoJson() {
        var decoded = decode(
                logEnvelope(json("{'level':'INFO'}"), "START RequestId: 1", flowLog("2026-03-01T10:00:02.442Z")));

        assertThat(decoded.getFirst()).isEqualTo(new Decoded.Ignored("log-line"));
        assertThat(malformed(decoded.get(1)).payload()).isEqualTo(bytes("START RequestId: 1"));
        assertThat(said(decoded.get(2)).kind()).isEqualTo("flow-log");
    }

    @Test
    void dropsControlMessages() {
        assertThat(decoded("""
                {'messageType':'CONTROL_MESSAGE','owner':'CloudwatchLogs','logGroup':'','logStream':'',
                 'subscriptionFilters':[],'logEvents':[{'id':'','timestamp':1,'message':'CWL CONTROL MESSAGE: hi'}]}""")).containsExactly(new Decoded.Ignored("log-control-message"));
    }

    @Test
    void cannotReadLogsWithoutEvents() {
        assertThat(Payloads.malformed("{'messageType':'DATA_MESSAGE','logEvents':null}"))
                .isEqualTo("log envelope without logEvents");
    }

    @Test
    void opensWhatALambdaFunctionGetsFromCloudWatch() {
        var data = base64(gzip(bytes(logEnvelope(flowLog("2026-03-01T10:00:02.442Z")))));

        assertThat(ids(decoded("{'awslogs':{'data':'" + data + "'}}"))).containsExactly("log-0");
    }

    @Test
    void opensWhatALambdaFunctionGetsFromKinesis() {
        var one = base64(bytes(event("1")));
        var two = base64(gzip(bytes(logEnvelope(flowLog("2026-03-01T10:00:02.442Z")))));

        assertThat(ids(decoded("{'Records':[{'kinesis':{'data':'" + one + "'},'eventSource':'aws:kinesis'},{'kinesis':"
                        + "{'data':'" + two + "'},'eventSource':'aws:kinesis'}]}")))
                .containsExactly("1", "log-0");
    }

    @Test
    void opensWhatFirehoseSends() {
        var logs = logEnvelope(flowLog("2026-03-01T10:00:02.442Z"));
        var body = json("{'requestId':'r','timestamp':1578090901599,'records':[{'data':'" + base64(bytes(event("1")))
                        + "'},{'data':'" + base64(bytes(event("2") + event("3"))) + "'},{'data':")
                + logs + "}]}";

        assertThat(ids(DECODER.decode(gzip(bytes(body))))).containsExactly("1", "2", "3", "log-0");
    }

    @Test
    void opensWhatALambdaFunctionGetsFromSqs() {
        var body = event("1").replace("\"", "\\\"");

        assertThat(ids(decode("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"" + body + "\"}]}")))
                .containsExactly("1");
    }

    @Test
    void keepsTheOtherRecordsOfAnEnvelopeWithOneThatIsNotBase64() {
        var decoded = decoded("{'records':[{'data':'***'},{'data':'" + base64(bytes(event("1"))) + "'}]}");

        assertThat(malformed(decoded.getFirst()).reason()).isEqualTo("not Base64");
        assertThat(malformed(decoded.getFirst()).payload()).isEqualTo(bytes("***"));
        assertThat(ids(decoded)).containsExactly("1");
    }

    @Test
    void opensOnlySoManyEnvelopesInEachOther() {
        var nested = bytes(event("1"));
        for (var depth = 0; depth < 5; depth++) {
            nested = bytes(json("{'records':[{'data':'" + base64(nested) + "'}]}"));
        }

        assertThat(malformed(DECODER.decode(nested).getFirst()).reason()).isEqualTo("too many envelopes in each other");
    }

    @Test
    void opensFourEnvelopesInEachOther() {
        var nested = bytes(event("1"));
        for (var depth = 0; depth < 4; depth++) {
            nested = bytes(json("{'records':[{'data':'" + base64(nested) + "'}]}"));
        }

        assertThat(ids(DECODER.decode(nested))).containsExactly("1");
    }

    @Test
    void ignoresWhatIsClearlySomethingElseOfAws() {
        assertThat(decoded("{'eventVersion':'1.08','userIdentity':{},'eventSource':'s3.amazonaws.com'}"))
                .containsExactly(new Decoded.Ignored("aws-record"));
        assertThat(decoded("{'Records':[{'eventSource':'aws:s3','s3':{}}]}"))
                .containsExactly(new Decoded.Ignored("aws-record"));
    }
}
