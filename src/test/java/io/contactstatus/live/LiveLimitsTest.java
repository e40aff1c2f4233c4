package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.Agents;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.contactstatus.view.AgentView;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Slow readers, too many streams, and the end of the service.
class LiveLimitsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int MANY = 600;
    private static final String UNCOMPARED = "contact-status.live.refresh=1h";

    /// So large that a few hundred fill all buffers of the connection.
    private static AgentView agent(int version) {
        return new AgentView(
                "a",
                "arn",
                "jane",
                null,
                null,
                "Available",
                "ROUTABLE",
                true,
                null,
                NOON,
                null,
                "x".repeat(20_000),
                "Basic",
                List.of(),
                NOON.plusMillis(version),
                List.of(),
                List.of());
    }

    /// Not in the store, so there must be no comparison meanwhile ([#UNCOMPARED]).
    private static void hear(LiveService service, int version) {
        Objects.requireNonNull(service.agents().state()).apply(agent(version));
    }

    /// A client that asks and does not read what is answered.
    private static Socket notReading(LiveService service) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), service.at("/").getPort()));
        socket.getOutputStream().write("""
                GET /live/agents HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                X-Api-Key: %s\r
                \r
                """.formatted(GuardedService.ALL).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int subscribers(LiveService service) {
        return (int) service.bean(MeterRegistry.class)
                .get("contact_status.live.subscribers")
                .tag("feed", "agents")
                .gauge()
                .value();
    }

    private static double dropped(LiveService service) {
        return service.bean(MeterRegistry.class)
                .counter("contact_status.live.dropped", "feed", "agents")
                .count();
    }

    @Test
    void oneThatDoesNotReadIsDroppedAndToldWhileOthersGetEverything() throws IOException {
        try (var service = LiveService.alone(
                        UNCOMPARED,
                        "contact-status.live.queue=100",
                        "contact-status.live.pace=0ms",
                        "server.tomcat.connection-timeout=2m");
                var fast = service.follow("/live/agents");
                var slow = notReading(service)) {
            fast.untilReady();
            await().until(() -> subscribers(service) == 2);

            for (var version = 1; version <= MANY; version++) {
                hear(service, version);
                assertThat(Instant.parse(fast.next().text("lastEventAt"))).isEqualTo(NOON.plusMillis(version));
            }

            var text = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("event: dropped\ndata: {\"reason\":\"too-slow\"}\n\n");
            assertThat(text.split("event: agent", -1)).hasSizeLessThan(MANY);
            assertThat(dropped(service)).isEqualTo(1);

            hear(service, MANY + 1);
            fast.next();
            var lastId = text.substring(text.lastIndexOf("id: ") + 4, text.indexOf('\n', text.lastIndexOf("id: ")));
            try (var again = EventClient.comingAgain(service.at("/live/agents"), GuardedService.ALL, lastId)) {
                var first = Instant.parse(again.next().text("lastEventAt"));
                assertThat(first).as("where it was").isBetween(NOON.plusMillis(2), NOON.plusMillis(MANY));
                again.until(event -> Instant.parse(event.text("lastEventAt")).equals(NOON.plusMillis(MANY + 1)));
            }
        }
    }

    @Test
    void oneThatNeverReadsLosesItsConnection() throws IOException {
        try (var service = LiveService.alone(
                        UNCOMPARED, "contact-status.live.queue=10000", "server.tomcat.connection-timeout=500ms");
                var deaf = notReading(service)) {
            await().until(() -> subscribers(service) == 1);

            IntStream.rangeClosed(1, MANY).forEach(version -> hear(service, version));

            await().until(() -> subscribers(service) == 0);
            deaf.setSoTimeout(10_000);
            assertThat(readToItsEnd(deaf))
                    .as("events that fitted into what is between")
                    .isLessThan(MANY);
        }
    }

    /// @return how many events were in it
    private static int readToItsEnd(Socket socket) throws IOException {
        var text = new ByteArrayOutputStream();
        var part = new byte[64 * 1024];
        try {
            for (var read = socket.getInputStream().read(part);
                    read >= 0;
                    read = socket.getInputStream().read(part)) {
                text.write(part, 0, read);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection is still there", open);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return text.toString(StandardCharsets.UTF_8).split("event: agent", -1).length - 1;
    }

    @Test
    void oneCallerHasNotAllTheRoom() {
        try (var service = LiveService.alone(
                "contact-status.live.max-streams-per-caller=1", "contact-status.live.heartbeat=100ms")) {
            try (var client = service.follow("/live/agents")) {
                client.untilReady();

                assertThat(service.get("/live/contacts").statusCode()).isEqualTo(503);
            }
            await().until(() -> subscribers(service) == 0);
            try (var client = service.follow("/live/contacts")) {
                client.untilReady();
            }
        }
    }

    @Test
    void answersAtOnceWhoOnlyWantsTheHead() {
        try (var service = LiveService.alone("contact-status.live.max-subscribers=0")) {
            var answer = service.head("/live/contacts");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
        }
    }

    @Test
    void hasRoomForSoManyAndNoMore() {
        try (var service =
                LiveService.alone("contact-status.live.max-subscribers=1", "contact-status.live.heartbeat=100ms")) {
            try (var client = service.follow("/live/agents")) {
                client.untilReady();

                var answer = service.get("/live/contacts");

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(new JsonMapper().readTree(answer.body()).path("type").stringValue())
                        .isEqualTo("urn:contact-status:problem:unavailable");
            }
            await().until(() -> subscribers(service) == 0);
            try (var client = service.follow("/live/contacts")) {
                client.untilReady();
            }
        }
    }

    @Test
    void streamsEndWhenTheServiceDoes() {
        var service = LiveService.alone("spring.lifecycle.timeout-per-shutdown-phase=60s");
        try (var client = service.follow("/live/contacts")) {
            client.untilReady();
            var began = System.nanoTime();

            service.close();

            assertThat(client.next().name()).isEqualTo("end");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void streamsEndAfterTheirTimeSoThatRightsAreAskedAgain() {
        try (var service = LiveService.alone("contact-status.live.lifetime=500ms");
                var client = service.follow("/live/contacts")) {
            var lastId = client.untilReady().getLast().lastId();

            assertThat(client.next().name()).isEqualTo("end");

            try (var again = EventClient.comingAgain(service.at("/live/contacts"), GuardedService.ALL, lastId)) {
                assertThat(again.next().name()).as("nothing was missed").isEqualTo("end");
            }
        }
    }

    @Test
    void whatWasNotHeardIsFoundByComparing() {
        var prefix = LocalDynamoDb.freshPrefix();
        try (var service = new LiveService(prefix, "contact-status.live.refresh=200ms");
                var other = new LiveService(prefix);
                var contacts = service.follow("/live/contacts");
                var seats = service.follow("/live/agents")) {
            contacts.untilReady();
            seats.untilReady();
            var silent = TestStores.over(
                    LocalDynamoDb.shared().client(), prefix, new SimpleMeterRegistry(), Clock.systemUTC());

            other.ingest(Records.initiated("c-1", "2026-01-05T20:00:00.500Z", Records.PHONE));
            assertThat(contacts.next().text("status")).isEqualTo("INITIATED");
            other.ingest(Records.disconnected("c-1", "2026-01-05T20:00:00.500Z", "2026-01-05T20:01:00.000Z"));
            assertThat(contacts.next().json().path("active").booleanValue(true)).isFalse();
            silent.seats().show(Agents.bare("a", NOON, "LOGIN"));
            assertThat(seats.next().text("agentId")).isEqualTo("a");
        }
    }
}
