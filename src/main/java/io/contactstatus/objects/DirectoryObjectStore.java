package io.contactstatus.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A directory of this machine, or one that all instances share. Files are readable by the service's own user only.
///
/// Everything is written beside its place first. What is to be created is linked there, which fails where another
/// instance has done so; what replaces is moved there. Whatever replaces or deletes a file does so alone; to create one
/// needs nobody else to be awake.
public final class DirectoryObjectStore implements ObjectStore {

    private static final int MOST_TRIES = 10;

    private final Path directory;
    private final DirectoryLock lock;

    /// @throws UncheckedIOException when it cannot be made, written to, or locked
    public DirectoryObjectStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        lock = new DirectoryLock(this.directory.resolve(DirectoryFiles.LOCK));
        try {
            make(this.directory);
            var probe = written("probe", out -> {});
            lock.alone(() -> Files.deleteIfExists(probe.path()));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    @Override
    public boolean create(String key, byte[] bytes) {
        return create(key, bytes.length, (from, to, out) -> out.write(bytes));
    }

    @Override
    public boolean create(String key, int length, Content content) {
        return unavailable(() -> {
            var unfinished = written(key, out -> content.write(0, length, out));
            try {
                return unfinished.isPutWhereNoneIs();
            } finally {
                unfinished.discard();
            }
        });
    }

    @Override
    public void replace(String key, byte[] bytes) {
        unavailable(() -> put(written(key, out -> out.write(bytes))));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, Path content) {
        return replace(key, tag, out -> Files.copy(content, out));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, byte[] bytes) {
        return replace(key, tag, out -> out.write(bytes));
    }

    private boolean replace(String key, @Nullable String tag, UnfinishedFile.Writing writing) {
        return unavailable(() -> {
            var file = path(key);
            var unfinished = written(key, writing);
            try {
                return lock.alone(() -> tag == null
                        ? unfinished.isPutWhereNoneIs()
                        : Files.exists(file) && tag.equals(tag(file)) && isPut(unfinished));
            } finally {
                unfinished.discard();
            }
        });
    }

    private static boolean isPut(UnfinishedFile unfinished) throws IOException {
        try {
            unfinished.put();
            return true;
        } catch (NoSuchFileException discarded) {
            return false;
        }
    }

    private Path put(UnfinishedFile unfinished) throws IOException {
        return lock.alone(() -> {
            unfinished.put();
            return unfinished.place();
        });
    }

    @Override
    public Optional<Opened> open(String key) {
        return unavailable(() -> {
            FileChannel opened;
            try {
                opened = FileChannel.open(path(key), StandardOpenOption.READ);
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
            try {
                // The same file, whatever takes its place meanwhile: none is ever changed.
                var tag = tag(Channels.newInputStream(opened));
                opened.position(0);
                return Optional.of(new Opened(Channels.newInputStream(opened), tag));
            } catch (IOException | RuntimeException failed) {
                opened.close();
                throw failed;
            }
        });
    }

    private static String tag(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return tag(in);
        }
    }

    private static String tag(InputStream content) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JVM has it", every);
        }
    }

    @Override
    public void write(String key, long length, Content content) {
        unavailable(() -> {
            return put(begunAlone(key).write(out -> content.write(0, length, out)));
        });
    }

    /// Of two that begin at once one discards the other.
    private UnfinishedFile begunAlone(String key) throws IOException {
        return lock.alone(() -> {
            discardAll(path(key));
            return begun(key);
        });
    }

    /// Each attempt begins anew.
    @Override
    public void rewrite(String key, long length, Content content) {
        write(key, length, content);
    }

    @Override
    public void discardAttempts(String key) {
        unavailable(() -> {
            var file = path(key);
            discardAll(file);
            return file;
        });
    }

    private void discardAll(Path file) throws IOException {
        if (Files.isDirectory(parent(file))) {
            UnfinishedFile.discardAll(file);
        }
    }

    @Override
    public Optional<byte[]> read(String key) {
        return read(key, 0, Integer.MAX_VALUE);
    }

    @Override
    public Optional<byte[]> read(String key, long from, long to) {
        return unavailable(() -> {
            try (var channel = FileChannel.open(path(key), StandardOpenOption.READ)) {
                var length = (int) Math.max(0, Math.min(to, channel.size()) - from);
                var bytes = ByteBuffer.allocate(length);
                var read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = channel.read(bytes, from + bytes.position());
                }
                return Optional.of(bytes.array());
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean copy(String key, long from, long to, OutputStream out) throws IOException {
        if (!(out instanceof FileOutput file)) {
            return ObjectStore.super.copy(key, from, to, out);
        }
        try (var channel = FileChannel.open(path(key), StandardOpenOption.READ)) {
            file.copy(channel, from, Math.min(to, channel.size()));
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    @Override
    public List<String> list(String prefix) {
        return unavailable(() -> {
            // Only what can begin with the prefix is walked through: the others may be many.
            var slash = prefix.lastIndexOf('/');
            var parent = slash < 0 ? directory : path(prefix.substring(0, slash));
            var keys = new ArrayList<String>();
            DirectoryFiles.visit(parent, child -> key(child).startsWith(prefix), file -> keys.add(key(file)));
            Collections.sort(keys);
            return keys;
        });
    }

    @Override
    public void forEach(Consumer<String> consumer) {
        unavailable(() -> {
            DirectoryFiles.visit(directory, file -> consumer.accept(key(file)));
            return directory;
        });
    }

    /// Deletes what was written before that moment for the last time, and what those that were killed have left. In a
    /// bucket a rule does that.
    public void deleteOlder(Instant moment) {
        unavailable(() -> {
            DirectoryFiles.visit(directory, file -> {
                // Looked at again once nothing can take its place meanwhile.
                if (DirectoryFiles.isOlder(file, moment)
                        && lock.alone(() -> DirectoryFiles.isOlder(file, moment) && Files.deleteIfExists(file))) {
                    removeIfEmpty(parent(file));
                }
            });
            return directory;
        });
    }

    @Override
    public void delete(String key) {
        unavailable(() -> {
            var file = path(key);
            var gone = lock.alone(() -> Files.deleteIfExists(file));
            removeIfEmpty(parent(file));
            return gone;
        });
    }

    private void removeIfEmpty(Path parent) throws IOException {
        if (parent.equals(directory) || !Files.isDirectory(parent)) {
            return;
        }
        try (var children = Files.list(parent)) {
            if (children.findAny().isPresent()) {
                return;
            }
        }
        try {
            Files.deleteIfExists(parent);
        } catch (DirectoryNotEmptyException filledMeanwhile) {
            return;
        }
    }

    private String key(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private UnfinishedFile written(String key, UnfinishedFile.Writing writing) throws IOException {
        return begun(key).write(writing);
    }

    /// What has begun keeps its directory, which another one may be deleting because it was empty.
    private UnfinishedFile begun(String key) throws IOException {
        var file = path(key);
        for (var tries = 1; tries < MOST_TRIES; tries++) {
            try {
                make(parent(file));
                return UnfinishedFile.begin(file);
            } catch (NoSuchFileException | FileAlreadyExistsException deletedMeanwhile) {
                Thread.onSpinWait();
            }
        }
        make(parent(file));
        return UnfinishedFile.begin(file);
    }

    private Path parent(Path file) {
        return Objects.requireNonNullElse(file.getParent(), directory);
    }

    private Path path(String key) {
        var file = directory.resolve(key).normalize();
        if (!file.startsWith(directory)) {
            throw new IllegalArgumentException("a key that leads out of the directory");
        }
        return file;
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static <T> T unavailable(DirectoryLock.Access<T> access) {
        try {
            return access.run();
        } catch (IOException failed) {
            throw new ObjectStoreUnavailable("the directory", failed);
        }
    }
}
