package io.contactstatus.announce;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.Outbox.Pending;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The changes that this process is about to announce: bounded, and only the newest of each contact.
///
/// A contact is given out to one thread at a time, so this process announces the changes of one contact in order.
final class PendingQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Map<ContactId, Pending> waiting = new LinkedHashMap<>();
    private final Set<ContactId> underway = new HashSet<>();
    private final int capacity;
    private boolean closed;

    PendingQueue(int capacity) {
        this.capacity = capacity;
    }

    /// @return false when there is no room, or it is closed: it has to be found in the outbox again
    boolean offer(Pending pending) {
        lock.lock();
        try {
            if (closed || (isFull() && !waiting.containsKey(pending.id()))) {
                return false;
            }
            add(pending);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for room.
    void put(Pending pending) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull() && !closed) {
                room.await();
            }
            if (!closed) {
                add(pending);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to be there. What is given out has to be finished or given back.
    ///
    /// @return empty only when it is closed and nothing is left
    List<Pending> take(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var taken = waiting.values().stream()
                        .filter(pending -> !underway.contains(pending.id()))
                        .limit(most)
                        .toList();
                if (!taken.isEmpty() || (closed && waiting.isEmpty())) {
                    taken.forEach(pending -> {
                        waiting.remove(pending.id());
                        underway.add(pending.id());
                    });
                    room.signalAll();
                    return taken;
                }
                more.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param again are queued once more, behind all others
    void finish(List<Pending> done, List<Pending> again) {
        lock.lock();
        try {
            done.forEach(pending -> underway.remove(pending.id()));
            again.forEach(pending -> {
                underway.remove(pending.id());
                add(pending);
            });
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes changes again after it was closed.
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more in.
    void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size() + underway.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return waiting.size() >= capacity;
    }

    private void add(Pending pending) {
        waiting.merge(pending.id(), pending, PendingQueue::newer);
        more.signal();
    }

    private static Pending newer(Pending one, Pending other) {
        return version(other) > version(one) ? other : one;
    }

    private static long version(Pending pending) {
        var contact = pending.contact();
        return contact == null ? Long.MAX_VALUE : contact.version();
    }
}
