package io.contactstatus.media.audio;

import java.util.ArrayList;
import java.util.List;

/// When one side speaks: louder than -45 dBFS for at least 200 ms. Takes samples in order, in any pieces.
public final class Speech {

    private static final double THRESHOLD_DB = -45;

    /// 32 ms: fine enough for 200.
    private static final int WINDOW = 256;

    private static final int SHORTEST = 200 * Pcm.PER_MILLI / WINDOW + 1;

    /// More than a call has; a side with more is one noise from then on.
    private static final int MOST = 20_000;

    private final List<SampleRange> utterances = new ArrayList<>();
    private long from = -1;
    private long to = -1;
    private final byte[] pending = new byte[WINDOW * Pcm.BYTES];
    private int held;
    private long pendingAt;

    public void add(SampleSpan span) {
        if (held > 0 && pendingAt + held / Pcm.BYTES != span.offset()) {
            window(pending, 0, held / Pcm.BYTES, pendingAt);
            held = 0;
        }
        var bytes = span.samples();
        for (var done = 0; done < bytes.length; ) {
            var at = span.offset() + done / Pcm.BYTES;
            if (held == 0 && bytes.length - done >= pending.length) {
                window(bytes, done / Pcm.BYTES, WINDOW, at);
                done += pending.length;
            } else {
                done += held(bytes, done, at);
            }
        }
    }

    /// How many bytes a window was still short of, or as many as there are.
    private int held(byte[] bytes, int from, long at) {
        pendingAt = held == 0 ? at : pendingAt;
        var taken = Math.min(pending.length - held, bytes.length - from);
        System.arraycopy(bytes, from, pending, held, taken);
        held += taken;
        if (held == pending.length) {
            window(pending, 0, WINDOW, pendingAt);
            held = 0;
        }
        return taken;
    }

    private void window(byte[] samples, int first, int count, long at) {
        if (!Level.isLouder(samples, first, first + count, THRESHOLD_DB)) {
            return;
        }
        if (at == to) {
            to = at + count;
        } else {
            keep();
            from = at;
            to = at + count;
        }
    }

    private void keep() {
        if (from >= 0 && to - from >= (long) (SHORTEST - 1) * WINDOW + 1 && utterances.size() < MOST) {
            utterances.add(new SampleRange(from, to));
        }
    }

    /// What has been said so far, also what goes on.
    public List<SampleRange> utterances() {
        var all = new ArrayList<>(utterances);
        if (from >= 0 && to - from >= (long) (SHORTEST - 1) * WINDOW + 1) {
            all.add(new SampleRange(from, to));
        }
        return all;
    }
}
