package io.contactstatus.journey;

import io.contactstatus.dialect.BlockKind;
import io.contactstatus.dialect.Channels;
import io.contactstatus.dialect.Part;
import io.contactstatus.dialect.Prompts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The engineer's view: every passage through a block, and every other entry between them.
///
/// Entries without a time come first, as in the history: nothing tells where they belong.
final class Techy {

    private static final List<String> BLOCK_PARTS = List.of(
            "Identifier", "Parameters", "Events", "Results", "ExternalResults", "ResultData", "ModuleExecutionStack");

    private final List<Entry> entries;
    private final List<BlockRun> runs;
    private final AgentFlows agentFlows;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;

    Techy(
            List<Entry> entries,
            List<BlockRun> runs,
            AgentFlows agentFlows,
            Names names,
            Masking shown,
            Phrases phrases) {
        this.entries = entries;
        this.runs = runs;
        this.agentFlows = agentFlows;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        var passages = runs.iterator();
        var next = passages.hasNext() ? passages.next() : null;
        var line = 0;
        for (var entry : entries) {
            switch (entry.source()) {
                case FLOW_LOG -> {
                    if (next != null && next.position() == line++) {
                        steps.add(block(next));
                        next = passages.hasNext() ? passages.next() : null;
                    }
                }
                case CONTACT_EVENT -> steps.add(contactEvent(entry));
                case AGENT_EVENT -> steps.add(agentState(entry));
                case CONTACT_RECORD -> steps.add(record(entry));
                case FLOW_EVENT -> steps.add(flowEvent(entry));
                case CONTACT_LENS -> steps.add(speech(entry));
                case API -> steps.add(patch(entry));
            }
        }
        return steps;
    }

    private Step block(BlockRun run) {
        var line = run.first();
        var detail = shown.detail(parts(run));
        if (run.asksForSecret()) {
            detail.replaceAll((path, value) -> path.startsWith("Results") ? Masking.HIDDEN : value);
        }
        if (isHeard(run)) {
            Prompts.textsOf(run.inputs())
                    .forEach((place, prompt) ->
                            detail.computeIfPresent("Parameters." + place, (path, masked) -> shown.wording(prompt)));
        }
        var failed = run.failed();
        var outcome = detail.get("Results");
        if (outcome == null
                && run.kind() == Kind.LAMBDA
                && run.hasOutcome()
                && !run.told("Results").isObject()) {
            outcome = "Success";
        }
        var text = new BlockText(run, names, shown, phrases).text(outcome);
        var draft = draft(failed && run.kind() == Kind.OTHER ? Kind.ERROR : run.kind(), line)
                .text(agentFlows.isPlayedIn(run) && isHeard(run) ? phrases.say("techy.to-agent", text) : text)
                .failed(failed)
                .in(shown.word(run.type()), shown.wordIfAny(line.flow()))
                .outcome(outcome)
                .detail(detail);
        var exact = run.exactDuration();
        return (exact == null ? draft.lastingAtMost(run.longestDuration()) : draft.lasting(exact)).step();
    }

    private static boolean isHeard(BlockRun run) {
        return run.block() == BlockKind.PROMPT || run.block().isAnswered();
    }

    private static JsonNode parts(BlockRun run) {
        var parts = JsonNodeFactory.instance.objectNode();
        for (var name : BLOCK_PARTS) {
            var told = name.equals("Parameters") ? run.first().detail().part(name) : run.told(name);
            if (!told.node().isMissingNode()) {
                parts.set(name, told.node());
            }
        }
        return parts;
    }

