package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Something that happens in a contact's course, at the moment to which the sources were resolved.
///
/// @param exact false where the source has whole seconds: such a time gives way to an exact one, see
///   [CourseEventOrder]
/// @param arn of the queue or agent that it is about, where it is known
record CourseEvent(
        Instant at, boolean exact, Sign sign, @Nullable String arn, Attribution by) {

    /// In the order of a contact's life, which is also the order of what happens at one moment.
    enum Sign {
        BEGAN,
        DUE,
        ANSWERED,
        QUEUED,
        OFFERED,
        RINGING,
        REFUSED,
        LEFT_QUEUE,
        DIALLED_OUTSIDE,
        BACK,
        CONNECTED,
        TALKING,
        HELD,
        PAUSED,
        RESUMED,
        LEFT_ALONE,
        AGENT_LEFT,
        TRIED,
        ENDED;

        boolean isWithAgent() {
            return this == CONNECTED || this == TALKING || this == HELD;
        }

        /// Whether an exact time of the other one tells that a rounded time of this one comes before or after it.
        boolean isMeasuredBy(Sign other) {
            if (this == ENDED || this == TRIED) {
                return other.isWithAgent();
            }
            return other != REFUSED && other != ENDED && other != TRIED;
        }
    }

    static final Comparator<CourseEvent> ORDER =
            Comparator.comparing(CourseEvent::at).thenComparing(CourseEvent::sign);

    static CourseEvent of(Sign sign, Attributed<Moment> moment, @Nullable String arn) {
        return of(sign, moment.value(), arn, moment.attribution());
    }

    static CourseEvent of(Sign sign, Moment moment, @Nullable String arn, Attribution by) {
        return new CourseEvent(moment.at(), moment.exact(), sign, arn, by);
    }

    /// Of a source that tells milliseconds.
    static CourseEvent exactly(Instant at, Sign sign, @Nullable String arn, Attribution by) {
        return new CourseEvent(at, true, sign, arn, by);
    }

    CourseEvent movedTo(Instant other) {
        return new CourseEvent(other, exact, sign, arn, by);
    }
}
