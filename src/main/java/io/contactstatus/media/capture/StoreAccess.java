package io.contactstatus.media.capture;

import io.contactstatus.objects.ObjectStoreUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the capture of one call does with the store, which is waited for when it is away.
final class StoreAccess {

    private static final Logger log = LoggerFactory.getLogger(StoreAccess.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CapturedCall call;

    StoreAccess(CapturedCall call) {
        this.call = call;
    }

    void done(Runnable access) throws InterruptedException {
        done(() -> {
            access.run();
            return this;
        });
    }

    <T> T done(Supplier<T> access) throws InterruptedException {
        var waited = false;
        for (var pause = SHORTEST_PAUSE; ; pause = longer(pause)) {
            try {
                var result = access.get();
                if (waited) {
                    call.goesOn();
                }
                return result;
            } catch (ObjectStoreUnavailable away) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                waited = true;
                call.waitsForStore();
                log.warn("waiting for {}", away.messageOf("recordings"));
                Thread.sleep(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
