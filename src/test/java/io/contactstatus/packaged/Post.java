package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Clients that bring parcels to either of two instances, and bring again, to either, what was not acknowledged.
final class Post implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Pair pair;
    private final BlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger handed = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger broughtAgain = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable String refusal;

    Post(Pair pair, int clients) {
        this.pair = pair;
        for (var client = 0; client < clients; client++) {
            this.clients.add(Thread.ofPlatform().name("client-" + client).start(this::bringUntilClosed));
        }
    }

    void hand(List<Parcel> parcels) {
        handed.addAndGet(parcels.size());
        waiting.addAll(parcels);
    }

    void awaitAcknowledged(int count) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LONGEST)
                .until(() -> refusal != null || acknowledged.get() >= count);
        assertThat(refusal).isNull();
    }

    boolean isBusy() {
        return acknowledged.get() < handed.get();
    }

    int broughtAgain() {
        return broughtAgain.get();
    }

    private void bringUntilClosed() {
        try {
            while (!closed) {
                var parcel = waiting.poll(20, TimeUnit.MILLISECONDS);
                if (parcel != null) {
                    bring(parcel);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void bring(Parcel parcel) {
        var service = pair.service(ThreadLocalRandom.current().nextInt(2));
        try {
            var response = service.post(parcel.path(), parcel.body());
            if (response.statusCode() == parcel.acknowledgement()) {
                acknowledged.incrementAndGet();
                return;
            }
            if (response.statusCode() < 500) {
                refusal = response.statusCode() + " " + response.body();
            }
        } catch (IOException killed) {
            // Whether it was taken or not is not known: that is what bringing it again is for.
        }
        broughtAgain.incrementAndGet();
        waiting.add(parcel);
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(client -> await().atMost(LONGEST).until(() -> !client.isAlive()));
    }
}
