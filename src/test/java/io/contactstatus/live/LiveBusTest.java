package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.web.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;
import tools.jackson.databind.json.JsonMapper;

/// Two instances over one DynamoDB, which tell each other by a real Redis.
class LiveBusTest {

    private static final String STARTED = "2026-01-05T20:00:00.500Z";

    /// So rarely that only a requested comparison finds anything.
    private static final String HARDLY_EVER = "contact-status.live.refresh=1h";

    private static final int PORT = freePort();
    private static final String PREFIX = LocalDynamoDb.freshPrefix();
    private static RedisServer redis = started();

    private static LiveService one;
    private static LiveService other;

    @BeforeAll
    static void startTwo() {
        one = instance();
        other = instance();
    }

    @BeforeEach
    void areConnected() {
        awaitConnected(one, other);
    }

    @AfterAll
    static void end() throws IOException {
        one.close();
        other.close();
        redis.stop();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static RedisServer started() {
        try {
            var server = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(PORT)
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static LiveService instance() {
        return new LiveService(
                PREFIX,
                HARDLY_EVER,
                "contact-status.live.bus=redis",
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + PORT);
    }

    private static void awaitConnected(LiveService... instances) {
        for (var instance : instances) {
            await().atMost(Duration.ofSeconds(30)).until(() -> bus(instance).trouble() == null);
        }
    }

    private static Bus bus(LiveService instance) {
        return instance.bean(Bus.class);
    }

    private static String call(LiveService instance) {
        var id = UUID.randomUUID().toString();
        instance.ingest(Records.initiated(id, STARTED, Records.PHONE));
        return id;
    }

    private static void hangUp(LiveService instance, String id) {
        instance.ingest(Records.disconnected(id, STARTED, "2026-01-05T20:01:00.000Z"));
    }

    @Test
    void whoFollowsACustomerByAFurtherKeyIsToldOfWhatTheOtherInstanceStores() {
        try (var contacts = other.follow("/live/contacts?customer=profile-4711")) {
            contacts.untilReady();

            call(one);
            var id = UUID.randomUUID().toString();
            one.ingest(Records.initiated(id, STARTED, Records.PHONE)
                    .replace("\"eventType\"", "\"customerId\":\"profile-4711\",\"eventType\""));

            var told = contacts.next();
            assertThat(told.text("contactId")).isEqualTo(id);
            assertThat(told.json().at("/customer/identifier").stringValue()).isEqualTo(Records.PHONE);
            assertThat(told.json().path("customer").has("furtherKeys")).isFalse();
        }
    }

    @Test
    void whatOneInstanceStoresIsToldByTheOther() {
        try (var contacts = other.follow("/live/contacts");
                var seats = other.follow("/live/agents")) {
            contacts.untilReady();
            seats.untilReady();

            var spoken = call(one);
            try (var speech = other.follow("/live/contacts/" + spoken + "/transcript")) {
                one.ingest(
                        "{\"ContactId\":\"" + spoken
                                + "\",\"LanguageCode\":\"en-US\",\"EventType\":\"SEGMENTS\",\"Segments\":[{\"Transcript\":{\"Id\":\"t1\",\"ParticipantRole\":\"AGENT\",\"Content\":\"Good morning\"}}]}");
                assertThat(speech.next().text("text")).isEqualTo("Good morning");
            }
            var id = call(one);
            var contact =
                    contacts.until(event -> event.text("contactId").equals(id)).getLast();
            var shown = one.get("/contacts/" + id + "/related").body();
            one.ingest(Records.seat("e1", "2026-01-05T20:00:01.000Z", id));

            assertThat(contact.json().at("/customer/identifier").stringValue()).isEqualTo(Records.PHONE);
            assertThat(contact.json())
                    .isEqualTo(new JsonMapper().readTree(shown).at("/contacts/0"));
            assertThat(seats.next().text("agentId")).isEqualTo(Records.AGENT_ID);
        }
    }

    @Test
    void whatWasMissedWhileRedisWasAwayArrivesWhenItIsBack() throws IOException {
        try (var client = other.follow("/live/contacts")) {
            client.untilReady();
            var ends = call(one);
            client.until(event -> event.text("contactId").equals(ends));

            redis.stop();
            await().until(() -> bus(one).trouble() != null && bus(other).trouble() != null);
            var begins = call(one);
            hangUp(one, ends);
            var ownOnes = call(other);
            assertThat(client.until(event -> event.text("contactId").equals(ownOnes)))
                    .as("nothing of the other instance arrives without Redis")
                    .hasSize(1);
            assertThat(one.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            var health = new JsonMapper().readTree(one.get("/actuator/health").body());
            assertThat(health.path("status").stringValue()).isEqualTo("UP");
            assertThat(health.at("/components/live/status").stringValue()).isEqualTo("UNKNOWN");
            assertThat(one.get("/actuator/prometheus").body()).contains("contact_status_live_bus_connected 0.0");

            redis = started();

            var told = client.until(event -> event.text("contactId").equals(begins)
                    || !event.json().path("active").booleanValue(true));
            told.addAll(client.until(event -> true));
            assertThat(told).extracting(event -> event.text("contactId")).containsExactlyInAnyOrder(begins, ends);
            awaitConnected(one, other);
            var after = call(one);
            client.until(event -> event.text("contactId").equals(after));
        }
    }

    @Test
    void startsAndServesWithoutRedis() throws IOException {
        redis.stop();
        try (var alone = instance();
                var client = alone.follow("/live/contacts")) {
            client.untilReady();

            var id = call(alone);

            assertThat(client.until(event -> event.text("contactId").equals(id)))
                    .isNotEmpty();
            assertThat(alone.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

            redis = started();

            awaitConnected(alone);
        }
    }
}
