package io.contactstatus.media.matroska;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// About a second of both sides.
///
/// @param number opaque, and absent in fragments without tags: such a one is known by its time
/// @param token what a new connection continues after; absent from the archive
/// @param contactId absent in some fragments of each call, mostly the last one
/// @param behindMillis how much the producer was ahead when this was read
/// @param timeMillis of its cluster, since 1970
public record Fragment(
        @Nullable String number,
        @Nullable String token,
        @Nullable String contactId,
        long behindMillis,
        long timeMillis,
        List<Block> blocks) {

    public Fragment {
        blocks = List.copyOf(blocks);
    }

    /// When its latest block begins.
    public long lastMillis() {
        return blocks.stream().mapToLong(Block::timeMillis).max().orElse(timeMillis);
    }

    /// Of the samples of both sides.
    public long bytes() {
        return blocks.stream().mapToLong(block -> block.samples().length).sum();
    }
}
