package io.contactstatus.recordings;

import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.recordings.RecordingsProperties.RecordingBucket;

/// Where the bytes of a recording are.
sealed interface MediaSource {

    record InBucket(RecordingBucket bucket, ObjectLocation object) implements MediaSource {}

    record Captured(AudioRun run, AudioTrack track) implements MediaSource {}

    record Missing(Obstacle obstacle) implements MediaSource {}
}
