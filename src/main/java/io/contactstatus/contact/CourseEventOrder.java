package io.contactstatus.contact;

import io.contactstatus.contact.CourseEvent.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts the events of a course into their order.
///
/// A time that was rounded or cut gives way to an exact one within its second, by the order of a contact's life.
final class CourseEventOrder {

    private CourseEventOrder() {}

    static List<CourseEvent> of(List<CourseEvent> collected) {
        var events = new ArrayList<>(collected);
        var exact = events.stream().filter(CourseEvent::exact).toList();
        events.replaceAll(event -> event.exact() ? event : measured(event, exact));
        events.sort(CourseEvent.ORDER);
        var began = events.stream().filter(event -> event.sign() == Sign.BEGAN).toList();
        events.removeAll(began);
        events.addAll(0, began);
        clampToEnd(events);
        return events;
    }

    private static CourseEvent measured(CourseEvent event, List<CourseEvent> exact) {
        Instant before = null;
        Instant after = null;
        for (var other : exact) {
            if (!event.sign().isMeasuredBy(other.sign())) {
                continue;
            }
            var distance = Duration.between(event.at(), other.at());
            var order = other.sign().compareTo(event.sign());
            if (order > 0 && !distance.isPositive() && distance.negated().compareTo(Moment.ROUNDING) < 0) {
                before = before == null || other.at().isBefore(before) ? other.at() : before;
            } else if (order < 0 && !distance.isNegative() && distance.compareTo(Moment.ROUNDING) <= 0) {
                after = after == null || other.at().isAfter(after) ? other.at() : after;
            }
        }
        if (before != null) {
            return event.movedTo(before);
        }
        return after == null ? event : event.movedTo(after);
    }

    /// To be queued or connected is a fact, also where another clock puts the end before it.
    private static void clampToEnd(List<CourseEvent> events) {
        var end = events.stream().filter(event -> event.sign() == Sign.ENDED).findFirst();
        end.ifPresent(ended -> {
            var late = events.stream()
                    .filter(event -> event.sign() == Sign.QUEUED || event.sign() == Sign.CONNECTED)
                    .filter(event -> event.at().isAfter(ended.at()))
                    .toList();
            events.removeAll(late);
            events.addAll(
                    events.indexOf(ended),
                    late.stream().map(event -> event.movedTo(ended.at())).toList());
        });
    }
}
