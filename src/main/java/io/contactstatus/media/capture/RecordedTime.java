package io.contactstatus.media.capture;

import io.contactstatus.media.matroska.Block;
import io.contactstatus.media.matroska.Fragment;

/// From when until when a finished recording has all that was spoken.
///
/// @param startMillis since 1970
/// @param endMillis the one after the last
record RecordedTime(long startMillis, long endMillis) {

    /// Whether the fragment is in it. One that only begins in it comes after it: samples are placed a little later than
    /// their own time where a clock is slow.
    boolean has(Fragment fragment) {
        var last = fragment.blocks().stream().mapToLong(Block::timeMillis).max().orElse(fragment.timeMillis());
        return startMillis <= fragment.timeMillis() && last < endMillis;
    }
}
