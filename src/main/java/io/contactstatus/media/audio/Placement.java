package io.contactstatus.media.audio;

import io.contactstatus.media.matroska.Block;
import io.contactstatus.media.matroska.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts the blocks of a fragment where their time says, so that both sides stay aligned over gaps.
///
/// A block that belongs within 200 ms of its side's end is appended there: clocks jitter, and blocks are shorter than
/// the distance of their times. What is there is never replaced, and nothing is before the start.
public final class Placement {

    private static final long TOLERANCE = Pcm.in(Duration.ofMillis(200));

    private final Duration maxGap;

    /// @param maxGap the longest silence that is filled in: a broken clock must not write hours of it
    public Placement(Duration maxGap) {
        this.maxGap = maxGap;
    }

    /// Where a recording begins whose first fragment this is. Empty ones begin none.
    public static Position startOf(Fragment first) {
        return Position.startingAt(
                first.blocks().stream().mapToLong(Block::timeMillis).min().orElse(first.timeMillis()));
    }

    public Placed place(Position at, Fragment fragment) {
        if (!fragment.blocks().isEmpty() && isElsewhere(at, fragment.blocks().getFirst())) {
            return new Placed.Elsewhere();
        }
        var position = at;
        var spans = new ArrayList<SampleSpan>();
        for (var block : fragment.blocks()) {
            if (!isElsewhere(position, block)) {
                position = place(position, block, spans);
            }
        }
        return new Placed.Appended(position.after(fragment.number(), fragment.token()), spans);
    }

    private boolean isElsewhere(Position at, Block block) {
        return block.timeMillis() - at.endMillis() > maxGap.toMillis()
                || at.startMillis() - block.timeMillis() > maxGap.toMillis();
    }

    private static Position place(Position at, Block block, List<SampleSpan> spans) {
        var end = at.samples(block.side());
        var own = (block.timeMillis() - at.startMillis()) * Pcm.PER_MILLI;
        var count = block.samples().length / Pcm.BYTES;
        if (own < 0 || count == 0) {
            return at;
        }
        var drift = own - end;
        if (Math.abs(drift) <= TOLERANCE) {
            spans.add(new SampleSpan(block.side(), end, evenly(block.samples(), 0, count)));
            return at.with(block.side(), end + count, drift, block.timeMillis());
        }
        var covered = (int) Math.min(count, Math.max(0, -drift));
        if (covered == count) {
            return at;
        }
        spans.add(new SampleSpan(block.side(), own + covered, evenly(block.samples(), covered, count)));
        return at.with(block.side(), own + count, 0, block.timeMillis());
    }

    private static byte[] evenly(byte[] samples, int from, int to) {
        return from == 0 && samples.length == to * Pcm.BYTES
                ? samples
                : Arrays.copyOfRange(samples, from * Pcm.BYTES, to * Pcm.BYTES);
    }
}
