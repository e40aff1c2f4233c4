package io.contactstatus.journey;

import io.contactstatus.dialect.Channels;
import io.contactstatus.dialect.LenientNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// An entry of the history as a step of the engineer's view. Lines of flow logs are told by [BlockStep].
final class EntryStep {

    private final Names names;
    private final Masking shown;
    private final Phrases phrases;

    EntryStep(Names names, Masking shown, Phrases phrases) {
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    Step contactEvent(ParsedEntry entry) {
        var contact = entry.contact();
        var type = entry.type();
        var kind = understood(entry) ? kindOfEvent(type) : StepKind.OTHER;
        var queue = nameOf(contact.part("QueueInfo").text("QueueArn"));
        var agent = nameOf(contact.part("AgentInfo").text("AgentArn"));
        var text = kind == StepKind.OTHER
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

    private static StepKind kindOfEvent(String type) {
        return switch (type) {
            case "INITIATED", "CONNECTED_TO_SYSTEM", "WEBRTC_API" -> StepKind.START;
            case "QUEUED" -> StepKind.QUEUE;
            case "CONNECTED_TO_AGENT" -> StepKind.AGENT;
            case "PAUSED", "RESUMED" -> StepKind.PAUSE;
            case "DISCONNECTED", "COMPLETED" -> StepKind.END;
            case "CONTACT_DATA_UPDATED", "AMD_DISABLED" -> StepKind.UPDATE;
            default -> StepKind.OTHER;
        };
    }

    Step agentState(ParsedEntry entry) {
        var state = entry.type();
        var kind = understood(entry) ? kindOfState(state) : StepKind.OTHER;
        var agent = nameOf(entry.contact().text("AgentARN"));
        var text = kind == StepKind.OTHER
                ? phrases.say("techy.state.other", shown.word(state))
                : phrases.sayFirst("techy.state." + state + named(agent), "techy.state." + state, agent);
        return draft(kind, entry)
                .text(text)
                .outcome(shown.word(state))
                .failed(state.equals("MISSED") || state.equals("REJECTED") || state.equals("ERROR"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static StepKind kindOfState(String state) {
        return switch (state) {
            case "INCOMING", "PENDING" -> StepKind.CALLBACK;
            case "CONNECTING", "MISSED", "REJECTED", "RELEASED" -> StepKind.RINGING;
            case "CONNECTED", "ENDED", "CLEARED" -> StepKind.AGENT;
            case "CONNECTED_ONHOLD" -> StepKind.HOLD;
            case "PAUSED" -> StepKind.PAUSE;
            case "ERROR" -> StepKind.ERROR;
            default -> StepKind.OTHER;
        };
    }

    Step record(ParsedEntry entry) {
        var reason = entry.contact().text("DisconnectReason");
        return draft(understood(entry) ? StepKind.RECORD : StepKind.OTHER, entry)
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

    private static String channelOf(LenientNode contact) {
        var channel = contact.text("Channel");
        return channel == null ? "VOICE" : Channels.spelled(channel);
    }

    Step flowEvent(ParsedEntry entry) {
        var kind = understood(entry) ? StepKind.LAMBDA : StepKind.OTHER;
        return draft(kind, entry)
                .text(phrases.say(entry.at() == null ? "techy.flow-event.untimed" : "techy.flow-event"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    Step speech(ParsedEntry entry) {
        var failed = entry.type().equals("FAILED");
        var text = understood(entry) ? heard(entry) : null;
        return draft(text == null ? StepKind.OTHER : failed ? StepKind.ERROR : StepKind.SPEECH, entry)
                .text(text == null ? phrases.say("techy.speech.other", shown.word(entry.type())) : text)
                .failed(failed)
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private @Nullable String heard(ParsedEntry entry) {
        var rule = entry.detail().text("RuleName");
        if (rule != null) {
            return phrases.say("speech.rule", shown.word(rule));
        }
        var categories = categories(entry.detail());
        if (!categories.isEmpty()) {
            return phrases.say("techy.speech.categories", shown.word(String.join(", ", categories)));
        }
        var key = "techy.speech." + entry.type() + (entry.at() == null ? "" : ".timed");
        return phrases.has(key) ? phrases.say(key) : null;
    }

    private static Set<String> categories(LenientNode event) {
        var names = new TreeSet<String>();
        for (var segment : event.part("Segments").node()) {
            var categories = new LenientNode(segment).part("Categories");
            names.addAll(categories.part("MatchedDetails").node().propertyNames());
            categories.part("MatchedCategories").node().forEach(name -> names.add(name.asString("")));
        }
        names.remove("");
        return names;
    }

    Step patch(ParsedEntry entry) {
        return draft(understood(entry) ? StepKind.ATTRIBUTE : StepKind.OTHER, entry)
                .text(phrases.say("techy.api"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    Step reconciled(ParsedEntry entry) {
        return draft(StepKind.UPDATE, entry)
                .text(phrases.say("techy.reconciled"))
                .detail(shown.detail(entry.detail().node()))
                .step();
    }

    private static boolean understood(ParsedEntry entry) {
        return entry.detail().isObject();
    }

    private String nameOf(@Nullable String arn) {
        var name = names.of(arn);
        return name == null ? "" : shown.word(name);
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : ".named";
    }

    private static @Nullable String otherContact(LenientNode contact, String name) {
        var other = contact.text(name);
        return other == null || other.equals(contact.text("ContactId")) ? null : other;
    }

    static Draft draft(StepKind kind, ParsedEntry entry) {
        return new Draft(kind, entry.at()).id(idOf(entry)).source(entry.source());
    }

    /// Short, and of nothing that came from outside as it is.
    private static String idOf(ParsedEntry entry) {
        var checksum = new CRC32();
        checksum.update((entry.said().at() + entry.type() + entry.said().id()).getBytes(StandardCharsets.UTF_8));
        return entry.source().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + Long.toHexString(checksum.getValue());
    }
}
