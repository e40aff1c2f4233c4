package io.contactstatus.media.files;

import io.contactstatus.media.audio.Position;

/// A [Segment] on its way to the store.
public record EncodedSegment(long owner, Position to, byte[] bytes) {}
