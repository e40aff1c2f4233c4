package io.contactstatus.media.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Objects by key. Readers see an object whole or not at all. Every method may throw [MediaStoreUnavailable].
public interface MediaStore {

    /// Bytes that are not all in memory at once.
    @FunctionalInterface
    interface Content {

        /// Writes those from `from` to before `to`. May be called for any range, more than once.
        void write(long from, long to, OutputStream out) throws IOException;
    }

    /// False when there is one with this key already: that is left as it is. An owner that was only asleep finds out
    /// here.
    boolean create(String key, byte[] bytes);

    void replace(String key, byte[] bytes);

    /// A large object, at once where it was not or instead of what was there. What an attempt that broke off has
    /// written already need not be written again.
    void write(String key, long length, Content content);

    /// Forgets what such an attempt has written: the content is another one now.
    void discardAttempts(String key);

    Optional<byte[]> read(String key);

    /// @param to the byte after the last one; what is behind the end is left out
    Optional<byte[]> read(String key, long from, long to);

    /// In order. For prefixes of one contact or recording: it holds all that there are.
    List<String> list(String prefix);

    /// Every key there is, in no order, and never all at once. Keys may be deleted meanwhile.
    void forEach(Consumer<String> consumer);

    /// Does nothing where there is none.
    void delete(String key);
}
