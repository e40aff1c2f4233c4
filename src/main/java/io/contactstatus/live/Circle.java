package io.contactstatus.live;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All subscribers with equal audiences: what is told is made once for them. Guarded by the [Present] it belongs to,
/// except for what makes texts.
final class Circle<T> {

    private static final Logger log = LoggerFactory.getLogger(Circle.class);

    private final Audience<T> audience;
    private final String epoch;
    private final List<Subscriber<T>> subscribers = new ArrayList<>();
    private Telling<T> last = Telling.beginning();

    Circle(Audience<T> audience, String epoch) {
        this.audience = audience;
        this.epoch = epoch;
    }

    Telling<T> last() {
        return last;
    }

    void join(Subscriber<T> subscriber) {
        subscribers.add(subscriber);
    }

    void leave(Subscriber<T> subscriber) {
        subscribers.remove(subscriber);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    Audience<T> audience() {
        return audience;
    }

    void tell(Change<T> change) {
        if (!wants(change)) {
            return;
        }
        last = last.followedBy(change);
        for (var subscriber : subscribers) {
            subscriber.told(last.count);
        }
    }

    /// All have to come again.
    void end() {
        subscribers.forEach(subscriber -> subscriber.end(Subscriber.Ending.OVER));
    }

    /// What cannot be judged is told: it may be what somebody waits for.
    boolean wants(Change<T> change) {
        try {
            return audience.wants(change.before(), change.after());
        } catch (RuntimeException failure) {
            // Its message may quote what has changed.
            log.error(
                    "{} cannot tell what it wants: {}",
                    audience.getClass().getSimpleName(),
                    failure.getClass().getName());
            return true;
        }
    }

    byte[] text(Change<T> change) {
        return EventText.of(
                audience.changed(change.before(), change.after()), new Position(epoch, change.number()).toString());
    }

    List<ServerEvent> afresh(Picture<T> picture) {
        return audience.afresh(picture);
    }
}
