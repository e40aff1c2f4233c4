package io.contactstatus.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Moments of one sort that several sources tell of, some of them in whole seconds. Two that are so close that they may
/// be one are one; the finer time is kept. Each is about an ARN, or about nothing that is known.
final class Moments {

    private static final String UNKNOWN = "";

    private final Duration tolerance;
    private final NavigableMap<Instant, String> moments = new TreeMap<>();

    Moments(Duration tolerance) {
        this.tolerance = tolerance;
    }

    void add(@Nullable Instant at, @Nullable String arn) {
        if (at == null) {
            return;
        }
        var known = same(at);
        if (known == null) {
            moments.put(at, arn == null ? UNKNOWN : arn);
            return;
        }
        var about = known.getValue().equals(UNKNOWN) && arn != null ? arn : known.getValue();
        if (isFiner(at, known.getKey())) {
            moments.remove(known.getKey());
            moments.put(at, about);
        } else {
            moments.put(known.getKey(), about);
        }
    }

    /// By their time; each with its ARN, or an empty text.
    NavigableMap<Instant, String> all() {
        return moments;
    }

    @Nullable
    Instant last() {
        return moments.isEmpty() ? null : moments.lastKey();
    }

    private Map.@Nullable Entry<Instant, String> same(Instant at) {
        var before = moments.floorEntry(at);
        if (before != null && isSame(before.getKey(), at)) {
            return before;
        }
        var after = moments.ceilingEntry(at);
        return after != null && isSame(at, after.getKey()) ? after : null;
    }

    private boolean isSame(Instant earlier, Instant later) {
        return Duration.between(earlier, later).compareTo(tolerance) <= 0;
    }

    private static boolean isFiner(Instant at, Instant known) {
        var wasCoarse = isWholeSecond(known);
        var isCoarse = isWholeSecond(at);
        return wasCoarse == isCoarse ? at.isBefore(known) : wasCoarse;
    }

    /// Contact records and envelopes cut or round the rest.
    static boolean isWholeSecond(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
