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

/// Publishes changes by Redis pub/sub, which may lose any message.
///
/// So messages are numbered, and an instance without changes repeats its last number in heartbeats: a receiver
/// that has missed one compares with the store. An instance also receives its own messages; as long as it does,
/// it takes the connection for sound.
final class RedisBus implements Bus {

    private static final Logger log = LoggerFactory.getLogger(RedisBus.class);

    private static final int MAX_WAITING = 10_000;
    private static final int MAX_PER_MESSAGE = 100;
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration SILENCE = BEAT.multipliedBy(3);
    private static final Duration DEAFNESS = BEAT.multipliedBy(10);

    private final String me = UUID.randomUUID().toString();
    private final byte[] channel;
    private final RedisConnectionFactory connections;
    private final JsonMapper json;
    private final ChangeQueue<ContactSummaryView> contacts;
    private final ChangeQueue<AgentView> agents;
    private final LiveSpeech speech;
    private final Runnable refresh;
    private final LiveMetrics metrics;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicLong number = new AtomicLong();
    private final PeerSequences peers = new PeerSequences();
    private volatile boolean ending;
    private volatile long ownMessageAt;
    private volatile @Nullable String sendFailure;
    private volatile @Nullable String receiveFailure = "not connected yet";

    /// One of them, or none to wake up the sender.
    private record Waiting(
            @Nullable ContactSummaryView contact, @Nullable AgentView agent, LiveSpeech.@Nullable Message said) {

        static final Waiting NOTHING = new Waiting(null, null, null);
    }

    /// @param refresh requests a comparison of all feeds with the store
    RedisBus(
            String channel,
            RedisConnectionFactory connections,
            JsonMapper json,
            ChangeQueue<ContactSummaryView> contacts,
            ChangeQueue<AgentView> agents,
            LiveSpeech speech,
            Runnable refresh,
            LiveMetrics metrics) {
        this.channel = channel.getBytes(StandardCharsets.UTF_8);
        this.connections = connections;
        this.json = BetweenInstances.addTo(json);
        this.contacts = contacts;
        this.agents = agents;
        this.speech = speech;
        this.refresh = refresh;
        this.metrics = metrics;
        metrics.busConnected(this, bus -> bus.trouble() == null ? 1 : 0);
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public void publish(ContactSummaryView contact) {
        enqueue(new Waiting(contact, null, null));
    }

    @Override
    public void publish(AgentView agent) {
        enqueue(new Waiting(null, agent, null));
    }

    @Override
    public void publish(LiveSpeech.Message said) {
        if (!waiting.offer(new Waiting(null, null, said))) {
            metrics.busLost(1);
        }
    }

    private void enqueue(Waiting change) {
        if (!waiting.offer(change)) {
            publishGap();
            metrics.busLost(1);
        }
    }

    /// Skips a number.
    @Override
    public void publishGap() {
        number.incrementAndGet();
    }

    @Override
    public List<Work> works() {
        return List.of(
                new Work("live-bus-send", false, this::send, this::endSending), Work.endless("live-bus", this::listen));
    }

    @Override
    public @Nullable String trouble() {
        var trouble = sendFailure == null ? receiveFailure : sendFailure;
        if (trouble != null) {
            return trouble;
        }
        return silentFor(SILENCE) ? "nothing comes back" : null;
    }

    private boolean silentFor(Duration time) {
        return System.nanoTime() - ownMessageAt > time.toNanos();
    }

    private void endSending() {
        ending = true;
        waiting.offer(Waiting.NOTHING);
    }

    private void send() throws InterruptedException {
        ending = false;
        while (!ending || !waiting.isEmpty()) {
            var batch = new ArrayList<Waiting>();
            var first = waiting.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, MAX_PER_MESSAGE - 1);
            }
            publish(
                    batch.stream()
                            .map(Waiting::contact)
                            .filter(Objects::nonNull)
                            .toList(),
                    batch.stream().map(Waiting::agent).filter(Objects::nonNull).toList(),
                    batch.stream().map(Waiting::said).filter(Objects::nonNull).toList());
        }
    }

    private void publish(List<ContactSummaryView> contacts, List<AgentView> agents, List<LiveSpeech.Message> said) {
        var beat = contacts.isEmpty() && agents.isEmpty();
        var message = new BusMessage(me, beat ? number.get() : number.incrementAndGet(), contacts, agents, said);
        try (var connection = connections.getConnection()) {
            connection.publish(channel, json.writeValueAsBytes(message));
            metrics.busPublished(message.size());
            if (sendFailure != null) {
                log.info("other instances can be told of changes again");
                sendFailure = null;
            }
        } catch (RuntimeException failure) {
            metrics.busFailed();
            metrics.busLost(message.size());
            if (sendFailure == null) {
                log.warn("other instances cannot be told of changes: {}", name(failure));
            }
            sendFailure = name(failure);
        }
    }

    private void listen() throws InterruptedException {
        while (true) {
            try (var connection = connections.getConnection()) {
                listen(connection);
            } catch (RuntimeException failure) {
                if (receiveFailure == null) {
                    log.warn("other instances are not heard: {}", name(failure));
                }
                receiveFailure = name(failure);
            }
            Thread.sleep(BEAT);
        }
    }

    /// A lost connection reconnects by itself and unnoticed. It is replaced only when it does not, although
    /// sending works.
    private void listen(RedisConnection connection) throws InterruptedException {
        connection.subscribe((message, pattern) -> received(message.getBody()), channel);
        ownMessageAt = System.nanoTime();
        receiveFailure = null;
        refresh.run();
        while (sendFailure != null || !silentFor(DEAFNESS)) {
            Thread.sleep(BEAT);
        }
    }

    private void received(byte[] body) {
        try {
            received(json.readValue(body, BusMessage.class));
        } catch (JacksonException unreadable) {
            // From another version of the service.
            metrics.busFailed();
            refresh.run();
        }
    }

    private void received(BusMessage message) {
        if (message.from().equals(me)) {
            // Messages of others may be lost as well.
            if (silentFor(SILENCE)) {
                refresh.run();
            }
            ownMessageAt = System.nanoTime();
        } else {
            metrics.busReceived(message.size());
            message.contacts().forEach(contacts::offerRemote);
            message.agents().forEach(agents::offerRemote);
            message.said().forEach(speech::offer);
        }
        if (peers.isGapBefore(message)) {
            refresh.run();
        }
    }

    private static String name(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
