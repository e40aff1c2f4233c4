package io.contactstatus.recordings;

import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.recordings.RecordingsProperties.RecordingBucket;
import org.jspecify.annotations.Nullable;

/// Where the bytes of a recording are.
sealed interface MediaSource {

    record InBucket(RecordingBucket bucket, ObjectLocation object) implements MediaSource {}

    record Captured(AudioRun run, AudioTrack track) implements MediaSource {}

    /// @param why in more words; null where there are none
    record Missing(Obstacle obstacle, @Nullable String why) implements MediaSource {

        Missing(Obstacle obstacle) {
            this(obstacle, null);
        }

        ProblemException problem() {
            return obstacle.problem(why);
        }
    }
}
