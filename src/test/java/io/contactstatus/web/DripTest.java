package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.fuzz.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/// Clients that keep connections and send a byte of their headers now and then.
@GuardedService
@TestPropertySource(
        properties = {
            "contact-status.health.port=0",
            "server.tomcat.connection-timeout=5s",
            "server.tomcat.max-connections=${drip.most:400}",
            // Where this is too small for all who come at once, many of them believe to be connected and are not.
            "server.tomcat.accept-count=${drip.waiting:10}"
        })
class DripTest {

    private static final int DRIPPING = Integer.getInteger("drip.connections", LongRun.choose(500, 8_000));

    /// As many as leave room for who checks.
    private static final int DRIPPING_AT_HEALTH = 50;

    @LocalServerPort
    private int port;

    @Autowired
    private ServletWebServerApplicationContext context;

    private int healthPort() {
        var connectors = ((TomcatWebServer) Objects.requireNonNull(context.getWebServer()))
                .getTomcat()
                .getService()
                .findConnectors();
        assertThat(connectors).hasSize(2);
        return connectors[1].getLocalPort();
    }

    private static RawHttp.Answer get(int port, String path) {
        try (var client = new RawHttp(port)) {
            return client.exchange("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .formatted(path)
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void healthIsReachableWhileMoreDripThanMayConnect(TestReporter reporter) throws IOException {
        var health = healthPort();
        var dripping = new ArrayList<Dripping>();
        try {
            for (var index = 0; index < DRIPPING; index++) {
                dripping.add(new Dripping(port));
            }
            for (var index = 0; index < DRIPPING_AT_HEALTH; index++) {
                dripping.add(new Dripping(health));
            }
            var slowest = 0L;
            for (var drop = 0; drop < 10; drop++) {
                dripping.forEach(Dripping::drip);
                var began = System.nanoTime();
                assertThat(get(health, "/actuator/health/liveness").status()).isEqualTo(200);
                slowest = Math.max(
                        slowest, Duration.ofNanos(System.nanoTime() - began).toMillis());
            }
            reporter.publishEntry("drip", DRIPPING + " connections, health after " + slowest + " ms at most");

            // To drip on does not help: headers have their time in all.
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                dripping.forEach(Dripping::drip);
                return dripping.stream().noneMatch(Dripping::isOpen);
            });
            assertThat(get(port, "/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            dripping.forEach(Dripping::close);
        }
    }

    /// A connection on which a request's headers are sent a byte at a time. It may wait for the server to take it.
    private static final class Dripping {

        private static final byte[] BEGINNING =
                "GET /contacts/c-1 HTTP/1.1\r\nHost: localhost\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII);

        private final SocketChannel channel = SocketChannel.open();
        private boolean begun;

        Dripping(int port) throws IOException {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        void drip() {
            try {
                if (channel.isOpen() && channel.finishConnect()) {
                    channel.write(ByteBuffer.wrap(begun ? new byte[] {'a'} : BEGINNING));
                    begun = true;
                    if (channel.read(ByteBuffer.allocate(512)) < 0) {
                        channel.close();
                    }
                }
            } catch (IOException reset) {
                close();
            }
        }

        boolean isOpen() {
            return channel.isOpen();
        }

        void close() {
            try {
                channel.close();
            } catch (IOException ignored) {
                // It is gone in any case.
            }
        }
    }

    @Test
    void onlyHealthIsAtItsPort() {
        var health = healthPort();

        for (var path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(get(health, path).status()).as(path).isEqualTo(200);
            assertThat(get(port, path).status()).as(path).isEqualTo(200);
        }
        for (var path : List.of(
                "/",
                "/contacts/c-1",
                "/ui/board",
                "/login",
                "/v3/api-docs",
                "/actuator/prometheus",
                "/actuator/healthy",
                "/actuator/health/../prometheus",
                "/actuator/health/..;/prometheus")) {
            var answer = get(health, path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("urn:contact-status:problem:not-found");
        }
    }
}
