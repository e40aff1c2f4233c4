package io.contactstatus.bench;

import io.contactstatus.bench.BenchPayloads.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A contact whose cost is counted.
///
/// @param singly its records, one payload each, in order
/// @param together the same records in as few payloads as real pipes would make of them
/// @param flowLines how many of them are flow-log lines
record SampleContact(String id, List<byte[]> singly, List<byte[]> together, int flowLines) {

    /// A subscription's record to Kinesis holds at most 1 MB of log events; far fewer come together in practice.
    private static final int LINES_TOGETHER = 500;

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.999Z");

    int events() {
        return singly.size();
    }

    /// A chat as one was captured: fourteen events from its beginning to its end.
    static SampleContact chat(long seed) {
        return chat(new BenchPayloads(seed));
    }

    private static SampleContact chat(BenchPayloads payloads) {
        var told = new Telling(payloads, "CHAT", "connect:Chat");
        told.moment("initiationTimestamp", NOON);
        told.event("INITIATED", NOON);
        told.moment("connectedToSystemTimestamp", NOON.plusMillis(1_033));
        told.event("CONNECTED_TO_SYSTEM", NOON.plusMillis(1_033));
        told.setLoggingBehavior(NOON.plusMillis(1_443));
        told.line("SetRecordingBehavior", "record", 1_480, """
                ,"Parameters":{"RecordingBehaviorOption":"Enable","RecordingParticipantOption":"All",\
                "AnalyticsBehaviorOption":"Disable"}""");
        told.line("GetUserInput", "ask", 1_592, """
                ,"Parameters":{"Engine":"AmazonLexV2","BotAliasArn":"arn:aws:lex:eu-west-2:111122223333:bot-alias/\
                ABCDEFGHIJ/TSTALIASID","Text":"How can we help you today?","Timeout":"300000"}""");
        told.line("GetUserInput", "ask", 2_881, ",\"Results\":\"Error\"");
        told.line("Transfer", "transfer", 2_900, ",\"Parameters\":{},\"Results\":\"false\"");
        for (var prompt = 0; prompt < 4; prompt++) {
            told.queueLine(3_342 + 12 * prompt, prompt);
        }
        told.queued(NOON.plusMillis(3_506));
        told.connected(NOON.plusMillis(57_203));
        told.moment("disconnectTimestamp", NOON.plusMillis(106_395));
        told.event("DISCONNECTED", NOON.plusMillis(106_395));
        return told.contact();
    }

    /// A call that goes through a long flow: contact events, agent events, flow-log lines and the contact record.
    static SampleContact call(long seed, int lines) {
        return call(new BenchPayloads(seed), lines);
    }

    private static SampleContact call(BenchPayloads payloads, int lines) {
        var told = new Telling(payloads, "VOICE", "connect:Telephony");
        told.moment("initiationTimestamp", NOON);
        told.more(",\"customerEndpoint\":{\"type\":\"TELEPHONE_NUMBER\",\"address\":\"+447700900123\"}"
                + ",\"systemEndpoint\":{\"type\":\"TELEPHONE_NUMBER\",\"address\":\"+442079460123\"}");
        told.event("INITIATED", NOON);
        told.setLoggingBehavior(NOON.plusMillis(140));
        for (var line = 1; line < lines; line++) {
            told.menuLine(line, 140 + 250L * line);
        }
        var enqueued = NOON.plusMillis(1_000 + 250L * lines);
        told.moment("connectedToSystemTimestamp", NOON);
        told.updated(enqueued.minusMillis(400));
        told.queued(enqueued);
        var ringing = enqueued.plusMillis(15_120);
        var answered = ringing.plusMillis(2_340);
        var gone = new Snapshot(null, ringing, null, enqueued);
        var rings = new Snapshot("CONNECTING", ringing, null, enqueued);
        var talks = new Snapshot("CONNECTED", answered, answered, enqueued);
        told.agent(ringing, gone, rings);
        told.connected(answered);
        told.agent(answered, rings, talks);
        var held = new Snapshot("CONNECTED_ONHOLD", answered.plusSeconds(60), answered, enqueued);
        told.agent(held.since(), talks, held);
        var again = new Snapshot("CONNECTED", answered.plusSeconds(91), answered, enqueued);
        told.agent(again.since(), held, again);
        var end = answered.plusSeconds(243);
        told.moment("disconnectTimestamp", end);
        told.event("DISCONNECTED", end);
        var ended = new Snapshot("ENDED", end, answered, enqueued);
        told.agent(end, again, ended);
        var cleared = end.plusSeconds(24);
        told.agent(cleared, ended, gone);
        told.event("COMPLETED", cleared);
        told.payload(payloads.contactRecord(NOON, enqueued, answered, end, cleared));
        return told.contact();
    }

    /// Collects the records of one contact, each twice: alone, and as it would travel with others.
    private static final class Telling {

        private static final List<String> MENU = List.of(
                "SetVoice",
                "PlayPrompt",
                "PlayPrompt result",
                "GetUserInput",
                "GetUserInput result",
                "SetAttributes",
                "InvokeExternalResource",
                "CheckAttribute",
                "CheckAttribute",
                "StoreUserInput",
                "StoreUserInput result",
                "SetAttributes",
                "CheckHoursOfOperation",
                "AddToPlayLoop",
                "AddToPlayLoop");

        private final BenchPayloads payloads;
        private final String channel;
        private final String subtype;
        private final List<byte[]> singly = new ArrayList<>();
        private final List<byte[]> together = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private final StringBuilder more = new StringBuilder();
        private int flowLines;

