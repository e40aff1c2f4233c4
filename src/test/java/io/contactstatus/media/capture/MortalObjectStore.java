package io.contactstatus.media.capture;

import io.contactstatus.objects.ObjectStore;
import java.util.concurrent.CountDownLatch;

/// A store as one instance reaches it, until that instance is killed: what it asks for then is never answered.
final class MortalObjectStore extends WatchedStore {

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean dead;

    MortalObjectStore(ObjectStore store) {
        super(store);
    }

    void die() {
        dead = true;
    }

    /// Lets its threads go.
    void end() {
        ended.countDown();
    }

    @Override
    void before(String key) {
        if (!dead) {
            return;
        }
        try {
            ended.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new KilledStore.Killed();
    }
}
