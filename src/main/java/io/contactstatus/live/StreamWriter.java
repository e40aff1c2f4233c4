package io.contactstatus.live;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Writes one subscriber's stream from its first event to its last, on the subscriber's own thread.
final class StreamWriter<T> {

    /// A virtual thread that never waits keeps its carrier; after so many events it lets others run.
    private static final int EVENTS_PER_TURN = 64;

    private static final long LEAST_WAIT = 1_000_000;

    private final LiveState<T> state;
    private final Subscriber<T> subscriber;
    private final StreamSession session;
    private final SseResponse response;
    private final LiveProperties properties;

    StreamWriter(
            LiveState<T> state,
            Subscriber<T> subscriber,
            StreamSession session,
            SseResponse response,
            LiveProperties properties) {
        this.state = state;
        this.subscriber = subscriber;
        this.session = session;
        this.response = response;
        this.properties = properties;
    }

    void run() throws IOException {
        // Clients that lose their connections together do not reconnect together.
        response.write(SseEncoder.retry(ThreadLocalRandom.current().nextLong(1_000, 3_000)));
        if (subscriber.ending() == null) {
            writeBacklog();
        }
        response.flush();
        writeMessages();
    }

    private void writeBacklog() throws IOException {
        var backlog = subscriber.takeBacklog();
        var broadcast = subscriber.broadcast();
        var written = 0;
        var snapshot = backlog.snapshot();
        if (snapshot != null) {
            written += writeReset(snapshot);
        }
        for (var change : backlog.missed()) {
            if (broadcast.observes(change)) {
                response.write(broadcast.text(change));
                yieldAfter(++written);
            }
        }
    }

    /// The position comes last: a client that has lost the connection before it gets everything again.
    private int writeReset(LiveSnapshot<T> snapshot) throws IOException {
        var written = 0;
        var events = subscriber.broadcast().reset(snapshot).iterator();
        if (!events.hasNext()) {
            response.write(SseEncoder.of(List.of(), snapshot.position()));
        }
        while (events.hasNext()) {
            var event = events.next();
            response.write(
                    events.hasNext() ? SseEncoder.of(event) : SseEncoder.of(List.of(event), snapshot.position()));
            yieldAfter(++written);
        }
        return written;
    }

    private void writeMessages() throws IOException {
        var over = System.nanoTime() + LiveFeed.jittered(properties.lifetime());
        var pause = properties.heartbeat(subscriber.broadcast().heartbeat()).toNanos();
        var heartbeat = System.nanoTime() + pause;
        // The session may have ended just before it was registered, when nothing ends the subscriber.
        while (subscriber.ending() == null && !session.isOver() && over - System.nanoTime() > 0) {
            // Before looking: everything up to it is then taken, or was not wanted.
            var position = state.position();
            var texts = subscriber.take();
            if (!texts.isEmpty()) {
                write(texts);
                heartbeat = System.nanoTime() + pause;
                subscriber.pause(properties.pace().toNanos());
            } else if (subscriber.ending() != null) {
                // What was waiting is lost, so the client must not get the position after it.
                return;
            } else if (heartbeat - System.nanoTime() <= 0) {
                response.write(heartbeat(position));
                response.flush();
                heartbeat = System.nanoTime() + pause;
            } else {
                var now = System.nanoTime();
                subscriber.await(Math.min(Math.max(heartbeat - now, LEAST_WAIT), over - now));
            }
        }
    }

    /// With the position, which says that all was sent, unless a digest is still to come.
    private byte[] heartbeat(FeedPosition position) {
        var heartbeat = SseEncoder.heartbeat(Instant.now());
        return subscriber.isBehind()
                ? SseEncoder.of(heartbeat)
                : SseEncoder.of(List.of(heartbeat), position.toString());
    }

    private void write(Iterable<byte[]> texts) throws IOException {
        for (var text : texts) {
            response.write(text);
        }
        response.flush();
    }

    private static void yieldAfter(int written) {
        if (written % EVENTS_PER_TURN == 0) {
            LockSupport.parkNanos(1);
        }
    }
}
