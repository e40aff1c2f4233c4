package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/// Over real connections, because how these end is what it is about.
class ClientConnectionsTest {

    private final CountDownLatch read = new CountDownLatch(1);
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private WebServer server;

    /// Has read the whole body, and takes its time.
    @SuppressWarnings("serial")
    private final class Slow extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            var there = ClientConnections.of(request);
            read.countDown();
            while (answer.getCount() > 0 && there.getAsBoolean()) {
                LockSupport.parkNanos(5_000_000);
            }
            left.complete(!there.getAsBoolean());
            response.getWriter().print("done");
        }
    }

    @BeforeEach
    void start() {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        new ClientConnections().customize(factory);
        server = factory.getWebServer(context -> {
            var slow = context.addServlet("slow", new Slow());
            slow.addMapping("/");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        answer.countDown();
        server.stop();
    }

    private Socket posting(String head, String body, String more) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        var request = "POST /ingest HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\n\r\n" + body + more;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private Socket posting(String more) throws IOException {
        return posting("Content-Length: 2", "{}", more);
    }

    @Test
    void aClientThatClosesItsConnectionHasLeft() throws Exception {
        try (var socket = posting("")) {
            read.await();
            assertThat(socket.isConnected()).isTrue();
            assertThat(left).isNotDone();
        }

        assertThat(left).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void soHasOneWhoseBodyCameInChunks() throws Exception {
        try (var socket = posting("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n", "")) {
            read.await();
            assertThat(socket.isConnected()).isTrue();
        }

        assertThat(left).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void oneThatWaitsIsThereAndItsNextRequestIsForAnotherConnection() throws Exception {
        var next = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (var socket = posting(next)) {
            read.await();
            await().during(Duration.ofMillis(50)).until(() -> !left.isDone());
            answer.countDown();

            assertThat(left).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers)
                    .startsWith("HTTP/1.1 200")
                    .contains("Connection: close")
                    .endsWith("done");
        }
    }

    @Test
    void oneThatKeepsItsConnectionForLaterIsThere() throws Exception {
        try (var socket = posting("")) {
            read.await();
            await().during(Duration.ofMillis(50)).until(() -> !left.isDone());
            answer.countDown();

            assertThat(left).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
            assertThat(socket.getInputStream().readNBytes(12))
                    .isEqualTo("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
