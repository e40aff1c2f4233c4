package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Speech.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What lies beside the files of a recording, for whoever finds them without the service.
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

    private static List<Map<String, String>> gaps(RecordingSummary summary, List<Utterance> gaps) {
        return gaps.stream()
                .map(gap -> Map.of(
                        "from", summary.at(gap.from()).toString(),
                        "until", summary.at(gap.to()).toString()))
                .toList();
    }

    private static Map<String, String> pause(SilentTime time) {
        return time.until() == null
                ? Map.of("from", time.from().toString())
                : Map.of("from", time.from().toString(), "until", time.until().toString());
    }
}