        Telling(BenchPayloads payloads, String channel, String subtype) {
            this.payloads = payloads;
            this.channel = channel;
            this.subtype = subtype;
        }

        void more(String members) {
            more.append(members);
        }

        void moment(String name, Instant at) {
            more(",\"" + name + "\":\"" + BenchPayloads.millis(at) + '"');
        }

        void event(String type, Instant at) {
            payload(payloads.contactEvent(type, at, channel, subtype, more.toString()));
        }

        void updated(Instant at) {
            var told = more + ",\"updatedProperties\":[\"UserDefinedAttributes\"]";
            payload(payloads.contactEvent("CONTACT_DATA_UPDATED", at, channel, subtype, told));
        }

        void queued(Instant at) {
            more(",\"queueInfo\":{\"queueArn\":\"" + BenchPayloads.QUEUE + "\",\"queueType\":\"STANDARD\","
                    + "\"enqueueTimestamp\":\"" + BenchPayloads.millis(at) + "\"}");
            event("QUEUED", at);
        }

        void connected(Instant at) {
            more(",\"agentInfo\":{\"agentArn\":\"" + BenchPayloads.AGENT + "\",\"connectedToAgentTimestamp\":\""
                    + BenchPayloads.millis(at) + "\",\"hierarchyGroups\":{\"level1\":{\"arn\":\""
                    + BenchPayloads.INSTANCE
                    + "/agent-group/36a0c5f2-7b81-4e9d-a4d6-50f1c2b8e973\"}}}");
            event("CONNECTED_TO_AGENT", at);
        }

        void agent(Instant at, Snapshot before, Snapshot after) {
            payload(payloads.agentEvent(at, before, after));
        }

        void payload(byte[] payload) {
            singly.add(payload);
            together.add(payload);
        }

        void setLoggingBehavior(Instant at) {
            flowLine(BenchPayloads.FLOW, "Welcome and routing", "SetLoggingBehavior", "log", at, """
                    ,"Parameters":{"LoggingBehavior":"Enable"}""");
        }

        void line(String type, String block, long millis, String outcome) {
            flowLine(BenchPayloads.FLOW, "Welcome and routing", type, block, NOON.plusMillis(millis), outcome);
        }

        void queueLine(long millis, int prompt) {
            var text =
                    "Thank you for waiting. Somebody will be with you shortly, in about %d minutes.".formatted(prompt);
            var outcome = ",\"Parameters\":{\"Text\":\"" + text + "\",\"Voice\":\"Amy\"}";
            flowLine(
                    BenchPayloads.QUEUE_FLOW,
                    "Default customer queue",
                    "AddToPlayLoop",
                    "loop",
                    NOON.plusMillis(millis),
                    outcome);
        }

        /// One of the lines of a menu that a caller goes round and round.
        void menuLine(int number, long millis) {
            var entry = MENU.get(number % MENU.size());
            var block = entry.replace(" result", "");
            line(block, block + number % MENU.size() / 2, millis, outcome(entry, number));
        }

        private static String outcome(String entry, int number) {
            return switch (entry) {
                case "SetVoice" -> ",\"Parameters\":{\"GlobalVoice\":\"Amy\"}";
                case "PlayPrompt", "GetUserInput", "StoreUserInput" -> """
                        ,"Parameters":{"MaxDigits":"1","Text":"For billing press one, for orders press two, for anything \
                        else please stay on the line.","TextToSpeechType":"text","Timeout":"8000","Voice":"Amy"}""";
                case "PlayPrompt result" -> ",\"Results\":\"Success\"";
                case "GetUserInput result" -> ",\"Results\":\"Timeout\"";
                case "StoreUserInput result" -> ",\"Results\":\"00412873\"";
                case "SetAttributes" ->
                    ",\"Parameters\":{\"AddAttributeToRelatedContact\":\"false\",\"Key\":\"menuRound\",\"Value\":\""
                            + number + "\"}";
                case "InvokeExternalResource" -> """
                        ,"Parameters":{"FunctionArn":"arn:aws:lambda:eu-west-2:111122223333:function:customer-profile",\
                        "Parameters":{"function":"profile"},"ResponseValidation":"STRING_MAP","TimeLimit":"8000"},\
                        "ExternalResults":{"customerTier":"gold","openOrders":"2"}""";
                case "CheckAttribute" ->
                    ",\"Parameters\":{\"ComparisonMethod\":\"Equals\",\"SecondValue\":\"gold\",\"Value\":\"gold\"},"
                            + "\"Results\":\"true\"";
                case "CheckHoursOfOperation" -> ",\"Results\":\"true\"";
                default -> ",\"Parameters\":{\"Text\":\"Thank you for waiting.\",\"Voice\":\"Amy\"}";
            };
        }

        private void flowLine(String flow, String name, String type, String block, Instant at, String outcome) {
            // A block has the same identifier in every contact.
            var identifier = new BenchPayloads(block.hashCode()).uuid();
            var line = payloads.flowLine(flow, name, type, identifier, at, outcome);
            lines.add(line);
            flowLines++;
            singly.add(payloads.envelope(List.of(line), at));
            if (lines.size() == LINES_TOGETHER) {
                ship(at);
            }
        }

        private void ship(Instant at) {
            together.add(payloads.envelope(lines, at));
            lines.clear();
        }

        SampleContact contact() {
            if (!lines.isEmpty()) {
                ship(NOON);
            }
            return new SampleContact(payloads.contactId(), singly, together, flowLines);
        }
    }
}
