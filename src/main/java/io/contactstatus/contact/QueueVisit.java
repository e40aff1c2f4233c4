package io.contactstatus.contact;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// That a contact was put into a queue.
///
/// @param queueArn null where the source told the time alone
public record QueueVisit(Moment enqueued, @Nullable String queueArn) implements Comparable<QueueVisit> {

    private static final Comparator<QueueVisit> ORDER = Comparator.comparing(QueueVisit::enqueued)
            .thenComparing(QueueVisit::queueArn, Comparator.nullsFirst(Comparator.naturalOrder()));

    public QueueVisit {
        queueArn = Bounds.nameOrNull(queueArn);
    }

    @Override
    public int compareTo(QueueVisit other) {
        return ORDER.compare(this, other);
    }
}
