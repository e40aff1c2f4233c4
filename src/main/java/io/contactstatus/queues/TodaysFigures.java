package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What all queues did today, for pages: read from the store once for all viewers. Who asks while it is read anew gets
/// what was read before.
public final class TodaysFigures {

    private final Queues queues;
    private final QueueProperties properties;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    TodaysFigures(Queues queues, QueueProperties properties) {
        this.queues = queues;
        this.properties = properties;
    }

    /// @param nanos of the reading, by [System#nanoTime()]
    private record Known(List<QueueToday> queues, long nanos) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - nanos > age.toNanos();
        }
    }

    /// @param age what is older is read anew
    public List<QueueToday> of(VisibleInstances visible, Duration age) {
        var last = known;
        if (last == null || last.isOlderThan(age)) {
            last = newer(last, age);
        }
        return last.queues().stream()
                .filter(queue -> visible.include(queue.key().instanceId()))
                .toList();
    }

    private Known newer(@Nullable Known last, Duration age) {
        if (last == null) {
            reading.lock();
            try {
                return read(age);
            } finally {
                reading.unlock();
            }
        }
        if (!reading.tryLock()) {
            return last;
        }
        try {
            return read(age);
        } finally {
            reading.unlock();
        }
    }

    private Known read(Duration age) {
        var last = known;
        if (last != null && !last.isOlderThan(age)) {
            return last;
        }
        var now = new Known(queues.today(VisibleInstances.ALL), System.nanoTime());
        known = now;
        return now;
    }

    public QueueFigures.Limits limits(@Nullable String queueId) {
        return properties.limits(queueId);
    }
}
