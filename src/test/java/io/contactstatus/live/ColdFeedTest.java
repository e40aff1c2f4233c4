package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.live.Thing.Readers;
import io.contactstatus.live.Thing.Things;
import io.contactstatus.visibility.VisibleInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/// Those who come before everything that is live was read once.
class ColdFeedTest {

    private final Things things = new Things();
    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final StreamRegistry registry = new StreamRegistry(10, 10);
    private final LiveFeed<Thing> feed = new LiveFeed<>(things, Thing.properties(), registry, metrics);
    private final StateRefresher<Thing> refresher = new StateRefresher<>(feed, Duration.ofMillis(20), metrics);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Thread thread = Thread.ofVirtual().unstarted(() -> {
        try {
            refresher.run();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    });

    @BeforeEach
    void theStoreIsSlow() {
        things.read = new CountDownLatch(1);
        things.store(Thing.live("a", 1));
        thread.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        registry.stop();
        thread.interrupt();
        thread.join();
    }

    private CompletableFuture<Void> followed() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        feed.follow(new Readers("any"), VisibleInstances.ALL, null, response);
                    } catch (IOException unexpected) {
                        throw new UncheckedIOException(unexpected);
                    }
                },
                Thread.ofVirtual()::start);
    }

    private String written() {
        try {
            return response.getContentAsString();
        } catch (UnsupportedEncodingException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    @Test
    void waitWithAnOpenStreamAndThenGetEverything() {
        var following = followed();
        await().until(() -> written().startsWith("event: heartbeat\n"));
        assertThat(written()).doesNotContain("thing");

        things.read.countDown();

        await().until(() -> written().contains("event: thing\ndata: a1\nid: "));
        assertThat(following).isNotDone();
    }

    @Test
    void comeAgainWhenTheServiceEndsMeanwhile() {
        var following = followed();
        await().until(() -> written().startsWith("event: heartbeat\n"));

        registry.stop();

        assertThat(following).succeedsWithin(Duration.ofSeconds(10));
        assertThat(written()).contains("retry: ");
    }

    @Test
    void areToldWhenTheStoreIsAway() {
        things.away = true;
        things.read.countDown();

        assertThatExceptionOfType(FeedUnavailable.class)
                .isThrownBy(() -> feed.follow(new Readers("any"), VisibleInstances.ALL, null, response))
                .satisfies(unavailable -> assertThat(unavailable.getHeaders().getFirst("Retry-After"))
                        .isEqualTo("2"));
        assertThatExceptionOfType(FeedUnavailable.class).isThrownBy(() -> feed.snapshot(VisibleInstances.ALL));
        assertThat(response.isCommitted()).isFalse();
    }
}
