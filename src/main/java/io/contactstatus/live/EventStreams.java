package io.contactstatus.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams that follow no [Feed]: they count in the same limits, and end like all others, with the session, the service
/// and their lifetime.
public final class EventStreams {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    /// How late the end of a session is noticed at most.
    private static final Duration ROUND = Duration.ofMillis(500);

    private final LiveProperties properties;
    private final StreamRegistry registry;
    private final Clock clock;
    private final Map<Followed, AtomicInteger> open = new EnumMap<>(Followed.class);

    EventStreams(LiveProperties properties, StreamRegistry registry, LiveMetrics metrics, Clock clock) {
        this.properties = properties;
        this.registry = registry;
        this.clock = clock;
        for (var what : Followed.values()) {
            var count = new AtomicInteger();
            open.put(what, count);
            metrics.subscribers(what.name().toLowerCase(Locale.ROOT), count, AtomicInteger::get);
        }
    }

    /// What a stream is about: as the metric of those who follow has it.
    public enum Followed {
        SPECTRUM,
        TRANSCRIPT,
        QUEUES
    }

    /// Of one reader.
    private static final class Following implements OpenStream {

        private volatile boolean ended;

        @Override
        public void end() {
            ended = true;
        }
    }

    /// Writes server-sent events until the source is over, the client has gone, or has followed for long enough. Blocks
    /// the calling thread as long, which has to be a virtual one.
    ///
    /// @param opening is asked once there is room
    /// @param heartbeat after how long without an event one is sent that says when, if it is not configured shorter
    /// @throws io.contactstatus.problems.ProblemException when there are too many streams (503)
    public void follow(
            Followed what,
            Supplier<EventSource> opening,
            Duration heartbeat,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        // First of all: a session that ends meanwhile cannot be found any more.
        var session = StreamSession.of(request);
        if (request.getMethod().equals("HEAD")) {
            // Without writes it would never be noticed that the client has gone.
            new SseResponse(response).flush();
            return;
        }
        var caller = request.getRemoteUser();
        registry.acquire(caller);
        var count = Objects.requireNonNull(open.get(what));
        count.incrementAndGet();
        var following = new Following();
        try (var source = opening.get()) {
            registry.register(following, session);
            follow(source, following, session, properties.heartbeat(heartbeat), new SseResponse(response));
        } catch (IOException gone) {
            log.debug("a reader has gone");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            registry.unregister(following);
            count.decrementAndGet();
            registry.release(caller);
        }
    }

    private void follow(
            EventSource source, Following following, StreamSession session, Duration heartbeat, SseResponse response)
            throws IOException, InterruptedException {
        try {
            write(source, following, session, heartbeat, response);
        } catch (RuntimeException failure) {
            // Its message may quote what was to be written. The client comes again.
            log.error("a stream broke: {}", failure.getClass().getName());
        }
    }

    private void write(
            EventSource source, Following following, StreamSession session, Duration heartbeat, SseResponse response)
            throws IOException, InterruptedException {
        // Clients that lose their connections together do not reconnect together.
        response.write(SseEncoder.retry(ThreadLocalRandom.current().nextLong(1_000, 3_000)));
        response.flush();
        var over = System.nanoTime() + LiveFeed.jittered(properties.lifetime());
        var beat = System.nanoTime() + heartbeat.toNanos();
        while (!following.ended && !session.isOver() && !source.isOver() && over - System.nanoTime() > 0) {
            var events = source.next(ROUND);
            if (events.isEmpty() && beat - System.nanoTime() <= 0) {
                events = List.of(SseEncoder.heartbeat(clock.instant()));
            }
            if (!events.isEmpty()) {
                for (var event : events) {
                    response.write(SseEncoder.of(event));
                }
                response.flush();
                beat = System.nanoTime() + heartbeat.toNanos();
            }
        }
    }
}
