package io.contactstatus.media.capture;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sees to it that all instances keep their recordings in one and the same directory: with one of its own each, an
/// instance would neither play what another one has captured nor go on with it.
///
/// The directory has an id, in a file of it, and the instances say in the store which one they have.
final class DirectoryClaim implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DirectoryClaim.class);

    private static final String FILE = "directory-id";

    /// What an instance that ended without a word leaves behind.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CaptureStore captures;
    private final String id;
    private final BackgroundLoop loop = BackgroundLoop.of("claim of the directory of recordings", this::renew);
    private volatile boolean lost;

    /// @throws DirectoryNotSharedException when another instance has another directory
    DirectoryClaim(ObjectStore store, CaptureStore captures) {
        this.captures = captures;
        store.create(FILE, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        id = new String(store.read(FILE).orElseThrow(), StandardCharsets.US_ASCII);
        if (!StoreRetry.endless().untilDone(() -> captures.claimDirectory(id, LEASE))) {
            throw new DirectoryNotSharedException();
        }
    }

    /// Whether another directory was claimed while this instance could not renew its claim.
    boolean isLost() {
        return lost;
    }

    private Next renew() {
        var before = lost;
        lost = !captures.claimDirectory(id, LEASE);
        if (lost && !before) {
            log.error("another instance keeps recordings in another directory: what it captures is not found here");
        }
        return Next.after(ROUND);
    }

    @Override
    public void start() {
        loop.startAfter(ROUND);
    }

    @Override
    public void stop() {
        loop.stop(PATIENCE);
        try {
            captures.releaseDirectory(id);
        } catch (StoreUnavailable away) {
            log.debug("the claim ends by itself: {}", away.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return loop.isAlive();
    }
}
