package io.contactstatus.recordings;

import io.contactstatus.recordings.RecordingsProperties.RecordingBucket;

/// Where the bytes of a recording are.
sealed interface MediaSource {

    record InBucket(RecordingBucket bucket, ObjectLocation object) implements MediaSource {}

    record Captured(CapturedRun run, CapturedTrack track) implements MediaSource {}

    record Missing(Obstacle obstacle) implements MediaSource {}
}
