package io.contactstatus.erasure;

import io.contactstatus.identity.IdentifierDigests;
import io.contactstatus.store.ErasedCustomers;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The customers that were erased, by the digests of their identifiers, as they were a moment ago.
@Component
final class ErasedDigests implements ErasedCustomers {

    private static final Logger log = LoggerFactory.getLogger(ErasedDigests.class);

    private record Known(Instant requestedAt, Erased erased) {}

    private record Read(long nanos, Map<String, Known> byDigest) {}

    private final ErasureStore store;
    private final IdentifierDigests digests;
    private final ErasureProperties properties;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read read;

    ErasedDigests(ErasureStore store, IdentifierDigests digests, ErasureProperties properties) {
        this.store = store;
        this.digests = digests;
        this.properties = properties;
    }

    @Override
    public boolean areNone() {
        return known().isEmpty();
    }

    @Override
    public Optional<Erased> of(Collection<String> keys, Instant began) {
        var known = known();
        return keys.stream()
                .map(digests::of)
                .flatMap(List::stream)
                .flatMap(digest -> Optional.ofNullable(known.get(digest)).stream())
                .filter(erasure -> began.isBefore(erasure.requestedAt()))
                .map(Known::erased)
                .findFirst();
    }

    /// This instance has begun another one.
    void refresh() {
        reading.lock();
        try {
            read = new Read(System.nanoTime(), byDigest(store.all()));
        } finally {
            reading.unlock();
        }
    }

    /// @throws StoreUnavailable while they were never read: then nothing can be stored either
    private Map<String, Known> known() {
        var last = read;
        if (last == null) {
            refresh();
        } else if (isOld(last) && reading.tryLock()) {
            try {
                refresh();
            } catch (StoreUnavailable away) {
                log.debug("erasures are known as they were: {}", away.getMessage());
            } finally {
                reading.unlock();
            }
        }
        var now = read;
        return now == null ? Map.of() : now.byDigest();
    }

    private boolean isOld(Read last) {
        return System.nanoTime() - last.nanos() >= properties.refresh().toNanos();
    }

    /// Of several of one customer the latest: it is about more.
    private static Map<String, Known> byDigest(List<Erasure> erasures) {
        var byDigest = new HashMap<String, Known>();
        for (var erasure : erasures) {
            var known = new Known(erasure.requestedAt(), new Erased(erasure.id(), erasure.keptUntil()));
            for (var digest : erasure.digests()) {
                byDigest.merge(
                        digest, known, (one, other) -> one.requestedAt().isAfter(other.requestedAt()) ? one : other);
            }
        }
        return byDigest;
    }
}
