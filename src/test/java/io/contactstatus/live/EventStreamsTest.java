package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.live.LiveProperties.BusKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EventStreamsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamRegistry registry = new StreamRegistry(1, 1);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sounds");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Sounds sounds = new Sounds();

    /// Kept, as gauges keep nothing.
    private @Nullable EventStreams kept;

    /// What it is given, until it is given nothing more.
    private static final class Sounds implements EventSource {

        private final BlockingQueue<ServerEvent> given = new LinkedBlockingQueue<>();
        private volatile boolean over;
        private volatile boolean closed;

        @Override
        public List<ServerEvent> next(Duration patience) throws InterruptedException {
            var event = given.poll(Math.min(20, patience.toMillis()), TimeUnit.MILLISECONDS);
            return event == null ? List.of() : List.of(event);
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private CompletableFuture<Void> followed(Duration heartbeat, Duration lifetime) {
        var properties = new LiveProperties(
                BusKind.IN_PROCESS, "any", 1, 1, Duration.ZERO, Duration.ofMinutes(1), lifetime, LONG, 1, 1);
        var noon = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);
        var streams = new EventStreams(properties, registry, new LiveMetrics(meters), noon);
        kept = streams;
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        streams.follow(EventStreams.Followed.SPECTRUM, () -> sounds, heartbeat, request, response);
                    } catch (IOException unexpected) {
                        throw new UncheckedIOException(unexpected);
                    }
                },
                command -> Thread.ofVirtual().start(command));
    }

    private String written() {
        try {
            return response.getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private double open() {
        return meters.get("contact_status.live.subscribers")
                .tag("feed", "spectrum")
                .gauge()
                .value();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        await().until(() -> open() == 0);
        assertThat(sounds.closed).isTrue();
        assertThat(kept).isNotNull();
    }

    @Test
    void whatComesIsWrittenUntilNothingWillComeAnyMore() {
        var follower = followed(LONG, LONG);
        sounds.given.add(new ServerEvent("sound", "1"));
        await().until(() -> written().endsWith("event: sound\ndata: 1\n\n"));
        assertThat(open()).isEqualTo(1);
        sounds.over = true;

        follower.join();

        assertThat(Objects.requireNonNull(response.getContentType())).startsWith("text/event-stream");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aHeartbeatSaysWhenWhileNothingComes() {
        var follower = followed(Duration.ofMillis(10), LONG);

        await().until(() -> written().contains("event: heartbeat\ndata: {\"at\":\"2026-01-05T12:00:00.000Z\"}\n\n"));

        registry.stop();
        follower.join();
    }

    @Test
    void itEndsAfterItsLifetime() {
        followed(LONG, Duration.ofMillis(50)).join();
    }

    @Test
    void itEndsWithTheSessionOfItsReader() {
        var session = Objects.requireNonNull(request.getSession());
        var follower = followed(LONG, LONG);
        await().until(() -> open() == 1);

        registry.sessionDestroyed(new HttpSessionEvent(session));

        follower.join();
    }

    @Test
    void itIsOneOfAllStreamsThatMayBeOpen() {
        registry.acquire("another");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> followed(LONG, LONG).join())
                .withCauseInstanceOf(FeedUnavailable.class);

        sounds.close();
    }
}
