package io.contactstatus.media.capture;

import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store of which a test knows before it is asked for something.
abstract class WatchedStore implements ObjectStore {

    private final ObjectStore store;

    WatchedStore(ObjectStore store) {
        this.store = store;
    }

    /// May keep who asks waiting, or throw.
    abstract void before(String key);

    @Override
    public boolean create(String key, byte[] bytes) {
        before(key);
        return store.create(key, bytes);
    }

    @Override
    public boolean create(String key, int length, Content content) {
        before(key);
        return store.create(key, length, content);
    }

    @Override
    public void replace(String key, byte[] bytes) {
        before(key);
        store.replace(key, bytes);
    }

    @Override
    public Optional<Opened> open(String key) {
        before(key);
        return store.open(key);
    }

    @Override
    public boolean replace(String key, @Nullable String tag, Path content) {
        before(key);
        return store.replace(key, tag, content);
    }

    @Override
    public boolean replace(String key, @Nullable String tag, byte[] bytes) {
        before(key);
        return store.replace(key, tag, bytes);
    }

    @Override
    public void write(String key, long length, Content content) {
        before(key);
        store.write(key, length, content);
    }

    @Override
    public void rewrite(String key, long length, Content content) {
        before(key);
        store.rewrite(key, length, (from, to, out) -> {
            content.write(from, to, out);
            before(key);
        });
    }

    @Override
    public void discardAttempts(String key) {
        before(key);
        store.discardAttempts(key);
    }

    @Override
    public Optional<byte[]> read(String key) {
        before(key);
        return store.read(key);
    }

    @Override
    public Optional<byte[]> read(String key, long from, long to) {
        before(key);
        return store.read(key, from, to);
    }

    @Override
    public boolean copy(String key, long from, long to, OutputStream out) throws IOException {
        before(key);
        return store.copy(key, from, to, out);
    }

    @Override
    public List<String> list(String prefix) {
        before(prefix);
        return store.list(prefix);
    }

    @Override
    public void forEach(Consumer<String> consumer) {
        before("");
        store.forEach(consumer);
    }

    @Override
    public void delete(String key) {
        before(key);
        store.delete(key);
    }
}
