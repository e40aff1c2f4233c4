package io.contactstatus.journey;

import io.contactstatus.contact.Talk;
import io.contactstatus.media.AudioRun;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much both sides spoke in a stretch of captured audio, told where it ends.
final class TalkShares {

    private final AudioRun run;
    private final Phrases phrases;

    TalkShares(AudioRun run, Phrases phrases) {
        this.run = run;
        this.phrases = phrases;
    }

    /// Null where nothing is known of it.
    ///
    /// @param over when the contact ended: the last of its audio may be a moment later
    @Nullable
    Draft step(@Nullable Instant over) {
        var talk = run.talk();
        var stopped = run.stoppedAt();
        if (talk == null || stopped == null) {
            return null;
        }
        return new Draft(StepKind.TALK, over != null && over.isBefore(stopped) ? over : stopped)
                .id("talk-" + run.number())
                .text(words(talk))
                .lasting(Duration.ofMillis(run.millis()));
    }

    private String words(Talk talk) {
        return phrases.say(
                "talk.shares",
                seconds(run.millis() / 1_000),
                seconds(talk.customerSeconds()),
                seconds(talk.agentSeconds()),
                seconds(talk.bothSeconds()),
                seconds(talk.silenceSeconds()),
                seconds(talk.longestSilenceSeconds()));
    }

    /// No time at all is no moment.
    private String seconds(long seconds) {
        return seconds == 0 ? phrases.say("duration.seconds", 0) : phrases.duration(Duration.ofSeconds(seconds));
    }

    /// With the seconds as data.
    @Nullable
    Step techy() {
        var talk = run.talk();
        var step = step(null);
        return talk == null || step == null ? null : step.detail(detail(talk)).step();
    }

    private static Map<String, String> detail(Talk talk) {
        var detail = new LinkedHashMap<String, String>();
        detail.put("customerSeconds", Long.toString(talk.customerSeconds()));
        detail.put("agentSeconds", Long.toString(talk.agentSeconds()));
        detail.put("bothSeconds", Long.toString(talk.bothSeconds()));
        detail.put("silenceSeconds", Long.toString(talk.silenceSeconds()));
        detail.put("longestSilenceSeconds", Long.toString(talk.longestSilenceSeconds()));
        return detail;
    }
}
