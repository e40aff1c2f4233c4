package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.Talk;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.store.Capture;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A recording as it is remembered: what its files are called, and how it is with them.
///
/// @param state `CAPTURING`, `AVAILABLE` or `DELETED`
/// @param customerSamples how long the files are; of one that is captured, when it was first stored
/// @param reason why it was deleted
record RecordedRun(
        RecordingName name,
        String state,
        String streamArn,
        long startMillis,
        long customerSamples,
        long agentSamples,
        @Nullable Talk talk,
        @Nullable String reason) {

    static RecordedRun capturing(RecordingName name, Position position, String streamArn) {
        return new RecordedRun(
                name,
                "CAPTURING",
                streamArn,
                position.startMillis(),
                position.customerSamples(),
                position.agentSamples(),
                null,
                null);
    }

    static RecordedRun available(RecordingSummary summary, String streamArn, Talk talk) {
        var position = summary.position();
        return new RecordedRun(
                summary.name(),
                "AVAILABLE",
                streamArn,
                position.startMillis(),
                position.customerSamples(),
                position.agentSamples(),
                talk,
                null);
    }

    static RecordedRun deleted(RecordingName name, String streamArn, String reason) {
        return new RecordedRun(name, "DELETED", streamArn, 0, 0, 0, null, reason);
    }

    /// Its own, or the next one.
    static int numberOf(Capture capture, RecordingName name) {
        return capture.runs().entrySet().stream()
                .filter(run -> name.value().equals(run.getValue().get("name")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> capture.runs().isEmpty() ? 0 : capture.runs().lastKey() + 1);
    }

    Map<String, String> toTexts() {
        var texts = new HashMap<String, String>();
        texts.put("name", name.value());
        texts.put("state", state);
        texts.put("stream", streamArn);
        texts.put("start", Long.toString(startMillis));
        texts.put("customer", Long.toString(customerSamples));
        texts.put("agent", Long.toString(agentSamples));
        if (talk != null) {
            texts.put(
                    "talk",
                    "%d %d %d %d %d"
                            .formatted(
                                    talk.customerSeconds(),
                                    talk.agentSeconds(),
                                    talk.bothSeconds(),
                                    talk.silenceSeconds(),
                                    talk.longestSilenceSeconds()));
        }
        if (reason != null) {
            texts.put("reason", reason);
        }
        return texts;
    }

    static RecordedRun of(Map<String, String> texts) {
        return new RecordedRun(
                new RecordingName(texts.getOrDefault("name", "")),
                texts.getOrDefault("state", "DELETED"),
                texts.getOrDefault("stream", ""),
                number(texts, "start"),
                number(texts, "customer"),
                number(texts, "agent"),
                talk(texts.get("talk")),
                texts.get("reason"));
    }

    private static long number(Map<String, String> texts, String name) {
        return Long.parseLong(texts.getOrDefault(name, "0"));
    }

    private static @Nullable Talk talk(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var seconds = Pattern.compile(" ")
                .splitAsStream(text)
                .mapToLong(Long::parseLong)
                .toArray();
        return new Talk(seconds[0], seconds[1], seconds[2], seconds[3], seconds[4]);
    }
}
