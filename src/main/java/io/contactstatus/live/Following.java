package io.contactstatus.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// One subscriber's stream from its first event to its last, on the subscriber's own thread.
final class Following<T> {

    /// After so many events others get their turn: a virtual thread that does not wait keeps its place.
    private static final int IN_ONE_GO = 64;

    private static final long LEAST_REST = 1_000_000;

    private final Present<T> present;
    private final Subscriber<T> subscriber;
    private final Login login;
    private final EventStream stream;
    private final LiveProperties properties;

    Following(
            Present<T> present, Subscriber<T> subscriber, Login login, EventStream stream, LiveProperties properties) {
        this.present = present;
        this.subscriber = subscriber;
        this.login = login;
        this.stream = stream;
        this.properties = properties;
    }

    void run() throws IOException {
        // Not all at the same time, when all have lost their connection at the same time.
        stream.write(EventText.retry(ThreadLocalRandom.current().nextLong(1_000, 3_000)));
        if (subscriber.ending() == null) {
            introduce();
        }
        stream.flush();
        follow();
    }

    private void introduce() throws IOException {
        var introduction = subscriber.introduction();
        var circle = subscriber.circle();
        var written = 0;
        var picture = introduction.afresh();
        if (picture != null) {
            written += showAfresh(picture);
        }
        for (var change : introduction.missed()) {
            if (circle.wants(change)) {
                stream.write(circle.text(change));
                giveWay(++written);
            }
        }
    }

    /// The position comes last: who has not got everything has to be shown it again.
    private int showAfresh(Picture<T> picture) throws IOException {
        var written = 0;
        var events = subscriber.circle().afresh(picture).iterator();
        if (!events.hasNext()) {
            stream.write(EventText.of(List.of(), picture.position()));
        }
        while (events.hasNext()) {
            var event = events.next();
            stream.write(events.hasNext() ? EventText.of(event) : EventText.of(List.of(event), picture.position()));
            giveWay(++written);
        }
        return written;
    }

    private void follow() throws IOException {
        var over = System.nanoTime() + LiveFeed.jittered(properties.lifetime());
        var beat = System.nanoTime() + properties.heartbeat().toNanos();
        // The login may have ended in the moment in which they were seated, and then nobody has told.
        while (subscriber.ending() == null && !login.isOver() && over - System.nanoTime() > 0) {
            // Before looking: everything up to it is then found, or there was none.
            var position = present.position();
            var texts = subscriber.take();
            if (!texts.isEmpty()) {
                write(texts);
                beat = System.nanoTime() + properties.heartbeat().toNanos();
                subscriber.rest(properties.pace().toNanos());
            } else if (subscriber.ending() != null) {
                // There may have been something, of which the position would say that it was told.
                return;
            } else if (beat - System.nanoTime() <= 0 && !subscriber.isBehind()) {
                stream.write(EventText.heartbeat(position.toString()));
                stream.flush();
                beat = System.nanoTime() + properties.heartbeat().toNanos();
            } else {
                var now = System.nanoTime();
                // What waits for its time comes before the heartbeat, which says that everything was told.
                subscriber.await(Math.min(Math.max(beat - now, LEAST_REST), over - now));
            }
        }
    }

    private void write(Iterable<byte[]> texts) throws IOException {
        for (var text : texts) {
            stream.write(text);
        }
        stream.flush();
    }

    private static void giveWay(int written) {
        if (written % IN_ONE_GO == 0) {
            LockSupport.parkNanos(1);
        }
    }
}
