package io.contactstatus.media.capture;

import io.contactstatus.objects.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose user is killed after so many accesses: that one still reaches it, and no other does.
final class KilledStore implements ObjectStore {

    /// No exception: nothing that a program does about failures is done.
    static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    private final ObjectStore store;
    private final AtomicInteger left;

    KilledStore(ObjectStore store, int accesses) {
        this.store = store;
        left = new AtomicInteger(accesses);
    }

    private <T> T access(Supplier<T> access) {
        if (left.get() <= 0) {
            throw new Killed();
        }
        var result = access.get();
        if (left.decrementAndGet() <= 0) {
            throw new Killed();
        }
        return result;
    }

    private void access(Runnable access) {
        access(() -> {
            access.run();
            return this;
        });
    }

    @Override
    public boolean create(String key, byte[] bytes) {
        return access(() -> store.create(key, bytes));
    }

    @Override
    public boolean create(String key, int length, Content content) {
        return access(() -> store.create(key, length, content));
    }

    @Override
    public void replace(String key, byte[] bytes) {
        access(() -> store.replace(key, bytes));
    }

    @Override
    public Optional<Opened> open(String key) {
        return access(() -> store.open(key));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, Path content) {
        return access(() -> store.replace(key, tag, content));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, byte[] bytes) {
        return access(() -> store.replace(key, tag, bytes));
    }

    @Override
    public void write(String key, long length, Content content) {
        access(() -> store.write(key, length, content));
    }

    @Override
    public void rewrite(String key, long length, Content content) {
        access(() -> store.rewrite(key, length, content));
    }

    @Override
    public void discardAttempts(String key) {
        access(() -> store.discardAttempts(key));
    }

    @Override
    public Optional<byte[]> read(String key) {
        return access(() -> store.read(key));
    }

    @Override
    public Optional<byte[]> read(String key, long from, long to) {
        return access(() -> store.read(key, from, to));
    }

    @Override
    public List<String> list(String prefix) {
        return access(() -> store.list(prefix));
    }

    @Override
    public void forEach(Consumer<String> consumer) {
        access(() -> store.forEach(consumer));
    }

    @Override
    public void delete(String key) {
        access(() -> store.delete(key));
    }
}
