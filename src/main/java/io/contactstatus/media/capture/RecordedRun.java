package io.contactstatus.media.capture;

import io.contactstatus.contact.Talk;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.store.Capture;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A recording as it is remembered: what its files are called, and how it is with them.
///
/// @param state as the contract spells it
/// @param customerSamples how long the files are; of one that is captured, when it was first stored
/// @param gaps in which nothing came
/// @param isRepaired whether something was filled in from the archive of the stream
/// @param reason why it was deleted, or could not be captured
record RecordedRun(
        RecordingName name,
        String state,
        String streamArn,
        long startMillis,
        long customerSamples,
        long agentSamples,
        long gaps,
        boolean isRepaired,
        @Nullable MeasuredTalk talk,
        @Nullable String reason) {

    /// What may be missing of the end: a stream's last fragment is often never whole.
    private static final long TAIL_MILLIS = 2_000;

    static RecordedRun capturing(RecordingName name, Position position, String streamArn) {
        return new RecordedRun(
                name,
                "CAPTURING",
                streamArn,
                position.startMillis(),
                position.customerSamples(),
                position.agentSamples(),
                0,
                false,
                null,
                null);
    }

    static RecordedRun available(RecordingSummary summary, String streamArn, MeasuredTalk talk) {
        var position = summary.position();
        return new RecordedRun(
                summary.name(),
                "AVAILABLE",
                streamArn,
                position.startMillis(),
                position.customerSamples(),
                position.agentSamples(),
                summary.gaps().size(),
                false,
                talk,
                null);
    }

    static RecordedRun deleted(RecordingName name, String streamArn, String reason) {
        var start =
                RecordingName.startOf(name.json()).map(Instant::toEpochMilli).orElse(0L);
        return new RecordedRun(name, "DELETED", streamArn, start, 0, 0, 0, false, null, reason);
    }

    static RecordedRun failed(RecordingName name, String streamArn, long startMillis, String reason) {
        return new RecordedRun(name, "FAILED", streamArn, startMillis, 0, 0, 0, false, null, reason);
    }

    RecordedRun repaired(Position position, long gapsLeft, MeasuredTalk newTalk) {
        return new RecordedRun(
                name,
                state,
                streamArn,
                startMillis,
                position.customerSamples(),
                position.agentSamples(),
                gapsLeft,
                true,
                newTalk,
                reason);
    }

    RecordedRun with(MeasuredTalk newTalk) {
        return new RecordedRun(
                name, state, streamArn, startMillis, customerSamples, agentSamples, gaps, isRepaired, newTalk, reason);
    }

    boolean isAvailable() {
        return state.equals("AVAILABLE");
    }

    boolean isFailed() {
        return state.equals("FAILED");
    }

    long samples() {
        return Math.max(customerSamples, agentSamples);
    }

    long endMillis() {
        return startMillis + samples() / Pcm.PER_MILLI;
    }

    /// Whether more was streamed than there is.
    boolean isIncomplete(Capture.Recorded recorded) {
        return recorded.streamArn().equals(streamArn)
                && (gaps > 0
                        || (recorded.until() != null && recorded.until().toEpochMilli() - endMillis() > TAIL_MILLIS));
    }

    /// Its own, that of an attempt that had nothing, or the next one.
    static int numberOf(Capture capture, RecordingName name) {
        return capture.runs().entrySet().stream()
                .filter(run -> name.value().equals(run.getValue().get("name")))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> capture.runs().entrySet().stream()
                        .filter(run -> of(run.getValue()).isFailed())
                        .map(Map.Entry::getKey)
                        .findFirst())
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
        texts.put("gaps", Long.toString(gaps));
        texts.put("repaired", Boolean.toString(isRepaired));
        if (talk != null) {
            texts.put(
                    "talk",
                    "%d %d %d %d %d"
                            .formatted(
                                    talk.talk().customerSeconds(),
                                    talk.talk().agentSeconds(),
                                    talk.talk().bothSeconds(),
                                    talk.talk().silenceSeconds(),
                                    talk.talk().longestSilenceSeconds()));
            texts.put("phases", talk.phases());
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
                number(texts, "gaps"),
                Boolean.parseBoolean(texts.get("repaired")),
                talk(texts.get("talk"), texts.getOrDefault("phases", "")),
                texts.get("reason"));
    }

    private static long number(Map<String, String> texts, String name) {
        return Long.parseLong(texts.getOrDefault(name, "0"));
    }

    private static @Nullable MeasuredTalk talk(@Nullable String text, String phases) {
        if (text == null) {
            return null;
        }
        var seconds = Pattern.compile(" ")
                .splitAsStream(text)
                .mapToLong(Long::parseLong)
                .toArray();
        return new MeasuredTalk(new Talk(seconds[0], seconds[1], seconds[2], seconds[3], seconds[4]), phases);
    }
}
