package io.contactstatus.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Numbers the changes of a feed, and keeps the newest of them for subscribers that reconnect.
///
/// Guarded by the [LiveState] it belongs to.
final class ChangeLog<T> {

    private final int capacity;
    private final ArrayDeque<Change<T>> changes = new ArrayDeque<>();
    private FeedPosition position = new FeedPosition(newEpoch(), 0);

    ChangeLog(int capacity) {
        this.capacity = capacity;
    }

    private static String newEpoch() {
        return Long.toString(RandomGenerator.getDefault().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    Change<T> append(@Nullable T before, T after) {
        position = new FeedPosition(position.epoch(), position.number() + 1);
        var change = new Change<>(position, before, after);
        changes.addLast(change);
        if (changes.size() > capacity) {
            changes.removeFirst();
        }
        return change;
    }

    /// Of the newest change.
    FeedPosition position() {
        return position;
    }

    /// No position of before means anything any more.
    void restart() {
        changes.clear();
        position = new FeedPosition(newEpoch(), position.number());
    }

    /// What comes after a position, oldest first; empty when that is not known.
    Optional<List<Change<T>>> since(@Nullable String after) {
        return FeedPosition.read(after)
                .filter(from -> from.epoch().equals(position.epoch()))
                .map(from -> position.number() - from.number())
                .filter(missed -> missed >= 0 && missed <= changes.size())
                .map(this::newest);
    }

    private List<Change<T>> newest(long count) {
        var newest = new ArrayList<Change<T>>((int) count);
        for (var from = changes.descendingIterator(); newest.size() < count; ) {
            newest.add(from.next());
        }
        return newest.reversed();
    }
}
