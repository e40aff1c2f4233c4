package io.contactstatus.live;

import io.contactstatus.live.LiveThreads.Work;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Tells by Redis' publish and subscribe, which may lose anything at any time.
///
/// So messages are numbered, and who is silent says every now and then how much it has told: whoever has not
/// got all of it compares with the store. An instance hears itself, too: as long as it does, it hears the
/// others.
final class RedisBus implements Bus {

    private static final Logger log = LoggerFactory.getLogger(RedisBus.class);

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_IN_ONE = 100;
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration SILENCE = BEAT.multipliedBy(3);
    private static final Duration DEAFNESS = BEAT.multipliedBy(10);

    private final String me = UUID.randomUUID().toString();
    private final byte[] channel;
    private final RedisConnectionFactory connections;
    private final JsonMapper json;
    private final Hearing<ContactSummaryView> contacts;
    private final Hearing<AgentView> seats;
    private final Runnable doubt;
    private final LiveMetrics metrics;
    private final BlockingQueue<Told> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong number = new AtomicLong();
    private final Attendance attendance = new Attendance();
    private volatile boolean ending;
    private volatile long heardMyselfAt;
    private volatile @Nullable String untold;
    private volatile @Nullable String unheard = "not connected yet";

    /// One of both, or none to wake up whoever waits.
    private record Told(
            @Nullable ContactSummaryView contact, @Nullable AgentView seat) {

        static final Told NOTHING = new Told(null, null);
    }

    /// @param doubt makes everything be compared with the store
    RedisBus(
            String channel,
            RedisConnectionFactory connections,
            JsonMapper json,
            Hearing<ContactSummaryView> contacts,
            Hearing<AgentView> seats,
            Runnable doubt,
            LiveMetrics metrics) {
        this.channel = channel.getBytes(StandardCharsets.UTF_8);
        this.connections = connections;
        this.json = Unabridged.by(json);
        this.contacts = contacts;
        this.seats = seats;
        this.doubt = doubt;
        this.metrics = metrics;
        metrics.busConnected(this, bus -> bus.trouble() == null ? 1 : 0);
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void tell(ContactSummaryView contact) {
        tell(new Told(contact, null));
    }

    @Override
    public void tell(AgentView seat) {
        tell(new Told(null, seat));
    }

    private void tell(Told told) {
        if (!waiting.offer(told)) {
            tellOfGap();
            metrics.busLost(1);
        }
    }

    /// A number that is left out.
    @Override
    public void tellOfGap() {
        number.incrementAndGet();
    }

    @Override
    public List<Work> works() {
        return List.of(
                new Work("live-bus-send", false, this::send, this::endSending), Work.endless("live-bus", this::listen));
    }

    @Override
    public @Nullable String trouble() {
        var trouble = untold == null ? unheard : untold;
        if (trouble != null) {
            return trouble;
        }
        return silentFor(SILENCE) ? "nothing comes back" : null;
    }

    private boolean silentFor(Duration time) {
        return System.nanoTime() - heardMyselfAt > time.toNanos();
    }

    private void endSending() {
        ending = true;
        waiting.offer(Told.NOTHING);
    }

    private void send() throws InterruptedException {
        ending = false;
        while (!ending || !waiting.isEmpty()) {
            var told = new ArrayList<Told>();
            var first = waiting.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                told.add(first);
                waiting.drainTo(told, MOST_IN_ONE - 1);
            }
            publish(
                    told.stream().map(Told::contact).filter(Objects::nonNull).toList(),
                    told.stream().map(Told::seat).filter(Objects::nonNull).toList());
        }
    }

    private void publish(List<ContactSummaryView> contacts, List<AgentView> seats) {
        var beat = contacts.isEmpty() && seats.isEmpty();
        var message = new BusMessage(me, beat ? number.get() : number.incrementAndGet(), contacts, seats);
        try (var connection = connections.getConnection()) {
            connection.publish(channel, json.writeValueAsBytes(message));
            metrics.busPublished(message.size());
            if (untold != null) {
                log.info("other instances can be told of changes again");
                untold = null;
            }
        } catch (RuntimeException failure) {
            metrics.busFailed();
            metrics.busLost(message.size());
            if (untold == null) {
                log.warn("other instances cannot be told of changes: {}", name(failure));
            }
            untold = name(failure);
        }
    }

    private void listen() throws InterruptedException {
        while (true) {
            try (var connection = connections.getConnection()) {
                listen(connection);
            } catch (RuntimeException failure) {
                if (unheard == null) {
                    log.warn("other instances are not heard: {}", name(failure));
                }
                unheard = name(failure);
            }
            Thread.sleep(BEAT);
        }
    }

    /// The connection comes back by itself when it was lost, and nobody tells of that. It is only replaced when
    /// it does not, although Redis is there.
    private void listen(RedisConnection connection) throws InterruptedException {
        connection.subscribe((message, pattern) -> received(message.getBody()), channel);
        heardMyselfAt = System.nanoTime();
        unheard = null;
        doubt.run();
        while (untold != null || !silentFor(DEAFNESS)) {
            Thread.sleep(BEAT);
        }
    }

    private void received(byte[] body) {
        try {
            received(json.readValue(body, BusMessage.class));
        } catch (JacksonException unreadable) {
            // Of another version of the service.
            metrics.busFailed();
            doubt.run();
        }
    }

    private void received(BusMessage message) {
        if (message.from().equals(me)) {
            // So long without a word, and there may have been others.
            if (silentFor(SILENCE)) {
                doubt.run();
            }
            heardMyselfAt = System.nanoTime();
        } else {
            metrics.busReceived(message.size());
            message.contacts().forEach(contacts::elsewhere);
            message.agents().forEach(seats::elsewhere);
        }
        if (attendance.isGapBefore(message)) {
            doubt.run();
        }
    }

    private static String name(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
