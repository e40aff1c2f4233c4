package io.contactstatus.media.audio;

/// A stretch of a recording: an utterance, a gap.
///
/// @param from in samples from the start of the recording
/// @param to the one after the last
public record SampleRange(long from, long to) {}
