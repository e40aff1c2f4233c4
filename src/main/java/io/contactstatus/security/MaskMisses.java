package io.contactstatus.security;

import io.contactstatus.masking.Veil;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The look-ups of one caller that found nothing, by what the number looks like masked.
///
/// A mask such as `+81******2468` leaves 30,000 mobile numbers of Japan, which a budget for a whole call centre goes
/// through within the hour. But customers who are looked up have all kinds of last digits, and who tries out a mask
/// asks for one kind. So each kind has a budget of its own, by the hour.
///
/// Kinds share counters, so that a caller takes the same memory whatever it asks for.
final class MaskMisses {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int COUNTERS = 512;

    /// Of the misses of a minute, for one kind in an hour. Where all minutes of an hour are used up evenly, a counter
    /// gets a third of it.
    private static final int SHARE = 3;

    private static final int LEAST = 10;

    private final int limit;
    private int @Nullable [] counts;
    private int @Nullable [] latest;
    private Instant end = Instant.MIN;

    MaskMisses(int perMinute) {
        limit = Math.max(LEAST, perMinute / SHARE);
    }

    /// @return until when numbers of this kind are refused; null when they are not
    @Nullable
    Duration wait(String identifier, Instant now) {
        if (counts == null || isOver(now)) {
            return null;
        }
        var counter = counter(identifier);
        return counter < 0 || counts[counter] < limit ? null : Duration.between(now, end);
    }

    /// The same number again and again is one guess.
    void add(String identifier, Instant now) {
        var counter = counter(identifier);
        if (counter < 0) {
            return;
        }
        if (counts == null || latest == null || isOver(now)) {
            counts = new int[COUNTERS];
            latest = new int[COUNTERS];
            end = now.plus(HOUR);
        }
        if (counts[counter] == 0 || latest[counter] != identifier.hashCode()) {
            counts[counter]++;
            latest[counter] = identifier.hashCode();
        }
    }

    boolean isOver(Instant now) {
        return !now.isBefore(end);
    }

    /// Of other identifiers a mask shows nothing.
    private static int counter(String identifier) {
        var mask = Veil.hidden(identifier);
        return mask.equals(Veil.HIDDEN) ? -1 : Math.floorMod(mask.hashCode(), COUNTERS);
    }
}
