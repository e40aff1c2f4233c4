package io.contactstatus.media.audio;

import io.contactstatus.media.matroska.Side;

/// Pcm at their place. Between two spans of a side there is silence.
///
/// @param offset in samples from the start of the recording
public record SampleSpan(Side side, long offset, byte[] samples) {

    public long end() {
        return offset + samples.length / Pcm.BYTES;
    }
}
