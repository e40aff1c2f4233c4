package io.contactstatus.pages.queues;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read from the store in the last minute, for all viewers. Of too many at a time the oldest are forgotten,
/// and
/// read once more. Two who ask for the same at the same moment may both read it.
final class RecentReads<K, V> {

    static final Duration TRUSTED = Duration.ofMinutes(1);
    static final int MOST = 200;

    private final Clock clock;

    /// By when they were read, oldest first.
    private final LinkedHashMap<K, Read<V>> known = new LinkedHashMap<>();

    RecentReads(Clock clock) {
        this.clock = clock;
    }

    private record Read<T>(Instant at, T value) {

        boolean isOver(Instant now) {
            return !now.isBefore(at.plus(TRUSTED));
        }
    }

    /// @param reader is not waited for by those who ask for anything else
    V of(K key, Supplier<V> reader) {
        var now = clock.instant();
        var found = find(key, now);
        if (found != null) {
            return found.value();
        }
        var value = reader.get();
        keep(key, new Read<>(now, value));
        return value;
    }

    private synchronized @Nullable Read<V> find(K key, Instant now) {
        known.values().removeIf(read -> read.isOver(now));
        return known.get(key);
    }

    private synchronized void keep(K key, Read<V> read) {
        known.remove(key);
        known.put(key, read);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
    }
}