    private Step contactEvent(Entry entry) {
        var contact = entry.contact();
        var type = entry.type();
        var kind = understood(entry) ? kindOfEvent(type) : Kind.OTHER;
        var queue = nameOf(contact.part("QueueInfo").text("QueueArn"));
        var agent = nameOf(contact.part("AgentInfo").text("AgentArn"));
        var text = kind == Kind.OTHER
                ? phrases.say("techy.event.other", shown.word(type))
                : phrases.sayFirst(
                        "techy.event." + type + named(type.equals("QUEUED") ? queue : agent),
                        "techy.event." + type,
                        type.equals("QUEUED") ? queue : agent);
        return draft(kind, entry)
                .text(text)
                .outcome(shown.wordIfAny(contact.text("DisconnectReason")))
                .contact(type.equals("INITIATED") ? otherContact(contact, "PreviousContactId") : null)
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static Kind kindOfEvent(String type) {
        return switch (type) {
            case "INITIATED", "CONNECTED_TO_SYSTEM", "WEBRTC_API" -> Kind.START;
            case "QUEUED" -> Kind.QUEUE;
            case "CONNECTED_TO_AGENT" -> Kind.AGENT;
            case "PAUSED", "RESUMED" -> Kind.PAUSE;
            case "DISCONNECTED", "COMPLETED" -> Kind.END;
            case "CONTACT_DATA_UPDATED", "AMD_DISABLED" -> Kind.UPDATE;
            default -> Kind.OTHER;
        };
    }

    private Step agentState(Entry entry) {
        var state = entry.type();
        var kind = understood(entry) ? kindOfState(state) : Kind.OTHER;
        var agent = nameOf(entry.contact().text("AgentARN"));
        var text = kind == Kind.OTHER
                ? phrases.say("techy.state.other", shown.word(state))
                : phrases.sayFirst("techy.state." + state + named(agent), "techy.state." + state, agent);
        return draft(kind, entry)
                .text(text)
                .outcome(shown.word(state))
                .failed(state.equals("MISSED") || state.equals("REJECTED") || state.equals("ERROR"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static Kind kindOfState(String state) {
        return switch (state) {
            case "INCOMING", "PENDING" -> Kind.CALLBACK;
            case "CONNECTING", "MISSED", "REJECTED", "RELEASED" -> Kind.RINGING;
            case "CONNECTED", "ENDED", "CLEARED" -> Kind.AGENT;
            case "CONNECTED_ONHOLD" -> Kind.HOLD;
            case "PAUSED" -> Kind.PAUSE;
            case "ERROR" -> Kind.ERROR;
            default -> Kind.OTHER;
        };
    }

    private Step record(Entry entry) {
        var reason = entry.contact().text("DisconnectReason");
        return draft(understood(entry) ? Kind.RECORD : Kind.OTHER, entry)
                .text(
                        reason == null
                                ? phrases.say("techy.record")
                                : phrases.say(
                                        "techy.record.reason",
                                        phrases.reason(shown.word(reason), channelOf(entry.contact()))))
                .outcome(shown.wordIfAny(reason))
                .contact(otherContact(entry.contact(), "NextContactId"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static String channelOf(Part contact) {
        var channel = contact.text("Channel");
        return channel == null ? "VOICE" : Channels.spelled(channel);
    }

    private Step flowEvent(Entry entry) {
        var kind = understood(entry) ? Kind.LAMBDA : Kind.OTHER;
        return draft(kind, entry)
                .text(phrases.say(entry.at() == null ? "techy.flow-event.untimed" : "techy.flow-event"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private Step speech(Entry entry) {
        var failed = entry.type().equals("FAILED");
        var known = understood(entry) && phrases.has("techy.speech." + entry.type());
        return draft(known ? (failed ? Kind.ERROR : Kind.SPEECH) : Kind.OTHER, entry)
                .text(
                        known
                                ? phrases.say("techy.speech." + entry.type())
                                : phrases.say("techy.speech.other", shown.word(entry.type())))
                .failed(failed)
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private Step patch(Entry entry) {
        return draft(understood(entry) ? Kind.ATTRIBUTE : Kind.OTHER, entry)
                .text(phrases.say("techy.api"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static boolean understood(Entry entry) {
        return entry.detail().isObject();
    }

    private String nameOf(@Nullable String arn) {
        var name = names.of(arn);
        return name == null ? "" : shown.word(name);
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : ".named";
    }

    private static @Nullable String otherContact(Part contact, String name) {
        var other = contact.text(name);
        return other == null || other.equals(contact.text("ContactId")) ? null : other;
    }

    private static Draft draft(Kind kind, Entry entry) {
        return new Draft(kind, entry.at()).id(idOf(entry)).source(entry.source());
    }

    /// Short, and of nothing that came from outside as it is.
    private static String idOf(Entry entry) {
        var checksum = new CRC32();
        checksum.update((entry.said().at() + entry.type() + entry.said().id()).getBytes(StandardCharsets.UTF_8));
        return entry.source().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + Long.toHexString(checksum.getValue());
    }
}
