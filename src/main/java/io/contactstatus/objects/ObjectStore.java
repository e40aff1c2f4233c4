package io.contactstatus.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Objects by key. Readers see an object whole or not at all. Every method may throw [ObjectStoreUnavailable].
public interface ObjectStore {

    /// Bytes that are not all in memory at once.
    @FunctionalInterface
    interface Content {

        /// Writes those from `from` to before `to`. May be called for any range, more than once.
        void write(long from, long to, OutputStream out) throws IOException;
    }

    /// False when there is one with this key already: that is left as it is. An owner that was only asleep finds out
    /// here.
    boolean create(String key, byte[] bytes);

    /// The same with content of which all is asked for at once.
    boolean create(String key, int length, Content content);

    void replace(String key, byte[] bytes);

    /// An object as it is read, to be closed.
    ///
    /// @param tag another one with each content
    record Opened(InputStream content, String tag) implements Closeable {

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /// Its reading may throw an `IOException` where it has begun.
    Optional<Opened> open(String key);

    /// Writes a file where the object is still the one that was read.
    ///
    /// @param tag of that; null where there was none
    /// @return false when another one has written meanwhile, or the answer to a first attempt was lost
    boolean replace(String key, @Nullable String tag, Path content);

    /// The same with bytes that are in memory.
    boolean replace(String key, @Nullable String tag, byte[] bytes);

    /// A large object, at once where it was not or instead of what was there. What an attempt that broke off has
    /// written already need not be written again.
    ///
    /// An attempt of another writer that has begun before this one comes to nothing: it fails, or is what this one
    /// goes on with. The content is asked for after that, and may still find out that there is nothing to write.
    void write(String key, long length, Content content);

    /// The same with a content that is another one than that of any attempt before: nothing of those is taken over, and
    /// of two that begin at the same moment one fails.
    void rewrite(String key, long length, Content content);

    /// Forgets what such an attempt has written: the content is another one now.
    void discardAttempts(String key);

    Optional<byte[]> read(String key);

    /// @param to the byte after the last one; what is behind the end is left out
    Optional<byte[]> read(String key, long from, long to);

    /// Writes what [#read] would give to where [Content] goes, in a directory without a copy of it in memory. False
    /// where there is none.
    default boolean copy(String key, long from, long to, OutputStream out) throws IOException {
        var bytes = read(key, from, to);
        if (bytes.isEmpty()) {
            return false;
        }
        out.write(bytes.get());
        return true;
    }

    /// In order. For prefixes of one contact or recording: it holds all that there are.
    List<String> list(String prefix);

    /// Every key there is, in no order, and never all at once. Keys may be deleted meanwhile.
    void forEach(Consumer<String> consumer);

    /// Does nothing where there is none.
    void delete(String key);
}
