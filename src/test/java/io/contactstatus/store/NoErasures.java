package io.contactstatus.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where nobody is ever erased.
public final class NoErasures implements ErasureStore {

    @Override
    public void begin(Erasure erasure) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Erasure> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Erasure> all() {
        return List.of();
    }

    @Override
    public void count(String id, Erasure.Counts more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(String id, Erasure.Counts more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropped(String id, int records) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void done(String id, Instant at) {
        throw new UnsupportedOperationException();
    }
}
