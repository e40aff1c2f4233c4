package io.contactstatus.media.capture;

import io.contactstatus.media.audio.SampleRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What lies beside the files of a recording, for those who find them without the service.
final class RecordingJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RecordingJson() {}

    static byte[] of(CapturedCall call, RecordingSummary summary) {
        var state = call.state();
        var json = new LinkedHashMap<String, Object>();
        json.put("contactId", call.contactId());
        json.put("initialContactId", call.initialContactId());
        json.put("streamArn", state.streamArn());
        json.put("startedAt", summary.startedAt().toString());
        json.put("stoppedAt", summary.stoppedAt().toString());
        json.put("fragments", summary.position().fragments());
        json.put("gaps", gaps(summary, summary.gaps()));
        json.put("pauses", state.silent().stream().map(RecordingJson::pause).toList());
        json.put("repaired", false);
        return JSON.writeValueAsBytes(json);
    }

    private static List<Map<String, String>> gaps(RecordingSummary summary, List<SampleRange> gaps) {
        return gaps.stream()
                .map(gap -> time(summary.at(gap.from()), summary.at(gap.to())))
                .toList();
    }

    private static Map<String, String> time(Instant from, Instant until) {
        return Map.of("from", from.toString(), "until", until.toString());
    }

    /// The gaps of a recording that was written so, as times.
    static List<TimeRange> gaps(byte[] json) {
        var gaps = new ArrayList<TimeRange>();
        for (var gap : JSON.readTree(json).path("gaps")) {
            gaps.add(new TimeRange(
                    Instant.parse(gap.path("from").stringValue()),
                    Instant.parse(gap.path("until").stringValue())));
        }
        return gaps;
    }

    /// Whether it is what would be written of the recording now: nothing was filled in since, and it was not deleted.
    static boolean isOf(RecordingSummary summary, byte[] json) {
        var tree = JSON.readTree(json);
        return !tree.path("repaired").asBoolean(true)
                && summary.stoppedAt().toString().equals(tree.path("stoppedAt").asString(""));
    }

    static boolean isRepaired(byte[] json) {
        return JSON.readTree(json).path("repaired").asBoolean(false);
    }

    /// Whether it says that the recording was deleted.
    static boolean isDeleted(byte[] json) {
        return JSON.readTree(json).path("deleted").asBoolean(false);
    }

    static int fragments(byte[] json) {
        return JSON.readTree(json).path("fragments").asInt(0);
    }

    /// The same after something was filled in.
    ///
    /// @param fragments how many there are then
    static byte[] repaired(
            byte[] json, Instant stoppedAt, int fragments, List<TimeRange> gaps, List<TimeRange> pauses) {
        var tree = (ObjectNode) JSON.readTree(json);
        tree.put("stoppedAt", stoppedAt.toString());
        tree.put("fragments", fragments);
        tree.set(
                "gaps", JSON.valueToTree(gaps.stream().map(RecordingJson::pause).toList()));
        tree.set("pauses", pauses(pauses));
        tree.put("repaired", true);
        return JSON.writeValueAsBytes(tree);
    }

    /// The same with other pauses. What was deleted has none.
    static byte[] paused(byte[] json, List<TimeRange> pauses) {
        var tree = (ObjectNode) JSON.readTree(json);
        if (!tree.has("pauses")) {
            return json;
        }
        tree.set("pauses", pauses(pauses));
        return JSON.writeValueAsBytes(tree);
    }

    private static JsonNode pauses(List<TimeRange> pauses) {
        return JSON.valueToTree(pauses.stream().map(RecordingJson::pause).toList());
    }

    private static Map<String, String> pause(TimeRange time) {
        return time.until() == null
                ? Map.of("from", time.from().toString())
                : Map.of("from", time.from().toString(), "until", time.until().toString());
    }
}
